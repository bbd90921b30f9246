"""Turns literals and outside IRIs into what a reader reads."""

import re

from esgraph.errors import Language
from esgraph.serve import literals
from esgraph.serve.article.neighbourhood import Term

#: Outside addresses that have a name of their own: pattern → name.
_OUTSIDE = (
    (re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q\d+)"), "Wikidata: {0}"),
    (re.compile(r"https?://sws\.geonames\.org/(\d+)/?"), "GeoNames: {0}"),
    (re.compile(r"http://data\.europa\.eu/nuts/code/(\w+)"), "NUTS: {0}"),
)
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/]+)(/.*)?")


def literal(term: Term, language: Language) -> str:
    """A literal in words: dates, numbers and truth as the language writes them."""
    return literals.spoken(term.value, term.datatype, language)


def outside(iri: str) -> str:
    """A readable name of an address that is not of this dataset: “Wikidata: Q270”, “mowes.pl”; "" for none.

    >>> outside("https://sws.geonames.org/756135/")
    'GeoNames: 756135'
    """
    for pattern, name in _OUTSIDE:
        if found := pattern.fullmatch(iri):
            return name.format(*found.groups())
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
