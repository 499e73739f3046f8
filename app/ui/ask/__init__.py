"""The page where questions are asked and answered."""
