"""Turns stated triples into derived ones by SPARQL CONSTRUCT rules, each with a pointer to what it came from."""

from collections.abc import Collection, Iterable
from pathlib import Path

import pyoxigraph as ox

from esgraph.errors import EsgraphError


def derive(graphs: Collection[Iterable[ox.Triple]], rules: Iterable[Path]) -> set[ox.Triple]:
    """Apply every rule once to the union of the graphs; rules see stated triples, not each other's.

    Raises EsgraphError naming a rule file that is not a valid CONSTRUCT query.
    """
    store = ox.Store()
    for triples in graphs:
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    derived: set[ox.Triple] = set()
    for rule in rules:
        try:
            result = store.query(rule.read_text(encoding="utf-8"))
        except SyntaxError as error:
            raise EsgraphError(f"not a valid SPARQL query: {error}", where=str(rule)) from error
        if not isinstance(result, ox.QueryTriples):
            raise EsgraphError("a rule must be a CONSTRUCT query", where=str(rule))
        derived.update(result)
    return derived
