"""Turns the operator's choices into one value that is passed in; nothing reads the environment on its own."""

import os
from dataclasses import dataclass, field

from esgraph.serve.spool import Spool


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and choices of a server, with safe defaults; seconds and bytes unless the name says otherwise.

    The graph: a release of at most `memory_quads` statements is held in memory, a larger one is read from disk; with
    `store`, the address of another SPARQL server's queries, neither, since that server holds what was published there.

    One query: it runs for `quick_seconds` at full priority, then for `query_seconds` as a slow one, within
    `query_memory_bytes` on top of the store. Its answer stays in memory up to `spool_bytes`, then goes to a file,
    and may have `answer_bytes` at most. All of them leave `disk_reserve_bytes` of the disk.

    All queries: those beyond `queries_at_once` are turned away; `slow_queries` run at the same time, and
    `slow_waiting` more wait for their turn, each for `query_seconds` at most.

    Requests: `requests_per_minute` of one address and `requests_at_once` (0: as many as it likes), whose bodies must
    arrive within `body_seconds`. Long answers leave as their clients read, `sends_at_once` at most; a client that
    takes nothing for `send_seconds` is left. `proxies` is how many reverse proxies stand in front and may be believed
    as to address and scheme, and as to `forwarded_host` and `forwarded_prefix` where they set these whatever a client
    sends. `metrics_from` are the networks that the numbers may be read from.
    `cache_bytes` bounds the answers that are remembered, and again the pages. A new release at the same place is
    noticed within `watch_seconds` (0: only by SIGHUP).
    `allowed_services` are the hosts that SERVICE may call, `name` or `name:port` (`federation.allowed`).
    """

    memory_quads: int = 2_000_000
    store: str = field(default="", repr=False)  # may hold a password
    max_query_chars: int = 100_000
    max_nesting: int = 64
    max_html_rows: int = 500
    quick_seconds: float = 0.25
    query_seconds: float = 10.0
    query_memory_bytes: int = 2**30
    spool_bytes: int = 2**20
    answer_bytes: int = 2**30
    disk_reserve_bytes: int = 2**30
    queries_at_once: int = field(default_factory=lambda: max(32, 4 * (os.cpu_count() or 1)))
    slow_queries: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    slow_waiting: int = 8
    cache_bytes: int = 128 * 2**20
    requests_per_minute: int = 3_000
    requests_at_once: int = 32
    proxies: int = 0
    forwarded_host: bool = False
    forwarded_prefix: bool = False
    metrics_from: tuple[str, ...] = ("127.0.0.0/8", "::1")
    body_seconds: float = 15.0
    send_seconds: float = 30.0
    sends_at_once: int = 128
    watch_seconds: float = 1.0
    default_language: str = "pl"
    allowed_services: tuple[str, ...] = ()

    def spool(self) -> Spool:
        """Where to write an answer whose length is not known, within these limits."""
        return Spool(self.spool_bytes, self.answer_bytes, self.disk_reserve_bytes)
