"""Turns what is asked of one release again and again (counts, small pictures) into values computed once.

A release never changes, so a value is right for as long as its site lives. Whole answers are remembered elsewhere
(`cache`, `generation`); here is what pages are made of, several pages of the same.
"""

import threading
from collections.abc import Callable, MutableMapping
from concurrent.futures import Future
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from cachetools import LRUCache

from esgraph.errors import LimitError
from esgraph.serve import messages

#: How many values are kept. Whatever is remembered must be small itself: counts by county, a list that is packed.
_ENTRIES = 512
#: Bytes of the heaviest value (by its `weight`, if it tells one) that is remembered without being kept.
_HEAVIEST = 1 << 18
#: How many threads may wait for what others compute, if nothing is said of it.
_SEATS = 32
#: Seconds until who finds no seat should ask again.
_RETRY = 5


class Memo:
    """Values by key, the latest used ones; who asks for one that is being computed waits for it.

    At most `seats` threads wait: the others are for who asks something else.
    """

    def __init__(self, entries: int = _ENTRIES, seats: int = _SEATS) -> None:
        self._values: LRUCache[object, Future[Any]] = LRUCache(entries)
        self._kept: dict[object, Future[Any]] = {}
        self._lock = threading.Lock()
        self._seats = threading.BoundedSemaphore(seats)

    def get(self, key: object, compute: Callable[[], Any], *, is_kept: bool = False) -> Any:
        """The value of a key, computed if it is not here. Raises what computing raises; a failure is not kept.

        Raises LimitError where too many wait already for what is being computed.

        One that `is_kept` makes room for no other: nobody's odd requests can make it be computed again.
        """
        values: MutableMapping[object, Future[Any]] = self._kept if is_kept else self._values
        with self._lock:
            known = values.get(key)
            if known is None:
                mine: Future[Any] = Future()
                values[key] = mine
        if known is not None:
            return known.result() if known.done() else self._wait(known)
        try:
            value = compute()
        except BaseException as error:
            with self._lock:
                if values.get(key) is mine:
                    del values[key]
            mine.set_exception(error)
            raise
        mine.set_result(value)
        if not is_kept and getattr(value, "weight", 0) > _HEAVIEST:
            with self._lock:
                if values.get(key) is mine:
                    del values[key]
        return value

    def _wait(self, value: Future[Any]) -> Any:
        if not self._seats.acquire(blocking=False):
            raise LimitError(messages.TOO_MANY_WAIT, remedy=messages.IN_A_MOMENT, retry_after=_RETRY, limit="queries")
        try:
            return value.result()
        finally:
            self._seats.release()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self._kept.clear()


class Remembering(Protocol):
    """What has a memo of its own."""

    @property
    def memo(self) -> Memo:
        """The values that are right for it."""
        ...


Owner = TypeVar("Owner", bound=Remembering)
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def remembered(
    function: Callable[Concatenate[Owner, Arguments], Result],
) -> Callable[Concatenate[Owner, Arguments], Result]:
    """Let a function of a site (and of hashable arguments) compute each value once for a release, if it is asked often.

    Without arguments there is one value of a function, and so as many as there are functions: these are kept.
    """
    return _once(function, is_kept=False)


def kept(
    function: Callable[Concatenate[Owner, Arguments], Result],
) -> Callable[Concatenate[Owner, Arguments], Result]:
    """The same for one whose arguments nobody can make up, and of which there are few: every value is kept."""
    return _once(function, is_kept=True)


def _once(
    function: Callable[Concatenate[Owner, Arguments], Result], *, is_kept: bool
) -> Callable[Concatenate[Owner, Arguments], Result]:
    @wraps(function)
    def once(owner: Owner, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        key = (function, arguments, tuple(sorted(named.items())))
        stays = is_kept or not (arguments or named)
        return cast("Result", owner.memo.get(key, lambda: function(owner, *arguments, **named), is_kept=stays))

    return once
