"""Turns stated triples into derived ones by SPARQL CONSTRUCT rules, each with a pointer to what it came from."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from esgraph.errors import EsgraphError


def derive(store: ox.Store, rules: Iterable[Path]) -> Iterator[ox.Triple]:
    """What each rule gives of the store's default graph; rules see what is stated, not each other's.

    Two rules may give the same statement. Raises EsgraphError naming a rule file that is not a valid CONSTRUCT query.
    """
    for rule in rules:
        try:
            result = store.query(rule.read_text(encoding="utf-8"))
        except SyntaxError as error:
            raise EsgraphError(f"not a valid SPARQL query: {error}", where=str(rule)) from error
        if not isinstance(result, ox.QueryTriples):
            raise EsgraphError("a rule must be a CONSTRUCT query", where=str(rule))
        yield from result
