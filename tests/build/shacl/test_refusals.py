"""What the engine cannot check is refused by name, so that nobody takes silence for a check."""

import pyoxigraph as ox
import pytest

from esgraph.build.shacl import read
from esgraph.errors import EsgraphError

_HEAD = """
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""


def select(query: str) -> str:
    return f'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:select """{query}""" ] .'


@pytest.mark.parametrize(
    ("shape", "construct"),
    [
        ("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:expression [] .", "sh:expression"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:rule [] .", "sh:rule"),
        ("ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ] .", "sh:SPARQLTarget"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:minCount 1 .", "sh:minCount in a node shape"),
        ("ex:S a sh:PropertyShape ; sh:targetClass ex:C ; sh:minCount 1 .", "without sh:path"),
        ("ex:S a sh:PropertyShape ; sh:path ex:p, ex:q ; sh:targetClass ex:C .", "more than one sh:path"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:not ex:S .", "refers to itself"),
        ('ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:pattern "(?=a)" .', "the regular expression"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:datatype xsd:byte .", "the datatype"),
        ('ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:closed "1"^^xsd:boolean .', "the value"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:in ex:list .", "a list that is none"),
        ("ex:C a sh:ConstraintComponent .", "sh:ConstraintComponent"),
        ("<> sh:entailment ex:E .", "sh:entailment"),
        (select("SELECT $this WHERE { $this ?p ?o MINUS { $this a ?o } }"), "MINUS"),
        (select("SELECT $this WHERE { VALUES ?o { 1 } $this ?p ?o }"), "VALUES"),
        (select("SELECT $this WHERE { SERVICE <https://example.org/> { $this ?p ?o } }"), "SERVICE"),
        (select("SELECT $this WHERE { { SELECT $this WHERE { $this ?p ?o } } }"), "a subquery"),
        (select("SELECT $this WHERE { $this ?p ?o } LIMIT 1"), "LIMIT"),
        (select("SELECT ?o WHERE { $this ?p ?o }"), "a projection without $this"),
        (select("SELECT (?o AS $this) WHERE { ?s ?p ?o }"), "AS $this"),
        (select("SELECT $this WHERE { { FILTER(BOUND($this)) } UNION { ?s ?p ?o } }"), "an expression on $this"),
        (select("SELECT $this WHERE { $this ex:p* ?o }"), "a path that may be empty"),
        (select("SELECT $this WHERE { $this ex:p ?o FILTER(BOUND($this)) }"), "BOUND($this)"),
        (select("SELECT $this WHERE { $this ?p ?o"), "the query"),
        (select("SELECT $this WHERE { $this ex:p ?o }"), "the query"),
        (select("SELECT $this WHERE { $this $PATH ?o }"), "$PATH in a node shape"),
        (select("SELECT $this WHERE { GRAPH $shapesGraph { $this ?p ?o } }"), "?shapesGraph"),
    ],
)
def test_refused(shape: str, construct: str) -> None:
    shape = _HEAD + shape
    with pytest.raises(EsgraphError, match="not supported") as error:
        read(quad.triple for quad in ox.parse(shape, ox.RdfFormat.TURTLE, base_iri="https://example.org/"))
    assert construct in str(error.value)
    assert error.value.where
