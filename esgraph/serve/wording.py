"""Turns IRIs of the vocabulary into what pages show of them: label, short name, address, number of uses."""

from flask import url_for

from esgraph.serve.class_diagram import Diagram, Words, draw
from esgraph.serve.reference import reference
from esgraph.serve.site import language, site
from esgraph.serve.templating import href
from esgraph.serve.texts import counted
from esgraph.vocabulary import DCTERMS, SKOS

#: What everything has, and no diagram needs to say.
_UNDRAWN = frozenset({SKOS + "prefLabel", DCTERMS + "description"})


def wording() -> dict[str, object]:
    """What the templates of the vocabulary may use."""
    known = reference()
    return {"label": label, "prefixed": known.name, "address": address, "uses": uses, "values_of": known.values}


def label(iri: str) -> str:
    """What a term, a concept or a scheme is called, or its short name where the files have no word for it."""
    return reference().label(iri, language()) or reference().name(iri)


def address(iri: str) -> str:
    """Where a link to a term leads: to its page, or to where it is defined if it has none here."""
    term = reference().terms.get(iri)
    return url_for("vocabulary.ontology.term", name=term.address) if term else href(iri)


def uses(iri: str) -> int:
    """How many resources are of a class, or how many statements have a property, in this release."""
    return site().release.manifest.counts.get(iri, 0)


def diagram(*focus: str) -> Diagram:
    """The drawing of some classes in the reader's language."""
    known = reference()
    drawn = {owner: [one for one in known.attributes.get(owner, ()) if one.property not in _UNDRAWN] for owner in focus}
    words = Words(label, _above, lambda number: counted("count_classes", number, language()))
    return draw(focus, drawn, lambda iri: iri in known.terms and known.terms[iri].is_class, words)


def _above(iri: str) -> str:
    term = reference().terms.get(iri)
    return ", ".join(label(one) for one in term.above) if term else ""
