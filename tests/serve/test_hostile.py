"""A hostile request harms only itself: it gets the right answer, while everybody else is answered."""

import json
import socket
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.serve.hostile import QUERIES, Case
from tests.serve.hostile_requests import REQUESTS, form, http

#: Seconds in which everybody else must be answered. A second is what they should have; a machine that runs tests for
#: others beside these needs more.
PATIENCE = 5.0

CASES = {**QUERIES, **REQUESTS}


@dataclass(slots=True)
class Reply:
    """What came back: the status, or 0 for none; header lines in small letters; the body."""

    status: int
    headers: dict[str, str]
    body: bytes


def send(server: str, request: bytes, seconds: float = 60) -> Reply:
    """Send bytes as they are and read until the server closes."""
    address = urllib.parse.urlsplit(server)
    pieces: list[bytes] = []
    with socket.create_connection((address.hostname, address.port), timeout=seconds) as client:
        sender = threading.Thread(target=_push, args=(client, request))
        sender.start()
        try:
            while piece := client.recv(1 << 20):
                pieces.append(piece)
                if b"\r\n\r\n" in pieces[0] and b"connection: close" not in b"".join(pieces[:2]).lower():
                    client.settimeout(2)  # a server that keeps the connection open has said what it will say
        except (ConnectionResetError, TimeoutError):
            if not pieces:
                return Reply(0, {}, b"")
        sender.join()
    return _parsed(b"".join(pieces))


def _push(client: socket.socket, request: bytes) -> None:
    try:
        client.sendall(request)
    except OSError:
        return  # the server has seen enough


def _parsed(answer: bytes) -> Reply:
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if not lines[0].startswith("HTTP/"):
        return Reply(0, {}, answer)
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return Reply(int(lines[0].split()[1]), headers, body)


@dataclass(slots=True)
class Probe:
    """What everybody else sees: what went wrong, and the longest wait in seconds."""

    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    asked: int = 0

    def ask(self, server: str) -> None:
        """Ask an easy query and open a page."""
        requests = (form("query=ASK%20%7B%20%3Fs%20a%20esg%3AAward%20%7D"), http("/page/organization/pozytek"))
        for request, part in zip(requests, (b"true", b"</html>"), strict=True):
            begin = time.monotonic()
            reply = send(server, request)
            self.asked += 1
            self.slowest = max(self.slowest, time.monotonic() - begin)
            if reply.status != 200 or part not in reply.body:
                self.wrong.append(f"{reply.status} {reply.body[:200]!r}")


@pytest.fixture(scope="module")
def probe(server: str) -> Iterator[Probe]:
    """Everybody else, for as long as these tests run."""
    everybody = Probe()
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.wait(0.05):
            everybody.ask(server)

    thread = threading.Thread(target=keep_asking)
    thread.start()
    yield everybody
    stop.set()
    thread.join()
    print(f"\neverybody else: {everybody.asked} requests, the slowest {everybody.slowest:.2f} s")  # noqa: T201


def _request(case: Case) -> bytes:
    return case.sent if isinstance(case.sent, bytes) else form("query=" + urllib.parse.quote(case.sent, safe=""))


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_request_harms_only_itself(server: str, probe: Probe, name: str) -> None:
    case = CASES[name]
    before = len(probe.wrong)
    # A bomb has its two seconds and a half; what waits for more than it was sent is not waited for long.
    reply = send(server, _request(case), seconds=10 if 0 in case.right else 60)
    assert reply.status in case.right, reply.body[:500]
    assert case.names.encode() in reply.body
    assert case.never.encode() not in reply.body
    assert case.never not in str(reply.headers)
    assert b"Traceback" not in reply.body
    assert b"site-packages" not in reply.body
    assert len(reply.body) <= case.most
    if reply.headers.get("content-type") == "application/problem+json" and reply.body:
        problem = json.loads(reply.body)
        assert problem["status"] == reply.status
        assert problem["detail"]
    if reply.status == 503:
        assert int(reply.headers["retry-after"]) > 0
    assert probe.wrong[before:] == []
    assert probe.slowest < PATIENCE


def test_there_are_enough_of_them(probe: Probe, server: str) -> None:
    """The probe has really asked, and the set is as large as it claims to be."""
    probe.ask(server)
    assert probe.asked >= 2
    assert len(CASES) == len(QUERIES) + len(REQUESTS) >= 70
