"""The own engine and pySHACL find the same in data broken at random: focus, path, value, component, severity, source."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from esgraph.build.shacl import Result, read, validate
from esgraph.build.shacl.arbiter import validate as pyshacl
from esgraph.build.shacl.engine import Engine, checks
from esgraph.build.shacl.model import Query, Term
from esgraph.build.validation import triples
from esgraph.vocabulary import XSD
from tests.build.shacl.breaking import broken

_EXAMPLES = sorted((Path(__file__).parents[2] / "shapes").rglob("*.ttl"))


def store_of(statements: set[ox.Triple]) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(one.subject, one.predicate, one.object) for one in statements)
    return store


def examples(seed: int) -> list[ox.Triple]:
    """The statements of some of the examples of the shapes, of both kinds."""
    chosen = _EXAMPLES[seed % 7 :: 7]
    return [quad.triple for path in chosen for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]


def name(term: Term | None) -> str:
    """A term by itself; pySHACL copies a blank node into its report under another name."""
    return "_:" if isinstance(term, ox.BlankNode) else str(term)


def compared(result: Result) -> tuple[str, ...]:
    terms = (result.focus, result.value, result.source_shape, result.source_constraint)
    return (*map(name, terms), str(result.path), result.component, result.severity)


def is_of_order(result: Result) -> bool:
    """Whether a result is on the order of what is no number: rdflib has one, where SPARQL has none."""
    value = result.value
    number = isinstance(value, ox.Literal) and value.datatype.value in (
        f"{XSD}{kind}" for kind in ("integer", "decimal", "double")
    )
    return result.component.endswith("clusiveConstraintComponent") and not number


@pytest.mark.parametrize("seed", [*range(7), 42])
def test_both_engines_find_the_same(shapes: Graph, seed: int) -> None:
    store = store_of(broken(examples(seed), seed, changes=60))
    own = Counter(compared(one) for one in validate(store, read(triples(shapes))) if not is_of_order(one))
    other = Counter(compared(one) for one in pyshacl(store, shapes) if not is_of_order(one))
    assert own
    assert (own - other, other - own) == (Counter(), Counter())


@pytest.mark.parametrize("seed", range(7, 14))
def test_narrowing_loses_nothing(shapes: Graph, seed: int) -> None:
    """Each check on each of its targets, one by one, finds what the queries for all of them find."""
    store = store_of(broken(examples(seed), seed, changes=200))
    engine = Engine(store)
    everything = {quad.subject for quad in store} | {quad.object for quad in store}
    nodes = [node for node in everything if isinstance(node, Term)]
    found = 0
    for check in checks(read(triples(shapes))):
        whole, each = (
            Counter(result for results in found.values() for result in results)
            for found in (engine.by_focus(check), engine.by_focus(check, nodes))
        )
        assert whole == each, check.shape.name
        found += whole.total()
        assert not isinstance(check.constraint, Query) or whole.total() == len(whole)
    assert found > 100


def test_a_store_on_disk_is_validated_as_one_in_memory(shapes: Graph, tmp_path: Path) -> None:
    statements = broken(examples(1), seed=1, changes=100)
    disk = ox.Store(tmp_path / "store")
    disk.extend(ox.Quad(one.subject, one.predicate, one.object) for one in statements)
    disk.flush()
    del disk
    shapes_read = read(triples(shapes))
    found = Counter(validate(ox.Store.read_only(str(tmp_path / "store")), shapes_read))
    assert found == Counter(validate(store_of(statements), shapes_read))
    assert found


@pytest.mark.parametrize(
    ("shape", "data"),
    [
        (
            "sh:property [ sh:path [ sh:alternativePath ( ex:p ex:q ) ] ; sh:minCount 2 ]",
            "ex:a ex:p ex:b ; ex:q ex:b .",
        ),
        (
            "sh:property [ sh:path [ sh:alternativePath ( ex:p ex:q ) ] ; sh:maxCount 1 ]",
            "ex:a ex:p ex:b ; ex:q ex:b .",
        ),
        (
            'sh:sparql [ sh:select """SELECT $this ?value WHERE { $this <https://example.org/p> ?x FILTER EXISTS '
            '{ $this <https://example.org/p> ?x . ?x <https://example.org/q> ?value } }""" ]',
            "ex:a ex:p ex:b . ex:b ex:q ex:c .",
        ),
    ],
)
def test_both_engines_find_the_same_by_a_shape_of_ones_own(shape: str, data: str) -> None:
    head = "@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    graph = Graph().parse(data=f"{head} ex:S a sh:NodeShape ; sh:targetNode ex:a ; {shape} .", format="turtle")
    store = store_of({quad.triple for quad in ox.parse(head + data, ox.RdfFormat.TURTLE)})
    own = Counter(map(_told, validate(store, read(triples(graph)))))
    assert own == Counter(map(_told, pyshacl(store, graph)))


def _told(result: Result) -> tuple[str, ...]:
    return (str(result.focus), str(result.value), result.component)
