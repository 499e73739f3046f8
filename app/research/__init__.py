"""Search for researchers: what was found, narrowed, listed document by document, and marked."""
