"""Turns an IRI into an article: what the graph says of it, in the order in which a reader wants to know."""
