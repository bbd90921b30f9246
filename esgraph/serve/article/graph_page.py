"""Turns a named graph into a page: a source's account, the links of a linkset, or for any other graph its members."""

from http import HTTPStatus

from flask import Response, abort, make_response, render_template, url_for

from esgraph.serve import documents, negotiation, parameters, resource, wording
from esgraph.serve.article import account, linkset_page
from esgraph.serve.article.page import canonical, more_address
from esgraph.serve.article.paging import Paging
from esgraph.serve.memo import kept
from esgraph.serve.packed import Packed
from esgraph.serve.site import Site, language, site
from esgraph.vocabulary import DCTERMS, ESG, entity

#: Members of a graph on a page.
SIZE = 100

FORMATS = (*negotiation.GRAPHS, *negotiation.DATASETS)


def show(iri: str, name: str) -> Response:
    """The page of a named graph."""
    if name.startswith("source/"):
        page = _account(iri, name)
    elif linkset_page.is_linkset(name):
        page = linkset_page.page(iri, name, _formats(name))
    else:
        page = _members(iri, name)
    return documents.offer(make_response(page), _formats(name))


def _formats(name: str) -> documents.Forms:
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
    ordered = _ordered(site(), iri)
    paging = Paging(
        parameters.page(), len(ordered), SIZE, lambda to: url_for("linked_data.named_graph", name=name, page=to)
    )
    parameters.within(paging.number, paging.pages)
    groups: dict[str, list[str]] = {}
    for kind, one in ordered.page(paging.offset, SIZE):
        groups.setdefault(kind, []).append(one)
    iris = {one for some in groups.values() for one in some}
    labels = resource.read_labels(site(), iris | set(groups) | {iri}, language())
    return render_template(
        "graph.html",
        iri=iri,
        title=labels.get(iri) or name,
        groups=[(_name(labels, kind), [(one, _name(labels, one)) for one in some]) for kind, some in groups.items()],
        formats=_formats(name),
        canonical=canonical(),
        paging=paging,
    )


@kept
def _ordered(site: Site, iri: str) -> Packed:
    """The members of a graph that is of no source: class and IRI, each once, by class."""
    # Fragments are parts of what is listed; terms of the ontology are fragments by their very name.
    members = f"GRAPH <{iri}> {{ ?s ?p ?o }} FILTER(!CONTAINS(STR(?s), '#') || STRSTARTS(STR(?s), '{ESG}'))"
    classes: dict[str, str] = {}
    for member, kind in site.rows(
        f"SELECT ?s ?class WHERE {{ {{ SELECT DISTINCT ?s WHERE {{ {members} }} }} OPTIONAL {{ ?s a ?class }} }}"
    ):
        classes[member] = min(classes.get(member, kind), kind)
    return Packed.of(sorted((kind, member) for member, kind in classes.items()))


def _name(labels: dict[str, str], iri: str) -> str:
    return labels.get(iri) or (resource.short(iri) if iri else "")
