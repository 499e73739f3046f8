"""The pages of the shelf and of each document."""
