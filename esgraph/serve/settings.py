"""Turns the operator's choices into one value that is passed in; nothing reads the environment on its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and choices of a server, with safe defaults.

    `memory_quads` is the largest release, in statements, that is held in memory instead of read from disk.
    A query runs for at most `quick_seconds` among the quick ones, then for at most `query_seconds` among the slow;
    `query_memory_bytes` come on top of the store. Queries beyond `queries_at_once` are turned away.
    `allowed_services` are the hosts that SERVICE may call, `name` or `name:port` (`federation.allowed`).
    """

    memory_quads: int = 2_000_000
    max_query_chars: int = 100_000
    max_nesting: int = 64
    max_html_rows: int = 1_000
    quick_seconds: float = 0.5
    query_seconds: float = 10.0
    query_memory_bytes: int = 2**30
    query_workers: int = 2
    queries_at_once: int = 24
    default_language: str = "pl"
    allowed_services: tuple[str, ...] = ()
