"""The description of the service is made once for a release, and says what it should at every address."""

import pytest
from flask import Flask
from rdflib import Graph, Namespace, URIRef
from rdflib.compare import isomorphic

from esgraph.serve import service_description
from esgraph.serve.negotiation import GRAPHS
from esgraph.serve.site import site_of
from esgraph.vocabulary import SD

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
        graph.remove((service, _SD.endpoint, None))
        graphs.append(graph)
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[0], graphs[2])


def test_it_is_made_once_for_a_release(app: Flask) -> None:
    site = site_of(app)
    service_description.describe(site, ADDRESSES[0], "text/turtle")
    made = service_description._written.cache_info().misses
    for number in range(20):
        service_description.describe(site, f"http://host{number}/sparql", "text/turtle")
    assert service_description._written.cache_info().misses == made
