"""Turns a dataset's statements into the search index of a release."""
