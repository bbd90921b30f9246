"""Turns edges into the sentences that say how much of them sources state, and what the rest follows from."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal, get_args

from esgraph.network import STATED, Edge
from esgraph.network.paths import Step
from esgraph.serve import texts
from esgraph.serve.site import language

#: What an edge that no source states follows from.
Reason = Literal["panel", "edition", "identity", "office"]
_REASONS: Final[tuple[Reason, ...]] = get_args(Reason)


def _t(name: str, **values: object) -> str:
    return texts.text(name, language(), **values)


def _n(name: str, number: int) -> str:
    return texts.counted(name, number, language())


def reasons_of(edge: Edge) -> frozenset[Reason]:
    """What an edge follows from; nothing if a source states it."""
    found: set[Reason] = {"identity"} if edge.is_merged else set()
    if edge.tie.kind == "shared-panel":
        found.add("panel")
    elif edge.tie.kind == "shared-edition":
        found.add("edition")
    elif edge.through:
        found.add("office")
    return frozenset(found)


def of_ties(edges: Iterable[Edge]) -> str:
    """How many of the ties that edges are of sources state, whole or in part, and what the others follow from."""
    by_tie: dict[str, list[Edge]] = {}
    for edge in edges:
        by_tie.setdefault(edge.tie.iri, []).append(edge)
    ties = list(by_tie.values())
    whole = sum(all(edge.is_stated for edge in tie) for tie in ties)
    derived = sum(not any(edge.is_stated for edge in tie) for tie in ties)
    reasons = _reasons(edge for tie in ties for edge in tie)
    if whole == len(ties):
        told = _n("net_all_stated", whole)
    elif derived == len(ties):
        told = f"{_n('net_none_stated', derived)} {reasons}."
    else:
        told = _partly(whole, len(ties) - whole - derived, derived, reasons)
    disputed = sum(tie[0].tie.is_disputed for tie in ties)
    if disputed and len(ties) == 1:
        return f"{told} {_t('net_tie_disputed')}"
    return f"{told} {_n('net_n_ties_disputed', disputed)}" if disputed else told


def _partly(whole: int, in_part: int, derived: int, reasons: str) -> str:
    if whole and in_part:
        told = _t("net_whole_and_part", whole=_n("net_n_ties", whole), part=_n("net_n_ties", in_part))
    else:
        told = _n("net_n_ties_stated", whole) if whole else _n("net_n_ties_in_part", in_part)
    rest = f"; {_n('net_n_ties_derived', derived)}" if derived else ""
    return f"{told}{rest}. {_t('net_rest_follows')} {reasons}."


def _reasons(edges: Iterable[Edge]) -> str:
    found = frozenset[Reason]().union(*map(reasons_of, edges))
    return _joined([_t(f"net_reason_{one}") for one in _REASONS if one in found])


def _joined(listed: Sequence[str]) -> str:
    return f" {_t('net_and')} ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)


def of_steps(paths: Iterable[Sequence[Step]]) -> str:
    """Which steps of the ways sources state, on what the others rest, and about which of them sources disagree.

    A step rests on those of its edges that are stated, or on all of them where none is.
    """
    steps = {(step.one, step.other): resting_on(step) for path in paths for step in path}
    derived = [edges for edges in steps.values() if not edges[0].is_stated]
    disputed = _counted(steps.values(), lambda edge: edge.tie.is_disputed)
    told = [_derived(derived, len(steps)) if derived else _t("net_path_stated")]
    if disputed:
        told.append(_n("net_n_steps_disputed", disputed))
    return " ".join(told)


def resting_on(step: Step) -> Sequence[Edge]:
    """The edges of a step that are stated, or all of them where none is."""
    return [edge for edge in step.edges if edge.is_stated] or step.edges


def _derived(derived: Sequence[Sequence[Edge]], total: int) -> str:
    shared = _counted(derived, lambda edge: edge.tie.kind not in STATED)
    merged = _counted(derived, lambda edge: edge.is_merged)
    offices = sum(any("office" in reasons_of(edge) for edge in edges) for edges in derived)
    listed = [
        _n(name, number)
        for name, number in (
            ("net_n_steps_shared", shared), ("net_n_steps_merged", merged), ("net_n_steps_office", offices),
        )
        if number
    ]  # fmt: skip
    if shared < total:
        return f"{_t('net_path_partly' if len(derived) < total else 'net_path_none_stated')} {'; '.join(listed)}."
    return _t("net_path_derived") + (f" {_t('net_path_besides')} {listed[1]}." if merged else "")


def _counted(steps: Iterable[Sequence[Edge]], holds: Callable[[Edge], bool]) -> int:
    """How many steps rest on nothing but edges of some sort."""
    return sum(all(map(holds, edges)) for edges in steps)
