"""Turns the ontology into its page and a page for each term, as documentation and as RDF."""

import re
from collections import defaultdict
from http import HTTPStatus

from flask import Blueprint, abort, send_file, url_for
from rdflib import DCTERMS, OWL
from werkzeug.wrappers import Response as BaseResponse

from esgraph.question import Question
from esgraph.serve import documents, negotiation, resource, themes
from esgraph.serve.collation import alphabetical
from esgraph.serve.negotiation import HTML
from esgraph.serve.reference import ONTOLOGY, Reference, document, reference
from esgraph.serve.shapes import Shape
from esgraph.serve.site import language, site
from esgraph.serve.terms import Term, neighbourhood
from esgraph.serve.wording import diagram, label, uses
from esgraph.vocabulary import ESG, PREFIXES

blueprint = Blueprint("ontology", __name__)

#: Uses of a term that its page shows, and characters of a text among them.
_SAMPLES, _CHARACTERS = 5, 80


@blueprint.route("/def", defaults={"suffix": ""})
@blueprint.route("/def.<suffix>")
def index(suffix: str) -> BaseResponse:
    """The whole ontology: a page with an anchor for every term, or its graph."""
    return _ontology("/def", suffix)


@blueprint.route("/def/context.jsonld")
def context() -> BaseResponse:
    """The JSON-LD context, at an address that documents may name."""
    name = "ontology/context.jsonld"
    entry = site().release.manifest.files[name]
    return send_file(
        site().files.path(name), mimetype=negotiation.GRAPHS[1].media_type, etag=entry.sha256, conditional=True,
        download_name="context.jsonld",
    )  # fmt: skip


@blueprint.route("/def/<name>")
def term(name: str) -> BaseResponse:
    """One term, own or reused; or the ontology by its version IRI."""
    name, suffix = documents.split(name)
    if name == reference().version:
        return _ontology(f"/def/{name}", suffix)
    found = reference().by_address.get(name)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    form = documents.chosen(suffix)
    if form is HTML:
        return _term_page(found)
    address = f"/def/{found.address}"
    body = document(address, lambda known: neighbourhood(known.ontology, found.iri), form)
    return documents.rdf(body, form, address)


def _ontology(address: str, suffix: str) -> BaseResponse:
    known, form = reference(), documents.chosen(suffix)
    if form is not HTML:
        return documents.rdf(document("/def", lambda known: known.ontology, form), form, address)
    grouped = themes.sorted_by_theme(
        sorted(known.terms.values(), key=lambda one: (not one.is_class, alphabetical(label(one.iri))))
    )
    return documents.page(
        "ontology.html",
        address,
        iri=ONTOLOGY,
        title=known.text(DCTERMS.title, language()),
        description=known.text(DCTERMS.description, language()),
        version=known.version,
        issued=known.text(DCTERMS.issued),
        licence=known.text(DCTERMS.license),
        namespace=ESG,
        themes=[
            (theme, listed, diagram(*theme.classes) if theme.classes else None) for theme, listed in grouped.items()
        ],
        reused=_reused(known),
        shapes=_shapes,
        keys=known.keys,
        query=query_of,
        prefixes=_prefixes(known),
        version_iri=known.text(OWL.versionIRI),
    )


def _reused(known: Reference) -> dict[str, list[Term]]:
    """Terms of other vocabularies that the page lists, by prefix."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in known.terms.values():
        if not term.is_own and _is_listed(known, term):
            found[term.prefix].append(term)
    return dict(sorted(found.items()))


def _is_listed(known: Reference, term: Term) -> bool:
    """Whether a term is defined here, the graph uses it, or own terms or shapes name it."""
    return term.is_own or bool(uses(term.iri)) or term.iri in known.constraining or term.iri in known.beside_own


def _prefixes(known: Reference) -> str:
    """The declarations of all prefixes that the page uses, `id:` of the examples among them."""
    used = {name: known.prefixes[name] for name in ("esg", *_reused(known))} | {"id": f"{site().base}id/"}
    return "\n".join(f"@prefix {name}: <{namespace}> ." for name, namespace in sorted(used.items()))


def _shapes(iri: str) -> list[Shape]:
    """Shapes that name a term, those that are for it first."""

    def is_for(shape: Shape) -> bool:
        return any(iri in (value.text for value in target.values) for target in shape.targets)

    named = reference().constraining.get(iri, ())
    return sorted(named, key=lambda shape: (not is_for(shape), "/" in shape.file, shape.name))


def query_of(term: Term) -> str:
    """A query for everything that a term is used for."""
    name = term.name if term.prefix in PREFIXES else f"<{term.iri}>"
    if term.is_class:
        return f"SELECT ?resource WHERE {{\n  ?resource a {name}\n}}\nLIMIT 100"
    return f"SELECT ?resource ?value WHERE {{\n  ?resource {name} ?value\n}}\nLIMIT 100"


def _term_page(term: Term) -> BaseResponse:
    known = reference()
    attributes = known.attributes.get(term.iri, ())
    return documents.page(
        "term.html",
        f"/def/{term.address}",
        term=term,
        attributes=attributes,
        owners=sorted(known.owners(term.iri), key=lambda iri: alphabetical(label(iri))),
        leading=[
            (owner, one.property)
            for owner, listed in known.attributes.items()
            for one in listed
            if term.iri in one.values
        ],
        diagram=diagram(term.iri) if attributes else None,
        shapes=_shapes(term.iri),
        keys=known.keys,
        query=query_of(term),
        samples=_samples(term),
        questions=_questions(term, site().questions),
        big_page=url_for(".index", _anchor=term.anchor) if _is_listed(known, term) else "",
    )


def _samples(term: Term) -> list[tuple[str, str, str, str]]:
    """The first uses: resource, its label, and for a property its value as text and as IRI."""
    if not uses(term.iri):
        return []
    if term.is_class:
        rows = site().select(f"SELECT ?it WHERE {{ ?it a <{term.iri}> FILTER(isIRI(?it)) }} LIMIT {_SAMPLES}")
    else:
        rows = site().select(
            f"SELECT ?it ?value WHERE {{ ?it <{term.iri}> ?value FILTER(isIRI(?it)) }} LIMIT {_SAMPLES}"
        )
    iris = {one["value"] for row in rows for one in row.values() if one["type"] == "uri"}
    labels = resource.read_labels(site(), iris, language())

    def named(one: dict[str, str]) -> tuple[str, str]:
        iri = one["value"] if one["type"] == "uri" else ""
        text = labels.get(iri) or resource.short(iri) if iri else one["value"]
        return (text if len(text) <= _CHARACTERS else text[:_CHARACTERS].rstrip() + "…"), iri

    shown = []
    for row in rows:
        text, iri = named(row["value"]) if "value" in row else ("", "")
        shown.append((row["it"]["value"], named(row["it"])[0], text, iri))
    return shown


def _questions(term: Term, questions: tuple[Question, ...]) -> list[Question]:
    """The named queries that use a term."""
    written = re.compile(rf"(?<![\w:-]){re.escape(term.name)}(?![\w-])|<{re.escape(term.iri)}>")
    return [one for one in questions if written.search(one.text)]
