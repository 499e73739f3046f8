"""Passages become a searchable index: catalog, vectors, words, and the search over them."""
