"""Turns the operator's choices into one value that is passed in; nothing reads the environment on its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and choices of a server, with safe defaults.

    `memory_quads` is the largest release, in statements, that is held in memory instead of read from disk.
    """

    memory_quads: int = 2_000_000
    max_query_chars: int = 100_000
    max_nesting: int = 64
    max_html_rows: int = 1_000
    default_language: str = "pl"
