"""Turns requests into responses (RSGI): remembered ones at once, others in a thread, within every limit of a request.

The event loop answers what it remembers and reads bodies, so that neither a slow client nor a slow query keeps those
from an answer who ask for what is known.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus

from granian.rsgi import HTTPProtocol, ProtocolClosed, Scope

from esgraph.errors import EsgraphError, Message
from esgraph.serve import bridge, compression, messages, refusal, screening, sending
from esgraph.serve.access_log import AccessLog
from esgraph.serve.app import max_body
from esgraph.serve.express import Express
from esgraph.serve.generation import Generation, Key, Remembered
from esgraph.serve.guard import Client, Guard, client, is_within
from esgraph.serve.metrics import CONTENT_TYPE, Metrics
from esgraph.serve.settings import Settings

_LOG = logging.getLogger(__name__)

#: Headers that make addresses of this server, and those that the `Vary` of a page may name.
_ADDRESSING = ("host", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-prefix")
_SELECTING = ("accept", "accept-language")
_ENDPOINT = "/sparql"
#: How answers are compressed, and how the files are that a release has compressed.
_CODINGS = ("gzip",)
_OPERATION = ("/health/live", "/metrics")
_ROUTE = "esgraph-route"
_ALWAYS = (("x-content-type-options", "nosniff"), ("access-control-allow-origin", "*"))

#: So many requests begin at once, and count as beginning for so long.
_STARTING = 4
_BRISK_SECONDS = 0.05
_FULL_SECONDS = 5
#: Bytes of an answer that is worth compressing in a thread; a shorter one is sent sooner as it is.
_WORTH_A_THREAD = 1 << 14


@dataclass(slots=True)
class _Outcome:
    status: int
    size: int
    route: str


class Front:
    """The server's one entry; `current` is the release being served."""

    def __init__(
        self, generation: Generation, settings: Settings, threads: ThreadPoolExecutor, log: AccessLog | None = None
    ) -> None:
        self.current = generation
        self._settings = settings
        self._log = log
        self._guard = Guard(settings.requests_per_minute, settings.requests_at_once)
        self.metrics = Metrics(lambda: self.current)
        self._start = asyncio.Semaphore(_STARTING)
        self._threads = threads
        self._outlet = sending.Outlet(threads, settings.send_seconds, settings.sends_at_once)

    async def __call__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        started = time.perf_counter()
        who = client(bridge.address(scope), screening.joined(scope, "x-forwarded-for") or "", self._settings.proxies)
        try:
            with self._guard.present(who) as may_be:
                outcome = await self._admit(scope, protocol, who, may_be)
        except (ProtocolClosed, ConnectionError):
            outcome = _Outcome(499, 0, "")  # the client went away
        except Exception:  # noqa: BLE001 - the server below would answer with nothing, and nobody would count it
            _LOG.exception("defect while answering %s %s", scope.method, scope.path)
            outcome = self._refuse(protocol, scope, 500, messages.of_status(HTTPStatus.INTERNAL_SERVER_ERROR))
        seconds = time.perf_counter() - started
        self.metrics.observe(outcome.route, scope.method, outcome.status, seconds)
        if self._log:
            request = {"method": scope.method, "path": scope.path, "query": scope.query_string, "client": who.address}
            self._log.write(request, outcome.status, outcome.size, seconds, self.current.release.manifest.id)

    async def _admit(self, scope: Scope, protocol: HTTPProtocol, who: Client, may_be: bool) -> _Outcome:
        """Answer about the server itself, turn away what is not to be answered, and answer the rest."""
        if fault := screening.fault(scope, self._settings):
            return self._refuse(protocol, scope, *fault)
        if scope.path in _OPERATION:
            return self._operation(scope, protocol, who)
        if not may_be:
            return self._refuse(protocol, scope, 429, messages.AT_ONCE.of(allowed=self._settings.requests_at_once), 1)
        if wait := self._guard.seconds_to_wait(who):
            told = messages.A_MINUTE.of(allowed=self._settings.requests_per_minute)
            return self._refuse(protocol, scope, 429, told, wait)
        return await self._answer(scope, protocol)

    def _operation(self, scope: Scope, protocol: HTTPProtocol, who: Client) -> _Outcome:
        if scope.method not in ("GET", "HEAD"):
            return self._refuse(protocol, scope, 405, messages.ONLY_READ, headers=[("allow", "GET, HEAD")])
        if scope.path == "/health/live":
            return _send(protocol, scope, 200, [("content-type", "text/plain"), *_ALWAYS], b"live\n", scope.path)
        # A proxy that the operator has not told of is no reader of numbers.
        is_passed_on = who.is_peer and "x-forwarded-for" in scope.headers
        if is_passed_on or not is_within(who.address, self._settings.metrics_from):
            return self._refuse(protocol, scope, 403, messages.FOR_THE_OPERATOR)
        return _send(protocol, scope, 200, [("content-type", CONTENT_TYPE), *_ALWAYS], self.metrics.text(), scope.path)

    async def _answer(self, scope: Scope, protocol: HTTPProtocol) -> _Outcome:
        key = _key(scope)
        page = self.current.remembered(key) if key else None
        if page is not None:
            return await self._send_page(protocol, scope, page)
        try:
            body = await self._body(scope, protocol)
        except TimeoutError:
            return self._refuse(protocol, scope, 408, messages.BODY_LATE)
        except bridge.TooLargeError:
            return self._refuse(protocol, scope, 413, messages.BODY_TOO_LONG.of(most=max_body(self._settings)))
        # Not before the body is here: until then another release may have taken over, and this one have ended.
        generation = self.current
        generation.active += 1
        try:
            if generation.express and key and scope.path == _ENDPOINT:
                return await self._express(generation.express, generation, scope, protocol, key)
            return await self._compute(generation, scope, protocol, body, key)
        finally:
            generation.active -= 1
            if generation.is_over:
                self._threads.submit(generation.close)

    async def _body(self, scope: Scope, protocol: HTTPProtocol) -> bytes:
        if scope.method in ("GET", "HEAD", "OPTIONS"):
            return b""
        most = max_body(self._settings)
        announced = scope.headers.get("content-length") or ""
        if announced.isdigit() and int(announced) > most:
            raise bridge.TooLargeError
        return await bridge.read(protocol, most, self._settings.body_seconds)

    async def _express(
        self, express: Express, generation: Generation, scope: Scope, protocol: HTTPProtocol, key: Key
    ) -> _Outcome:
        """Answer a query on the short way if it is plain, on the ordinary way if not or if it fails."""
        known = "if-none-match" in scope.headers
        asked = None if known else express.read(scope.query_string, key.selecting[0] or "", key.manner)
        if asked is None:
            return await self._compute(generation, scope, protocol, b"", key)
        try:
            answer = await express.answer(asked)
        except EsgraphError as error:
            return await self._compute(generation, scope, protocol, b"", key, error)
        headers = asked.headers_of(answer)
        if not isinstance(answer.body, bytes):
            return await self._deliver(protocol, scope, 200, headers, answer.body.chunks(), _ENDPOINT)
        body = answer.body
        if len(body) >= _WORTH_A_THREAD and key.encoding:
            loop = asyncio.get_running_loop()
            headers, body = await loop.run_in_executor(self._threads, compression.compressed, headers, body)
        if scope.method == "GET":
            generation.remember(key, Remembered(200, headers, body, dict(headers)["etag"], _ENDPOINT))
        return await self._deliver(protocol, scope, 200, headers, body, _ENDPOINT)

    async def _compute(
        self,
        generation: Generation,
        scope: Scope,
        protocol: HTTPProtocol,
        body: bytes,
        key: Key | None,
        failed: EsgraphError | None = None,
    ) -> _Outcome:
        loop = asyncio.get_running_loop()
        variables = bridge.environ(scope, body)
        variables["esgraph-failed"] = failed
        async with self._starting():
            status, headers, content = await loop.run_in_executor(
                self._threads, compression.call, generation.app, variables
            )
        route = str(variables.get(_ROUTE, ""))
        if limit := variables.get("esgraph-limit"):
            self.metrics.limited(str(limit))
        if not isinstance(content, bytes):
            return await self._deliver(protocol, scope, status, headers, content, route)
        tag = dict(headers).get("etag", "")
        if key and tag and status == 200 and scope.method == "GET":
            generation.remember(key, Remembered(status, headers, content, tag, route))
            if generation.express and (base := variables.get("esgraph-base")):
                generation.express.learn(key.manner, base, headers)
        return await self._deliver(protocol, scope, status, headers, content, route)

    async def _send_page(self, protocol: HTTPProtocol, scope: Scope, page: Remembered) -> _Outcome:
        known = screening.joined(scope, "if-none-match")
        if known and _names(known, page.tag):
            kept = [(name, value) for name, value in page.headers if name not in ("content-length", "content-type")]
            return _send(protocol, scope, 304, kept, b"", page.route)
        return await self._deliver(protocol, scope, page.status, page.headers, page.body, page.route)

    async def _deliver(
        self,
        protocol: HTTPProtocol,
        scope: Scope,
        status: int,
        headers: sending.Headers,
        body: bytes | Iterable[bytes],
        route: str,
    ) -> _Outcome:
        """Send what may be long, as the client reads; turn it away if too many such bodies are on their way."""
        if scope.method == "HEAD":
            bridge.close(body)
            return _send(protocol, scope, status, headers, b"", route)
        if isinstance(body, bytes) and len(body) <= sending.WHOLE:
            return _send(protocol, scope, status, headers, body, route)
        if self._outlet.is_full:
            bridge.close(body)
            return self._refuse(protocol, scope, 503, messages.TOO_MANY_LONG, _FULL_SECONDS)
        parts = (body,) if isinstance(body, bytes) else body
        return _Outcome(status, await self._outlet.send(protocol, status, headers, parts), route)

    @asynccontextmanager
    async def _starting(self) -> AsyncIterator[None]:
        """Let few requests begin at once: threads that all want to run keep one another from it.

        One that takes its time, waiting for a query and not running, makes way for the next.
        """
        await self._start.acquire()
        released = False

        def release() -> None:
            nonlocal released
            if not released:
                released = True
                self._start.release()

        timer = asyncio.get_running_loop().call_later(_BRISK_SECONDS, release)
        try:
            yield
        finally:
            timer.cancel()
            release()

    def _refuse(
        self,
        protocol: HTTPProtocol,
        scope: Scope,
        status: int,
        what: Message,
        wait: int = 0,
        headers: sending.Headers | None = None,
    ) -> _Outcome:
        """Refuse a request before it reaches the application, or instead of what the application answered."""
        accept, spoken = (screening.joined(scope, name) or "" for name in ("accept", "accept-language"))
        default = self._settings.default_language
        own, body = refusal.answer(HTTPStatus(status), what, wait, accept, spoken, scope.query_string, default)
        return _send(protocol, scope, status, [*own, *(headers or ())], body, "refused")

    def take_over(self, generation: Generation) -> None:
        """Serve another release from now on; requests under way end with the one they began with."""
        before, self.current = self.current, generation
        before.retired = True
        if before.is_over:
            self._threads.submit(before.close)

    def close(self) -> None:
        """End everything."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.current.close()


def _key(scope: Scope) -> Key | None:
    """The key of a request; None for one that is not answered from memory."""
    if scope.method not in ("GET", "HEAD") or "range" in scope.headers:
        return None
    manner = (scope.scheme, scope.authority, *[screening.joined(scope, name) for name in _ADDRESSING])
    # Not the header itself: every browser writes another one, and means the same.
    encoded = compression.preferred(screening.joined(scope, "accept-encoding") or "", _CODINGS)
    selecting = tuple([screening.joined(scope, name) for name in _SELECTING])
    return Key(scope.path, scope.query_string, manner, selecting, encoded)


def _names(known: str, tag: str) -> bool:
    """Whether If-None-Match has a tag, by weak comparison (RFC 9110, section 13.1.2)."""
    named = (part.strip().removeprefix("W/") for part in known.split(","))
    return known.strip() == "*" or tag.removeprefix("W/") in named


def _send(
    protocol: HTTPProtocol, scope: Scope, status: int, headers: sending.Headers, body: bytes, route: str
) -> _Outcome:
    if scope.method == "HEAD" or not body:
        protocol.response_empty(status, headers)
        return _Outcome(status, 0, route)
    protocol.response_bytes(status, headers, body)
    return _Outcome(status, len(body), route)
