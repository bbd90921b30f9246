"""Turns two lists of organisations or places into proposals of which are the same, each with its reasons in words."""
