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
    # As a store has them, in which 3.50 is 3.5.
    found = revalidate(old, new, shapes_read, before, {quad.triple for quad in old} ^ {quad.triple for quad in new})
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


_HEAD = """
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.org/prefixes> sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/" ] .
"""


@pytest.mark.parametrize(
    ("query", "old", "added"),
    [
        (
            "SELECT $this ?value WHERE { $this ex:p+ ?value FILTER(isLiteral(?value)) }",
            "ex:a ex:p ex:b .",
            'ex:b ex:p "x" .',
        ),
        ("SELECT $this WHERE { $this ex:p _:b . _:b ex:q 'bad' }", "ex:a ex:p ex:b .", 'ex:b ex:q "bad" .'),
        (
            "SELECT $this WHERE { $this ex:p/ex:q ?x FILTER NOT EXISTS { ?x ex:r ?y } }",
            "ex:a ex:p ex:b .",
            "ex:b ex:q ex:c .",
        ),
        (
            "SELECT $this WHERE { $this ex:p ?x OPTIONAL { ?x ex:q ?y } FILTER(BOUND(?y)) }",
            "ex:a ex:p ex:b .",
            "ex:b ex:q 1 .",
        ),
        (
            "SELECT $this WHERE { $this ex:p ?x . { ?x ex:q ?y } UNION { ?y (ex:r|ex:s) ?x } }",
            "ex:a ex:p ex:b .",
            "ex:c ex:s ex:b .",
        ),
        (
            "SELECT $this WHERE { $this ex:p ?x FILTER(?x = 1 || EXISTS { ?y ?z ?x }) }",
            "ex:a ex:p ex:b .",
            "ex:c ex:any ex:b .",
        ),
    ],
)
def test_a_change_far_from_the_focus_node_reaches_it(query: str, old: str, added: str) -> None:
    text = (
        f'ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:prefixes ex:prefixes ; sh:select """{query}""" ] .'
    )
    shape = read(quad.triple for quad in ox.parse(_HEAD + text, ox.RdfFormat.TURTLE))
    before, after = (_turtle(text) for text in (old, old + added))
    whole = validate_each(store_of(after), shape)
    for start, end, expected in ((before, after, whole), (after, before, validate_each(store_of(before), shape))):
        focuses = validate_each(store_of(start), shape)
        found = revalidate(store_of(start), store_of(end), shape, focuses, start ^ end)
        assert {check: _counted(one) for check, one in found.items()} == {
            check: _counted(one) for check, one in expected.items()
        }
    assert any(whole.values())


def _turtle(text: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(_HEAD + text, ox.RdfFormat.TURTLE)}
