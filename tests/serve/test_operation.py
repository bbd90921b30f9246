"""What an operator counts on: limits of addresses and bodies, logs, numbers, proxies, and releases that take over."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from email.message import Message
from pathlib import Path

import psutil
import pytest

from esgraph.release import Release
from esgraph.serve.guard import Client, Guard, client, network, shortened
from esgraph.serve.server import patience
from esgraph.serve.settings import Settings
from tests.serve.conftest import running
from tests.serve.processes import front

pytestmark = pytest.mark.alone

SPARQL = "sparql?" + urllib.parse.urlencode({"query": "ASK { ?s a esg:Cooperation }"})


def get(address: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def numbers(address: str) -> dict[str, float]:
    """The metrics of a server."""
    _, _, body = get(f"{address}metrics")
    lines = [line.rpartition(" ") for line in body.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def _await_minute() -> None:
    """Wait for another minute if this one ends before a few requests are answered; they are counted by the minute."""
    if (left := 60 - time.time() % 60) < 10:
        time.sleep(left)


def test_an_address_is_held_to_its_requests_a_minute(release: Release) -> None:
    with running(release.path, "--requests-per-minute", "5", "--proxies", "1") as address:
        _await_minute()
        statuses = [get(address + SPARQL, X_Forwarded_For="203.0.113.5")[0] for _ in range(7)]
        assert statuses == [200] * 5 + [429] * 2
        status, headers, body = get(address + SPARQL, X_Forwarded_For="203.0.113.5")
        assert status == 429
        assert 0 < int(headers["Retry-After"]) <= 60
        assert headers.get_content_type() == "application/problem+json"
        assert json.loads(body)["status"] == 429
        assert get(address + SPARQL, X_Forwarded_For="203.0.113.6")[0] == 200
        # What the client itself put into the header counts for nothing.
        assert get(address + SPARQL, X_Forwarded_For="198.51.100.1, 203.0.113.5")[0] == 429
        assert get(f"{address}health/live", X_Forwarded_For="203.0.113.5")[0] == 200


def test_who_is_turned_away_at_the_door_is_told_in_their_language(release: Release) -> None:
    with running(release.path, "--requests-per-minute", "1", "--proxies", "1") as address:
        _await_minute()
        who = {"X_Forwarded_For": "203.0.113.9"}
        get(address + SPARQL, **who)
        status, headers, body = get(address, Accept="text/html,*/*;q=0.8", Accept_Language="pl,en;q=0.5", **who)
        page = body.decode()
        assert status == 429
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert int(headers["Retry-After"]) > 0
        assert '<html lang="pl">' in page
        assert "Żądań w ciągu minuty jest więcej niż 1" in page
        assert f"Spróbuj ponownie za {headers['Retry-After']} s" in page
        # It needs nothing else, which would be refused as well.
        assert not re.search(r"<(?:link|script|img|style)", page)
        english = get(f"{address}?q=x&lang=en", Accept="text/html", Accept_Language="pl", **who)[2].decode()
        assert '<html lang="en">' in english
        assert "More than 1 requests a minute" in english
        status, headers, body = get(address, Accept="application/json", Accept_Language="pl", **who)
        assert (status, headers.get_content_type()) == (429, "application/problem+json")
        assert json.loads(body)["detail"] == "more than 1 requests a minute"
        assert json.loads(body)["translated"]["language"] == "pl"
        assert json.loads(body)["remedy"].startswith("try again in ")


def test_every_fault_of_a_request_has_a_page_and_a_document(server: str) -> None:
    long = "x" * 2_001
    faults = (
        (400, ("Host: a", "Host: b"), "GET"), (501, ("Host: a",), "get"),
        (431, ("Host: a", f"Accept-Charset: {long}"), "GET"), (405, ("Host: a",), "DELETE"),
        (413, ("Host: a", "Content-Length: 99999999"), "POST"),
    )  # fmt: skip
    for status, lines, method in faults:
        path = "/health/live" if status == 405 else "/sparql"
        page = raw(server, *lines, "Accept: text/html", "Accept-Language: pl", path=path, method=method)
        assert status_of(page) == status
        head, _, body = page.decode().partition("\r\n\r\n")
        assert "content-type: text/html; charset=utf-8" in head.lower()
        assert "content-security-policy: default-src 'none'" in head.lower()
        assert '<html lang="pl">' in body
        document = raw(server, *lines, "Accept-Language: pl", path=path, method=method)
        assert status_of(document) == status
        assert b"content-type: application/problem+json" in document.lower()
        assert json.loads(document.partition(b"\r\n\r\n")[2])["status"] == status


def test_forwarded_headers_are_believed_of_known_proxies_only(release: Release) -> None:
    told = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "dane.example.org", "X_Forwarded_Prefix": "/graf"}
    options = ("--proxies", "1", "--forwarded-host", "--forwarded-prefix")
    with running(release.path, *options) as behind, running(release.path) as alone:
        endpoints = []
        for address in (behind, alone):
            body = get(f"{address}sparql", Accept="text/turtle", **told)[2].decode()
            endpoints.append(re.findall(r"sd:endpoint <(.*?)>", body))
        assert endpoints == [["https://dane.example.org/graf/sparql"], [f"{alone}sparql"]]
        # A remembered page is of the address it was made for.
        pages = [get(behind, **{**told, "X_Forwarded_Prefix": prefix})[2] for prefix in ("/graf", "/inny", "/graf")]
        assert pages[0] == pages[2] != pages[1]
        assert b'"/inny/questions/' in pages[1]
        for name, value in (
            ("X_Forwarded_Prefix", "//evil.example"), ("X_Forwarded_Prefix", "/a//evil.example"),
            ("X_Forwarded_Prefix", "evil"), ("X_Forwarded_Prefix", "/\\evil.example"),
            ("X_Forwarded_Host", 'x"><script>'), ("X_Forwarded_Host", "evil.example/x?"),
            ("X_Forwarded_Proto", "gopher"),
        ):  # fmt: skip
            status, _, refusal = get(f"{behind}id/organization/pozytek", **{**told, name: value})
            assert status == 400
            assert b"evil" not in refusal


def test_a_proxy_is_believed_only_as_to_what_it_is_said_to_set(release: Release) -> None:
    """Common proxies pass on the host and the prefix that a client sends."""
    told = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "evil.example", "X_Forwarded_Prefix": "//evil.example"}
    with running(release.path, "--proxies", "1") as address:
        netloc = urllib.parse.urlsplit(address).netloc
        body = get(f"{address}sparql", Accept="text/turtle", **told)[2].decode()
        assert re.findall(r"sd:endpoint <(.*?)>", body) == [f"https://{netloc}/sparql"]
        for path in ("", "page/organization/pozytek", "id/organization/pozytek"):
            _, headers, body_of = get(address + path, **told)
            assert "evil" not in str(headers) + body_of.decode()


def raw(
    address: str, *lines: str, path: str = "/sparql?query=ASK%7B%7D", method: str = "GET", version: str = "1.1"
) -> bytes:
    """What a server says to a request with these header lines, which a client library would not send."""
    where = urllib.parse.urlsplit(address)
    with socket.create_connection((where.hostname, where.port), timeout=20) as connection:
        head = [f"{method} {path} HTTP/{version}", *lines, "Connection: close", "", ""]
        connection.sendall("\r\n".join(head).encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/search.json?q=Pożytek", "Spółdzielnia Socjalna"),
        ("/suggest?q=Tłu", "Tłuszcz"),
        ("/questions/08-within-two-steps.csv?start=Pożytek", "ab-ovo"),
        ("/?x=ó", "</html>"),
        ("/sparql?query=SELECT(%22żółw%22%20AS%20?x)%7B%7D&format=srj", "żółw"),
        ("/sparql?query=SELECT(%22żółw%22%20AS%20?x)%7B%7D", "żółw"),
    ],
)
def test_letters_that_are_written_as_they_are_mean_their_utf8(server: str, path: str, part: str) -> None:
    for _ in range(2):
        answer = raw(server, "Host: a", "Accept: application/sparql-results+json, */*;q=0.5", path=path)
        assert status_of(answer) == 200, answer[:500]
        assert part.encode() in answer or _escaped(part) in answer


def _escaped(part: str) -> bytes:
    """As JSON in ASCII has it."""
    return json.dumps(part)[1:-1].encode()


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def test_what_was_remembered_for_some_lines_is_not_given_for_others(server: str) -> None:
    json_only, both = "Accept: */*", ("Accept: */*", "Accept: application/sparql-results+json;q=0")
    path = "/sparql?query=ASK%7B%3Flines%20a%20%3Fb%7D"
    for _ in range(3):  # made, learned, remembered
        assert b"application/sparql-results+xml" in raw(server, "Host: lines", *both, path=path).lower()
    for _ in range(3):
        assert b"application/sparql-results+json" in raw(server, "Host: lines", json_only, path=path).lower()
        assert b"application/sparql-results+xml" in raw(server, "Host: lines", *both, path=path).lower()


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_request_has_one_host(server: str, version: str) -> None:
    assert status_of(raw(server, "Host: a", version=version)) == 200
    assert status_of(raw(server, "Host: a", "Host: evil.example", version=version)) == 400
    assert status_of(raw(server, 'Host: x"><script>', version=version)) == 400


def test_a_client_is_the_same_on_whatever_line_and_port_it_is_told(release: Release) -> None:
    with running(release.path, "--requests-per-minute", "3", "--proxies", "1") as address:
        told = (
            ("X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: 203.0.113.5"),
            ("X-Forwarded-For: 203.0.113.5:5555",),
            ("X-Forwarded-For: 198.51.100.9, 203.0.113.5:5556",),
            ("X-Forwarded-For: 198.51.100.9", "X-Forwarded-For: 203.0.113.5"),
        )
        assert [status_of(raw(address, "Host: a", *lines)) for lines in told] == [200, 200, 200, 429]
        own = [status_of(raw(address, "Host: a", "X-Forwarded-For: 127.0.0.1")) for _ in range(4)]
        assert own == [200, 200, 200, 429]  # a proxy's word is not the machine's own
        assert {status_of(raw(address, "Host: a")) for _ in range(5)} == {200}


def test_an_address_has_so_many_requests_at_once(release: Release) -> None:
    where = ("--requests-at-once", "2", "--proxies", "1")
    with running(release.path, *where) as address, ExitStack() as slow:
        parts = urllib.parse.urlsplit(address)
        for _ in range(2):
            connection = slow.enter_context(socket.create_connection((parts.hostname, parts.port), timeout=20))
            connection.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.5\r\nContent-Length: 9\r\n"
                b"Content-Type: application/sparql-query\r\n\r\nASK"
            )
        _until(lambda: get(address, X_Forwarded_For="203.0.113.5")[0] == 429)
        assert get(address, X_Forwarded_For="203.0.113.6")[0] == 200
        slow.close()
        _until(lambda: get(address, X_Forwarded_For="203.0.113.5")[0] == 200)


def test_wishes_are_short(server: str) -> None:
    for name in ("Accept", "Accept-Language"):
        wish = ",".join(["*/*" if name == "Accept" else "pl", *(f"a/b{number};q=0.5" for number in range(120))])
        assert status_of(raw(server, "Host: a", f"{name}: {wish}")) == 200
        assert status_of(raw(server, "Host: a", f"{name}: {wish}", f"{name}: {wish}")) == 431
        assert status_of(raw(server, "Host: a", f"{name}: {wish * 60}")) in (400, 431)


def test_the_numbers_are_for_the_operator(release: Release) -> None:
    with running(release.path, "--proxies", "1", "--metrics-from", "192.0.2.0/24") as behind:
        asked = [get(f"{behind}metrics", X_Forwarded_For=one)[0] for one in ("192.0.2.9", "203.0.113.5", "127.0.0.1")]
        assert asked == [200, 403, 403]
    with running(release.path) as alone:
        assert get(f"{alone}metrics")[0] == 200
        assert get(f"{alone}metrics", X_Forwarded_For="203.0.113.5")[0] == 403
        for path in ("/metrics", "/health/live"):
            answer = raw(alone, "Host: a", path=path, method="DELETE")
            assert status_of(answer) == 405
            assert b"allow: get, head" in answer.lower()
            assert b"x-content-type-options: nosniff" in answer.lower()


@pytest.mark.parametrize(
    ("address", "counted", "written"),
    [
        ("203.0.113.77", "203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.77", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/48"),
        ("nonsense", "nonsense", ""),
    ],
)
def test_whose_address_it_is(address: str, counted: str, written: str) -> None:
    assert network(address) == counted
    assert shortened(address) == written


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        ("9.9.9.9, 203.0.113.5", 0, Client("127.0.0.1", True)),
        ("9.9.9.9, 203.0.113.5", 1, Client("203.0.113.5", False)),
        ("9.9.9.9, 203.0.113.5:80, 10.0.0.2", 2, Client("203.0.113.5", False)),
        ("[2001:db8::1]:80", 1, Client("2001:db8::1", False)),
        ("2001:db8::1", 1, Client("2001:db8::1", False)),
        ("127.0.0.1", 1, Client("127.0.0.1", False)),
        ("", 1, Client("127.0.0.1", True)),
    ],
)
def test_a_client_is_who_the_proxies_say(forwarded: str, proxies: int, expected: Client) -> None:
    found = client("127.0.0.1", forwarded, proxies)
    assert found == expected
    assert found.is_own is (not proxies or not forwarded)


def test_no_limit_means_none() -> None:
    guard, stranger = Guard(0, 0), Client("203.0.113.5", True)
    assert {guard.seconds_to_wait(stranger) for _ in range(10_000)} == {0}


def test_the_access_log_has_a_line_for_each_request_and_not_what_was_asked(release: Release, tmp_path: Path) -> None:
    for options, has_query in (((), False), (("--log-queries",), True)):
        log = tmp_path / f"{has_query}.log"
        with running(release.path, "--access-log", str(log), *options) as address:
            for path in (SPARQL, SPARQL, "page/organization/no-such", "health/live"):
                get(address + path)
        lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        assert [(line["method"], line["path"], line["status"]) for line in lines] == [
            ("GET", "/sparql", 200), ("GET", "/sparql", 200), ("GET", "/page/organization/no-such", 404),
            ("GET", "/health/live", 200),
        ]  # fmt: skip
        assert {line["client"] for line in lines} == {"127.0.0.0/24"}
        assert {line["release"] for line in lines} == {release.manifest.id}
        assert lines[0]["bytes"] > 10
        assert ("Cooperation" in log.read_text(encoding="utf-8")) is has_query


def test_the_numbers_count(server: str) -> None:
    before = numbers(server)
    query = urllib.parse.urlencode({"query": "ASK { ?s a esg:AwardConferral . # numbers\n }"})
    for _ in range(3):
        get(f"{server}sparql?{query}")
    get(
        f"{server}sparql?"
        + urllib.parse.urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"})
    )
    after = numbers(server)

    def grown(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert grown('esgraph_requests_total{method="GET",route="/sparql",status="200"}') == 3
    assert grown('esgraph_requests_total{method="GET",route="/sparql",status="503"}') == 1
    assert grown('esgraph_limited_queries_total{limit="time"}') == 1
    assert grown('esgraph_answers_total{from="store"}') == 2
    assert grown("esgraph_killed_workers_total") == 1
    assert after["esgraph_statements"] > 3000
    assert any(name.startswith("esgraph_release_info") for name in after)


def test_slow_bodies_keep_nobody_waiting(server: str) -> None:
    where = urllib.parse.urlsplit(server)
    slow = [socket.create_connection((where.hostname, where.port), timeout=30) for _ in range(200)]
    try:
        for connection in slow:
            connection.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
                b"Content-Length: 1000\r\n\r\nASK"
            )
        for number in range(20):
            assert get(f"{server}page/organization/pozytek?n={number}")[0] == 200
        assert slow[0].recv(100).split()[1] == b"408"
    finally:
        for connection in slow:
            connection.close()


def _temporary_files() -> set[tuple[int, int]]:
    """Files without a name that processes below this one hold open: process and inode."""
    found = set()
    for process in psutil.Process().children(recursive=True):
        for link in Path(f"/proc/{process.pid}/fd").glob("*"):
            with suppress(OSError):  # it was closed since
                target = str(link.readlink())
                # What a process says is captured in such files too.
                is_file = target.startswith(tempfile.gettempdir()) and target.endswith("(deleted)")
                if is_file and int(link.name) > 2:
                    found.add((process.pid, link.stat().st_ino))
    return found


def test_a_large_answer_is_whole_and_leaves_no_file(server: str) -> None:
    before = _temporary_files()
    query = "SELECT ?a ?b ?c ?d WHERE { ?a ?b ?c . ?d a ?e } LIMIT 60000"
    text = urllib.parse.urlencode({"query": query})
    status, headers, body = get(f"{server}sparql?{text}", Accept="text/csv")
    assert status == 200
    assert len(body) == int(headers["Content-Length"]) > 4_000_000
    assert body.count(b"\r\n") == 60_001
    _until(lambda: _temporary_files() <= before)


def test_head_gives_the_same_headers_and_no_body(server: str) -> None:
    where = urllib.parse.urlsplit(server)
    heads = []
    for method in (b"GET", b"HEAD", b"HEAD"):
        with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
            connection.sendall(
                method + b" /" + SPARQL.encode() + b"&head HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            )
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        heads.append({line for line in head.splitlines() if not line.startswith(b"date")})
        assert bool(body) is (method == b"GET")
    assert heads[0] == heads[1] == heads[2]


def _copy(release: Release, place: Path, number: int) -> None:
    """Put a release with another id in place, the way a build does."""
    fresh = place.with_name(f"fresh{number}")
    shutil.copytree(release.path, fresh)
    manifest = fresh / "manifest.json"
    text = manifest.read_text(encoding="utf-8").replace(release.manifest.id, f"{release.manifest.id}-{number}")
    manifest.write_text(text, encoding="utf-8")
    old = place.with_name(f"old{number}")
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)


@pytest.mark.parametrize("memory_quads", [0, 2_000_000])
def test_a_new_release_takes_over_under_load_without_a_failed_request(
    release: Release, tmp_path: Path, memory_quads: int
) -> None:
    place = tmp_path / "release"
    _copy(release, place, 0)
    seen: set[str] = set()
    wrong: list[object] = []
    stop = threading.Event()

    def ask(address: str, client_number: int) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            query = f"SELECT ?s WHERE {{ ?s a esg:Cooperation }} LIMIT {1000 + number % 50}{client_number}"
            for path in ("sparql?" + urllib.parse.urlencode({"query": query}), "page/organization/pozytek"):
                status, headers, body = get(address + path)
                if status != 200 or len(body) < 100:
                    wrong.append((status, path, body[:300]))
                seen.add(headers["Esgraph-Release"])

    with running(place, "--memory-quads", str(memory_quads)) as address, ThreadPoolExecutor(6) as threads:
        clients = [threads.submit(ask, address, number) for number in range(6)]
        try:
            for number in range(1, 4):
                _copy(release, place, number)
                wanted = f"{release.manifest.id}-{number}"
                deadline = time.monotonic() + 30
                while wanted not in seen and time.monotonic() < deadline:
                    time.sleep(0.05)
        finally:
            stop.set()
        for one in clients:
            one.result()
        assert numbers(address)['esgraph_reloads_total{outcome="done"}'] == 3
    assert not wrong[:3]
    assert seen == {f"{release.manifest.id}-{number}" for number in range(4)}


def test_dumps_can_be_had_while_releases_change(release: Release, tmp_path: Path) -> None:
    """In parts, as download managers do; each part and the manifest is of the release that it says it is of."""
    place = tmp_path / "release"
    _copy(release, place, 0)
    whole = release.nquads.read_bytes()
    wrong: list[object] = []
    seen: set[str] = set()
    with running(place) as address:
        for number in range(1, 4):
            changing = threading.Thread(target=_copy, args=(release, place, number))
            changing.start()
            deadline = time.monotonic() + 30
            while f"{release.manifest.id}-{number}" not in seen and time.monotonic() < deadline:
                first = time.monotonic_ns() % len(whole)
                status, headers, body = get(f"{address}dumps/latest/esgraph.nq", Range=f"bytes={first}-{first + 99}")
                if (status, body) != (206, whole[first : first + 100]):
                    wrong.append((status, headers["Retry-After"], body))
                status, headers, body = get(f"{address}dumps/latest/manifest.json", Range="bytes=0-")
                if status != 206 or json.loads(body)["id"] != headers["Esgraph-Release"]:
                    wrong.append((status, headers["Esgraph-Release"], body[:500]))
                seen.add(headers["Esgraph-Release"])
            changing.join()
    assert not wrong[:3]
    assert seen == {f"{release.manifest.id}-{number}" for number in range(4)}


def test_a_file_that_was_changed_in_place_is_not_sent(release: Release, tmp_path: Path) -> None:
    place = tmp_path / "release"
    _copy(release, place, 0)
    with running(place) as address:
        assert get(f"{address}dumps/latest/esgraph.ttl")[0] == 200
        with (place / "esgraph.ttl").open("r+b") as file:
            file.write(b"#")
        assert get(f"{address}dumps/latest/esgraph.ttl", Range="bytes=0-9")[0] == 503
        assert get(f"{address}dumps/latest/esgraph.nq", Range="bytes=0-9")[0] == 206


def test_a_broken_release_leaves_the_one_before(release: Release, tmp_path: Path) -> None:
    place = tmp_path / "release"
    _copy(release, place, 0)
    with running(place) as address:
        (place / "manifest.json").write_text("{", encoding="utf-8")
        deadline = time.monotonic() + 10
        while 'esgraph_reloads_total{outcome="failed"}' not in numbers(address) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert numbers(address)['esgraph_reloads_total{outcome="failed"}'] == 1
        assert get(address + SPARQL)[0] == 200


def test_a_release_that_becomes_whole_later_is_tried_again(release: Release, tmp_path: Path) -> None:
    """Nothing at the place tells of it: so it is with a store that is published to after the release was built."""
    place, aside = tmp_path / "release", tmp_path / "aside"
    _copy(release, place, 0)
    with running(place) as address:
        (place / "manifest.json").rename(aside)
        (place / "manifest.json").mkdir()  # what cannot be read is no reason to stop looking
        _until(lambda: numbers(address).get('esgraph_reloads_total{outcome="failed"}') == 1)
        (place / "manifest.json").rmdir()
        (place / "store").rename(tmp_path / "store")
        aside.write_text(aside.read_text(encoding="utf-8").replace('-0"', '-1"'), encoding="utf-8")
        aside.rename(place / "manifest.json")
        _until(lambda: numbers(address).get('esgraph_reloads_total{outcome="failed"}', 0) >= 2)
        assert get(address + SPARQL)[1]["Esgraph-Release"] == f"{release.manifest.id}-0"
        (tmp_path / "store").rename(place / "store")
        _until(lambda: numbers(address).get('esgraph_reloads_total{outcome="done"}') == 1)
        assert get(f"{address}page/organization/pozytek")[1]["Esgraph-Release"] == f"{release.manifest.id}-1"


def _zygotes(process: psutil.Process) -> list[psutil.Process]:
    """The processes below this one that fork workers."""
    found = []
    for child in process.children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # it ended since
            if "esgraph.serve.zygote" in child.cmdline() and child.ppid() == process.pid:
                found.append(child)
    return found


def _until(condition: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_query_whose_body_arrives_after_another_release_took_over_is_answered(
    release: Release, tmp_path: Path
) -> None:
    served = tmp_path / "release"
    shutil.copytree(release.path, served)
    with running(served) as address:
        where = urllib.parse.urlsplit(address)
        with socket.create_connection((where.hostname or "", where.port or 0), timeout=20) as connection:
            body = b"ASK { ?s a esg:Cooperation }"
            head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body[:5])
            _touch(served)
            while numbers(address).get('esgraph_reloads_total{outcome="done"}', 0) < 1:
                time.sleep(0.05)
            time.sleep(0.3)  # for the release before to end
            connection.sendall(body[5:])
            answer = connection.recv(65536)
        assert answer.startswith(b"HTTP/1.1 200")
        assert b"true" in answer


def _touch(served: Path) -> None:
    """Make a release look like another one that took its place."""
    manifest = served / "manifest.json"
    copy = manifest.with_suffix(".new")
    copy.write_bytes(manifest.read_bytes())
    copy.replace(manifest)


def test_readiness_is_asked_of_the_store_every_time(release: Release) -> None:
    before = set(psutil.Process().children())
    with running(release.path) as address:
        assert get(f"{address}health/ready")[0] == 200
        (server,) = set(psutil.Process().children()) - before
        stopped = [one for one in server.children(recursive=True) if "esgraph.serve.zygote" in " ".join(one.cmdline())]
        for process in stopped:
            process.suspend()
        try:
            with pytest.raises((TimeoutError, urllib.error.URLError)):
                urllib.request.urlopen(f"{address}health/ready", timeout=2)
            assert get(f"{address}health/live")[0] == 200
        finally:
            for process in stopped:
                with suppress(psutil.NoSuchProcess):
                    process.resume()
        assert get(f"{address}health/ready")[0] == 200


def test_nothing_need_be_remembered(release: Release) -> None:
    with running(release.path, "--cache", "0") as address:
        assert [get(address + path)[0] for path in ("", SPARQL, SPARQL, "downloads")] == [200] * 4


def test_hang_up_reloads_and_a_killed_store_comes_back(release: Release) -> None:
    before = {process.pid for process in psutil.Process().children()}
    with running(release.path) as address:
        (supervisor,) = [one for one in psutil.Process().children() if one.pid not in before]
        (front,) = [one for one in supervisor.children() if _zygotes(one)]
        (first,) = _zygotes(front)
        supervisor.send_signal(signal.SIGHUP)
        _until(lambda: numbers(address).get('esgraph_reloads_total{outcome="done"}') == 1)
        _until(lambda: [one.pid for one in _zygotes(front)] not in ([], [first.pid]) and len(_zygotes(front)) == 1)
        os.killpg(_zygotes(front)[0].pid, signal.SIGKILL)  # it and its workers, as the kernel would for want of memory
        time.sleep(0.5)
        query = urllib.parse.urlencode({"query": "ASK { ?killed a esg:Cooperation }"})
        assert get(f"{address}sparql?{query}")[0] == 200
        workers = front.children(recursive=True)
    assert not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in workers)


def test_the_access_log_goes_on_in_a_new_file_when_it_is_moved_away(release: Release, tmp_path: Path) -> None:
    log, moved = tmp_path / "access.log", tmp_path / "access.log.1"
    with running(release.path, "--access-log", str(log)) as address:
        get(f"{address}health/live?before")
        _until(lambda: log.stat().st_size > 0)
        log.rename(moved)
        get(f"{address}health/ready")
        _until(log.is_file)
    assert [json.loads(line)["path"] for line in moved.read_text(encoding="utf-8").splitlines()] == ["/health/live"]
    assert [json.loads(line)["path"] for line in log.read_text(encoding="utf-8").splitlines()] == ["/health/ready"]


def test_the_server_ends_with_its_supervisor(release: Release) -> None:
    before = {process.pid for process in psutil.Process().children()}
    command = [sys.executable, "-m", "esgraph", "serve", str(release.path), "--port", "0", "--query-seconds", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as own:
        assert own.stdout is not None
        assert any("Ctrl-C" in line for line in own.stdout)
        (supervisor,) = [one for one in psutil.Process().children() if one.pid not in before]
        below = supervisor.children(recursive=True)
        assert len(below) > 2
        own.kill()
        own.wait()
        try:
            _until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in below))
        finally:
            for one in below:
                with suppress(psutil.NoSuchProcess):
                    one.kill()


def test_a_stop_waits_as_long_as_a_query_may_last() -> None:
    settings = Settings(quick_seconds=0.5, query_seconds=10)
    assert patience(settings) > 0.5 + 10 + 10


def test_an_idle_worker_keeps_no_file(server: str) -> None:
    text = urllib.parse.urlencode({"query": "SELECT ?a ?b ?c ?d WHERE { ?a ?b ?c . ?d a ?e } LIMIT 20001"})
    assert get(f"{server}sparql?{text}", Accept="text/csv")[0] == 200
    _until(lambda: not _spooled(front(server)))


def _spooled(process: psutil.Process) -> list[str]:
    """Files without a name that are open in a process or below it."""
    found = []
    for one in (process, *process.children(recursive=True)):
        with suppress(OSError, psutil.NoSuchProcess):
            # The first three are the tests' own.
            links = [str(link.readlink()) for link in Path(f"/proc/{one.pid}/fd").iterdir() if int(link.name) > 2]
            found += [link for link in links if link.startswith(tempfile.gettempdir()) and "(deleted)" in link]
    return found


def test_long_answers_leave_room_on_the_disk(release: Release) -> None:
    with running(release.path, "--disk-reserve", str(2**30)) as address:  # 1 PiB
        for rows, status in ((9, 200), (60_000, 503)):
            query = f"SELECT * {{ ?a ?b ?c . ?d a ?e }} LIMIT {rows}"
            found, headers, body = get(f"{address}sparql?{urllib.parse.urlencode({'query': query})}", Accept="text/csv")
            assert found == status
        assert int(headers["Retry-After"]) > 0
        assert b"no room" in body
