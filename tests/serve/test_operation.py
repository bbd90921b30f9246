"""What an operator counts on: limits of addresses and bodies, logs, numbers, proxies, and releases that take over."""

import json
import os
import re
import shutil
import signal
import socket
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email.message import Message
from pathlib import Path

import psutil
import pytest

from esgraph.release import Release
from esgraph.serve.guard import Guard, client, network, shortened
from tests.serve.conftest import running

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


def test_forwarded_headers_are_believed_of_known_proxies_only(release: Release) -> None:
    told = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "dane.example.org", "X_Forwarded_Prefix": "/graf"}
    with running(release.path, "--proxies", "1") as behind, running(release.path) as alone:
        endpoints = []
        for address in (behind, alone):
            body = get(f"{address}sparql", Accept="text/turtle", **told)[2].decode()
            endpoints.append(re.findall(r"sd:endpoint <(.*?)>", body))
        assert endpoints == [["https://dane.example.org/graf/sparql"], [f"{alone}sparql"]]
        # A remembered page is of the address it was made for.
        pages = [get(behind, **{**told, "X_Forwarded_Prefix": prefix})[2] for prefix in ("/graf", "/inny", "/graf")]
        assert pages[0] == pages[2] != pages[1]
        assert b'"/inny/questions/' in pages[1]


@pytest.mark.parametrize(
    ("address", "counted", "written"),
    [
        ("203.0.113.77", "203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.77", "::/48"),
        ("127.0.0.1", "", "127.0.0.0/24"),
        ("::1", "", "::/48"),
        ("nonsense", "nonsense", ""),
    ],
)
def test_whose_address_it_is(address: str, counted: str, written: str) -> None:
    assert network(address) == counted
    assert shortened(address) == written


def test_a_client_is_who_the_proxies_say() -> None:
    assert client("10.0.0.1", "9.9.9.9, 203.0.113.5", 0) == "10.0.0.1"
    assert client("10.0.0.1", "9.9.9.9, 203.0.113.5", 1) == "203.0.113.5"
    assert client("10.0.0.1", "9.9.9.9, 203.0.113.5, 10.0.0.2", 2) == "203.0.113.5"
    assert client("10.0.0.1", "", 1) == "10.0.0.1"


def test_no_limit_means_none() -> None:
    guard = Guard(0)
    assert {guard.seconds_to_wait("203.0.113.5") for _ in range(10_000)} == {0}


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
