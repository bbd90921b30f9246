"""Clients that say nothing, or half of something, or do not take what they asked for, keep nobody out."""

import hashlib
import json
import shutil
import socket
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil
import pytest

from esgraph.release import NQUADS, Release
from tests.serve.conftest import running
from tests.serve.hostile_requests import http
from tests.serve.processes import front, mebibytes
from tests.serve.test_hostile import send

pytestmark = pytest.mark.alone

DUMP = f"dumps/latest/{NQUADS}"


@pytest.fixture(scope="module")
def large(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release with a dump of 64 MiB."""
    place = tmp_path_factory.mktemp("large") / "release"
    shutil.copytree(release.path, place)
    with (place / NQUADS).open("ab") as dump:
        dump.write(b"\n" * (2**26 - dump.tell()))  # which say nothing
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256((place / NQUADS).read_bytes()).hexdigest()
    manifest["files"][NQUADS] = {"size": 2**26, "sha256": digest}
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def server_of_large(large: Path) -> Iterator[str]:
    with running(large) as address:
        yield address


def ask(address: str, path: str, *lines: str) -> socket.socket:
    """A client that has asked and does not read."""
    where = urllib.parse.urlsplit(address)
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2**14)
    client.settimeout(30)
    client.connect((where.hostname, where.port))
    client.sendall("\r\n".join((f"GET /{path} HTTP/1.1", "Host: x", *lines, "", "")).encode())
    return client


def query(number: int) -> str:
    """The address of an answer of some 30 MiB."""
    text = f"SELECT * WHERE {{ ?a ?b ?c . ?d a ?e }} LIMIT {150_000 + number}"
    return "sparql?" + urllib.parse.urlencode({"query": text, "format": "csv"})


def rest(client: socket.socket) -> bytes:
    """All that comes until the connection ends, in whatever way."""
    taken = bytearray()
    try:
        while data := client.recv(2**20):
            taken += data
    except ConnectionResetError:
        pass
    return bytes(taken)


def test_idle_connections_keep_nobody_out(server: str) -> None:
    """Five hundred clients that send half a request and then nothing, as slow ones or attackers do."""
    address = urllib.parse.urlsplit(server)
    idle = []
    try:
        for _ in range(500):
            client = socket.create_connection((address.hostname, address.port), timeout=5)
            client.sendall(b"POST /sparql HTTP/1.1\r\nHost: a\r\nX-Slow: ")
            idle.append(client)
        assert send(server, http("/health/live"), seconds=5).status == 200
    finally:
        for client in idle:
            client.close()


@pytest.mark.parametrize("what", ["dumps", "answers"])
def test_answers_that_nobody_reads_take_no_memory(server_of_large: str, what: str) -> None:
    """Twelve of them are 768 MiB of dumps, or 360 MiB of answers; each may hold a few buffers of the front."""
    process = front(server_of_large)
    assert send(server_of_large, http("/health/live")).status == 200
    before = mebibytes(process)
    most = before
    with ExitStack() as clients:
        for number in range(12):
            clients.enter_context(ask(server_of_large, DUMP if what == "dumps" else query(number)))
        for _ in range(40):
            time.sleep(0.1)
            most = max(most, mebibytes(process))
        assert send(server_of_large, http("/health/live")).status == 200
    assert most - before < 48


def test_a_client_that_takes_nothing_is_left(large: Path) -> None:
    with running(large, "--send-seconds", "4") as server, ask(server, DUMP) as stalled, ask(server, DUMP) as slow:
        taken = bytearray()
        until = time.monotonic() + 12
        while time.monotonic() < until:
            taken += slow.recv(2**15)
            time.sleep(0.01)
        received = rest(stalled)
        # By the length it knows that something is missing. Who reads, however slowly, is not left.
        assert b"content-length: 67108864" in received.lower()
        assert len(received) < 2**26
        assert len(taken) + len(rest(slow)) > 2**26


def test_what_is_read_is_whole(server_of_large: str, large: Path) -> None:
    whole = (large / NQUADS).read_bytes()
    with urllib.request.urlopen(server_of_large + DUMP, timeout=30) as response:
        assert response.read() == whole
        tag = response.headers["ETag"]
    for first, last in ((0, 2**26 - 1), (1_000, 5_000_000), (2**26 - 10, 2**26 - 1)):
        asked = urllib.request.Request(
            server_of_large + DUMP, headers={"Range": f"bytes={first}-{last}", "If-Range": tag}
        )
        with urllib.request.urlopen(asked, timeout=30) as response:
            assert response.status == 206
            assert response.headers["Content-Range"] == f"bytes {first}-{last}/{2**26}"
            assert response.read() == whole[first : last + 1]
    head = urllib.request.Request(server_of_large + DUMP, method="HEAD")
    with urllib.request.urlopen(head, timeout=30) as response:
        assert (response.headers["Content-Length"], response.read()) == (str(2**26), b"")


def test_one_connection_carries_long_answers_one_after_the_other(server_of_large: str) -> None:
    with ask(server_of_large, query(1)) as client:
        client.sendall(f"GET /{query(2)} HTTP/1.1\r\nHost: x\r\n\r\nGET /{DUMP} HTTP/1.1\r\n".encode())
        client.sendall(b"Host: x\r\nConnection: close\r\n\r\n")
        received = rest(client)
    heads = [part for part in received.split(b"\r\n\r\n") if b"HTTP/1.1 200" in part]
    assert len(heads) == 3
    assert len(received) > 2**26 + 2 * 10**7


def test_clients_that_go_away_leave_nothing_open(server_of_large: str) -> None:
    process = front(server_of_large)
    before = pipes(process)
    for number in range(20):
        with ask(server_of_large, DUMP if number % 2 else query(number)) as client:
            client.recv(100)
    deadline = time.monotonic() + 40
    while pipes(process) > before:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def pipes(process: psutil.Process) -> int:
    """How many ends of pipes are open in a process; workers, which come and go, are reached by sockets."""
    found = 0
    for link in Path(f"/proc/{process.pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed since
            found += str(link.readlink()).startswith("pipe:")
    return found
