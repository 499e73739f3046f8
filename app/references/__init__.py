"""References to what was found, in the forms that others read."""
