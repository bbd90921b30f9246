"""Turns the SHACL shapes into documentation: all of them by what they are about, and a page for each."""

import re
from collections import defaultdict
from http import HTTPStatus

from flask import Blueprint, abort, redirect, url_for
from rdflib import URIRef
from werkzeug.wrappers import Response as BaseResponse

from esgraph.serve import documents, resource
from esgraph.serve.negotiation import HTML
from esgraph.serve.reference import document, reference
from esgraph.serve.shapes import Shape, closure
from esgraph.serve.site import language, site
from esgraph.serve.store import Query
from esgraph.vocabulary import SHAPE

#: What a rule or a prefix may be called; of anything else rdflib complains that it is no IRI.
_NAME = re.compile(r"[A-Za-z0-9._~-]+")

blueprint = Blueprint("shapes", __name__)

#: Statements of the example that a page shows.
_STATEMENTS = 12


@blueprint.route("/shape/", strict_slashes=False, defaults={"suffix": ""})
@blueprint.route("/shape.<suffix>")
def index(suffix: str) -> BaseResponse:
    """All shapes, or their graph."""
    known, form = reference(), documents.chosen(suffix)
    if form is not HTML:
        return documents.rdf(document("/shape/", lambda known: known.shapes_graph, form), form, "/shape/")
    files: dict[str, list[Shape]] = defaultdict(list)
    for shape in known.shapes.values():
        files[shape.file].append(shape)
    main = {file: shapes for file, shapes in sorted(files.items()) if "/" not in file}
    quality = {file: shapes for file, shapes in sorted(files.items()) if "/" in file}
    return documents.page("shapes.html", "/shape/", parts={"main": main, "quality": quality}, topic=topic)


@blueprint.route("/shape/<name>")
def shape(name: str) -> BaseResponse:
    """One shape; the address of a rule in a shape leads to the page of that shape."""
    name, suffix = documents.split(name)
    known, form = reference(), documents.chosen(suffix)
    found = known.shapes.get(name)
    if found is None:
        return _rule(name, suffix)
    if form is not HTML:
        address = f"/shape/{name}"
        body = document(address, lambda known: closure(known.shapes_graph, URIRef(found.iri)), form)
        return documents.rdf(body, form, address)
    users = [one for one in known.shapes.values() if found.iri in one.terms and one.name != name]
    return documents.page(
        "shape.html",
        f"/shape/{name}",
        shape=found,
        topic=topic(found.file),
        neighbours=[one for one in known.shapes.values() if one.file == found.file and one.name != name],
        users=users,
        example=_example(found),
    )


def topic(file: str) -> str:
    """The name of the text that says what the shapes of a file are about."""
    return "shapes_of_" + file.removesuffix(".ttl").replace("/", "_")


def _rule(name: str, suffix: str) -> BaseResponse:
    if not _NAME.fullmatch(name):
        abort(HTTPStatus.NOT_FOUND)
    owner = next((one for one in reference().shapes.values() if _holds(one, SHAPE + name)), None)
    if owner is None and (URIRef(SHAPE + name), None, None) not in reference().shapes_graph:
        abort(HTTPStatus.NOT_FOUND)
    if owner is None:  # a prefix, which is of all shapes
        address = url_for(".index", suffix=suffix)
    else:
        address = url_for(".shape", name=f"{owner.name}.{suffix}" if suffix else owner.name, _anchor=name)
    response = redirect(address, HTTPStatus.SEE_OTHER)
    response.vary.add("Accept")
    return response


def _holds(shape: Shape, iri: str) -> bool:
    return any(rule.iri == iri for rule in shape.rules())


def _example(shape: Shape) -> tuple[str, str, str] | None:
    """A resource of the release that a shape applies to: its IRI, its label, and what is said of it, in Turtle."""
    patterns = {
        "targetClass": "?it a <{}>", "targetSubjectsOf": "?it <{}> ?any", "targetObjectsOf": "?any <{}> ?it",
    }  # fmt: skip
    for target in shape.targets:
        for value in target.values:
            pattern = patterns[target.name].format(value.text)
            rows = site().select(f"SELECT ?it WHERE {{ {pattern} FILTER(isIRI(?it)) }} LIMIT 1")
            if rows and (iri := rows[0]["it"]["value"]).startswith(site().base):
                label = resource.read_labels(site(), [iri], language()).get(iri) or resource.short(iri)
                return iri, label, _turtle(iri)
    return None


def _turtle(iri: str) -> str:
    text = f"CONSTRUCT {{ <{iri}> ?p ?o }} WHERE {{ SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }} LIMIT {_STATEMENTS} }}"
    body = site().store.query(Query(text), "text/turtle").read().decode()
    return "\n".join(line for line in body.splitlines() if not line.startswith("@prefix")).strip()
