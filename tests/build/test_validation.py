"""A report says the same whichever engine applied the shapes, byte for byte."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from esgraph.build.origins import Origins
from esgraph.build.validation import validate_store
from tests.build.shacl.breaking import broken
from tests.build.shacl.test_differential import examples

#: Of statements that no file states.
NOWHERE = Origins(Path(), "", (), lambda _: {})


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Broken statements; without blank nodes, which have other names in every report."""
    found = ox.Store()
    for one in broken(examples(3), seed=5, changes=40):
        if not isinstance(one.object, ox.BlankNode) and not isinstance(one.subject, ox.BlankNode):
            found.add(ox.Quad(one.subject, one.predicate, one.object))
    return found


def test_both_engines_give_one_report(store: ox.Store, shapes: Graph) -> None:
    own, other = (validate_store(store, shapes, NOWHERE, engine) for engine in ("esgraph", "pyshacl"))
    assert len(own.findings) > 50
    assert own.to_json() == other.to_json()
    assert own.turtle == other.turtle


def test_every_finding_speaks_both_languages(store: ox.Store, shapes: Graph) -> None:
    document = json.loads(validate_store(store, shapes, NOWHERE).to_json())
    for result in document["results"]:
        assert result["message"].keys() == {"pl", "en"}
        assert result["message"]["pl"] != result["message"]["en"]


def test_a_shape_without_words_still_says_something() -> None:
    shapes = Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <https://example.org/S> a sh:NodeShape ; sh:targetNode <https://example.org/a> ; sh:nodeKind sh:Literal .""",
        format="turtle",
    )
    (finding,) = validate_store(ox.Store(), shapes, NOWHERE).findings
    assert finding.text("en") == "<https://example.org/a>: error: A rule is not satisfied (SHACL: NodeKind)."
    assert finding.text("pl") == "<https://example.org/a>: błąd: Reguła nie jest spełniona (SHACL: NodeKind)."
