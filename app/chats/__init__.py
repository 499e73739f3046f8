"""Conversations: whose they are, what was said in them, and the answers still under way."""
