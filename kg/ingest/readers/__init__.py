"""Readers: from a file's bytes to named cells. They know nothing of what the cells mean."""
