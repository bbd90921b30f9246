"""Turns two organisations into the page that says how they are connected: the shortest ways, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import chain

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.network import Edge, Network, Node
from esgraph.network.drawing import Picture, draw_paths
from esgraph.network.model import local
from esgraph.network.paths import MOST, Connection, Partner, common_partners, connection
from esgraph.network.sparql import LONGEST, Asking
from esgraph.network.view import Whole
from esgraph.polish import fold
from esgraph.serve import parameters, switches
from esgraph.serve.network_address import iri_of, written_of
from esgraph.serve.networks import Asked, asked
from esgraph.serve.pages.network import phrases
from esgraph.serve.pages.network.asking import is_lifted, standing_in, view_of
from esgraph.serve.pages.network.forms import Form, between
from esgraph.serve.search import suggestions
from esgraph.serve.search.asked import MOST_CHARACTERS
from esgraph.serve.search.index import search_index
from esgraph.serve.search.suggestions import Suggestion
from esgraph.serve.site import language, site
from esgraph.serve.telling import Telling, Told

blueprint = Blueprint("path", __name__)

#: Organisations that are offered where a name is not clear, and partners in common that are told.
_OFFERED = 8
_COMMON = 20


@dataclass(frozen=True, slots=True)
class End:
    """What was written for one end, and what it names: a node, or those that may be meant."""

    name: str
    written: str
    node: Node | None
    offered: Sequence[Suggestion] = ()

    def slug(self, one: Suggestion) -> str:
        """What the address says of one that is offered."""
        return local(one.iri).removeprefix("organization/")


@dataclass(frozen=True, slots=True)
class ToldStep:
    """One step of a way: from whom to whom, and by what."""

    one: Node
    other: Node
    written: str
    ties: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Shared:
    """A partner of both: what it is to the one, and to the other."""

    node: Node
    written: str
    to_one: Sequence[Told]
    to_other: Sequence[Told]


@blueprint.route("/network/path")
def page() -> BaseResponse:
    """How two are connected; without both of them, the form that asks for them."""
    chosen = switches.read()
    with asked() as given:
        ends = [_end(given.network, name) for name in ("from", "to")]
        nodes = [end.node for end in ends if end.node]
        written = [written_of(end.node.iri) if end.node else end.written for end in ends]
        form = between(chosen, *written)
        if written != [end.written for end in ends] and len(nodes) == len(ends):
            # An address for an answer: what was typed gives way to the name in addresses.
            kept = {**form.place, **form.arguments, "lang": request.args.get("lang")}
            return redirect(url_for(".page", **kept), HTTPStatus.SEE_OTHER)
        if len(nodes) < len(ends):
            return make_response(render_template("network_path.html", ends=ends, form=form, answer=None))
        return make_response(_answer(given, view_of(given.network, chosen), (nodes[0], nodes[1]), ends, form))


def _end(network: Network, name: str) -> End:
    written = parameters.text(name).strip()
    known = iri_of(written) or (written if written.startswith(f"{site().base}id/") else "")
    if node := network.organisations([known]).get(known) if known else None:
        return End(name, written, node)
    index = search_index()
    if not written or index is None:
        return End(name, written, None)
    offered = suggestions.suggest(index, written[:MOST_CHARACTERS], language(), types=["organization"], most=_OFFERED)
    exact = [one for one in offered if fold(one.label) == fold(written)] or (offered if len(offered) == 1 else [])
    if len(exact) == 1 and (node := network.organisations([exact[0].iri]).get(exact[0].iri)):
        return End(name, written, node)
    return End(name, written, None, offered)


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the page tells of two organisations."""

    one: Node
    other: Node
    standing: Sequence[str]
    is_lifted: bool
    sentence: str
    found: Connection
    ways: Sequence[Sequence[ToldStep]]
    common: Sequence[Shared]
    common_total: int
    picture: Picture
    query: str
    is_of_paths: bool


def _answer(given: Asked, view: Whole, nodes: tuple[Node, Node], ends: Sequence[End], form: Form) -> str:
    one, other = (view.node(standing_in(view, node)) for node in nodes)
    found = connection(view, one.iri, other.iri)
    common = common_partners(view, one.iri, other.iri) if one.iri != other.iri else ()
    told = common[:_COMMON]
    telling = Telling(site(), given.network, language(), _edges(found, told))
    names = view.some({node for path in found.paths for step in path for node in (step.one, step.other)}
                      | {partner.node for partner in told})  # fmt: skip
    ways = [
        [
            ToldStep(
                names[step.one], names[step.other], written_of(step.other),
                [telling.told(edge, step.one) for edge in step.edges],
            )
            for step in path
        ]
        for path in found.paths
    ]  # fmt: skip
    shared = [
        Shared(
            names[partner.node], written_of(partner.node),
            [telling.told(edge, one.iri) for edge in partner.to_one],
            [telling.told(edge, other.iri) for edge in partner.to_other],
        )
        for partner in told
    ]  # fmt: skip
    sentence = phrases.of_connection(one.label(language()), other.label(language()), found)
    query, is_of_paths = _query(view, found, one.iri, other.iri)
    picture = draw_paths(view, (one.iri, other.iri), found.paths, language())
    standing = [told for node, shown in zip(nodes, (one, other), strict=True)
                for told in phrases.of_standing(given.network, view, node, shown)]  # fmt: skip
    lifted = any(is_lifted(view, node) for node in nodes)
    answer = Answer(
        one,
        other,
        list(dict.fromkeys(standing)),
        lifted,
        sentence,
        found,
        ways,
        shared,
        len(common),
        picture,
        query,
        is_of_paths,
    )
    return render_template("network_path.html", ends=ends, form=form, answer=answer, most=MOST, written_of=written_of)


def _query(view: Whole, found: Connection, one: str, other: str) -> tuple[str, bool]:
    """The query behind an answer, and whether its rows are ways; of none, what the one end is bound to."""
    asking = Asking.of(view, {one, other}.union(*found.steps))
    if not found.distance:
        return asking.around(one, 1), False
    if found.distance <= LONGEST:
        return asking.paths(one, other, found.distance), True
    return asking.steps((step.one, step.other) for path in found.paths for step in path), False


def _edges(found: Connection, common: Sequence[Partner]) -> list[Edge]:
    edges = {edge.id: edge for path in found.paths for step in path for edge in step.edges}
    edges |= {edge.id: edge for one in common for edge in chain(one.to_one, one.to_other)}
    return list(edges.values())
