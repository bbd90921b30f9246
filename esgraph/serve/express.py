"""Turns plain SPARQL requests into responses on the event loop itself: no thread, no application, one worker.

A request is plain if it is like one that the application has answered before, but for its query, and nothing about
that is to be refused. Everything else takes the ordinary way, which knows every rule and writes every error; an error
that comes up here is written there too. So there is one place for each rule, and most queries need not go there.
"""

import asyncio
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from cachetools import LRUCache
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from esgraph.errors import EsgraphError, QueryError
from esgraph.serve import negotiation, protocol
from esgraph.serve.cache import CachedStore
from esgraph.serve.conditional import tag_of
from esgraph.serve.isolation import IsolatedStore
from esgraph.serve.negotiation import Format
from esgraph.serve.sending import Headers
from esgraph.serve.site import Site
from esgraph.serve.store import Answer, Query
from esgraph.serve.syntax import Form
from esgraph.serve.tokens import normalised
from esgraph.serve.workers import GoneError, Worker

#: Longer texts are rare, and would fill the connection to a worker before it reads them.
_LONGEST = 20_000
_MANNERS = 500

#: Headers of a response that belong to its answer and not to the manner of the request.
_OWN_HEADERS = frozenset(("content-type", "content-length", "content-encoding", "etag", protocol.UNKNOWN_FUNCTIONS))


@dataclass(frozen=True, slots=True)
class Manner:
    """What the application made of a request but for its query: the base of the query, the headers of the response."""

    base: str
    headers: Headers


@dataclass(frozen=True, slots=True)
class Asked:
    """A plain request, read."""

    query: Query
    format: Format
    tag: str
    is_weak: bool
    headers: Headers

    @property
    def etag(self) -> str:
        """The validator as a header has it."""
        return f'{"W/" if self.is_weak else ""}"{self.tag}"'

    def headers_of(self, answer: Answer) -> Headers:
        """The headers of the response with its answer."""
        own = [("content-type", self.format.content_type), ("content-length", str(answer.size)), ("etag", self.etag)]
        if answer.unknown_functions:
            own.append((protocol.UNKNOWN_FUNCTIONS, protocol.listed(answer.unknown_functions)))
        return self.headers + own


class Express:
    """The short way to the workers of one release. Used from the event loop only."""

    def __init__(self, site: Site, answers: CachedStore, isolated: IsolatedStore, threads: Executor) -> None:
        self._site = site
        self._answers = answers
        self._isolated = isolated
        self._threads = threads
        self._manners: LRUCache[object, Manner] = LRUCache(_MANNERS)
        self._places = asyncio.Semaphore(isolated.places)

    def learn(self, key: object, base: str, headers: Headers) -> None:
        """Take note of how the application answered; `key` is all of a request that its manner depends on."""
        self._manners[key] = Manner(base, [pair for pair in headers if pair[0] not in _OWN_HEADERS])

    def read(self, query_string: str, accept: str, key: object) -> Asked | None:
        """The request, if it is plain; None for what has to take the ordinary way."""
        manner = self._manners.get(key)
        if manner is None:
            return None
        try:
            # Strictly: bytes that are no UTF-8 are for the ordinary way to refuse.
            parameters = parse_qsl(query_string, keep_blank_values=True, errors="strict", max_num_fields=2)
            ((name, text),) = parameters
            if name != "query" or len(text) > _LONGEST:
                return None
            query = Query(text, base=manner.base)
            outline = protocol.check(query, self._site)
        except (ValueError, EsgraphError):
            return None
        chosen = _format(accept, outline.form)
        plain, volatile = normalised(text)
        if chosen is None or volatile or outline.services:
            return None
        tag = tag_of(self._site.release.manifest.id, *protocol.identity(plain, query, chosen))
        return Asked(query, chosen, tag, protocol.varies(text), manner.headers)

    async def answer(self, asked: Asked) -> Answer:
        """Answer it. Raises what the store raises."""
        await self._places.acquire()
        with ExitStack() as place:
            place.callback(self._places.release)
            ticket = self._answers.begin(asked.query, asked.format.media_type)
            if isinstance(ticket, Answer):
                return ticket
            if not ticket.is_ours:
                place.close()  # who only waits keeps nobody from beginning
                # Shielded: one who goes away must not take the answer from the others.
                try:
                    return await asyncio.shield(asyncio.wrap_future(ticket.future))
                except QueryError:  # with a place in the text of whoever asked first
                    return await self._elsewhere(asked)
            try:
                answer = await self._evaluate(asked, place)
            except BaseException as error:
                self._answers.fail(ticket, error)
                raise
            self._answers.keep(ticket, answer)
            return answer

    async def _evaluate(self, asked: Asked, place: ExitStack) -> Answer:
        loop = asyncio.get_running_loop()
        query, media_type = asked.query, asked.format.media_type
        worker = self._begun(query, media_type)
        if worker is None:
            return await self._elsewhere(asked)
        try:
            in_time = await _readable(loop, worker, self._isolated.quick_seconds)
        except BaseException:
            self._isolated.end(worker)
            raise
        if in_time and not worker.has_much_to_say:
            return self._isolated.conclude(worker, media_type)
        if in_time:
            return await loop.run_in_executor(self._threads, self._isolated.conclude, worker, media_type)
        place.close()  # the slow wait for one another, and for nobody else
        return await loop.run_in_executor(self._threads, self._isolated.conclude_slowly, worker, media_type)

    async def _elsewhere(self, asked: Asked) -> Answer:
        """Evaluate it in a thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._isolated.query, asked.query, asked.format.media_type)

    def _begun(self, query: Query, media_type: str) -> Worker | None:
        """A worker that has the query; None if one has to be forked first, which takes its time."""
        worker = self._isolated.idle()
        if worker is None:
            return None
        try:
            worker.ask(query, media_type)
        except GoneError:
            self._isolated.end(worker)
            return None
        return worker


async def _readable(loop: asyncio.AbstractEventLoop, worker: Worker, seconds: float) -> bool:
    """Whether the worker says anything, or ends, within some seconds."""
    told: asyncio.Future[bool] = loop.create_future()

    def tell(in_time: bool) -> None:
        if not told.done():
            told.set_result(in_time)

    descriptor = worker.fileno()
    loop.add_reader(descriptor, tell, True)
    timer = loop.call_later(seconds, tell, False)
    try:
        return await told
    finally:
        loop.remove_reader(descriptor)
        timer.cancel()


@lru_cache(maxsize=256)
def _format(accept: str, form: Form | None) -> Format | None:
    """The format that a client likes best; None if that is a page, or nothing that can be had."""
    offers = [*negotiation.formats_of(form), negotiation.HTML]
    chosen = negotiation.choose(parse_accept_header(accept, MIMEAccept), offers)
    return None if chosen is negotiation.HTML else chosen
