"""Turns a release into worker processes at hand: forks them ahead of need, lends them, replaces those that ended."""

import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from pathlib import Path

from esgraph.errors import EsgraphError, StoreError
from esgraph.release import Release
from esgraph.serve import channel, messages
from esgraph.serve.channel import Channel
from esgraph.serve.settings import Settings
from esgraph.serve.spool import SpooledFile
from esgraph.serve.store import Query
from esgraph.serve.worker import Done, Failure

#: How much nicer than the quick workers a slow one is; it is nicest then.
_SLOWER = 15
_START_SECONDS = 30.0
_PATIENCE_SECONDS = 0.02


class GoneError(Exception):
    """A worker that ended before it gave an outcome."""


class Worker:
    """One worker process, seen from the server; lent to one thread at a time."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._pid = 0
        self._handle = -1
        self._began = 0.0
        self.asked = 0.0  #: when it was handed its query, on the monotonic clock
        self.fresh = True

    @property
    def is_there(self) -> bool:
        """Whether its process has begun, or ended, and will not be waited for."""
        return self._handle >= 0 or self._channel.poll(0)

    def ask(self, query: Query, media_type: str) -> None:
        """Hand it a query. Raises GoneError if it has ended."""
        try:
            if self._handle < 0:
                self._greet()
            self._channel.send((query.text, query.default_graphs, query.named_graphs, query.base, media_type))
            self.asked = time.monotonic()
        except (OSError, EOFError) as error:
            raise GoneError from error

    def _greet(self) -> None:
        if not self._channel.poll(_START_SECONDS):
            raise EOFError
        (self._pid,), handle = self._channel.receive()
        if handle is None:
            raise EOFError
        self._handle = handle

    def fileno(self) -> int:
        """What can be read when there is an outcome, or an end without one."""
        return self._channel.fileno()

    @property
    def used(self) -> float:
        """Seconds of the processor that the query has had."""
        try:
            told = Path(f"/proc/{self._pid}/schedstat").read_text(encoding="ascii")
            return int(told.split()[0]) / 1e9 - self._began
        except (OSError, IndexError):
            return float("inf")  # it ended, or the kernel does not count

    @property
    def has_much_to_say(self) -> bool:
        """Whether its outcome, which is there, takes more than a moment to read."""
        return self._channel.is_long

    def wait(self, seconds: float) -> bool:
        """Whether there is an outcome, or an end without one, within some seconds."""
        return self._channel.poll(seconds)

    def outcome(self) -> tuple[Done | Failure, SpooledFile | None]:
        """What became of the query, with the file of a large answer. Raises GoneError if the worker ended over it."""
        try:
            (self._began, answered, told), descriptor = self._channel.receive()
        except (OSError, EOFError) as error:
            raise GoneError from error
        if not answered:
            failure: Failure = pickle.loads(told)  # noqa: S301 - our own process wrote it
            return failure, None
        done = Done(*told)
        self.fresh = self.fresh and not done.spent
        return done, None if descriptor is None else SpooledFile(descriptor)

    def slow_down(self) -> None:
        """Give it less of the processor; there is no way back, so it is not lent again."""
        self.fresh = False
        with suppress(ProcessLookupError):  # it ended this moment, which its outcome will tell
            nice = os.getpriority(os.PRIO_PROCESS, self._pid)
            os.setpriority(os.PRIO_PROCESS, self._pid, min(nice + _SLOWER, 19))

    def pause(self) -> None:
        """Stop it where it is."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it, whatever it is doing."""
        if self._handle >= 0:
            self._signal(signal.SIGKILL)
            os.close(self._handle)
            self._handle = -1
        self._channel.close()

    def _signal(self, number: signal.Signals) -> None:
        # By handle and not by number, which may be another process's by now.
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, number)


class Workers:
    """The workers of one release; close it to end them."""

    def __init__(self, release: Release, settings: Settings, spare: int | None = None) -> None:
        self._origin = (release.path, release.manifest.id, settings)
        self.spare = spare or 2 * (os.cpu_count() or 1) + 4
        self._idle: list[Worker] = []
        self._lock = threading.RLock()
        self._returned = threading.Condition(self._lock)
        self._closed = False
        self.killed = 0
        self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "esgraph.serve.zygote", str(theirs.fileno())]
            # A session of its own: Ctrl-C in the terminal is for the server, which then ends them in order.
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], start_new_session=True
            )
        self._control = Connection(ours.detach())
        self._control.send(self._origin)
        try:
            told = self._control.recv()
        except EOFError as error:
            raise StoreError(messages.STORE_NOT_LOADED) from error
        if isinstance(told, str):
            raise EsgraphError(told)
        self.graphs: frozenset[str] = told
        self._idle = [self._fork() for _ in range(self.spare)]

    def _fork(self) -> Worker:
        ours, theirs = channel.pair()
        with theirs:
            send_handle(self._control, theirs.fileno(), None)
        return Worker(ours)

    def idle(self) -> Worker | None:
        """Borrow a worker that is at hand and needs no waiting for, if there is one.

        It is the event loop that asks, and who loads the release anew holds the lock for as long as that takes.
        """
        if not self._lock.acquire(blocking=False):
            return None
        try:
            for index in reversed(range(len(self._idle))):
                if self._idle[index].is_there:
                    return self._idle.pop(index)
            return None
        finally:
            self._lock.release()

    def take(self) -> Worker:
        """Borrow a worker. Raises StoreError if there is none to be had."""
        with self._lock:
            # One that comes back in a moment is quicker than one that has to be forked from a large process.
            self._returned.wait_for(lambda: self._idle or self._closed, _PATIENCE_SECONDS)
            if self._closed:
                raise StoreError(messages.STORE_CLOSED)
            try:
                return self._idle.pop() if self._idle else self._fork()
            except OSError:
                return self._again()

    def _again(self) -> Worker:
        """Load the release anew: what forks the workers was killed from outside."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        self._start()
        return self._idle.pop()

    def give_back(self, worker: Worker) -> None:
        """Return a worker that has given its outcome and may answer again."""
        with self._lock:
            if not self._closed and len(self._idle) < self.spare:
                self._idle.append(worker)
                self._returned.notify()
                return
        worker.kill()

    def end(self, worker: Worker, *, over_limit: bool = False) -> None:
        """End a worker and fork its successor; `killed` counts those whose query went over a limit."""
        worker.kill()
        with self._lock:
            self.killed += over_limit
            if not self._closed and len(self._idle) < self.spare:
                with suppress(OSError):  # the next one to ask will see to it
                    # At the other end of the list: it needs a moment to start.
                    self._idle.insert(0, self._fork())
                    self._returned.notify()

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        with self._lock:
            self._closed = True
            self._returned.notify_all()
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()
        self._control.close()
        self._process.wait()
