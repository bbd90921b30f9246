"""Turns a function and tasks into results in the order of the tasks, worked out on all processors."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from esgraph.errors import EsgraphError

Task = TypeVar("Task")
Result = TypeVar("Result")


def number() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(work: Callable[[Task], Result], tasks: Sequence[Task], *, alone: bool = False) -> Iterator[Result]:
    """The result of each task; in this process, one after the other, if there is one task or processor, or `alone`.

    What a task raises is raised here, and the other tasks end. Raises EsgraphError if the system ends a process.
    """
    workers = min(len(tasks), number())
    if alone or workers < 2:
        yield from map(work, tasks)
        return
    # Not forked: stores have threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin) as pool:
        try:
            yield from pool.map(work, tasks)
        except BrokenProcessPool as error:
            raise EsgraphError(
                "a process that was at work was ended by the system",
                remedy="it may have been short of memory: see that more of it is free",
            ) from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def _begin() -> None:
    """Ctrl-C reaches every process of a terminal; the one that began the work tells of it, the others just end.

    If that one is killed, nobody would tell the others.

    What is read makes very many small objects, of which none refer to each other in circles: to look for these as often
    as by default takes a sixth of the time.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
