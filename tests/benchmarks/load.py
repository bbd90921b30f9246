"""Turns a query and a server into throughput and latency, measured by wrk, and answers into their number of results."""

import json
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from tests.benchmarks.queries import Query
from tests.benchmarks.servers import Server

_SCRIPT = Path(__file__).with_name("request.lua")
#: How many different texts the repeated requests go through.
_REPEATED = 5
_CONNECTIONS, _HEAVY_CONNECTIONS = 32, 4
#: Longest wait for one answer, and longest measurement of a slow query, in seconds.
_TIMEOUT, _LONGEST = 60, 60


@dataclass(frozen=True, slots=True)
class Measure:
    """What one run of wrk found: answers a second, latencies in milliseconds, and everything that was no answer."""

    rate: float
    p50: float
    p99: float
    requests: int
    errors: int


def wrk_version() -> str:
    """The version of wrk, or "" where it is not installed."""
    if not shutil.which("wrk"):
        return ""
    done = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False)  # noqa: S607
    return done.stdout.split("[", 1)[0].strip() or "wrk"


def path(server: Server, query: Query, item: str) -> str:
    """The address of one request on a server, without host."""
    before, after, _ = query.parts()
    head = "" if query.is_page else f"{server.path}?query="
    return f"{head}{before}{item}{after.replace('ITEM', item)}"


def answer(server: Server, query: Query, item: str) -> tuple[int, float]:
    """Number of results of one request (-1 if it fails), and its seconds."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{path(server, query, item)}", headers={"Accept": query.accept}
    )
    begun = time.monotonic()
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:
            body = response.read()
    except OSError:
        return -1, time.monotonic() - begun
    return _size(query, body), time.monotonic() - begun


def _size(query: Query, body: bytes) -> int:
    if query.is_page:
        return len(body)
    if query.accept == "text/turtle":
        return len({quad.triple for quad in ox.parse(body, ox.RdfFormat.TURTLE)})
    document: dict[str, Any] = json.loads(body)
    return len(document["results"]["bindings"])


def measure(server: Server, query: Query, *, cold: bool, seconds: int, probe: float) -> Measure:
    """Ask for `seconds`, longer where one answer alone takes `probe` seconds; every text is new if `cold`."""
    before, after, again = query.parts()
    head = "" if query.is_page else f"{server.path}?query="
    every = query.encoded()
    # Spread over the list, since neighbours in the alphabet are alike.
    items = every if cold else every[:: max(1, len(every) // _REPEATED)][:_REPEATED]
    connections = _HEAVY_CONNECTIONS if query.heavy else _CONNECTIONS
    lasting = max(seconds, min(_LONGEST, round(2 * connections * probe)))
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
        listed.write("\n".join(items) + "\n")
        listed.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{lasting}s", "--timeout", f"{_TIMEOUT}s", "-s", str(_SCRIPT)]
        command += [f"http://127.0.0.1:{server.port}/", "--", listed.name, head + before, after, again]
        command += ["1" if cold else "0", query.accept]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=lasting + 2 * _TIMEOUT)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    errors = int(found["status"] + found["socket"] + found["timeout"])
    good = max(0, int(found["requests"] - found["status"]))
    return Measure(
        good / found["microseconds"] * 1e6, found["p50"] / 1000, found["p99"] / 1000, int(found["requests"]), errors
    )
