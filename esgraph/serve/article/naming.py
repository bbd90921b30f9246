"""Turns literals and outside IRIs into what a reader reads."""

import re

from esgraph import linksets
from esgraph.errors import Language
from esgraph.serve import literals
from esgraph.serve.article.neighbourhood import Term

_ADDRESS = re.compile(r"https?://(?:www\.)?([^/]+)(/.*)?")


def literal(term: Term, language: Language) -> str:
    """A literal in words: dates, numbers and truth as the language writes them."""
    return literals.spoken(term.value, term.datatype, language)


def outside(iri: str) -> str:
    """A readable name of an address that is not of this dataset: “Wikidata: Q270”, “mowes.pl”; "" for none.

    >>> outside("https://sws.geonames.org/756135/")
    'GeoNames: 756135'
    """
    if known := linksets.known(iri):
        target, identifier = known
        if name := identifier.strip("/"):
            return f"{without_aside(target.title['en'])}: {name}"
    found = _ADDRESS.fullmatch(iri)
    if not found or "#" in iri:
        return ""
    path = (found[2] or "/").rstrip("/")
    return found[1] + (path if len(path) <= 40 else path[:39] + "…")


def without_aside(label: str) -> str:
    """A label without what stands in brackets at its end, which a sentence does not need.

    >>> without_aside("powiat (samorząd)"), without_aside("centrum pomocy (polityki) społecznej")
    ('powiat', 'centrum pomocy (polityki) społecznej')
    """
    return label[: label.rindex(" (")] if label.endswith(")") and " (" in label else label


def indefinite(noun: str) -> str:
    """The English article of a noun that is not known.

    >>> indefinite("association"), indefinite("unit"), indefinite("business")
    ('an', 'a', 'a')
    """
    return "an" if noun[:1] in "aeiou" and not noun.startswith(("uni", "use", "eu", "one")) else "a"
