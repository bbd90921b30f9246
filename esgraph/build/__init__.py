"""Turns a data directory into a release directory; knows nothing of serving."""
