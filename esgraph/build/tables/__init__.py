"""Turns tables that lie beside a source into the entries that an author would write."""
