"""Turns a reader's words into what a release's search index has of them."""
