"""Files of a release leave as they are, in part, or in fewer bytes, and each form says what it is and when it changes."""

import gzip
import hashlib
import html
import http.client
import json
import re
import shutil
import subprocess
import sys
import urllib.parse
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from csvw import CSVW
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from esgraph.dumps.formats import FORMATS
from esgraph.release import Release
from esgraph.serve.app import create_app
from esgraph.serve.settings import Settings
from tests.serve.conftest import BufferedClient

TYPES = {
    "esgraph.nq": "application/n-quads",
    "esgraph.trig": "application/trig",
    "esgraph.jsonld": "application/ld+json",
    "esgraph.ttl": "text/turtle; charset=utf-8",
    "esgraph.nt": "application/n-triples",
    "esgraph.rdf": "application/rdf+xml",
    "esgraph.ttl.gz": "application/gzip",
    "esgraph.ttl.zst": "application/zstd",
    "tables/organizations.csv": "text/csv; charset=utf-8; header=present",
    "tables/csv-metadata.json": "application/csvm+json",
    "SHA256SUMS": "text/plain; charset=utf-8",
    "manifest.json": "application/json",
    "network/network.gexf": "application/gexf+xml",
}
TURTLE = "/dumps/latest/esgraph.ttl"


@pytest.mark.parametrize(("file", "content_type"), TYPES.items())
def test_every_file_says_what_it_is(client: FlaskClient, release: Release, file: str, content_type: str) -> None:
    response = client.get(f"/dumps/latest/{file}")
    assert response.headers["Content-Type"] == content_type
    assert response.data == (release.path / file).read_bytes()
    assert response.get_etag() == (hashlib.sha256(response.data).hexdigest(), False)
    assert "Content-Encoding" not in response.headers
    assert response.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("file", "disposition"),
    [
        ("esgraph.ttl", "attachment; filename=esgraph-{}.ttl"),
        ("esgraph.nq.zst", "attachment; filename=esgraph-{}.nq.zst"),
        ("tables/places.csv", "attachment; filename=places-{}.csv"),
        ("report.json", "inline; filename=report-{}.json"),
        ("manifest.json", "inline; filename=manifest-{}.json"),
        ("SHA256SUMS", "inline; filename=SHA256SUMS-{}"),
        ("ontology/esgraph.ttl", "inline; filename=ontology-esgraph-{}.ttl"),  # there is one without a folder
        ("tables/csv-metadata.json", "attachment; filename=csv-metadata.json"),
    ],
)
def test_a_file_that_is_kept_says_of_which_release_it_is(
    client: FlaskClient, release: Release, file: str, disposition: str
) -> None:
    response = client.get(f"/dumps/latest/{file}")
    assert response.headers["Content-Disposition"] == disposition.format(release.manifest.id)


def _decoded(response: TestResponse) -> bytes:
    coding = response.headers.get("Content-Encoding", "")
    return gzip.decompress(response.data) if coding else response.data


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""), ("gzip", "gzip"), ("zstd", ""), ("gzip, deflate, br, zstd", "gzip"), ("zstd;q=0.5, gzip", "gzip"),
        ("br", ""), ("*", "gzip"), ("GZIP", "gzip"), ("gzip;q=0", ""), ("zstd;q=0, *", "gzip"), ("identity", ""),
        ("gzip;q=0.5, identity", ""), ("gzip;q=0.5, identity;q=0.1", "gzip"), ("zstd;q=x", ""), (",,", ""),
    ],
)  # fmt: skip
def test_who_takes_a_coding_gets_the_file_that_is_so_coded(
    client: FlaskClient, release: Release, accepted: str, coding: str
) -> None:
    response = client.get(TURTLE, headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding", "") == coding
    assert _decoded(response) == release.turtle.read_bytes()
    assert response.headers["Content-Type"] == TYPES["esgraph.ttl"]
    assert response.headers["Content-Disposition"].endswith(".ttl")
    assert "Accept-Encoding" in response.vary
    assert response.content_length == len(response.data)
    assert response.get_etag() == (hashlib.sha256(response.data).hexdigest(), False)
    known = client.get(TURTLE, headers={"Accept-Encoding": accepted, "If-None-Match": response.headers["ETag"]})
    assert (known.status_code, known.data, known.headers["ETag"]) == (304, b"", response.headers["ETag"])


def test_a_file_that_is_compressed_is_sent_as_it_is(client: FlaskClient, release: Release) -> None:
    for ending in (".gz", ".zst"):
        response = client.get(f"{TURTLE}{ending}", headers={"Accept-Encoding": "gzip, zstd"})
        assert "Content-Encoding" not in response.headers
        assert response.data == (release.path / f"esgraph.ttl{ending}").read_bytes()


def test_parts_are_of_the_file_as_it_is(client: FlaskClient, release: Release) -> None:
    whole = release.turtle.read_bytes()
    plain = client.get(TURTLE)
    for asked, expected in (("0-99", whole[:100]), ("100-", whole[100:]), ("-7", whole[-7:])):
        response = client.get(TURTLE, headers={"Range": f"bytes={asked}", "Accept-Encoding": "gzip, zstd"})
        assert (response.status_code, response.data) == (206, expected)
        assert "Content-Encoding" not in response.headers
        assert response.headers["ETag"] == plain.headers["ETag"]
        assert response.headers["Content-Range"].endswith(f"/{len(whole)}")
        assert "Accept-Encoding" in response.vary
    beyond = client.get(TURTLE, headers={"Range": f"bytes={len(whole)}-"})
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(whole)}")


@pytest.mark.parametrize(
    "asked", ["lines=1-2", "bytes=abc", "", "bytes", "bytes=", "bytes=5-2", "bytes=0-1,5-6", "bytes=-", "bytes=٣-", "bytes=--1"]
)  # fmt: skip
def test_a_range_that_is_not_one_part_in_bytes_is_ignored(client: FlaskClient, asked: str) -> None:
    """RFC 9110, section 14.2; who asks for several parts must be ready for the whole."""
    plain = client.get(TURTLE, headers={"Accept-Encoding": "gzip"})
    response = client.get(TURTLE, headers={"Range": asked, "Accept-Encoding": "gzip"})
    assert (response.status_code, response.data) == (200, plain.data)
    assert dict(response.headers) == dict(plain.headers)


@pytest.mark.parametrize("asked", ["Bytes=0-9", "bytes=0-9,", "bytes= 0-9", "bytes=,0-9 ,", "bytes=00-09"])
def test_one_part_may_be_written_otherwise(client: FlaskClient, release: Release, asked: str) -> None:
    response = client.get(TURTLE, headers={"Range": asked})
    assert (response.status_code, response.data) == (206, release.turtle.read_bytes()[:10])


def test_a_part_without_a_byte_is_none(client: FlaskClient) -> None:
    assert client.get(TURTLE, headers={"Range": "bytes=-0"}).status_code == 416
    assert client.get(TURTLE, headers={"Range": f"bytes={'9' * 30}-"}).status_code == 416


@pytest.mark.parametrize("asked", ["bytes=0-9", "bytes=999999999-"])
def test_head_has_no_parts(client: FlaskClient, asked: str) -> None:
    plain, response = client.head(TURTLE), client.head(TURTLE, headers={"Range": asked})
    assert (response.status_code, dict(response.headers)) == (200, dict(plain.headers))


def test_what_a_client_knows_comes_before_the_part_that_it_wants(client: FlaskClient, release: Release) -> None:
    """RFC 9110, section 13.2.2."""
    tag = client.get(TURTLE).headers["ETag"]
    ranged = {"Range": "bytes=0-9"}
    assert client.get(TURTLE, headers=ranged | {"If-None-Match": tag}).status_code == 304
    assert client.get(TURTLE, headers=ranged | {"If-Match": tag}).status_code == 206
    for headers in ({"If-Match": '"other"'}, ranged | {"If-Match": '"other"'}):
        response = client.get(TURTLE, headers=headers)
        assert response.status_code == 412
        assert response.content_type == "application/problem+json"
        assert len(response.data) < 1000 < release.turtle.stat().st_size


def test_who_goes_on_with_another_file_gets_all_of_it(client: FlaskClient, release: Release) -> None:
    """If-Range (RFC 9110, section 13.1.5): the part, if the file is still the one that was begun."""
    tag = client.get(TURTLE).headers["ETag"]
    coded = client.get(TURTLE, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    whole = release.turtle.read_bytes()
    for known, status, expected in ((tag, 206, whole[5:]), (coded, 200, whole), ('"other"', 200, whole)):
        response = client.get(TURTLE, headers={"Range": "bytes=5-", "If-Range": known, "Accept-Encoding": "gzip"})
        assert (response.status_code, response.data) == (status, expected)
        assert "Content-Encoding" not in response.headers


def test_the_time_of_a_file_is_the_day_of_its_data_at_the_address_of_its_release(
    client: FlaskClient, release: Release
) -> None:
    own, latest = f"/dumps/{release.manifest.id}/esgraph.ttl", TURTLE
    response = client.get(own)
    assert response.last_modified == datetime.fromisoformat(release.manifest.modified).replace(tzinfo=UTC)
    assert client.get(own, headers={"If-Modified-Since": response.headers["Last-Modified"]}).status_code == 304
    # Another release may come to the other address, of the same day or an older one.
    assert "Last-Modified" not in client.get(latest).headers
    assert (
        client.get(latest, headers={"If-Modified-Since": format_datetime(datetime.now(UTC), usegmt=True)}).status_code
        == 200
    )


def test_a_day_that_has_not_come_is_no_time_of_a_file(release: Release, tmp_path: Path) -> None:
    for path in release.path.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "manifest.json").unlink()
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    told = json.loads(release.manifest.to_json()) | {"modified": tomorrow}
    (tmp_path / "manifest.json").write_text(json.dumps(told), "utf-8")
    app = create_app(Release.open(tmp_path))
    app.test_client_class = BufferedClient
    assert "Last-Modified" not in app.test_client().get(f"/dumps/{release.manifest.id}/esgraph.ttl").headers


def test_head_is_get_without_a_body(client: FlaskClient) -> None:
    for accepted in ("", "gzip", "zstd"):
        get, head = (
            client.open(TURTLE, method=method, headers={"Accept-Encoding": accepted}) for method in ("GET", "HEAD")
        )
        assert head.data == b""
        told, wanted = ({**one.headers, "Date": ""} for one in (head, get))  # the clock may tick between them
        assert told == wanted


def test_a_table_leads_to_its_metadata(client: FlaskClient) -> None:
    response = client.get("/dumps/latest/tables/organizations.csv")
    assert response.headers["Link"] == '<csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    assert "Link" not in client.get("/dumps/latest/network/nodes.csv").headers


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@pytest.mark.parametrize("name", ["source/mbpr-2018-06-08", "ontology", "gaps"])
def test_each_graph_is_a_file_of_its_own(client: FlaskClient, release: Release, name: str, suffix: str) -> None:
    form = FORMATS[suffix]
    response = client.get(f"/dumps/{release.manifest.id}/graphs/{name}.{suffix}")
    assert response.headers["Content-Type"].partition(";")[0] == form.media_type
    file = f"{name.replace('/', '-')}-{release.manifest.id}.{suffix}"
    assert response.headers["Content-Disposition"] == f"attachment; filename={file}"
    iri = f"{release.manifest.base}graph/{name}"
    ending = f" <{iri}> .".encode()
    expected = [line for line in release.nquads.read_bytes().splitlines() if line.endswith(ending)]
    assert len(expected) == release.manifest.counts[iri]
    read = list(ox.parse(response.data, format=form.engine))
    in_graph = ox.NamedNode(iri) if suffix in ("nq", "trig") else ox.DefaultGraph()
    assert {quad.graph_name for quad in read} == {in_graph}
    # In the order of the dumps, which grouping by subject and property keeps.
    assert [f"{quad.triple}{ending.decode()}".encode() for quad in read] == expected
    assert client.get(f"/graph/{name}.{suffix}").data == response.data
    known = client.get(f"/dumps/latest/graphs/{name}.{suffix}", headers={"If-None-Match": response.headers["ETag"]})
    assert known.status_code == 304


def test_a_graph_has_the_same_bytes_from_any_store(client: FlaskClient, release: Release) -> None:
    """A store keeps no order; this one is read from disk, the other was filled anew."""
    app = create_app(release, Settings(memory_quads=0, spool_bytes=1))
    app.test_client_class = BufferedClient
    for suffix in FORMATS:
        path = f"/dumps/latest/graphs/derived.{suffix}"
        assert app.test_client().get(path).data == client.get(path).data != b""


@pytest.mark.parametrize(
    "path",
    [
        "latest/graphs/gaps",
        "latest/graphs/gaps.exe",
        "latest/graphs/nothing.ttl",
        "0.0.0/graphs/gaps.ttl",
        "latest/graphs/gaps.html",
        "latest/graphs/x%3E.ttl",
    ],
)
def test_what_is_no_graph_is_no_file(client: FlaskClient, path: str) -> None:
    assert client.get(f"/dumps/{path}").status_code == 404


# --- A real server: what stands before the application leaves these forms alone, and never mixes them up.


def _ask(
    server: str, path: str, accepted: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(server).netloc, timeout=30)
    connection.request(
        method,
        path,
        headers={"Accept-Encoding": accepted} | {name.replace("_", "-"): value for name, value in headers.items()},
    )
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply.status, {name.lower(): value for name, value in reply.getheaders()}, body


@pytest.mark.parametrize("file", ["esgraph.ttl", "esgraph.nq"])
def test_the_server_remembers_each_form_by_itself(server: str, release: Release, file: str) -> None:
    path = f"/dumps/latest/{file}"
    codings = {
        "zstd": "",
        "gzip, zstd;q=0.9": ".gz",
        "identity": "",
        "gzip": ".gz",
        "gzip, deflate, br, zstd": ".gz",
    }
    for accepted in [*codings, *codings]:
        expected = (release.path / f"{file}{codings[accepted]}").read_bytes()
        status, headers, body = _ask(server, path, accepted)
        assert (status, body) == (200, expected), accepted
        assert headers["vary"] == "Accept-Encoding"
        assert headers["etag"] == f'"{hashlib.sha256(expected).hexdigest()}"'
        assert headers["content-length"] == str(len(expected))
        status, told, body = _ask(server, path, accepted, "HEAD")
        assert (status, body, told["content-length"], told["etag"]) == (200, b"", str(len(expected)), headers["etag"])
        status, told, _ = _ask(server, path, accepted, If_None_Match=headers["etag"])
        assert (status, told["etag"]) == (304, headers["etag"])
        status, told, body = _ask(server, path, accepted, Range="bytes=2-9")
        assert (status, body) == (206, (release.path / file).read_bytes()[2:10])
        assert "content-encoding" not in told


def test_a_csvw_reader_finds_all_it_needs_from_the_address_of_a_table(server: str) -> None:
    read = CSVW(f"{server}dumps/latest/tables/organizations.csv")
    assert read.common_props
    columns = [column.name for column in read.tables[0].tableSchema.columns]
    assert columns[:4] == ["iri", "type", "name_pl", "name_en"]


def _sha256sum(folder: Path, listed: str) -> list[str]:
    command = ["sha256sum", "--check", "--ignore-missing", "--strict", listed]
    environment = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    return sorted(done.stdout.splitlines())


@pytest.mark.parametrize("at", ["latest", "{}"])
def test_the_commands_that_people_use_check_a_download(server: str, release: Release, tmp_path: Path, at: str) -> None:
    """Whether a program names the files by the header, as a browser does, or by the end of the address."""
    address = f"/dumps/{at.format(release.manifest.id)}"
    kept = {}
    for name in ("esgraph.sha256", "esgraph.nq", "esgraph.trig.gz", "ontology/esgraph.ttl", "tables/places.csv"):
        _, headers, body = _ask(server, f"{address}/{name}", "identity")
        kept[name] = headers["content-disposition"].partition("filename=")[2]
        (tmp_path / kept[name]).write_bytes(body)
    assert len(list(tmp_path.iterdir())) == len(kept)
    by_header = f"esgraph-{release.manifest.id}.sha256"
    assert kept.pop("esgraph.sha256") == by_header
    assert _sha256sum(tmp_path, by_header) == sorted(f"{name}: OK" for name in kept.values())
    (tmp_path / kept["esgraph.nq"]).rename(tmp_path / "esgraph.nq")
    (tmp_path / kept["tables/places.csv"]).rename(tmp_path / "places.csv")
    assert {"esgraph.nq: OK", "places.csv: OK"} <= set(_sha256sum(tmp_path, by_header))
    (tmp_path / "esgraph.nq").write_bytes(b"changed")
    assert "esgraph.nq: FAILED" in _sha256sum(tmp_path, by_header)


def test_every_file_of_a_release_is_downloaded_under_a_name_of_its_own(client: FlaskClient, release: Release) -> None:
    lines = client.get("/dumps/latest/esgraph.sha256").text.splitlines()
    names = [line.partition("  ")[2] for line in lines]
    assert len(set(names)) == len(names)
    files = release.manifest.files.keys() - {"SHA256SUMS"}
    assert len(set(names) - files) >= len(files) - 1
    for file in files:
        kept = client.head(f"/dumps/latest/{file}").headers["Content-Disposition"].partition("filename=")[2]
        assert f"{release.manifest.files[file].sha256}  {kept}" in lines


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/dumps", "/downloads"),
        ("/dumps/latest", "/downloads"),
        ("/dumps/latest/", "/downloads"),
        ("/dumps/{}", "/releases/{}"),
        ("/dumps/{}/", "/releases/{}"),
    ],
)
def test_the_folder_of_files_leads_to_their_list(
    client: FlaskClient, release: Release, path: str, leads_to: str
) -> None:
    response = client.get(path.format(release.manifest.id))
    assert (response.status_code, response.location) == (302, leads_to.format(release.manifest.id))
    assert client.get(leads_to.format(release.manifest.id), headers={"Accept": "text/html"}).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "file"),
    [("*/*", "esgraph.ttl"), ("application/trig", "esgraph.trig"), ("application/n-quads, text/turtle;q=0.5", "esgraph.nq")],
)  # fmt: skip
def test_the_whole_graph_can_be_negotiated(client: FlaskClient, release: Release, accepted: str, file: str) -> None:
    response = client.get(f"/dumps/{release.manifest.id}/esgraph", headers={"Accept": accepted})
    assert (response.status_code, response.location) == (303, f"/dumps/{release.manifest.id}/{file}")
    assert "Accept" in response.vary


def test_what_is_no_release_has_no_folder(client: FlaskClient) -> None:
    for path in ("/dumps/nothing", "/dumps/nothing/esgraph", "/dumps/nothing/esgraph.sha256"):
        assert client.get(path).status_code == 404, path
    assert client.get("/dumps/latest/esgraph", headers={"Accept": "image/png"}).status_code == 406


# --- The page.


def _page(client: FlaskClient) -> str:
    return html.unescape(client.get("/downloads?lang=en", headers={"Accept": "text/html"}).text)


def test_the_page_has_every_format_with_its_files(client: FlaskClient, release: Release) -> None:
    page = _page(client)
    for form in FORMATS.values():
        (row,) = re.findall(
            rf'<th scope="rowgroup" rowspan="3"><strong>{form.name}</strong>(.*?)</tbody>', page, flags=re.S
        )
        named = [f"esgraph.{form.suffix}{ending}" for ending in ("", ".gz", ".zst")]
        assert re.findall(r'href="/dumps/latest/([^"?]+)[^"]*"', row) == named
        assert re.findall(r'<code class="whole">(\w+)<', row) == [release.manifest.files[name].sha256 for name in named]


def test_the_page_says_how_to_check_what_was_downloaded(client: FlaskClient, release: Release) -> None:
    """An address in a command has no question mark, which a shell may take for a pattern."""
    recipe = _page(client).partition('id="verify"')[2]
    assert f"/dumps/{release.manifest.id}/esgraph.sha256\nsha256sum" in recipe
    assert f'href="/dumps/{release.manifest.id}/esgraph.sha256"' in recipe


def test_the_page_lists_graphs_but_not_those_of_sources(client: FlaskClient) -> None:
    graphs = re.findall(r'href="/dumps/latest/graphs/([^"?]+)', _page(client))
    assert {"derived.ttl", "linkset/geonames.ttl"} <= set(graphs)
    assert len(graphs) == (7 + 5) * len(FORMATS)
    assert not any(name.startswith("source") for name in graphs)


def test_what_the_page_says_to_type_works(
    client: FlaskClient, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = re.findall(r'<code class="command">([^<]*)</code>', _page(client))
    monkeypatch.chdir(tmp_path)
    for name in ("esgraph.nq.gz", "esgraph.nq.zst", "esgraph.ttl", "esgraph.trig"):
        (tmp_path / name).write_bytes((release.path / name).read_bytes())
    names: dict[str, rdflib.Dataset] = {}
    done = []
    for command in commands:
        program = command.split()[0]
        if "rdflib." in command:
            exec(command, {"rdflib": rdflib}, names)  # noqa: S102 - it is what the page tells people to do
        elif program == "oxigraph" or (program == "gzip" and shutil.which(program)):
            path = Path(sys.executable).with_name(program) if program == "oxigraph" else program
            subprocess.run([path, *command.split()[1:]], check=True, capture_output=True)
        else:
            continue
        done.append(program)
    assert (tmp_path / "esgraph.nq").read_bytes() == release.nquads.read_bytes()
    assert len(names["graph"]) == release.manifest.counts["triples"]
    assert len(list(names["dataset"].quads())) == release.manifest.counts["quads"]
    assert "oxigraph" in done


def test_an_old_release_still_has_its_page(release: Release, tmp_path: Path) -> None:
    """One from before there were more than two dumps."""
    for path in release.path.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "manifest.json").unlink()
    told = json.loads(release.manifest.to_json())
    later = re.compile(r"esgraph\.(trig|jsonld|nt|rdf)|.*\.(gz|zst)|tables/.*|SHA256SUMS")
    told["files"] = {name: entry for name, entry in told["files"].items() if not later.fullmatch(name)}
    (tmp_path / "manifest.json").write_text(json.dumps(told), "utf-8")
    app = create_app(Release.open(tmp_path))
    app.test_client_class = BufferedClient
    page = _page(app.test_client())
    assert re.findall(r'<th scope="rowgroup" rowspan="1"><strong>([^<]*)', page) == ["N-Quads", "Turtle"]
    assert "dumps/latest/SHA256SUMS" not in page
    assert "#tables" not in page
    for path in re.findall(r'href="(/dumps/[^"]*)"', page):
        assert app.test_client().get(path).status_code == 200, path
    assert app.test_client().get(TURTLE, headers={"Accept-Encoding": "gzip"}).headers.get("Content-Encoding") is None
