"""Whoever takes gzip gets the same in fewer bytes, and every form has a validator of its own."""

import gzip
import http.client
import urllib.parse

import pytest

JSON = "application/sparql-results+json"
ROWS = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 400"
FEW = "ASK { ?s ?p ?o }"


def ask(
    server: str, path: str, encoding: str = "", method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(server).netloc, timeout=30)
    wished = {"Accept-Encoding": encoding} if encoding else {}
    connection.request(
        method, path, headers=wished | {name.replace("_", "-"): value for name, value in headers.items()}
    )
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply.status, {name.lower(): value for name, value in reply.getheaders()}, body


def query(text: str) -> str:
    return "/sparql?" + urllib.parse.urlencode({"query": text})


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/page/organization/pozytek", "text/html"),
        ("/static/style.css", "*/*"),
        ("/static/vendor/yasgui/yasgui.min.js", "*/*"),
        ("/data/organization/pozytek.ttl", "*/*"),
        (query(ROWS), JSON),
    ],
)
def test_the_same_in_fewer_bytes(server: str, path: str, accept: str) -> None:
    for _ in range(3):  # computed, remembered, and for a query: on the ordinary and on the short way
        _, plain, whole = ask(server, path, Accept=accept)
        status, headers, body = ask(server, path, "gzip, br", Accept=accept)
        assert status == 200
        assert headers["content-encoding"] == "gzip"
        assert gzip.decompress(body) == whole
        assert int(headers["content-length"]) == len(body) < len(whole) / 2
        assert headers["content-type"] == plain["content-type"]
        assert "content-encoding" not in plain
        for told in (plain, headers):
            assert "accept-encoding" in told["vary"].lower()
        assert headers["etag"] != plain["etag"]
        assert headers["etag"].strip("W/") != plain["etag"].strip("W/")


def test_answers_on_the_short_way_are_compressed_too(server: str) -> None:
    for number in range(401, 404):
        _, _, whole = ask(server, query(f"SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT {number}"), Accept=JSON)
        text = f"SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT  {number}"
        _, headers, body = ask(server, query(text), "gzip", Accept=JSON)
        assert headers["content-encoding"] == "gzip"
        assert gzip.decompress(body) == whole


@pytest.mark.parametrize("path", ["/page/organization/pozytek", query(ROWS)])
def test_a_validator_is_one_of_its_form(server: str, path: str) -> None:
    _, plain, _ = ask(server, path)
    _, small, _ = ask(server, path, "gzip")
    for number in range(2):
        for encoding, told in (("", plain), ("gzip", small)):
            # Remembered, and asked of the application: what was never asked in this language is not remembered.
            for languages in ("", f"pl;q=0.{number + 1}{len(encoding)}"):
                wished = {"Accept_Language": languages} if languages else {}
                status, headers, body = ask(server, path, encoding, If_None_Match=told["etag"], **wished)
                assert status == 304
                assert headers["etag"] == told["etag"]
                assert "accept-encoding" in headers["vary"].lower()
                assert body == b""


def test_of_several_validators_the_right_one_is_told(server: str) -> None:
    path = "/page/organization/ab-ovo"
    _, plain, _ = ask(server, path)
    _, small, _ = ask(server, path, "gzip")
    for number, (known, told) in enumerate(
        [
            (f'{plain["etag"]}, "other-gzip"', plain["etag"]),
            (f'"other", {small["etag"]}', small["etag"]),
            (f'W/"other-gzip", W/{small["etag"]}', small["etag"]),
        ]
    ):
        status, headers, _ = ask(server, path, "gzip", If_None_Match=known, Accept_Language=f"pl;q=0.{number + 1}")
        assert status == 304
        assert headers["etag"] == told


def test_an_answer_with_a_weak_validator_is_not_sent_twice(server: str) -> None:
    path = query("CONSTRUCT { [] <urn:x:of> ?s } WHERE { ?s a esg:Award }")
    _, first, _ = ask(server, path)
    assert first["etag"].startswith("W/")
    for languages in ("", "pl;q=0.3"):  # remembered, and asked of the application
        wished = {"Accept_Language": languages} if languages else {}
        status, headers, _ = ask(server, path, If_None_Match=first["etag"], **wished)
        assert status == 304
        assert headers["etag"] == first["etag"]


@pytest.mark.parametrize("encoding", ["gzip;q=0", "br", "identity", "deflate, zstd", "*;q=0", "gzip;q=0, *"])
def test_who_does_not_take_it_gets_it_plain(server: str, encoding: str) -> None:
    _, headers, body = ask(server, "/page/organization/pozytek", encoding)
    assert "content-encoding" not in headers
    assert b"</html>" in body


def test_what_is_short_or_no_text_stays_as_it_is(server: str) -> None:
    for path in (query(FEW), "/static/vendor/fonts/brygada-1918-latin-wght-normal.woff2"):
        status, headers, _ = ask(server, path, "gzip", Accept="*/*")
        assert status == 200
        assert "content-encoding" not in headers


def test_a_part_of_a_file_is_a_part_of_the_plain_one(server: str) -> None:
    path = "/dumps/latest/manifest.json"
    _, _, whole = ask(server, path)
    status, headers, body = ask(server, path, "gzip", Range="bytes=10-29")
    assert status == 206
    assert "content-encoding" not in headers
    assert body == whole[10:30]


@pytest.mark.parametrize("path", ["/page/organization/pozytek", "/static/js/editor.js", query(ROWS), query(FEW)])
@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_head_tells_what_get_would(server: str, path: str, encoding: str) -> None:
    # Of what was never asked in this language nothing is remembered.
    told = [ask(server, path, encoding, method, Accept_Language="pl;q=0.7")[1] for method in ("HEAD", "GET", "HEAD")]
    left = {"content-length", "date"}
    assert len({tuple(sorted((name, value) for name, value in one.items() if name not in left)) for one in told}) == 1
