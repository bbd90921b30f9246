"""Turns a query for another endpoint into its answer: one checked address, one request, bounded bytes and time.

The name is resolved once and the connection goes to the very addresses that were checked, so that a name cannot mean a
public address when it is looked at and a private one when it is called.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as ResolutionTimeoutError
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from esgraph.errors import EsgraphError
from esgraph.serve import messages

#: Host and port → the addresses that the name has. Raises OSError for none.
Resolver = Callable[[str, int], Iterable[str]]

_RESULTS = ("application/sparql-results+json", "application/sparql-results+xml")

# Addresses that carry an IPv4 address, which is what is reached: IPv4-compatible and -mapped (RFC 4291, section 2.5.5),
# translated (RFC 2765), NAT64 (RFC 6052), 6to4 (RFC 3056; its address stands in bits 16 to 47).
_CARRIERS = tuple(map(ipaddress.IPv6Network, ("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96")))
_6TO4 = ipaddress.IPv6Network("2002::/16")
# What no public endpoint has, whatever a version of Python thinks: relays, benchmarks, local NAT64, Teredo, site-local.
_NEVER = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "64:ff9b:1::/48", "100::/64", "2001::/23", "fec0::/10"),
    )
)


class RemoteError(EsgraphError):
    """An endpoint that was not called, or whose answer was not taken; says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An absolute http or https address, in parts; `target` is path and query, escaped."""

    secure: bool
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The Host header (RFC 9110, section 7.2)."""
        return self.host if self.port == (443 if self.secure else 80) else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer in a format of SPARQL results."""

    media_type: str
    body: bytes


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet: not private, local, multicast, reserved or leading there."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id is not None:
            return False
        if ip in _6TO4:
            return is_public(str(ipaddress.IPv4Address(int(ip) >> 80 & 0xFFFFFFFF)))
        if any(ip in network for network in _CARRIERS):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    if any(ip.version == network.version and ip in network for network in _NEVER):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local)


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system finds them. Raises OSError for none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class Outbound:
    """Calls other endpoints. `tls` says whom to trust, by default whom the system trusts.

    `private_addresses` lets it call any address, which only a test may want.
    """

    def __init__(
        self, resolve: Resolver = system_resolver, tls: ssl.SSLContext | None = None, *, private_addresses: bool = False
    ) -> None:
        self._resolve = resolve
        self._private_addresses = private_addresses
        self._tls = tls or ssl.create_default_context()
        # The system's resolver cannot be interrupted; what is late is not waited for.
        self._resolving = ThreadPoolExecutor(4, thread_name_prefix="resolve")

    def close(self) -> None:
        """Resolve nothing more."""
        self._resolving.shutdown(wait=False, cancel_futures=True)

    def ask(self, endpoint: Endpoint, query: bytes, accept: str, *, seconds: float, limit: int) -> Reply:
        """Send a query (SPARQL 1.1 Protocol, section 2.1.3) and take the whole answer, at most `limit` bytes.

        Raises RemoteError for whatever goes wrong, `seconds` at the latest after the call.
        """
        deadline = time.monotonic() + seconds
        connection = self._connect(self._addresses(endpoint, seconds), endpoint, deadline)
        with connection, _Watch(connection, max(0.01, deadline - time.monotonic())) as watch:
            try:
                reply = self._exchange(connection, endpoint, query, accept, limit)
            except (RemoteError, OSError, http.client.HTTPException, ValueError) as error:
                raise _told(error, late=watch.late or isinstance(error, TimeoutError), seconds=seconds) from error
        # What the watch cut short may look whole: an answer without a length ends with its connection.
        if watch.late:
            raise RemoteError(messages.REMOTE_LATE.of(seconds=f"{seconds:g}"))
        return reply

    def _connect(self, addresses: list[str], endpoint: Endpoint, deadline: float) -> socket.socket:
        """A connection to the first of the addresses that takes one: a machine without IPv6 has to pass some over."""
        for address in addresses:
            try:
                left = max(0.01, deadline - time.monotonic())
                connection = socket.create_connection((address, endpoint.port), left)
            except OSError:
                continue
            if not endpoint.secure:
                return connection
            # The name for the certificate is the one that was asked for; the address is the one that was checked. The
            # handshake comes later, under the watch.
            return self._tls.wrap_socket(connection, server_hostname=endpoint.host, do_handshake_on_connect=False)
        raise RemoteError(messages.REMOTE_AWAY)

    def _addresses(self, endpoint: Endpoint, seconds: float) -> list[str]:
        """The few addresses that may be connected to; all that the name has must be public."""
        try:
            addresses = list(self._resolving.submit(self._resolve, endpoint.host, endpoint.port).result(seconds))
        except (OSError, UnicodeError, ResolutionTimeoutError, RuntimeError) as error:
            raise RemoteError(messages.REMOTE_UNKNOWN) from error
        if not addresses:
            raise RemoteError(messages.REMOTE_UNKNOWN)
        if not self._private_addresses and not all(map(is_public, addresses)):
            raise RemoteError(messages.REMOTE_PRIVATE)
        return addresses[:4]

    def _exchange(self, connected: socket.socket, endpoint: Endpoint, query: bytes, accept: str, limit: int) -> Reply:
        if isinstance(connected, ssl.SSLSocket):
            connected.do_handshake()
        connection = http.client.HTTPConnection(endpoint.host, endpoint.port)
        connection.sock = connected
        headers = {
            "Host": endpoint.authority,
            "Content-Type": "application/sparql-query",
            "Accept": accept,
            "Accept-Encoding": "identity",
            "User-Agent": "esgraph",
            "Connection": "close",
        }
        try:
            connection.request("POST", endpoint.target, query, headers)
            with connection.getresponse() as response:
                return _reply(response, limit)
        finally:
            connection.close()


def _reply(response: http.client.HTTPResponse, limit: int) -> Reply:
    if 300 <= response.status < 400:
        raise RemoteError(messages.REMOTE_REDIRECTS)
    if response.status != HTTPStatus.OK:
        raise RemoteError(messages.REMOTE_STATUS.of(status=response.status))
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise RemoteError(messages.REMOTE_COMPRESSED)
    media_type = response.headers.get_content_type()
    if media_type not in _RESULTS:
        raise RemoteError(messages.REMOTE_FORMAT)
    body = response.read(limit + 1)
    if len(body) > limit:
        raise RemoteError(messages.REMOTE_LONG.of(limit=limit))
    if response.length:  # `read` with an amount tells nobody of a body that ends early
        raise RemoteError(messages.REMOTE_PART)
    return Reply(media_type, body)


def _told(error: Exception, *, late: bool, seconds: float) -> RemoteError:
    if late:
        return RemoteError(messages.REMOTE_LATE.of(seconds=f"{seconds:g}"))
    if isinstance(error, RemoteError):
        return error
    if isinstance(error, ssl.SSLError):
        return RemoteError(messages.REMOTE_TLS)
    return RemoteError(messages.REMOTE_UNREADABLE)


class _Watch:
    """Shuts a connection when the time is over: a socket's own time-out begins anew with every byte that trickles."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self.late = False
        self._connection = connection
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> "_Watch":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _shut(self) -> None:
        self.late = True
        with suppress(OSError):  # it may be closed already
            # Not SSLSocket's own, which would say goodbye in another thread's conversation.
            socket.socket.shutdown(self._connection, socket.SHUT_RDWR)


def escaped(path: str, query: str) -> str:
    """The target of a request: path and query, with what an address cannot hold escaped as UTF-8 (RFC 3987, 3.1)."""
    target = quote(path or "/", safe="/%:=&~+!$,;'@()*-._")
    return f"{target}?{quote(query, safe='/%:=&?~+!$,;@()*-._')}" if query else target
