"""What a release is asked again and again is computed once, also by several at the same time."""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import islice

import pytest

from esgraph.errors import LimitError
from esgraph.serve.memo import Memo, kept, remembered


@dataclass
class Owner:
    memo: Memo = field(default_factory=Memo)
    calls: list[object] = field(default_factory=list)


@remembered
def double(owner: Owner, number: int) -> int:
    owner.calls.append(number)
    if number < 0:
        raise ValueError(number)
    return 2 * number


@remembered
def triple(owner: Owner, number: int, *, more: int = 0) -> int:
    owner.calls.append(number)
    return 3 * number + more


@kept
def named(owner: Owner, name: str) -> str:
    owner.calls.append(name)
    return name


def test_a_value_is_computed_once_for_an_owner() -> None:
    one, other = Owner(), Owner()
    assert [double(one, 2), double(one, 2), double(one, 3), double(other, 2)] == [4, 4, 6, 4]
    assert (one.calls, other.calls) == ([2, 3], [2])


def test_functions_and_arguments_do_not_mix() -> None:
    owner = Owner()
    assert [double(owner, 2), triple(owner, 2), triple(owner, 2, more=1)] == [4, 6, 7]


def test_a_failure_is_not_kept() -> None:
    owner = Owner()
    for _ in range(2):
        with pytest.raises(ValueError, match="-1"):
            double(owner, -1)
    assert owner.calls == [-1, -1]


def test_the_least_used_goes_first() -> None:
    owner = Owner(Memo(entries=2))
    for number in (1, 2, 1, 3, 1, 2):
        double(owner, number)
    assert owner.calls == [1, 2, 3, 2]


def test_who_asks_at_the_same_time_waits_for_one_computation() -> None:
    owner, begun, go = Owner(), threading.Event(), threading.Event()

    def slow() -> str:
        owner.calls.append("slow")
        begun.set()
        go.wait(10)
        return "done"

    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(owner.memo.get, "key", slow)
        begun.wait(10)
        others = [threads.submit(owner.memo.get, "key", slow) for _ in range(2)]
        go.set()
        assert [one.result(10) for one in (first, *others)] == ["done"] * 3
    assert owner.calls == ["slow"]


def test_only_so_many_wait_and_the_others_are_told_to_come_again() -> None:
    owner, begun, go = Owner(Memo(seats=1)), threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        go.wait(10)
        return "done"

    with ThreadPoolExecutor(4) as threads:
        first = threads.submit(owner.memo.get, "key", slow)
        begun.wait(10)
        others = [threads.submit(owner.memo.get, "key", slow) for _ in range(3)]
        refused = list(islice(as_completed(others, timeout=10), 2))
        go.set()
        assert all(isinstance(one.exception(), LimitError) for one in refused)
        assert [one.result(10) for one in (first, *others) if one not in refused] == ["done"] * 2
    # What is there needs no waiting, and a seat that was taken is free again.
    assert owner.memo.get("key", slow) == "done"


def test_what_is_kept_makes_room_for_nothing() -> None:
    owner = Owner(Memo(entries=2))
    for number in range(5):
        named(owner, "list")
        double(owner, number)
    assert owner.calls.count("list") == 1
