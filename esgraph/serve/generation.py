"""Turns a release into all that answers for it: its store, its application, and the pages that were asked for."""

from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple, cast

from cachetools import LRUCache
from werkzeug.middleware.proxy_fix import ProxyFix

from esgraph.errors import EsgraphError
from esgraph.release import Release
from esgraph.serve import past
from esgraph.serve.app import create_app
from esgraph.serve.cache import CachedStore
from esgraph.serve.express import Express
from esgraph.serve.federation import Bounds, FederatedStore, Gateway
from esgraph.serve.isolation import IsolatedStore
from esgraph.serve.prepared import Prepared, PreparedStore
from esgraph.serve.remote import RemoteStore
from esgraph.serve.settings import Settings
from esgraph.serve.site import site_of
from esgraph.serve.store import Store
from esgraph.serve.workers import Workers

_OVERHEAD = 2048
#: How the routes begin of what is told of several releases, and of their files.
_PAST, _FILES = "/releases/", "/dumps/"


class Key(NamedTuple):
    """What a remembered response belongs to; `manner` is what the addresses of this server in it depend on."""

    path: str
    query_string: str
    manner: tuple[str | None, ...]
    selecting: tuple[str | None, ...]
    encoding: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """A whole response, as it was sent."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    tag: str
    route: str

    def weight(self, key: Key) -> int:
        """Bytes that it takes to remember it."""
        named = sum(len(part or "") for part in (*key.manner, *key.selecting))
        sent = sum(len(name) + len(value) for name, value in self.headers)
        return len(self.body) + sent + len(key.path) + len(key.query_string) + named + _OVERHEAD


class Generation:
    """One release while it is being served. When another takes over, it ends with its last request.

    Used from the event loop only, but for making and closing, which take their time.
    """

    def __init__(self, release: Release, settings: Settings, threads: Executor) -> None:
        self.release = release
        self._remote: RemoteStore | None = None
        self._workers = None if settings.store else Workers(release, settings)
        isolated = None if self._workers is None else IsolatedStore(self._workers, settings)
        if isolated is None:
            self._remote = RemoteStore(settings.store, release, settings)
        inner = cast("Store", isolated or self._remote)
        # What another server holds may have been changed there.
        prepared = Prepared.of(release) if isolated else None
        self.answers = CachedStore(inner, settings.cache_bytes, settings.queries_at_once, prepared)
        if prepared:
            inner = PreparedStore(inner, prepared)
        self.public = _outside(self.answers, settings)
        self.app = create_app(release, settings, inner, self.public)
        if hops := settings.proxies:
            self.app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
                self.app.wsgi_app, x_for=hops, x_proto=hops,
                x_host=hops * settings.forwarded_host, x_prefix=hops * settings.forwarded_prefix,
            )  # fmt: skip
        # With their weights, since the cache knows a page and not its key, which may be the longer of the two.
        self._pages: LRUCache[Key, tuple[Remembered, int]] = LRUCache(
            settings.cache_bytes, getsizeof=lambda kept: kept[1]
        )
        self.express = Express(site_of(self.app), self.answers, isolated, threads) if isolated else None
        self.active = 0
        self.retired = False

    def remember(self, key: Key, page: Remembered) -> None:
        """Keep a response for whoever asks the same; the least lately used ones make room.

        What other releases say is not kept: they may be removed while this one is served.
        """
        if page.route.startswith(_PAST) or (page.route.startswith(_FILES) and not self._is_own(key.path)):
            return
        with suppress(ValueError):  # larger than all the room there is
            self._pages[key] = page, page.weight(key)

    def remembered(self, key: Key) -> Remembered | None:
        """The response that is kept under a key."""
        kept = self._pages.get(key)
        return kept and kept[0]

    def _is_own(self, path: str) -> bool:
        return path.startswith((f"{_FILES}latest/", f"{_FILES}{self.release.manifest.id}/"))

    @property
    def page_bytes(self) -> int:
        """Bytes of the responses that are kept."""
        return int(self._pages.currsize)

    @property
    def killed(self) -> int:
        """How many workers were killed for a limit; another server ends its queries itself."""
        return self._workers.killed if self._workers else 0

    def check(self) -> None:
        """See whether another server still holds the release; one of its own does."""
        if self._remote:
            self._remote.check()

    @property
    def is_over(self) -> bool:
        """Whether nobody needs it any more."""
        return self.retired and self.active == 0

    def close(self) -> None:
        """End its workers, or its connections, and remove what it made of other releases."""
        past.close(site_of(self.app))
        self.public.close()


def _outside(store: Store, settings: Settings) -> Store:
    """What answers the queries from outside: with services, where the operator allows any."""
    if not settings.allowed_services:
        return store
    if settings.store:  # which would call the services by itself, and cannot reach a gateway here
        raise EsgraphError(
            "services can be allowed with the release's own store only", remedy="leave out --allow-service"
        )
    gateway = Gateway(settings.allowed_services, Bounds(seconds=settings.query_seconds))
    return FederatedStore(store, gateway)
