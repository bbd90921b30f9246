"""The same things are found in a file of any vocabulary, a release, a data directory, an endpoint and a service."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner, Result

from esgraph.cli import main
from esgraph.errors import EsgraphError
from esgraph.linking.kinds import Kinds
from esgraph.linking.matching import Match
from esgraph.linking.outcome import Outcome
from esgraph.linking.proposing import Wanted, propose
from esgraph.linking.record import Record, Sort
from esgraph.linking.sources import files
from esgraph.linking.sources.opened import Asking
from esgraph.release import Release
from tests.conftest import DATA
from tests.linking.conftest import REGISTER
from tests.serve.conftest import running

OURS, THEIRS = "https://others.example/id/", "https://w3id.org/esgraph/id/"


def certain(data: Path, where: str, **asking: Any) -> set[tuple[str, str]]:
    found = propose(data, [where], Asking(**asking), None, Wanted())
    return {one.pair for one in found.matches if one.outcome is Outcome.CERTAIN}


def same(pairs: set[tuple[str, str]]) -> set[str]:
    """What is matched with what has its own id in the other dataset; no pair may be of two ids."""
    ids = {(one.removeprefix(OURS), other.removeprefix(THEIRS)) for one, other in pairs}
    assert [pair for pair in ids if pair[0] != pair[1]] == []
    return {one for one, _ in ids}


#: What has a name, a form or kind, and a place in the first dataset.
TOLD = {"organization/ab-ovo", "organization/ops-w-tluszczu", "organization/cis-w-legionowie"}


#: What has a code in the first dataset.
PLACES = {"place/tluszcz", "place/powiat-wolominski"}


def test_a_data_directory(other: Path) -> None:
    assert same(certain(other, str(DATA))) >= TOLD | PLACES


def test_a_release(other: Path, release: Release) -> None:
    assert same(certain(other, str(release.path))) == same(certain(other, str(DATA)))


@pytest.mark.parametrize("name", ["esgraph.ttl", "esgraph.nt", "esgraph.nq", "esgraph.trig", "esgraph.rdf"])
def test_a_file(other: Path, release: Release, name: str) -> None:
    assert same(certain(other, str(release.path / name))) >= TOLD


def test_an_endpoint_and_a_service(other: Path, release: Release) -> None:
    with running(release.path) as address:
        assert same(certain(other, f"{address}sparql")) >= TOLD | PLACES
        assert same(certain(other, f"{address}reconcile/pl")) >= TOLD | PLACES
        places = same(certain(other, f"{address}reconcile/pl", type="dcterms:Location"))
        assert places >= PLACES and all(one.startswith("place/") for one in places)


def test_a_query_of_ones_own(other: Path, release: Release, tmp_path: Path) -> None:
    query = tmp_path / "query.rq"
    query.write_text(
        'SELECT ?id ?name ("Tłuszcz" AS ?place) WHERE { VALUES ?id { <https://x.example/1> }'
        ' BIND("Ab Ovo Stowarzyszenie na rzecz organizowania społeczności lokalnych" AS ?name) }',
        "utf-8",
    )
    with running(release.path) as address:
        found = propose(other, [f"{address}sparql"], Asking(query=query), None, Wanted())
    assert [(one.pair[1], one.outcome) for one in found.matches] == [("https://x.example/1", Outcome.CERTAIN)]


def test_a_query_of_ones_own_for_places(other: Path, release: Release, tmp_path: Path) -> None:
    query = tmp_path / "query.rq"
    query.write_text(
        "PREFIX schema: <https://schema.org/> SELECT ?id ?name ?terc ?type WHERE { VALUES ?id { <https://x.example/1> }"
        ' BIND("Tluszcz" AS ?name) BIND("1434114" AS ?terc) BIND(schema:City AS ?type) }',
        "utf-8",
    )
    with running(release.path) as address:
        assert certain(other, f"{address}sparql", query=query) == {(f"{OURS}place/tluszcz", "https://x.example/1")}


def test_our_places_in_geonames(other: Path) -> None:
    (other / "identity/places.yaml").unlink()
    found = certain(other, "geonames")
    assert (f"{OURS}place/tluszcz", "https://sws.geonames.org/756919/") in found
    assert (f"{OURS}place/powiat-wolominski", "https://sws.geonames.org/7530751/") in found
    assert (f"{OURS}place/woj-mazowieckie", "https://sws.geonames.org/858787/") in found
    assert len(found) == len({one for one, _ in found}) >= 10


def test_records_of_other_vocabularies(tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text(
        """
        @prefix : <https://x.example/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        @prefix schema: <http://schema.org/> . @prefix org: <http://www.w3.org/ns/org#> .
        @prefix rov: <http://www.w3.org/ns/regorg#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix adms: <http://www.w3.org/ns/adms#> . @prefix locn: <http://www.w3.org/ns/locn#> .
        @prefix esg: <https://w3id.org/esgraph/def#> .
        :a a foaf:Organization ; foaf:name "Fundacja A"@pl ; schema:taxID "PL 999-000-00-00" .
        :b a schema:NGO ; schema:legalName "B" ; schema:foundingDate "2017-04-01" ;
           schema:address [ schema:addressLocality "Radom" ] ; schema:identifier "KRS: 9000000123" .
        :c a rov:RegisteredOrganization ; rov:legalName "C" ; rov:orgType <https://x.example/elf/96XK> ;
           rov:registration [ skos:notation "REGON 991234560" ] ;
           org:hasRegisteredSite [ org:siteAddress [ locn:postName "Płock" ] ] .
        :d a schema:City ; schema:name "D" ; schema:containedInPlace :e ; schema:latitude 52.1 ; schema:longitude 21 .
        :e a schema:AdministrativeArea ; schema:name "E" ; esg:terc "14" .
        :f a skos:Concept ; skos:prefLabel "no thing of ours" .
        :g a org:Organization .
        """,
        "utf-8",
    )
    found = {one.iri[-1]: one for one in files.read(path, Kinds.read())}
    assert sorted(found) == ["a", "b", "c", "d", "e"]
    assert found["b"].numbers == {"krs": frozenset({"9000000123"})}
    assert found["b"].places == ("Radom",) and found["b"].dates == {"2017-04-01"}
    assert found["c"].forms == ("fundacja",) and found["c"].places == ("Płock",)
    assert found["d"].sort is Sort.PLACE and found["d"].around == ("E",) and found["d"].on_globe == (52.1, 21.0)
    assert found["e"].numbers == {"terc": frozenset({"14"})}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("x.ttl", "this is no Turtle", "no valid file of RDF"),
        ("x.xlsx", "", "format of RDF is not known"),
        ("x", "", "format of RDF is not known"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(EsgraphError, match=told) as caught:
        files.read(tmp_path / name, Kinds.read())
    assert caught.value.where == str(tmp_path / name) and caught.value.remedy


def test_a_directory_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(EsgraphError, match="neither a release"):
        files.read(tmp_path, Kinds.read())


class _Service(BaseHTTPRequestHandler):
    """A reconciliation service that knows one organisation by another name, and is busy at first."""

    busy = 0

    def do_GET(self) -> None:
        self._answer({"name": "x", "identifierSpace": "https://service.example/", "schemaSpace": "https://s.example/"})

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if type(self).busy:
            type(self).busy -= 1
            self.send_response(503)
            self.send_header("Retry-After", "0")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        queries = json.loads(form["queries"][0])
        known = {"id": "77", "name": "Other name altogether", "score": 97, "match": True}
        self._answer({key: {"result": [known] if "Karuzela" in one["query"] else []} for key, one in queries.items()})

    def _answer(self, document: object) -> None:
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def test_what_only_a_service_says_is_possible_and_told_as_its_word(ours: Path) -> None:
    _Service.busy = 1
    with serving(_Service) as address:
        found = propose(ours, [address], Asking(seconds=5), None, Wanted())
    (one,) = found.matches
    assert one.pair == ("https://w3id.org/esgraph/id/organization/karuzela", "https://service.example/77")
    assert (one.outcome, one.rule) == (Outcome.POSSIBLE, "service alone")
    assert _Service.busy == 0


def link(data: Path, where: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["link", str(data), "--against", where, "--lang", "en", *options])


class _Silent(BaseHTTPRequestHandler):
    """Takes a request and says nothing for longer than anybody waits."""

    ended = threading.Event()

    def do_GET(self) -> None:
        self.ended.wait(20)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_a_server_that_is_away_or_silent_is_one_clear_error(ours: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    result = link(ours, f"http://127.0.0.1:{port}/sparql")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 2 and "the server does not answer" in result.stderr
    with serving(_Silent) as address:
        result = link(ours, address, "--seconds", "1")
        _Silent.ended.set()
    assert result.exit_code == 1 and "within 1 s" in result.stderr


def test_an_endpoint_that_refuses_the_query_says_what_to_do(other: Path, release: Release, tmp_path: Path) -> None:
    query = tmp_path / "query.rq"
    query.write_text("SELECT ?id WHERE { ?id a", "utf-8")
    with running(release.path) as address:
        result = link(other, f"{address}sparql", "--query", str(query))
        assert result.exit_code == 1 and "refuses the query" in result.stderr and "--query" in result.stderr
        query.write_text("SELECT ?x WHERE { ?x a org:Organization }", "utf-8")
        result = link(other, f"{address}sparql", "--query", str(query))
    assert result.exit_code == 1 and "no variables ?id and ?name" in result.stderr


def test_teryt_has_no_iris(ours: Path) -> None:
    result = link(ours, "teryt")
    assert result.exit_code == 1 and "geonames" in result.stderr


def test_the_register_is_made_up() -> None:
    assert "made-up" in REGISTER.read_text("utf-8").splitlines()[0]


def test_record_and_match_are_plain_values() -> None:
    assert Record("a", ("A",)) == Record("a", ("A",))
    assert Match.__dataclass_params__.frozen  # type: ignore[attr-defined]
