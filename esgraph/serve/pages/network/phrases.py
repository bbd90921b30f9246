"""Turns numbers of ties, partners and ways into the sentence that an answer about the network opens with."""

from collections.abc import Callable, Iterable, Sequence

from esgraph.network import Edge, Network, Node
from esgraph.network.paths import Connection, Step
from esgraph.network.view import Whole
from esgraph.serve import texts, typography
from esgraph.serve.pages.network.asking import is_lifted
from esgraph.serve.site import language


def _t(name: str, **values: object) -> str:
    return texts.text(name, language(), **values)


def _quoted(name: str) -> str:
    return typography.quoted(name, language())


def _n(name: str, number: int) -> str:
    return texts.counted(name, number, language())


def of_partners(name: str, edges: Sequence[Edge], partners: int) -> str:
    """What an organisation is bound to, and how much of it sources state."""
    if not edges:
        return _t("net_sentence_none", who=_quoted(name))
    ties = len({edge.tie.iri for edge in edges})
    stated = len({edge.tie.iri for edge in edges if edge.is_stated})
    told = _t("net_sentence", who=_quoted(name), ties=_n("net_n_ties", ties), partners=_n("net_n_partners", partners))
    return f"{told} {_stated(stated, ties, lambda: _t('net_some_stated', stated=_n('net_n_ties', stated)))}"


def _stated(stated: int, total: int, some: Callable[[], str]) -> str:
    if stated == total:
        return _t("net_all_stated")
    return some() if stated else _t("net_none_stated")


def of_connection(one: str, other: str, found: Connection) -> str:
    """How two organisations are connected, and how much of it is derived only."""
    if found.distance is None:
        return _t("net_no_path", one=_quoted(one), other=_quoted(other))
    if found.distance == 0:
        return _t("net_same", one=_quoted(one))
    if found.distance == 1:
        ((step,),) = found.paths
        told = _t("net_direct", one=_quoted(one), other=_quoted(other), bound=_n("net_n_bound", len(step.edges)))
    else:
        told = _t(
            "net_indirect", one=_quoted(one), other=_quoted(other), ways=_n("net_n_ways", found.total),
            between=_n("net_n_between", found.distance - 1),
        )  # fmt: skip
    return f"{told} {_derived(found.paths)}"


def _derived(paths: Iterable[Sequence[Step]]) -> str:
    steps = {(step.one, step.other): step for path in paths for step in path}
    derived = sum(not any(edge.is_stated for edge in step.edges) for step in steps.values())
    if not derived:
        return _t("net_path_stated")
    if derived == len(steps):
        return _t("net_path_derived")
    return _t("net_path_partly", steps=_n("net_n_derived_steps", derived))


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
