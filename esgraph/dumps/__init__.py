"""Turns statements in a fixed order into files of every RDF format, with memory that stays flat."""
