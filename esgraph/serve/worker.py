"""Turns a query into an outcome, in a process that holds a store and can be killed alone.

A worker speaks with the server through a channel of its own: first it says who it is, then it takes a query and
gives an outcome, again and again until the channel ends.
"""

import os
import pickle
import resource
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from esgraph.errors import EsgraphError, LimitError, QueryError, Told
from esgraph.serve.channel import Channel
from esgraph.serve.settings import Settings
from esgraph.serve.spool import SpooledFile
from esgraph.serve.store import Answer, Query, Store

_NICER = 4


class Done(NamedTuple):
    """A query that was answered; the answer is in the file that comes along if the body is None.

    A worker that is `spent` ends now.
    """

    body: bytes | None
    spent: bool
    unknown_functions: tuple[str, ...]


class Failure(NamedTuple):
    """A query that was not answered: an exception would lose its line and column on the way between processes."""

    what: Told
    line: int = 0
    column: int = 0
    kind: str = "query"
    retry_after: int = 0


def serve(channel: Channel, store: Store, settings: Settings) -> None:
    """Answer queries until the other side closes the channel.

    The messages: first (process, ) with its handle; then (query, media type), and (processor seconds so far, whether it
    was answered, outcome) for each.
    """
    used = _address_space()
    limit = used + settings.query_memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    # Whoever answers everybody goes before those who answer one query each.
    os.nice(_NICER)
    # A worker that is killed for its memory need not leave a core file.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # If the machine runs out of memory all the same, let it be a worker that goes.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    handle = os.pidfd_open(os.getpid())
    channel.send((os.getpid(),), handle)
    os.close(handle)
    while True:
        try:
            (text, default_graphs, named_graphs, base, media_type), _ = channel.receive()
        except EOFError:
            return
        _limit_processor(settings)
        outcome = answer(store, Query(text, default_graphs, named_graphs, base), media_type)
        if isinstance(outcome, Failure):
            # Such messages have values of more kinds than a channel carries, and are few.
            channel.send((time.process_time(), False, pickle.dumps(outcome)))
            continue
        # What one query leaves behind must not be taken from the next one's memory.
        spent = _address_space() - used > settings.query_memory_bytes // 16
        body, file = (None, outcome.body) if isinstance(outcome.body, SpooledFile) else (outcome.body, None)
        done = Done(body, spent, outcome.unknown_functions)
        channel.send((time.process_time(), True, tuple(done)), file.descriptor if file else None)
        del outcome, body, file  # a file would take its place on disk until the next query


def answer(store: Store, query: Query, media_type: str) -> Answer | Failure:
    """The answer, or why there is none."""
    try:
        return store.query(query, media_type)
    except QueryError as error:
        return Failure(error.message, error.line, error.column)
    except LimitError as error:
        return Failure(error.message, kind="limit", retry_after=error.retry_after)
    except EsgraphError as error:
        return Failure(error.message, kind="store")


def _limit_processor(settings: Settings) -> None:
    """Let the kernel end this process should nobody be left who does."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    seconds = int(time.process_time() + settings.quick_seconds + settings.query_seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard == resource.RLIM_INFINITY else min(seconds, hard), hard))


def _address_space() -> int:
    """Bytes of address space in use."""
    return int(os.pread(_memory(os.getpid()), 64, 0).split()[0]) * resource.getpagesize()


@cache
def _memory(process: int) -> int:
    """What the kernel tells of a process's memory, open: it is asked after every query."""
    return os.open(f"/proc/{process}/statm", os.O_RDONLY)
