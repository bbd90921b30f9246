"""After random edits, what was found before with what the edits can affect is what a full validation finds."""

from collections import Counter
from random import Random

import pyoxigraph as ox
import pytest
from rdflib import Graph

from esgraph.build import shacl
from esgraph.build.shacl import read
from esgraph.build.shacl.engine import checks, validate_each
from esgraph.build.shacl.reach import Reach, revalidate
from esgraph.build.validation import triples
from tests.build.shacl.breaking import broken
from tests.build.shacl.test_differential import examples, store_of


@pytest.mark.parametrize("seed", range(12))
def test_edits_are_validated_where_they_reach(shapes: Graph, seed: int) -> None:
    shapes_read = read(triples(shapes))
    valid = examples(seed)
    first = broken(valid, seed, changes=30)
    second = broken(sorted(first, key=str), seed + 100, changes=Random(seed).choice([1, 2, 5, 20]))  # noqa: S311
    old, new = store_of(first), store_of(second)
    before, whole = validate_each(old, shapes_read), validate_each(new, shapes_read)
    found = revalidate(old, new, shapes_read, before, first ^ second)
    assert {check.shape.name for check in whole if _counted(whole[check]) != _counted(found[check])} == set()
    assert any(before.values())


def test_what_is_far_away_is_left_alone(shapes: Graph, dataset_store: ox.Store) -> None:
    """A name of one organisation touches that organisation, in the checks that read names."""
    organisation = ox.NamedNode("https://w3id.org/esgraph/id/organization/pozytek")
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    changed = [ox.Triple(organisation, label, ox.Literal("Pożytek", language="pl"))]
    reach = Reach((dataset_store,), changed)
    reached = {check: reach.of(check) for check in checks(read(triples(shapes)))}
    named = {check.shape.node.value for check, nodes in reached.items() if nodes and organisation in nodes}
    assert "https://w3id.org/esgraph/shape/LabelShape-pl" in named
    assert all(nodes == set() for check, nodes in reached.items() if "PlaceShape" in check.shape.name)
    assert None not in reached.values()
    assert max(len(nodes) for nodes in reached.values() if nodes is not None) < 10


def _counted(found: dict[shacl.Term, list[shacl.Result]]) -> Counter[shacl.Result]:
    return Counter(result for results in found.values() for result in results)
