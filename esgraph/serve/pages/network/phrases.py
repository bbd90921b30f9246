"""Turns numbers of ties, partners and ways into the sentence that an answer about the network opens with."""

from collections.abc import Sequence

from esgraph.network import Edge, Network, Node
from esgraph.network.paths import Connection
from esgraph.network.view import Whole
from esgraph.serve import texts, typography
from esgraph.serve.pages.network import grounds
from esgraph.serve.pages.network.asking import is_lifted
from esgraph.serve.site import language


def _t(name: str, **values: object) -> str:
    return texts.text(name, language(), **values)


def _quoted(name: str) -> str:
    return typography.quoted(name, language())


def _n(name: str, number: int) -> str:
    return texts.counted(name, number, language())


def of_partners(name: str, edges: Sequence[Edge], partners: int, *, has_offices: bool = False) -> str:
    """What an organisation is bound to, and how much of it sources state."""
    if not edges:
        return _t("net_sentence_none", who=_quoted(name))
    ties = len({edge.tie.iri for edge in edges})
    counted = "net_n_partners_or_offices" if has_offices else "net_n_partners"
    told = _t("net_sentence", who=_quoted(name), ties=_n("net_n_ties", ties), partners=_n(counted, partners))
    return f"{told} {grounds.of_ties(edges)}"


def of_reach(others: int, *, has_offices: bool) -> str:
    """How many are at most two steps away, and what of a page has them all."""
    return f"{_n('net_n_within_or_offices' if has_offices else 'net_n_within', others)} {_t('net_within_where')}"


def of_connection(one: str, other: str, found: Connection, *, has_offices: bool = False) -> str:
    """How two organisations are connected, how much of it is derived only, and where sources disagree.

    `has_offices`: an office is among the nodes between the two.
    """
    if found.distance is None:
        return _t("net_no_path", one=_quoted(one), other=_quoted(other))
    if found.distance == 0:
        return _t("net_same", one=_quoted(one))
    if found.distance == 1:
        ((step,),) = found.paths
        told = _t("net_direct", one=_quoted(one), other=_quoted(other), bound=_n("net_n_bound", len(step.edges)))
        return f"{told} {grounds.of_ties(step.edges)}"
    between = _n("net_n_between_or_offices" if has_offices else "net_n_between", found.distance - 1)
    told = _t(
        "net_indirect", one=_quoted(one), other=_quoted(other), ways=_n("net_n_ways", found.total),
        between=_t("net_each_way", between=between) if found.total > 1 else between,
    )  # fmt: skip
    return f"{told} {grounds.of_steps(found.paths)}"


def of_standing(network: Network, view: Whole, asked_for: Node, shown: Node) -> list[str]:
    """Who stands for the organisation or office that was asked for, and why; nothing where it stands for itself."""
    told = []
    if is_lifted(view, asked_for):
        home = network.organisations([asked_for.home])[asked_for.home]
        told.append(_pair("net_office_stands", asked_for, home))
        asked_for = home
    if asked_for.iri != shown.iri:
        told.append(_pair("net_stands_for" if asked_for.iri in view.doubtful else "net_same_as", asked_for, shown))
    return told


def _pair(name: str, one: Node, other: Node) -> str:
    return _t(name, who=_quoted(one.label(language())), other=_quoted(other.label(language())))
