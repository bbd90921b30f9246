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

#: How many values are kept. Whatever is remembered must be bounded itself: counts by county, not lists of everything.
_ENTRIES = 512


class Memo:
    """Values by key, the latest used ones; who asks for one that is being computed waits for it."""

    def __init__(self, entries: int = _ENTRIES) -> None:
        self._values: LRUCache[object, Future[Any]] = LRUCache(entries)
        self._kept: dict[object, Future[Any]] = {}
        self._lock = threading.Lock()

    def get(self, key: object, compute: Callable[[], Any], *, is_kept: bool = False) -> Any:
        """The value of a key, computed if it is not here. Raises what computing raises; a failure is not kept.

        One that `is_kept` makes room for no other: nobody's odd requests can make it be computed again.
        """
        values: MutableMapping[object, Future[Any]] = self._kept if is_kept else self._values
        with self._lock:
            known = values.get(key)
            if known is None:
                mine: Future[Any] = Future()
                values[key] = mine
        if known is not None:
            return known.result()
        try:
            value = compute()
        except BaseException as error:
            with self._lock:
                if values.get(key) is mine:
                    del values[key]
            mine.set_exception(error)
            raise
        mine.set_result(value)
        return value

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
    """Let a function of a site (and of hashable arguments) compute each value once for a release."""

    @wraps(function)
    def once(owner: Owner, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        key = (function, arguments, tuple(sorted(named.items())))
        # Without arguments there is one value of a function, and so as many as there are functions.
        is_kept = not arguments and not named
        return cast("Result", owner.memo.get(key, lambda: function(owner, *arguments, **named), is_kept=is_kept))

    return once
