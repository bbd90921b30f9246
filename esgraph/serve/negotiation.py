"""Turns Accept headers into a choice: media types as tables, q-values honoured, the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import LanguageAccept, MIMEAccept

from esgraph.errors import LANGUAGES, Language
from esgraph.serve.syntax import Form


@dataclass(frozen=True, slots=True)
class Format:
    """A media type that can be answered: its suffix in addresses, its name, and other types that mean the same."""

    media_type: str
    suffix: str
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The Content-Type header: only text/* takes a charset (RFC 2046, section 4.1.2)."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


HTML = Format("text/html", "html", "HTML", ("application/xhtml+xml",))

#: Formats of SELECT and ASK results, the preferred one first.
RESULTS: tuple[Format, ...] = (
    Format("application/sparql-results+json", "srj", "JSON", ("application/json",)),
    Format("application/sparql-results+xml", "srx", "XML", ("application/xml", "text/xml")),
    Format("text/csv", "csv", "CSV"),
    Format("text/tab-separated-values", "tsv", "TSV"),
)

#: Formats of graphs, the preferred one first.
GRAPHS: tuple[Format, ...] = (
    Format("text/turtle", "ttl", "Turtle", ("application/x-turtle",)),
    Format("application/ld+json", "jsonld", "JSON-LD", ("application/json",)),
    Format("application/rdf+xml", "rdf", "RDF/XML", ("application/xml", "text/xml")),
    Format("application/n-triples", "nt", "N-Triples", ("text/plain",)),
)

#: Formats that keep the graph names.
DATASETS: tuple[Format, ...] = (
    Format("application/n-quads", "nq", "N-Quads"),
    Format("application/trig", "trig", "TriG"),
)


#: All of these.
EVERY: tuple[Format, ...] = (*RESULTS, *GRAPHS, *DATASETS)

#: What SPARQLWrapper sends as `format`, `output` and `results` (`_allowedFormats` of its version 2); XML unless told.
_SPARQL_WRAPPER = frozenset(("json", "xml", "turtle", "n3", "rdf", "rdf+xml", "csv", "tsv", "json-ld"))


def formats_of(form: Form | None) -> tuple[Format, ...]:
    """The formats in which a query of this form can be answered."""
    return (*GRAPHS, *DATASETS) if form in ("CONSTRUCT", "DESCRIBE") else RESULTS


def choose(accept: MIMEAccept, offers: Iterable[Format]) -> Format | None:
    """The offer that the client likes best (RFC 9110, section 12.5.1); None if it accepts none of them.

    Without an Accept header the first offer; among equals the earlier offer.
    """
    listed = list(offers)
    if not accept:
        return listed[0]
    # max() keeps the first of equals, and the offers stand in the order of our preference.
    best = max(listed, key=lambda offer: _quality(accept, offer))
    return best if _quality(accept, best) > 0 else None


def _quality(accept: MIMEAccept, offer: Format) -> float:
    """How well the client likes an offer; another name of it counts only where the client writes that name."""
    named = dict(accept)
    if offer.media_type in named:
        return named[offer.media_type]
    aliases = [named[alias] for alias in offer.aliases if alias in named]
    return max([accept.quality(offer.media_type), *aliases])


def by_suffix(suffix: str, offers: Iterable[Format]) -> Format | None:
    """The offer with this suffix."""
    return next((offer for offer in offers if offer.suffix == suffix), None)


def by_name(name: str, offers: Iterable[Format]) -> Format | None:
    """The offer that people or client libraries mean by `format=…`: a suffix, a name or a media type."""
    wanted = name.lower()
    listed = list(offers)
    own = (one for one in listed if wanted in (one.suffix, one.name.lower(), one.media_type))
    return next(own, None) or next((one for one in listed if wanted in one.aliases), None)


def leaves_to_accept(name: str) -> bool:
    """Whether a client library writes this name into every request, whatever the query, and means its Accept header."""
    return name.lower() in _SPARQL_WRAPPER


def language(wanted: str | None, accept: LanguageAccept, default: str) -> Language:
    """The language of a page: as asked in the address, else as the browser prefers, else the default."""
    for candidate in (wanted, accept.best_match(LANGUAGES), default):
        for known in LANGUAGES:
            if candidate == known:
                return known
    return "en"
