"""Turns a named graph into a page: a source's account, or for any other graph its members, page by page."""

from http import HTTPStatus

from flask import Response, abort, make_response, render_template, url_for

from esgraph.serve import negotiation, parameters, resource, wording
from esgraph.serve.article import account
from esgraph.serve.article.page import canonical, more_address
from esgraph.serve.article.paging import Paging
from esgraph.serve.site import language, site
from esgraph.vocabulary import DCTERMS, ESG, entity

#: Members of a graph on a page.
SIZE = 100

FORMATS = (*negotiation.GRAPHS, *negotiation.DATASETS)


def show(iri: str, name: str) -> Response:
    """The page of a named graph."""
    page = _account(iri, name) if name.startswith("source/") else _members(iri, name)
    response = make_response(page)
    for offer, address in _formats(name):
        response.headers.add("Link", f'<{address}>; rel="alternate"; type="{offer.media_type}"')
    response.vary.update(["Accept", "Accept-Language"])
    return response


def _formats(name: str) -> list[tuple[negotiation.Format, str]]:
    return [(offer, url_for("linked_data.named_graph", name=f"{name}.{offer.suffix}")) for offer in FORMATS]


def _account(iri: str, name: str) -> str:
    number = parameters.page()
    found = account.read(site(), entity(site().base, *name.split("/", 1)), number, language())
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    slug = name.partition("/")[2]
    return render_template(
        "account.html",
        account=found,
        iri=iri,
        formats=_formats(name),
        canonical=canonical(),
        more_address=more_address,
        address_of=wording.address,
        gaps_address=url_for("articles.listing", kind="source", slug=slug, way="incoming", property=DCTERMS + "source"),
        paging=Paging(
            number,
            found.total,
            account.SIZE,
            lambda to: url_for("linked_data.named_graph", name=name, page=to),
        ),
    )


def _members(iri: str, name: str) -> str:
    number = parameters.page()
    # Fragments are parts of what is listed; terms of the ontology are fragments by their very name.
    members = f"GRAPH <{iri}> {{ ?s ?p ?o }} FILTER(!CONTAINS(STR(?s), '#') || STRSTARTS(STR(?s), '{ESG}'))"
    total = int(site().select(f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {members} }}")[0]["n"]["value"])
    parameters.within(number, -(-total // SIZE))
    rows = site().select(
        f"SELECT ?s (MIN(?class) AS ?type) WHERE {{ {members} OPTIONAL {{ ?s a ?class }} }} GROUP BY ?s "
        f"ORDER BY ?type ?s LIMIT {SIZE} OFFSET {(number - 1) * SIZE}"
    )
    groups: dict[str, list[str]] = {}
    for row in rows:
        if "s" in row:
            groups.setdefault(row.get("type", {}).get("value", ""), []).append(row["s"]["value"])
    iris = {one for some in groups.values() for one in some}
    labels = resource.read_labels(site(), iris | set(groups) | {iri}, language())
    return render_template(
        "graph.html",
        iri=iri,
        title=labels.get(iri) or name,
        groups=[(_name(labels, kind), [(one, _name(labels, one)) for one in some]) for kind, some in groups.items()],
        formats=_formats(name),
        canonical=canonical(),
        paging=Paging(number, total, SIZE, lambda to: url_for("linked_data.named_graph", name=name, page=to)),
    )


def _name(labels: dict[str, str], iri: str) -> str:
    return labels.get(iri) or (resource.short(iri) if iri else "")
