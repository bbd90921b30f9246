"""Turns a query into an outcome inside a process that can be killed alone.

The fork server imports this module once, with the release named in the environment, so that every worker is forked
over a store that is loaded already: a killed worker's successor answers within milliseconds.
"""

import os
import resource
from dataclasses import dataclass
from pathlib import Path

from esgraph.errors import QueryError
from esgraph.release import Release
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Answer, Query

#: Names the release to load before the first worker is forked.
PRELOAD = "ESGRAPH_PRELOAD_RELEASE"

#: One store per release and process; filled before the fork, so that workers share its memory.
_stores: dict[Path, OxigraphStore] = {}


@dataclass(frozen=True, slots=True)
class Failure:
    """A query that the engine refused: an exception would lose its line and column on the way between processes."""

    what: str
    line: int
    column: int


def _store(path: Path, settings: Settings) -> OxigraphStore:
    if path not in _stores:
        _stores[path] = OxigraphStore(Release.open(path), settings)
    return _stores[path]


def start(path: Path, settings: Settings, niceness: int) -> None:
    """Prepare a worker: its store, its share of the processor, and the memory that one query may take."""
    _store(path, settings)
    os.nice(niceness)
    limit = _address_space() + settings.query_memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    # A worker that is killed for its memory need not leave a core file.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    """Bytes of address space in use, before any query."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def run(path: Path, query: Query, media_type: str) -> Answer | Failure:
    """Answer a query; runs in a worker."""
    try:
        return _stores[path].query(query, media_type)
    except QueryError as error:
        return Failure(error.what, error.line, error.column)


def _preload(path: Path, settings: Settings) -> None:
    # A store on disk has threads of its own, which a fork would not have; each worker opens it in a moment.
    if Release.open(path).manifest.counts["quads"] <= settings.memory_quads:
        _store(path, settings)


if named := os.environ.get(PRELOAD):
    _preload(Path(named), Settings())
