"""Turns a function and tasks into results in the order of the tasks, worked out on all processors."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def number() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(work: Callable[[Task], Result], tasks: Sequence[Task], *, alone: bool = False) -> Iterator[Result]:
    """The result of each task; in this process, one after the other, if there is one task or processor, or `alone`.

    What a task raises is raised here; the tasks that have not begun are then dropped.
    """
    workers = min(len(tasks), number())
    if alone or workers < 2:  # one is no help
        yield from map(work, tasks)
        return
    # Not forked: stores have threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts) as pool:
        try:
            yield from pool.map(work, tasks)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; the one that began the work ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
