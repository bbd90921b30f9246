"""Turns proposals in authored files into decisions of people, on a local page and in the same files."""
