"""Turns two counties, or two sectors, into the page of what binds organisations across the border between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from esgraph.network import Edge, Node
from esgraph.network.crossing import Border, across
from esgraph.network.drawing import draw
from esgraph.network.sparql import Asking
from esgraph.network.switches import Switches
from esgraph.serve import parameters, presence, switches, texts
from esgraph.serve.network_address import written_of
from esgraph.serve.networks import asked
from esgraph.serve.pages.network.asking import scope_of
from esgraph.serve.reference import reference
from esgraph.serve.site import language, site
from esgraph.serve.telling import Telling, Told
from esgraph.vocabulary import SCHEME

blueprint = Blueprint("border", __name__)

#: Edges of the page.
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations on two sides, and all that binds them."""

    one: Node
    other: Node
    ties: Sequence[Told]


@blueprint.route("/network/border")
def page() -> BaseResponse:
    """What binds two counties (`county=`, twice) or two sectors (`sector=`, twice), of every tie or of stated ones."""
    border, (one, other) = _asked()
    scope = scope_of(switches.read())
    with asked() as given:
        total = given.overviews[scope].edges_between(border, one, other)
        view = given.network.switched(Switches(stated_only=scope == "stated"))
        edges = list(islice(across(view, border, one, other), _SHOWN)) if total else []
        telling = Telling(site(), given.network, language(), edges)
        nodes = view.some({node for edge in edges for node in (edge.one, edge.other)})
        pairs = {frozenset((edge.one, edge.other)) for edge in edges}
        return make_response(
            render_template(
                "network_border.html", border=border, sides=(name_of(border, one), name_of(border, other)),
                total=total, shown=len(edges), pairs=_pairs(edges, nodes, telling), written_of=written_of,
                picture=draw(view.within(list(nodes)).only(pairs), language()),
                query=Asking.of(view, nodes.keys()).steps((edge.one, edge.other) for edge in edges) if edges else "",
                arguments={"stated": "1"} if scope == "stated" else {},
            )
        )  # fmt: skip


def name_of(border: Border, code: str) -> str:
    """What a county or a sector is called."""
    if border == "sector":
        return reference().label(f"{SCHEME}kind/{code}", language()) or code
    return presence.names(site(), language()).get(code) or texts.text("map_code", language(), code=code)


def _asked() -> tuple[Border, tuple[str, str]]:
    """Which border is meant. Raises RefusedError for what is none."""
    border: Border = "sector" if "sector" in request.args else "county"
    with asked() as given:
        known = given.overviews["all"].sides(border)
    written = [one.strip() for one in request.args.getlist(border)]
    unknown = [one for one in written if one not in known]
    if unknown:
        raise parameters.wrong(border, unknown[0], parameters.one_of(known))
    match sorted(set(written)):
        case [one, other] if len(written) == len((one, other)):
            return border, (one, other)
        case _:
            raise parameters.wrong(border, ", ".join(written), texts.message("net_border_two"))


def _pairs(edges: Sequence[Edge], nodes: Mapping[str, Node], telling: Telling) -> list[Pair]:
    found: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        found.setdefault((min(edge.one, edge.other), max(edge.one, edge.other)), []).append(edge)
    return [
        Pair(nodes[one], nodes[other], [telling.told(edge, one) for edge in listed])
        for (one, other), listed in found.items()
    ]
