"""Real clients against a real server: SPARQLWrapper, rdflib's remote store, plain HTTP."""

import socket
import subprocess
import sys
import urllib.request

import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from esgraph.release import Release


def test_sparqlwrapper(server: str) -> None:
    wrapper = SPARQLWrapper(f"{server}sparql")
    wrapper.setQuery("SELECT ?s WHERE { ?s a <https://w3id.org/esgraph/def#Cooperation> }")
    wrapper.setReturnFormat(JSON)
    found = wrapper.query().convert()
    assert isinstance(found, dict)
    assert len(found["results"]["bindings"]) == 2
    wrapper.setMethod(POST)
    wrapper.setQuery("CONSTRUCT WHERE { ?s a <https://w3id.org/esgraph/def#Cooperation> }")
    wrapper.setReturnFormat(TURTLE)
    answer = wrapper.query().convert()
    assert isinstance(answer, bytes)
    assert len(rdflib.Graph().parse(data=answer, format="turtle")) == 2


def test_rdflib_as_a_client(server: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server}sparql", returnFormat="json"))
    found = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/org#Post")))
    assert len(found) == 2


def test_rdflib_follows_an_entity(server: str) -> None:
    graph = rdflib.Graph().parse(f"{server}id/organization/pozytek", format="turtle")
    assert (rdflib.URIRef("https://w3id.org/esgraph/id/organization/pozytek"), None, None) in graph


def test_plain_http(server: str, release: Release) -> None:
    with urllib.request.urlopen(f"{server}dumps/latest/esgraph.ttl") as response:
        assert response.read() == release.turtle.read_bytes()


def test_a_port_in_use_is_told(release: Release) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "esgraph", "serve", str(release.path), "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
