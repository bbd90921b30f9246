"""Turns a release, here or on a server, into what was checked of it, by whoever got it from somewhere."""
