"""The page where researchers search the source texts."""
