"""Turns what the build counted of the whole network into its page: who is in the middle, what holds it together."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, Response, make_response, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.network import KINDS, Node
from esgraph.network.crossing import BORDERS
from esgraph.network.model import Tie
from esgraph.network.overview import RANKS, Measure, Overview, Rank
from esgraph.network.sparql import Asking
from esgraph.network.switches import Switches
from esgraph.serve import parameters, spreadsheet, switches, texts
from esgraph.serve.article.paging import Paging
from esgraph.serve.network_address import written_of
from esgraph.serve.networks import asked
from esgraph.serve.pages.network import forms, pictures
from esgraph.serve.pages.network.asking import scope_of
from esgraph.serve.pages.network.border import name_of
from esgraph.serve.pages.network.files import MOST
from esgraph.serve.rows import Rows
from esgraph.serve.site import language, site

blueprint = Blueprint("overview", __name__)

#: Rows of a page of the most central; of every other list.
_PAGE, _FEW = 25, 10
#: Organisations that a group is named by.
_FIRST = 3
_MEASURES = ("degree", "betweenness", "core", "reach", "is_cut", "part", "community")


@dataclass(frozen=True, slots=True)
class Crossed:
    """Two counties or sectors: their codes, their names, the edges between them."""

    codes: tuple[str, str]
    names: tuple[str, str]
    edges: int


@blueprint.route("/network")
def index() -> BaseResponse:
    """The page of the whole network, of every tie or of those alone that sources state."""
    scope, by, glance = scope_of(switches.read("by", "page")), _rank(), pictures.glance(site(), language())
    with asked() as given:
        overview = given.overviews[scope]
        counts = overview.counts()
        form = forms.whole(Switches(stated_only=scope == "stated"))
        paging = Paging(parameters.page(), counts["nodes"], _PAGE, lambda to: url_for(
            ".index", page=to, by=by if by != RANKS[0] else None, _anchor="central", **form.arguments
        ))  # fmt: skip
        parameters.within(paging.number, paging.pages)
        ranked = overview.ranked(by, _PAGE, paging.offset)
        cuts, (bridge_total, bridges) = overview.cuts(_FEW), overview.bridges(_FEW)
        groups = {what: overview.groups(what, _FEW, _FIRST) for what in ("part", "community")}
        founded_total, founded = overview.foundings(_FEW)
        named = {one.node for one in (*ranked, *cuts)} | {iri for pair in bridges for iri in pair}
        named |= {iri for listed in groups.values() for group in listed for iri in group.first}
        named |= {iri for tie in founded for iri in tie.parties}
        bridging = [one for one in overview.ranked("reach", _FEW) if one.reach]
        named |= {one.node for one in bridging}
        nodes = given.network.organisations(named)
        return make_response(render_template(
            "network.html", scope=scope, by=by, ranks=RANKS, glance=glance, counts=counts, form=form,
            paging=paging, ranked=ranked,
            cuts=cuts, cut_total=overview.count_of("cut"), bridges=bridges, bridge_total=bridge_total,
            bridging=bridging, bridging_total=overview.count_of("reach"),
            groups=groups, founded=founded, founded_total=founded_total, nodes=nodes,
            borders=_borders(overview), years=overview.years(), kinds=[kind for kind in KINDS if kind != "post"],
            few=_FEW, written_of=written_of, founders=_founders, most_edges=MOST,
            query=Asking(Switches(stated_only=scope == "stated")).whole(),
        ))  # fmt: skip


@blueprint.route("/network/measures.csv")
def measures() -> Response:
    """What is counted of every node, as a table."""
    scope = scope_of(switches.read(spreadsheet.PARAMETER))
    with asked() as given:
        found = list(given.overviews[scope].all())
        nodes = given.network.organisations(one.node for one in found)
        rows = [_row(one, nodes[one.node]) for one in found]
    columns = [("id", "IRI"), ("label", texts.text("column_name", language()))]
    columns += [(name, texts.text(f"net_{name}", language())) for name in _MEASURES]
    return Rows(tuple(columns), rows).respond("csv", "network-measures")


def _row(one: Measure, node: Node) -> tuple[str | int | Decimal, ...]:
    told = Decimal(f"{one.betweenness:.6g}")
    return (
        one.node, node.label(language()), one.degree, told, one.core, one.reach, int(one.is_cut), one.part,
        one.community,
    )  # fmt: skip


def _rank() -> Rank:
    written = parameters.choice("by", RANKS)
    return next((rank for rank in RANKS if rank == written), RANKS[0])


def _founders(tie: Tie) -> list[str]:
    return [iri for iri in tie.parties if iri != tie.target]


def _borders(overview: Overview) -> Mapping[str, tuple[int, list[Crossed]]]:
    """Sectors and counties with edges between them: how many pairs there are, and those with most by their names."""
    found: dict[str, tuple[int, list[Crossed]]] = {}
    for border in BORDERS:
        total, listed = overview.crossings(border, _FEW)
        found[border] = (
            total,
            [
                Crossed((one.one, one.other), (name_of(border, one.one), name_of(border, one.other)), one.edges)
                for one in listed
            ],
        )
    return found
