"""Comunica 4 as a client: what it makes of our answers is what the embedded store answers."""

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.compare import to_isomorphic

from esgraph.release import Release
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query
from esgraph.vocabulary import prefixes
from tests import node
from tests.conftest import ROOT

pytestmark = pytest.mark.alone

FOLDER = ROOT / "tests" / "clients" / "comunica"
JSON = "application/sparql-results+json"

JOIN = """SELECT ?who ?name ?place WHERE {
  ?who a org:Organization ; skos:prefLabel ?name ; schema:location ?at . ?at skos:prefLabel ?place
  FILTER(LANG(?name) = 'pl' && LANG(?place) = 'pl')
}"""
CONSTRUCT = """CONSTRUCT { ?post a org:Post ; skos:prefLabel ?label }
WHERE { ?post a org:Post ; skos:prefLabel ?label }"""


@pytest.fixture(scope="module")
def comunica(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Comunica, exactly as locked; no script of any package runs."""
    return node.install(FOLDER, tmp_path_factory.mktemp("comunica"), "ask.mjs")


def _ask(folder: Path, query: str, sources: list[Any], media_type: str, release: Release) -> str:
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes(release.manifest.base).items())
    asked = json.dumps({"query": declared + query, "sources": sources, "mediaType": media_type})
    done = node.run(folder, "ask.mjs", asked)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _rows(answer: str | bytes) -> set[frozenset[tuple[str, str]]]:
    bindings = json.loads(answer)["results"]["bindings"]
    return {frozenset((name, term["value"]) for name, term in row.items()) for row in bindings}


def _embedded(release: Release, query: str, media_type: str) -> bytes:
    return OxigraphStore(release, Settings()).query(Query(query), media_type).read()


def test_a_join(server: str, comunica: Path, release: Release) -> None:
    expected = _rows(_embedded(release, JOIN, JSON))
    assert len(expected) > 5
    endpoint = {"type": "sparql", "value": f"{server}sparql"}
    assert _rows(_ask(comunica, JOIN, [endpoint], JSON, release)) == expected


def test_the_endpoint_is_found_without_being_told(server: str, comunica: Path, release: Release) -> None:
    """Comunica asks for the service description to see what the address is."""
    assert _rows(_ask(comunica, JOIN, [f"{server}sparql"], JSON, release)) == _rows(_embedded(release, JOIN, JSON))


def test_a_graph(server: str, comunica: Path, release: Release) -> None:
    endpoint = {"type": "sparql", "value": f"{server}sparql"}
    answer = _ask(comunica, CONSTRUCT, [endpoint], "text/turtle", release)
    expected = rdflib.Graph().parse(data=_embedded(release, CONSTRUCT, "text/turtle"), format="turtle")
    assert len(expected) > 2
    assert to_isomorphic(rdflib.Graph().parse(data=answer, format="turtle")) == to_isomorphic(expected)


def test_the_endpoint_joined_with_a_download(server: str, comunica: Path, release: Release) -> None:
    """Organisations from the endpoint, the names of their places from a Turtle file: neither has both by itself."""
    query = JOIN.replace("SELECT", "SELECT DISTINCT")
    sources = [{"type": "sparql", "value": f"{server}sparql"}, f"{server}graph/places.ttl"]
    assert _rows(_ask(comunica, query, sources, JSON, release)) == _rows(_embedded(release, JOIN, JSON))
    assert _rows(_ask(comunica, query, sources[1:], JSON, release)) == set()


@pytest.mark.parametrize("folder", sorted((ROOT / "tests" / "clients").iterdir()), ids=lambda folder: folder.name)
def test_the_lock_names_no_registry(folder: Path) -> None:
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages
    assert all("resolved" not in package and package["integrity"].startswith("sha512-") for package in packages)
