"""Clients that say nothing, or half of something, keep nobody out."""

import socket
import urllib.parse

from tests.serve.hostile_requests import http
from tests.serve.test_hostile import send


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
