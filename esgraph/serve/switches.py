"""Turns the parameters of an address into the switches of a network, and switches into parameters.

`kind` (several times: `esgraph.network.KINDS`), `stated=1` (only what sources state), `since` and `until` (years, both
counted in), `merge=1` (organisations that are probably the same as one), `offices=1` (offices as nodes of their own).
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from flask import request

from esgraph.network.checking import check
from esgraph.network.errors import SwitchError
from esgraph.network.model import KINDS, Kind
from esgraph.network.switches import Switches
from esgraph.serve import messages, parameters
from esgraph.serve.problem import RefusedError

#: What is left out of an address: it is what one gets without it.
_ALL: Final = frozenset(KINDS)
_ON: Final = ("1",)
_SWITCHES: Final = ("kind", "stated", "since", "until", "merge", "offices")
#: What only some addresses of the network take.
_OTHERS: Final = ("depth", "most", "from", "to", "by", "page", "excel")

#: Parameters by name: a text, or several.
Arguments = dict[str, Any]


def read(*others: str) -> Switches:
    """The switches of the current request; `others` are the other parameters of the network that its address takes.

    Raises RefusedError for a value that no switch has, for switches of which nothing can come, and for a parameter of
    the network that the address does not take: it would change nothing, and whoever wrote it expects something else.
    """
    _refuse_others(others)
    since, until = parameters.year("since"), parameters.year("until")
    offices = bool(parameters.choice("offices", _ON))
    chosen = Switches(
        _kinds(offices=offices),
        stated_only=bool(parameters.choice("stated", _ON)),
        since=int(since) if since else None,
        until=int(until) if until else None,
        merge_probable=bool(parameters.choice("merge", _ON)),
        offices=offices,
    )
    try:
        return check(chosen)
    except SwitchError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, error.told, remedy=error.advice) from error


def _refuse_others(taken: Sequence[str]) -> None:
    for name in _OTHERS:
        if request.args.get(name) and name not in taken:
            listed = ", ".join((*_SWITCHES, *taken))
            told = messages.NOT_TAKEN.of(name=name)
            raise RefusedError(HTTPStatus.BAD_REQUEST, told, remedy=messages.IT_TAKES.of(listed=listed))


def _kinds(*, offices: bool) -> frozenset[Kind]:
    written = [one for text in request.args.getlist("kind") for one in text.split(",") if one]
    if unknown := sorted(set(written) - set(KINDS)):
        raise parameters.wrong("kind", unknown[0], parameters.one_of(KINDS))
    kinds = frozenset(kind for kind in KINDS if kind in written)
    # Where no office is a node, it changes nothing whether its ties to its organisation count.
    if not kinds or (not offices and kinds | {"post"} == _ALL):
        return _ALL
    return kinds


def written(switches: Switches) -> Arguments:
    """The parameters of switches, without those that change nothing."""
    found: Arguments = {}
    if switches.kinds != _ALL:
        found["kind"] = [kind for kind in KINDS if kind in switches.kinds]
    for name, is_on in (
        ("stated", switches.stated_only), ("merge", switches.merge_probable), ("offices", switches.offices),
    ):  # fmt: skip
        if is_on:
            found[name] = _ON[0]
    for name, year in (("since", switches.since), ("until", switches.until)):
        if year is not None:
            found[name] = f"{year:04}"
    return found
