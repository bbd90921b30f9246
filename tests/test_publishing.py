"""A release in a real server: loaded by either protocol, gone on with after a failure, replaced, verified."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from esgraph.cli import main
from esgraph.errors import ReleaseError, StoreError
from esgraph.release import Release
from esgraph.serve.graph_files import split
from esgraph.serve.loading import load, open_target
from esgraph.serve.remote import RemoteStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query
from esgraph.serve.target import Target
from tests import servers
from tests.servers import Server

BASE = "https://w3id.org/esgraph/"
UNION = f"{BASE}store/union"
PLACES = f"{BASE}graph/places"
GAPS = f"{BASE}graph/gaps"


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with getattr(servers, request.param)(tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture(params=["graph store", "update"])
def target(request: pytest.FixtureRequest, server: Server) -> Iterator[Target]:
    if request.param == "update":
        opened = open_target(server.query, None, server.with_login(server.update))
    else:
        opened = open_target(server.query, server.with_login(server.graph_store), None)
    with closing(opened):
        yield opened


class Failing:
    """A target that fails at its n-th change, before it or after it was carried out."""

    def __init__(self, target: Target, number: int, size: int = 20_000) -> None:
        self.size = size
        self.changes = 0
        self._target = target
        self._number = number

    def _change(self, name: str, *arguments: object) -> None:
        self.changes += 1
        if self.changes == self._number and self._number % 2:
            raise StoreError("the line went dead")
        getattr(self._target, name)(*arguments)
        if self.changes == self._number:
            raise StoreError("the line went dead")

    def put(self, graph: str, body: bytes) -> None:
        self._change("put", graph, body)

    def add(self, graph: str, body: bytes) -> None:
        self._change("add", graph, body)

    def delete(self, graph: str) -> None:
        self._change("delete", graph)

    def read(self, graph: str) -> Iterator[ox.Triple]:
        return iter(self._target.read(graph))

    def close(self) -> None:
        """It closes with the one inside."""


def silent(_name: str) -> None:
    """Show nothing."""


def changed(release: Release, directory: Path, *, extra: str = "", without: str = "") -> Release:
    """Another release: one graph less, some statements more."""
    lines = [line for line in release.nquads.read_text().splitlines() if not line.endswith(f" <{without}> .")]
    (directory / "esgraph.nq").write_text("".join(f"{line}\n" for line in sorted([*lines, *extra.splitlines()])))
    return Release(directory, replace(release.manifest, id="other"))


def count(server: Server, release: Release, text: str) -> int:
    with closing(RemoteStore(server.query, release, Settings())) as store:
        return int(store.query(Query(text), "text/csv").read().split()[1])


def test_what_is_there_is_not_written_again(target: Target, server: Server, release: Release) -> None:
    load(release, target, silent)
    again = Failing(target, 1)
    loaded = load(release, again, silent)
    assert again.changes == 0
    assert (loaded.written, loaded.removed, loaded.rewritten) == ((), (), ())
    assert len(loaded.kept) == 17
    assert loaded.statements == release.manifest.counts["triples"]
    assert (
        count(server, release, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == release.manifest.counts["quads"]
    )


def test_another_release_replaces_only_what_changed(
    target: Target, server: Server, release: Release, tmp_path: Path
) -> None:
    other = changed(
        release, tmp_path, extra=f"<{BASE}id/place/x> <{BASE}p> <{BASE}id/place/y> <{PLACES}> .", without=GAPS
    )
    load(release, target, silent)
    loaded = load(other, target, silent)
    assert loaded.written == (PLACES, UNION)
    assert loaded.removed == (GAPS,)
    assert list(target.read(GAPS)) == []
    assert count(server, other, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{PLACES}> {{ ?s ?p ?o }} }}") == 111
    with pytest.raises(StoreError, match="does not hold"):
        RemoteStore(server.query, release, Settings())
    assert load(release, target, silent).written == (GAPS, PLACES, UNION)


@pytest.mark.parametrize("number", [1, 2, 4, 5, 9])
def test_a_run_that_failed_is_gone_on_with(
    number: int, target: Target, server: Server, release: Release, tmp_path: Path
) -> None:
    other = changed(release, tmp_path, extra=f"<{BASE}a> <{BASE}p> <{BASE}b> <{GAPS}> .", without=PLACES)
    load(other, target, silent)
    with pytest.raises(StoreError, match="went dead"):
        load(release, Failing(target, number), silent)
    if number > 1:  # the first change says that nothing is sure any more
        for unsure in (release, other):
            with pytest.raises(StoreError, match="does not hold"):
                RemoteStore(server.query, unsure, Settings())
    # Another release than the one that failed comes first in half of the cases: it must not take parts for the whole.
    if number % 2:
        load(other, target, silent)
        assert count(server, other, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GAPS}> {{ ?s ?p ?o }} }}") == 169
    loaded = load(release, target, silent)
    assert len(loaded.kept) >= 9
    assert (
        count(server, release, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == release.manifest.counts["quads"]
    )
    assert count(server, release, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == release.manifest.counts["triples"]


@pytest.mark.parametrize("way", ["more", "less", "other"])
def test_verification_finds_a_graph_that_was_tampered_with(
    way: str, target: Target, server: Server, release: Release
) -> None:
    load(release, target, silent)
    places = {quad.triple for quad in ox.parse(path=release.nquads) if quad.graph_name == ox.NamedNode(PLACES)}
    victim = max(places, key=str)
    left = places - ({victim} if way != "more" else set())
    strange = f'<{BASE}strange> <{BASE}p> "“obce”"@pl'
    body = [f"{triple} ." for triple in left] + ([f"{strange} ."] if way != "less" else [])
    target.put(PLACES, "\n".join(body).encode())
    with pytest.raises(StoreError) as caught:
        load(release, target, silent)
    assert PLACES in str(caught.value)
    assert (f"+ {strange}" in str(caught.value)) is (way != "less")
    assert (f"- {victim}" in str(caught.value)) is (way != "more")
    with pytest.raises(StoreError, match="does not hold"):
        RemoteStore(server.query, release, Settings())
    assert load(release, target, silent).written == (PLACES,)
    assert set(target.read(PLACES)) == places


def test_values_that_a_server_writes_otherwise_are_reported(target: Target, release: Release, tmp_path: Path) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    values = {"007": "integer", "1.50": "decimal", "5": "nonNegativeInteger", "1.0E0": "double", "1": "boolean"}
    lines = [f'<{BASE}a> <{BASE}p{n}> "{v}"^^<{xsd}{t}> <{PLACES}> .' for n, (v, t) in enumerate(values.items())]
    loaded = load(changed(release, tmp_path, extra="\n".join(lines)), target, silent)
    assert loaded.rewritten == (PLACES, UNION)


def test_a_name_and_password_that_are_refused_are_not_told(server: Server) -> None:
    if not server.user:
        return  # `oxigraph serve` asks nobody for a password
    graph_store, update = (url.replace("//", "//dba:wr0ng@") for url in (server.graph_store, server.update))
    for ways in ((graph_store, None), (None, update)):
        with closing(open_target(server.query, *ways)) as target:
            with pytest.raises(StoreError, match="ESGRAPH_STORE_USER") as caught:
                target.add(PLACES, b"<http://a> <http://a> <http://a> .\n")
            assert "wr0ng" not in str(caught.value)


def test_the_command_says_what_it_did(server: Server, release: Release) -> None:
    command = ["publish", str(release.path), "--store", server.query, "--graph-store", server.graph_store]
    variables = {"ESGRAPH_STORE_USER": server.user, "ESGRAPH_STORE_PASSWORD": server.password}
    first = CliRunner().invoke(main, command, env=variables)
    assert first.exit_code == 0, first.output
    assert f"Release {release.manifest.id}: {release.manifest.counts['triples']} statements verified" in first.output
    second = CliRunner().invoke(main, command, env=variables)
    assert "graphs written: 0, there already: 17, removed: 0" in second.output
    nowhere = [*command[:2], "--store", f"http://a:s3cret@127.0.0.1:{servers.free_port()}/"]
    failed = CliRunner().invoke(main, nowhere)
    assert failed.exit_code == 1
    assert "cannot be reached" in failed.output
    assert "s3cret" not in failed.output


def test_a_release_is_split_into_its_graphs(release: Release, tmp_path: Path) -> None:
    files = split(release.nquads, UNION, tmp_path)
    assert len(files) == 17
    assert files[UNION].digest.count == release.manifest.counts["triples"]
    assert sum(file.digest.count for name, file in files.items() if name != UNION) == release.manifest.counts["quads"]
    for file in files.values():
        assert b"".join(file.bodies(1000)) == file.path.read_bytes()
        assert len(file.path.read_bytes().splitlines()) == file.digest.count


def test_a_statement_without_a_graph_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text('<http://a> <http://b> "c" .\n')
    with pytest.raises(ReleaseError, match="without a graph"):
        split(tmp_path / "x.nq", UNION, tmp_path)
