"""Measures everything below: retrieval quality and speed."""
