"""Turns SERVICE clauses into calls of a gateway on this machine, which alone calls the allowed hosts.

The engine has an HTTP client of its own, without a switch: it would resolve names by itself. So the endpoints in a
query's text are replaced by addresses of the gateway, which hold a secret made for that query; the gateway asks the
real endpoint (`outbound`) and gives back its whole answer or an error, so that SERVICE SILENT works as it should.
"""

import secrets
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from esgraph.errors import EsgraphError, Message, QueryError, StoreError, replaced
from esgraph.serve import messages
from esgraph.serve.gateway import LocalServer
from esgraph.serve.outbound import Endpoint, Outbound, RemoteError, Reply, escaped
from esgraph.serve.store import Answer, Query, Store
from esgraph.serve.syntax import Outline, Service, outline

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one query may take from other endpoints, all its calls together."""

    seconds: float = 10.0
    answer_bytes: int = 10_000_000
    calls: int = 20
    query_bytes: int = 200_000


def allowed(entries: Iterable[str]) -> frozenset[tuple[str, int | None]]:
    """The allow-list: host names, each with its port or None for the scheme's own.

    An entry is an exact host name in ASCII (`query.wikidata.org`), with `:port` for any other port than 80 of http
    and 443 of https. Raises EsgraphError for what is none: no scheme, path, wildcard.
    """
    found = set()
    for entry in entries:
        host, colon, port = entry.strip().lower().partition(":")
        plain = host.replace(".", "").replace("-", "").isalnum() and host.isascii() and not host.endswith(".")
        if not plain or (colon and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536)):
            raise EsgraphError(
                f"“{entry}” is not a host that can be allowed", remedy="give a name, or name:port: query.wikidata.org"
            )
        found.add((host, int(port) if colon else None))
    return frozenset(found)


def endpoint(iri: str, entries: frozenset[tuple[str, int | None]]) -> Endpoint | None:
    """The endpoint of an IRI if it is on the list, else None. No user names, no other scheme than http and https."""
    try:
        parts = urlsplit(iri)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or "@" in parts.netloc or not host.isascii():
        return None
    usual = _PORTS[parts.scheme]
    listed = (host, port or usual) in entries or (port in (None, usual) and (host, None) in entries)
    return Endpoint(parts.scheme == "https", host, port or usual, escaped(parts.path, parts.query)) if listed else None


def entries_of(store: Store) -> tuple[str, ...]:
    """The hosts that queries to a store may call: none unless they go through a gateway, whatever a setting says."""
    return store.entries if isinstance(store, FederatedStore) else ()


def refusal(found: Outline, entries: tuple[str, ...]) -> Message | None:
    """Why a query's service clauses are refused; None if they are not."""
    if not found.services:
        return None
    if not entries:
        return messages.SERVICE_REFUSED.of(reason=messages.CALLS_NO_OTHER)
    listed = allowed(entries)
    for service in found.services:
        if reason := _reason(service, listed):
            told = messages.SERVICE_REFUSED.of(reason=reason)
            placed = messages.AT_PLACE.of(line=service.line, column=service.column, what=told)
            return placed if service.line else told
    return None


def _reason(service: Service, listed: frozenset[tuple[str, int | None]]) -> Message | None:
    if service.problem:
        return service.problem
    if service.inner:
        return messages.SERVICE_INSIDE
    return None if endpoint(service.endpoint, listed) else messages.OTHER_HOST


@dataclass(slots=True)
class Grant:
    """What one query may still call: its rewritten text, and what is left of its bounds."""

    text: str
    endpoints: dict[str, tuple[Service, Endpoint]]  # secret → the clause in the query, and where to call
    columns: list[tuple[int, int, int]]  # (line, column after the replacement, characters added) in order
    calls: int
    answer_bytes: int
    deadline: float
    failure: Message | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def failed(self, failure: Message) -> StoreError:
        """A failure that the query may not pass over."""
        return StoreError(failure, remedy=messages.SERVICE_LATER)

    def told(self, error: QueryError | StoreError) -> EsgraphError:
        """The engine's error as one about the query that the client wrote, and about no gateway."""
        if self.failure:
            return self.failed(self.failure)
        if isinstance(error, StoreError):
            return error
        added = sum(extra for line, column, extra in self.columns if line == error.line and column <= error.column)
        what = error.message
        for secret, (service, _) in self.endpoints.items():
            what = replaced(what, secret, service.endpoint)
        return QueryError(what, line=error.line, column=max(error.column - added, 0) if error.line else 0)


class Gateway:
    """Calls the allowed hosts on behalf of the engine, from a port of 127.0.0.1; close it to end that."""

    def __init__(self, entries: Iterable[str], bounds: Bounds | None = None, outbound: Outbound | None = None) -> None:
        self.entries = tuple(entries)
        self._allowed = allowed(self.entries)
        self._bounds = bounds or Bounds()
        self._outbound = outbound or Outbound()
        self._grants: dict[str, Grant] = {}
        self._server = LocalServer(self._call, self._bounds.query_bytes)

    def close(self) -> None:
        """Answer no more."""
        self._server.close()
        self._outbound.close()

    @contextmanager
    def grant(self, text: str, found: Outline) -> Iterator[Grant]:
        """Let the service clauses of a query be called, while the context lasts; `found` is the text's outline.

        Raises QueryError for a service clause that `refusal` refuses.
        """
        made = self._grant(text, found.services)
        try:
            yield made
        finally:
            for secret in made.endpoints:
                del self._grants[secret]

    def _grant(self, text: str, services: tuple[Service, ...]) -> Grant:
        bounds = self._bounds
        deadline = time.monotonic() + bounds.seconds
        made = Grant("", {}, [], bounds.calls, bounds.answer_bytes, deadline)
        pieces, end = [], 0
        shift: dict[int, int] = {}
        for service in services:
            called = endpoint(service.endpoint, self._allowed)
            if called is None or service.problem or service.inner:
                raise QueryError(messages.SERVICE_UNEXPECTED, line=service.line, column=service.column)
            secret = f"{self._server.address}{secrets.token_urlsafe(32)}"
            made.endpoints[secret] = (service, called)
            extra = len(secret) + 2 - (service.end - service.start)
            column = service.column + shift.get(service.line, 0) + len(secret) + 2
            made.columns.append((service.line, column, extra))
            shift[service.line] = shift.get(service.line, 0) + extra
            pieces += [text[end : service.start], f"<{secret}>"]
            end = service.end
        made.text = "".join([*pieces, text[end:]])
        self._grants.update(dict.fromkeys(made.endpoints, made))
        return made

    def _call(self, path: str, query: bytes, accept: str) -> Reply:
        """Ask the endpoint of a secret path. Raises RemoteError, for whatever reason there is no answer."""
        secret = f"{self._server.address}{path.removeprefix('/')}"
        grant = self._grants.get(secret)
        if grant is None:
            raise RemoteError(messages.NO_SUCH_ENDPOINT)
        service, called = grant.endpoints[secret]
        try:
            return self._ask(grant, called, query, accept)
        except RemoteError as error:
            # A limit of ours is no failure of theirs: the client must know, SILENT or not.
            if not service.silent or grant.calls <= 0:
                grant.failure = messages.SERVICE_FAILED.of(endpoint=service.endpoint, reason=error.message)
            raise

    def _ask(self, grant: Grant, called: Endpoint, query: bytes, accept: str) -> Reply:
        # The engine writes the query anew, without disguise: a service that the outline missed is seen here.
        if outline(query.decode("utf-8", "replace")).has_service:
            raise RemoteError(messages.WOULD_CALL_ANOTHER)
        with grant.lock:  # one call of a query at a time
            left = grant.deadline - time.monotonic()
            if grant.calls <= 0 or left <= 0:
                raise RemoteError(messages.CALLED_TOO_OFTEN)
            grant.calls -= 1
            reply = self._outbound.ask(called, query, accept, seconds=left, limit=grant.answer_bytes)
            grant.answer_bytes -= len(reply.body)
        return reply


class FederatedStore:
    """A store that may call other endpoints through a gateway; `entries` are the hosts that it may call."""

    def __init__(self, inner: Store, gateway: Gateway) -> None:
        self.entries = gateway.entries
        self._inner = inner
        self._gateway = gateway

    def graphs(self) -> frozenset[str]:
        """IRIs of all named graphs."""
        return self._inner.graphs()

    def query(self, query: Query, media_type: str) -> Answer:
        """Answer a query. Raises StoreError where an endpoint gave no answer, else what the inner store raises."""
        found = outline(query.text)
        if not found.services:
            return self._inner.query(query, media_type)
        with self._gateway.grant(query.text, found) as grant:
            try:
                answer = self._inner.query(replace(query, text=grant.text), media_type)
            except (QueryError, StoreError) as error:
                raise grant.told(error) from error
            if grant.failure:  # the engine takes a failure in EXISTS for “no”, which it is not
                raise grant.failed(grant.failure)
            return answer

    def close(self) -> None:
        """Close the gateway and the inner store."""
        self._gateway.close()
        self._inner.close()
