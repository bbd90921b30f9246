"""The description of the service is made once for a release, and says what it should at every address."""

import pytest
from flask import Flask
from rdflib import SDO, SH, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

from esgraph.serve import service_description
from esgraph.serve.negotiation import GRAPHS
from esgraph.serve.site import site_of
from esgraph.vocabulary import SD, prefixes

_SD = Namespace(SD)
ADDRESSES = ("http://127.0.0.1:8000/sparql", "https://dane.example.org/a&b/sparql", "http://x\"><b>\\'{}/sparql")


@pytest.mark.parametrize("form", [form.media_type for form in GRAPHS])
def test_it_names_the_address_at_which_it_was_reached(app: Flask, form: str) -> None:
    site = site_of(app)
    graphs = []
    for address in ADDRESSES:
        written = service_description.describe(site, address, form)
        graph = Graph().parse(data=written, format="nt" if form == "application/n-triples" else form)
        ((service, _, endpoint),) = graph.triples((None, _SD.endpoint, None))
        assert isinstance(endpoint, URIRef)
        assert str(endpoint).startswith(address.split('"')[0])
        assert len(list(graph.objects(None, _SD.namedGraph))) == len(site.store.graphs())
        assert set(graph.objects(None, SDO.target)) == {endpoint}
        graph.remove((service, _SD.endpoint, None))
        graph.remove((None, SDO.target, None))
        graphs.append(graph)
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[0], graphs[2])


def test_it_is_made_once_for_a_release(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(app)
    service_description.describe(site, ADDRESSES[0], "text/turtle")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("made anew")

    monkeypatch.setattr(Graph, "serialize", refuse)
    for number in range(20):
        service_description.describe(site, f"http://host{number}/sparql", "text/turtle")


def test_it_has_the_questions_as_examples_and_the_prefixes(app: Flask) -> None:
    site = site_of(app)
    graph = Graph().parse(data=service_description.describe(site, ADDRESSES[0], "text/turtle"), format="turtle")
    found = graph.query(
        "SELECT ?q ?comment ?text { ?q a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:construct ?text }"
    )
    rows = {(str(row[0]), str(row[1]), str(row[2])) for row in found}  # type: ignore[index]
    assert rows == {
        (f"{site.base}questions/{question.slug}", words, question.query)
        for question in site.questions
        for words in question.words.values()
    }
    assert set(graph.objects(None, SDO.target)) == {URIRef(ADDRESSES[0])}
    declared = {
        str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace))
        for node in graph.objects(None, SH.declare)
    }
    assert declared == prefixes(site.base)
