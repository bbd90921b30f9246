"""Turns a release directory into answers over HTTP; knows nothing of building."""
