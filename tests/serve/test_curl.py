"""curl as a client: every format with -H Accept, a query as the body, conditional requests, HEAD."""

import csv
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import rdflib

from esgraph.release import Release
from esgraph.serve import negotiation

SELECT = "SELECT ?who WHERE { ?who a org:Organization } ORDER BY ?who"
CONSTRUCT = "CONSTRUCT { ?s skos:prefLabel ?o } WHERE { ?s a org:Post ; skos:prefLabel ?o }"
_PARSERS = {"turtle": ("ttl", "trig"), "nt": ("nt", "nq"), "json-ld": ("jsonld",), "xml": ("rdf",)}


def _curl(*arguments: str) -> bytes:
    program = shutil.which("curl")
    if program is None and not os.environ.get("CI"):
        pytest.skip("curl is not on this machine")
    assert program, "CI must have curl"
    done = subprocess.run(
        [program, "-sS", "--max-time", "30", *arguments], capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _status(*arguments: str) -> int:
    return int(_curl("-o", os.devnull, "-w", "%{http_code}", *arguments))


def _asked(server: str, query: str, media_type: str) -> bytes:
    return _curl("-G", "-H", f"Accept: {media_type}", "--data-urlencode", f"query={query}", f"{server}sparql")


def _names(answer: bytes, suffix: str) -> set[str]:
    text = answer.decode()
    if suffix == "srj":
        return {row["who"]["value"] for row in json.loads(text)["results"]["bindings"]}
    if suffix == "csv":
        return {row["who"] for row in csv.DictReader(io.StringIO(text))}
    if suffix == "tsv":
        return {line.strip("<>") for line in text.splitlines()[1:]}
    parsed = rdflib.query.Result.parse(io.BytesIO(answer), format="xml")
    return {str(row[0]) for row in parsed}  # type: ignore[index]


@pytest.mark.parametrize("wanted", negotiation.RESULTS, ids=lambda wanted: wanted.suffix)
def test_every_format_of_results(server: str, wanted: negotiation.Format) -> None:
    found = _names(_asked(server, SELECT, wanted.media_type), wanted.suffix)
    assert len(found) == 15
    assert "https://w3id.org/esgraph/id/organization/pozytek" in found


@pytest.mark.parametrize("wanted", (*negotiation.GRAPHS, *negotiation.DATASETS), ids=lambda wanted: wanted.suffix)
def test_every_format_of_graphs(server: str, wanted: negotiation.Format) -> None:
    parser = next(name for name, suffixes in _PARSERS.items() if wanted.suffix in suffixes)
    graph = rdflib.Graph().parse(data=_asked(server, CONSTRUCT, wanted.media_type), format=parser)
    expected = rdflib.Graph().parse(data=_asked(server, CONSTRUCT, "application/n-triples"), format="nt")
    assert len(graph) == 4
    assert set(graph) == set(expected)


def test_a_query_as_the_body(server: str, tmp_path: Path) -> None:
    query = tmp_path / "query.rq"
    query.write_text(SELECT, encoding="utf-8")
    kind = ("-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv")
    by_body = _curl(*kind, "--data-binary", f"@{query}", f"{server}sparql")
    by_chunks = _curl(*kind, "-H", "Transfer-Encoding: chunked", "--data-binary", f"@{query}", f"{server}sparql")
    by_form = _curl("-H", "Accept: text/csv", "--data-urlencode", f"query@{query}", f"{server}sparql")
    assert by_body == by_chunks == by_form == _asked(server, SELECT, "text/csv")


def test_a_download_is_asked_for_once(server: str, release: Release, tmp_path: Path) -> None:
    address = f"{server}dumps/latest/esgraph.ttl"
    tag, file = tmp_path / "tag", tmp_path / "esgraph.ttl"
    _curl("--etag-save", str(tag), "-o", str(file), address)
    assert file.read_bytes() == release.turtle.read_bytes()
    assert tag.read_text().strip().startswith('"')  # a strong one
    assert _status("--etag-compare", str(tag), address) == 304
    assert _status("-H", 'If-None-Match: "another"', address) == 200
    part = _curl("-r", "0-99", address)
    assert part == release.turtle.read_bytes()[:100]


def test_an_answer_with_a_tag_is_asked_for_once(server: str, tmp_path: Path) -> None:
    tag = tmp_path / "tag"
    arguments = ("-G", "--data-urlencode", f"query={SELECT}", f"{server}sparql")
    _curl("--etag-save", str(tag), "-o", os.devnull, *arguments)
    assert tag.read_text().strip().startswith('"')
    assert _status("--etag-compare", str(tag), *arguments) == 304
    assert _status("-H", "Accept: text/csv", "--etag-compare", str(tag), *arguments) == 200


@pytest.mark.parametrize("path", ["", "sparql", "dumps/latest/esgraph.nq", "page/organization/pozytek"])
def test_head_has_the_headers_of_get_and_no_body(server: str, path: str) -> None:
    head = _curl("-I", server + path).decode().lower().split("\r\n")
    get = _curl("-D", "-", "-o", os.devnull, server + path).decode().lower().split("\r\n")
    assert head[0].split()[1] == get[0].split()[1] == "200"
    kept = ("content-type", "content-length", "vary", "last-modified", "etag")
    assert [line for line in head if line.startswith(kept)] == [line for line in get if line.startswith(kept)]


def test_an_entity_is_followed(server: str) -> None:
    address = f"{server}id/organization/pozytek"
    assert b"<!doctype html>" in _curl("-L", "-H", "Accept: text/html", address)
    graph = rdflib.Graph().parse(data=_curl("-L", "-H", "Accept: text/turtle", address), format="turtle")
    assert (rdflib.URIRef("https://w3id.org/esgraph/id/organization/pozytek"), None, None) in graph


def test_refusals(server: str) -> None:
    assert _status("-G", "--data-urlencode", "query=ASK { SERVICE <file:///etc/passwd> {} }", f"{server}sparql") == 403
    assert _status("-H", "Accept: image/png", "-G", "--data-urlencode", f"query={SELECT}", f"{server}sparql") == 406
    assert _status("-X", "DELETE", f"{server}sparql") == 405
