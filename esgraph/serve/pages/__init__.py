"""Turns a release into pages for people: one module for each kind of page."""
