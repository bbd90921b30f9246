"""Turns the union of a release's graphs into a CSV table of each main class, and CSVW metadata that describe them."""
