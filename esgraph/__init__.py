"""Turns authored accounts of the social economy into a validated, served knowledge graph."""
