"""Turns the parameters of an address into the switches of a network, and switches into parameters.

`kind` (several times: `esgraph.network.KINDS`), `stated=1` (only what sources state), `since` and `until` (years, both
counted in), `merge=1` (organisations that are probably the same as one), `offices=1` (offices as nodes of their own).
"""

from typing import Any, Final

from flask import request

from esgraph.network.model import KINDS, Kind
from esgraph.network.switches import Switches
from esgraph.serve import parameters

#: What is left out of an address: it is what one gets without it.
_ALL: Final = frozenset(KINDS)
_ON: Final = ("1",)

#: Parameters by name: a text, or several.
Arguments = dict[str, Any]


def read() -> Switches:
    """The switches of the current request. Raises RefusedError for a value that no switch has."""
    since, until = parameters.year("since"), parameters.year("until")
    return Switches(
        _kinds() or _ALL,
        stated_only=bool(parameters.choice("stated", _ON)),
        since=int(since) if since else None,
        until=int(until) if until else None,
        merge_probable=bool(parameters.choice("merge", _ON)),
        offices=bool(parameters.choice("offices", _ON)),
    )


def _kinds() -> frozenset[Kind]:
    written = [one for text in request.args.getlist("kind") for one in text.split(",") if one]
    if unknown := sorted(set(written) - set(KINDS)):
        raise parameters.wrong("kind", unknown[0], parameters.one_of(KINDS))
    return frozenset(kind for kind in KINDS if kind in written)


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
