"""Turns RDF in a store and SHACL shapes into validation results, by SPARQL queries that speak of all nodes at once."""

from esgraph.build.shacl.engine import validate
from esgraph.build.shacl.model import Path, Predicate, Result, Shape, Term
from esgraph.build.shacl.reading import read

__all__ = ["Path", "Predicate", "Result", "Shape", "Term", "read", "validate"]
