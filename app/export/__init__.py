"""Answers as files to keep and to forward: Markdown, Word and PDF."""
