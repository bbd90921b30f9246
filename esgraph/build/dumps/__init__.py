"""Turns the sorted N-Quads of a release into its other dumps: every RDF format, tables, compressed files, checksums."""
