"""Turns hostile queries on every worker into what a well-behaved client still gets: latencies of point queries."""

import threading
import time
import urllib.error
import urllib.request
from http.client import HTTPConnection
from urllib.parse import quote

from tests.benchmarks.load import Measure, path
from tests.benchmarks.queries import HOSTILE, Query
from tests.benchmarks.servers import Server

#: Requests a second of the well-behaved client.
_RATE = 20
_TIMEOUT = 30


def under_attack(server: Server, query: Query, seconds: int, attackers: int) -> Measure:
    """Ask point queries, each text new, while `attackers` clients send one hostile query after the other."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=_attack, args=(server, number, stop), daemon=True) for number in range(attackers)
    ]
    for thread in threads:
        thread.start()
    # The workers are busy, and the server has told the quick from the slow.
    time.sleep(3)
    try:
        return _stream(server, query, seconds)
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=_TIMEOUT)


def _attack(server: Server, number: int, stop: threading.Event) -> None:
    count = 0
    while not stop.is_set():
        count += 1
        text = HOSTILE.replace("ITEM", f'"{number}-{count}"')
        try:
            address = f"http://127.0.0.1:{server.port}{server.path}?query={quote(text, safe='')}"
            urllib.request.urlopen(address, timeout=_TIMEOUT).close()
        except OSError:
            # Refusal is what a hostile client gets; it does not wait before the next try, but does not spin either.
            stop.wait(0.05)


def _stream(server: Server, query: Query, seconds: int) -> Measure:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=_TIMEOUT)
    items, times, errors = query.encoded(), [], 0
    begun = time.monotonic()
    for number in range(seconds * _RATE):
        # From the time at which the request was due, so that waiting for the one before counts too.
        due = begun + number / _RATE
        time.sleep(max(0.0, due - time.monotonic()))
        # From the end of the list: these texts were not asked before.
        address = path(server, query, items[-1 - number % len(items)]) + quote(f" LIMIT {2_000_000 + number}", safe="")
        try:
            connection.request("GET", address, headers={"Accept": query.accept})
            response = connection.getresponse()
            response.read()
            errors += response.status != 200
        except OSError:
            errors += 1
            connection.close()
        times.append((time.monotonic() - due) * 1000)
    connection.close()
    times.sort()
    return Measure(
        len(times) / (time.monotonic() - begun),
        times[len(times) // 2],
        times[min(len(times) - 1, int(len(times) * 0.99))],
        len(times),
        errors,
    )
