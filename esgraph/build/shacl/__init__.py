"""Turns RDF in a store and SHACL shapes into validation results, by SPARQL queries that speak of all nodes at once.

Own code, since no ready-made library was fast and right with SPARQL constraints when they were compared
(`tests/benchmarks/validation.py`): pySHACL parses each anew for every focus node, `shacl` 0.3.4 was not done with a
million statements after two minutes, `pyshifty` 0.5.1 was slower and differs in results from the W3C suite, and the
SHACL of maplib is not open. Terms are those that the store keeps: it writes 4.0 as 4, and takes an xsd:byte for an
integer.
"""

from esgraph.build.shacl.engine import Check, Found, checks, validate, validate_each
from esgraph.build.shacl.model import Path, Predicate, Result, Shape, Term
from esgraph.build.shacl.reach import revalidate
from esgraph.build.shacl.reading import read

__all__ = [
    "Check",
    "Found",
    "Path",
    "Predicate",
    "Result",
    "Shape",
    "Term",
    "checks",
    "read",
    "revalidate",
    "validate",
    "validate_each",
]
