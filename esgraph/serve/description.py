"""Turns `catalogue.ttl` of a release into what a page tells of the dataset, and into every format of RDF."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from esgraph import linksets
from esgraph.errors import Language
from esgraph.release import CATALOGUE
from esgraph.serve.memo import remembered
from esgraph.serve.negotiation import Format
from esgraph.serve.oxigraph import GRAPHS, WITH_PREFIXES
from esgraph.serve.site import Site
from esgraph.vocabulary import DCAT, SKOS, VOID, graph

_Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Described:
    """What the catalogue says of each thing, but for the graphs of sources, of which there may be very many."""

    base: str
    said: Mapping[str, Mapping[str, tuple[_Term, ...]]]

    @property
    def dataset(self) -> str:
        """The IRI of the dataset."""
        return f"{self.base}catalogue#dataset"

    def iris(self, subject: str, predicate: str) -> list[str]:
        """The things that a property leads to, in the order of their IRIs."""
        terms = self.said.get(subject, {}).get(predicate, ())
        return sorted(term.value for term in terms if isinstance(term, ox.NamedNode))

    def texts(self, subject: str, predicate: str, language: Language) -> list[str]:
        """The texts of a property that have no language, or this one."""
        terms = self.said.get(subject, {}).get(predicate, ())
        return sorted(
            term.value for term in terms if isinstance(term, ox.Literal) and term.language in (None, language)
        )

    def text(self, subject: str, predicate: str, language: Language = "en") -> str:
        """The first of these texts, or ""."""
        return next(iter(self.texts(subject, predicate, language)), "")

    def number(self, subject: str, predicate: str) -> int:
        """A count, or 0."""
        return int(self.text(subject, predicate) or 0)

    def first(self, subject: str, predicate: str) -> str:
        """The first thing that a property leads to, or ""."""
        return next(iter(self.iris(subject, predicate)), "")

    def names(self, subject: str, predicate: str, language: Language) -> list[str]:
        """What the things that a property leads to are called, as far as the catalogue says."""
        found = (self.text(iri, f"{SKOS}prefLabel", language) for iri in self.iris(subject, predicate))
        return list(dict.fromkeys(name for name in found if name))

    def distributions(self) -> Iterator[tuple[str, str]]:
        """The name in the release of each file with the dataset, and its node."""
        for node in self.iris(self.dataset, f"{DCAT}distribution"):
            yield node.removeprefix(f"{self.base}catalogue#"), node

    def linksets(self) -> Iterator[str]:
        """The sets of links to other datasets."""
        return (iri for iri in self.iris(self.dataset, f"{VOID}subset") if self.iris(iri, f"{VOID}linkPredicate"))


@remembered
def described(site: Site) -> Described:
    """The catalogue of the release that is served."""
    graphs, sets = graph(site.base, ""), graph(site.base, linksets.PREFIX)
    said: dict[str, dict[str, list[_Term]]] = {}
    for quad in ox.parse(path=_path(site), format=ox.RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            if any(one.startswith(graphs) and not one.startswith(sets) for one in (subject.value, value.value)):
                continue
            said.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(value)
    kept = {subject: {name: tuple(terms) for name, terms in about.items()} for subject, about in said.items()}
    return Described(site.base, kept)


def in_format(
    site: Site, form: Format, changed: Callable[[Iterable[ox.Triple]], Iterable[ox.Triple]] | None = None
) -> bytes:
    """The whole catalogue in a format of RDF, with its statements `changed` where something else is known too."""
    chosen = GRAPHS[form.media_type]
    if chosen is ox.RdfFormat.TURTLE and changed is None:
        return _path(site).read_bytes()
    parser = ox.parse(path=_path(site), format=ox.RdfFormat.TURTLE)
    triples: Iterable[ox.Triple] = [quad.triple for quad in parser]
    triples = changed(triples) if changed else triples
    prefixes = parser.prefixes if chosen in WITH_PREFIXES else None
    return ox.serialize(triples, format=chosen, prefixes=prefixes) or b""


def _path(site: Site) -> Path:
    return site.files.path(CATALOGUE)
