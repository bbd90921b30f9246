"""Turns concept schemes into pages: all of them, one with its tree, one concept with where it is used."""

import re
from http import HTTPStatus
from typing import Any

from flask import Blueprint, abort, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.serve import documents, resource, schemes
from esgraph.serve.collation import alphabetical
from esgraph.serve.negotiation import HTML, Format
from esgraph.serve.reference import reference
from esgraph.serve.schemes import Concept
from esgraph.serve.site import language, site
from esgraph.vocabulary import CV, ORG, PREFIXES, SCHEME, SKOS, graph

blueprint = Blueprint("schemes", __name__)

#: What may stand in an address; nothing else ever reaches a query.
_NAME = re.compile(r"[A-Za-z0-9._~-]+")
#: The filter of the search that finds what has a concept as the value of a property.
_FILTERS = {ORG + "classification": "kind", CV + "role": "role"}
#: Entities shown for each property that has the concept as a value.
_SHOWN = 20


@blueprint.route("/scheme/", strict_slashes=False, defaults={"suffix": ""})
@blueprint.route("/scheme.<suffix>")
def index(suffix: str) -> BaseResponse:
    """All schemes, or their graph."""
    form = documents.chosen(suffix)
    if form is not HTML:
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph(site().base, 'schemes')}> {{ ?s ?p ?o }} }}"
        return documents.from_store(text, form, "/scheme/")
    return documents.page("schemes.html", "/scheme/", schemes=schemes.every(site()), properties=_properties)


@blueprint.route("/scheme/<name>")
def scheme(name: str) -> BaseResponse:
    """One scheme with all its concepts."""
    name, suffix = documents.split(name)
    found, form = _known(name), documents.chosen(suffix)
    if form is not HTML:
        return _rdf(found, form)
    shown = site().settings.max_html_rows
    concepts = schemes.members(site(), found.iri, shown + 1)
    uses = schemes.uses(site(), f"?c skos:inScheme <{found.iri}> .")
    return documents.page(
        "scheme.html",
        f"/scheme/{name}",
        scheme=found,
        tree=schemes.tree(concepts[:shown], language()),
        number=len(concepts[:shown]),
        is_cut=len(concepts) > shown,
        uses={iri: sum(numbers.values()) for iri, numbers in uses.items()},
        properties=_properties(found.iri),
        keys=reference().keys,
        address_of=_address,
    )


@blueprint.route("/scheme/<scheme_name>/<name>")
def concept(scheme_name: str, name: str) -> BaseResponse:
    """One concept."""
    name, suffix = documents.split(name)
    found, form = _known(f"{scheme_name}/{name}"), documents.chosen(suffix)
    if form is not HTML:
        return _rdf(found, form)
    below = schemes.narrower(site(), found.iri, site().settings.max_html_rows)
    beside = schemes.describe(site(), {*below, *found.broader, *found.related, f"{SCHEME}{scheme_name}"})
    uses = schemes.uses(site(), f"VALUES ?c {{ <{found.iri}> }}").get(found.iri, {})
    return documents.page(
        "concept.html",
        f"/scheme/{found.name}",
        concept=found,
        scheme=beside.get(f"{SCHEME}{scheme_name}"),
        beside=beside,
        narrower=[iri for iri in below if iri in beside],
        uses=uses,
        entities={prop: _entities(prop, found.iri) for prop in uses},
        search={prop: _search(prop, name) for prop in uses if prop in _FILTERS},
        query=lambda prop: _query(prop, found.iri),
        mapping_labels=resource.read_labels(site(), {other for _, other in found.mappings}, language()),
    )


def _known(name: str) -> Concept:
    if not all(_NAME.fullmatch(part) for part in name.split("/")):
        abort(HTTPStatus.NOT_FOUND)
    found = schemes.describe(site(), [SCHEME + name]).get(SCHEME + name)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _rdf(found: Concept, form: Format) -> BaseResponse:
    return documents.from_store(schemes.graph(found.iri), form, f"/scheme/{found.name}")


def _properties(scheme: str) -> list[str]:
    """The properties whose values must come from a scheme, as the shapes say."""
    return sorted(
        prop
        for shape in reference().constraining.get(scheme, ())
        for prop in shape.target("targetObjectsOf")
        if any(rule.property == SKOS + "inScheme" and scheme in rule.values("hasValue") for rule in shape.properties)
    )


def _entities(prop: str, iri: str) -> list[tuple[str, str]]:
    """The first things that have a concept as the value of a property, with their labels."""
    rows = site().select(f"SELECT ?s WHERE {{ ?s <{prop}> <{iri}> FILTER(isIRI(?s)) }} LIMIT {_SHOWN}")
    iris = [row["s"]["value"] for row in rows]
    labels = resource.read_labels(site(), iris, language())
    return sorted(((one, labels.get(one) or resource.short(one)) for one in iris), key=lambda one: alphabetical(one[1]))


def _search(prop: str, name: str) -> str:
    wanted: dict[str, Any] = {_FILTERS[prop]: name}
    return url_for("search.index", **wanted)


def _query(prop: str, iri: str) -> str:
    name = reference().name(prop)
    written = name if name.partition(":")[0] in PREFIXES else f"<{prop}>"
    return f"SELECT ?resource WHERE {{\n  ?resource {written} <{iri}>\n}}"


def _address(found: Concept) -> str:
    return site().local_path(found.iri)
