"""The page that says what is indexed, how good it is and what it cannot do."""
