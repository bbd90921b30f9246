"""Turns a request to another server into its answer, over connections that are kept, before a moment that is set."""

import io
import os
import threading
import time
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from socket import SHUT_RDWR, socket
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from esgraph.errors import BackendError, EsgraphError, LimitError
from esgraph.serve import messages

USER = "ESGRAPH_STORE_USER"
PASSWORD = "ESGRAPH_STORE_PASSWORD"  # noqa: S105 - the name of a variable

_DETAIL = 2_000
_REST = 1 << 16


class _Deadline:
    """A moment at which the connection of this thread's request is ended, whatever it is doing then.

    Time limits of sockets are for one step; a server that gives a byte a second keeps each of them.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.passed = False
        self.reused = False
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._socket: socket | None = None
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True
        self._timer.start()

    @property
    def left(self) -> float:
        """Seconds, at least a little, since zero means no limit in places."""
        return max(self._end - time.monotonic(), 0.001)

    def watch(self, connection: socket | None) -> None:
        """End this connection too when the moment comes, or now if it came."""
        with self._lock:
            self._socket = connection
            if self.passed:
                self._shut()

    def cancel(self) -> None:
        """The request is over."""
        self._timer.cancel()
        with self._lock:
            self._socket = None

    def _pass(self) -> None:
        with self._lock:
            self.passed = True
            self._shut()

    def _shut(self) -> None:
        # Of the plain socket also under TLS, whose own method is not for another thread. Reading ends at once.
        if self._socket is not None:
            try:
                socket.shutdown(self._socket, SHUT_RDWR)
            except OSError:
                self._socket = None


_current = threading.local()


class _Watched(HTTPConnection):
    """A connection that is under the deadline of the thread that uses it."""

    def connect(self) -> None:
        super().connect()
        _current.deadline.watch(self.sock)

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is not None:
            _current.deadline.reused = True
            _current.deadline.watch(self.sock)
        super().request(*args, **kwargs)


class _WatchedTLS(_Watched, HTTPSConnection):
    """The same under TLS; its handshake has the time limit of the socket."""


class _Plain(urllib3.HTTPConnectionPool):
    ConnectionCls = _Watched


class _TLS(urllib3.HTTPSConnectionPool):
    ConnectionCls = _WatchedTLS


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address without credentials, and who asks; `host` is what errors call it."""

    url: str
    user: str = ""
    password: str = ""

    @property
    def host(self) -> str:
        """Host and port."""
        return urlsplit(self.url).netloc

    @classmethod
    def of(cls, url: str, environment: Mapping[str, str] = os.environ) -> "Endpoint":
        """Take the credentials out of an address, or from the environment (ESGRAPH_STORE_USER, …_PASSWORD).

        Raises EsgraphError, which does not repeat the address, for one that is none.
        """
        try:
            parts = urlsplit(url)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1)
        except ValueError:
            sound = False
        if not sound:
            raise EsgraphError(
                "the address of the store is none", remedy="write http://HOST:PORT/PATH, as the store's manual has it"
            )
        place = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path or "/", parts.query, ""))
        user = unquote(parts.username or "") or environment.get(USER, "")
        password = unquote(parts.password or "") or environment.get(PASSWORD, "")
        return cls(place, user, password)


class Reading(io.RawIOBase):
    """The body of an answer while it arrives; `read` raises StoreError if it breaks off, LimitError at the deadline."""

    def __init__(self, response: urllib3.BaseHTTPResponse, deadline: _Deadline, host: str) -> None:
        super().__init__()
        self.status = response.status
        self.headers = response.headers
        self.media_type = (response.headers.get("content-type") or "").partition(";")[0].strip().lower()
        self._response = response
        self._deadline = deadline
        self._host = host

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, or all; b"" at the end, which is the end that the server announced."""
        with _told(self._deadline, self._host):
            data = self._response.read(None if size < 0 else size)
        if self._deadline.passed:
            raise _too_slow(self._deadline)
        return data

    def text(self) -> str:
        """The beginning of an error message."""
        return self.read(_DETAIL).decode("utf-8", "replace").strip()

    @property
    def is_delimited(self) -> bool:
        """Whether its end can be told from a connection that broke (RFC 9112, section 6.3)."""
        chunked = "chunked" in (self.headers.get("transfer-encoding") or "").lower()
        return chunked or "content-length" in self.headers or self.status == 204


class Wire:
    """A place to send requests to, by any number of threads, over at most `connections` that are kept."""

    def __init__(self, endpoint: Endpoint, connections: int) -> None:
        self.endpoint = endpoint
        parts = urlsplit(endpoint.url)
        pool = _TLS if parts.scheme == "https" else _Plain
        self._pool = pool(parts.hostname or "", parts.port, maxsize=connections, block=False)
        self._login = _Login(endpoint)

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()

    @contextmanager
    def send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, seconds: float
    ) -> Iterator[Reading]:
        """Send a request; what it answers can be read until the block ends. Redirects are not followed.

        Raises LimitError if connecting, waiting and reading take more than `seconds` together, and StoreError for
        a server that cannot be reached.
        """
        target = urlunsplit(("", "", *urlsplit(url)[2:4], ""))
        deadline = _Deadline(seconds)
        _current.deadline = deadline
        response: urllib3.BaseHTTPResponse | None = None
        try:
            with _told(deadline, self.endpoint.host):
                response = self._authorised(method, target, headers, body, deadline)
            if deadline.passed:  # a connection that ends among the headers looks as if they ended
                raise _too_slow(deadline)
            if 300 <= response.status < 400:
                raise BackendError(
                    f"the store at {self.endpoint.host} answers from another address (status {response.status})",
                    remedy="give that address; redirects are not followed",
                )
            yield Reading(response, deadline, self.endpoint.host)
        finally:
            if response is not None:
                _give_back(response)
            deadline.cancel()

    def _authorised(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes | None, deadline: _Deadline
    ) -> urllib3.BaseHTTPResponse:
        response = self._once(method, target, headers, body, deadline)
        challenges = response.headers.getlist("www-authenticate")
        if response.status != 401 or not self._login.learn(challenges):
            return response
        response.drain_conn()
        return self._once(method, target, headers, body, deadline)

    def _once(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes | None, deadline: _Deadline
    ) -> urllib3.BaseHTTPResponse:
        def go() -> urllib3.BaseHTTPResponse:
            return self._pool.urlopen(
                method, target, body, {**headers, **self._login.headers(method, target)}, retries=False,
                redirect=False, preload_content=False, timeout=urllib3.Timeout(deadline.left, deadline.left),
            )  # fmt: skip

        try:
            return go()
        except (urllib3.exceptions.ProtocolError, ConnectionError):
            # A server may close a connection that it kept at the very moment when it is used again. All that is
            # sent here has the same effect when it is sent twice.
            if deadline.passed or not deadline.reused:
                raise
            return go()


class _Login:
    """Answers the challenge of a server: basic or digest (RFC 7617, RFC 7616); the password waits for a challenge."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._challenge: dict[str, str] = {}
        self._scheme = ""
        self._lock = threading.Lock()
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, urlsplit(endpoint.url).netloc, endpoint.user, endpoint.password)
        self._digest = urllib.request.AbstractDigestAuthHandler(passwords)

    def learn(self, challenges: Iterable[str]) -> bool:
        """Take up a challenge; False if there is none that can be met."""
        offers = {scheme.lower(): rest for scheme, _, rest in (text.partition(" ") for text in challenges)}
        if not self._endpoint.user:
            return False
        with self._lock:
            self._scheme = next((scheme for scheme in ("digest", "basic") if scheme in offers), "")
            if self._scheme == "digest":
                items = urllib.request.parse_http_list(offers["digest"])
                self._challenge = urllib.request.parse_keqv_list([item for item in items if "=" in item])
            return bool(self._scheme)

    def headers(self, method: str, target: str) -> dict[str, str]:
        """What to send with a request."""
        with self._lock:
            if self._scheme == "basic":
                return urllib3.make_headers(basic_auth=f"{self._endpoint.user}:{self._endpoint.password}")
            if self._scheme != "digest":
                return {}
            origin = urlunsplit((*urlsplit(self._endpoint.url)[:2], "", "", ""))
            request = urllib.request.Request(origin + target, method=method)  # noqa: S310 - only to be signed
            return {"Authorization": f"Digest {self._digest.get_authorization(request, self._challenge)}"}


def _give_back(response: urllib3.BaseHTTPResponse) -> None:
    """Keep the connection if little of its answer is left to read, else close it."""
    try:
        response.read(_REST)
    except (urllib3.exceptions.HTTPError, OSError):
        pass  # what there was to say of it has been said
    finally:
        response.close()


def _too_slow(deadline: _Deadline) -> LimitError:
    return LimitError(messages.STORE_TOO_SLOW.of(seconds=f"{deadline.seconds:g}"), retry_after=60, limit="time")


@contextmanager
def _told(deadline: _Deadline, host: str) -> Iterator[None]:
    """Say what went wrong on the way as an error of ours, without the address, which may hold a password."""
    try:
        yield
    except (urllib3.exceptions.HTTPError, OSError) as error:
        is_refused = isinstance(error, urllib3.exceptions.NewConnectionError)  # to urllib3 that is a time limit, too
        if deadline.passed or (isinstance(error, urllib3.exceptions.TimeoutError) and not is_refused):
            raise _too_slow(deadline) from error
        if isinstance(error, urllib3.exceptions.SSLError):
            raise BackendError(f"the store at {host} has no certificate that can be trusted") from error
        if is_refused:
            raise BackendError(
                f"the store at {host} cannot be reached", remedy="see that it runs, and that --store has its address"
            ) from error
        raise BackendError(
            f"the answer of the store at {host} broke off", remedy="try again; if it stays so, see the store's log"
        ) from error
