"""Turns a statement that leads to another dataset into the linkset that it belongs to: one for each target.

Describing Linked Datasets with the VoID Vocabulary (W3C Interest Group Note), section 5. TERYT, KRS and REGON publish
no addresses of their entries: what leads there is the entry's code or number.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import SplitResult, urlsplit

from esgraph.errors import Text
from esgraph.vocabulary import DCTERMS, ESG, GEOSPARQL, OWL, RDFS, SCHEME, SHAPE, SKOS, entity, graph, slug

#: What the names of their graphs begin with.
PREFIX: Final = "linkset/"


@dataclass(frozen=True, slots=True)
class Target:
    """A dataset that is known by name: by what IRIs of its things begin with, or what their numbers are stated by.

    The first of `spaces` is what it writes itself, the others what people write. What follows them is one
    of its things if all of it matches `id`, whose group is what the thing is called there.
    """

    name: str
    title: Text
    homepage: str
    spaces: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    identifiers: str = ""
    id: str = "(.*)"


TARGETS: Final = (
    Target(
        "teryt",
        {"pl": "TERYT (GUS)", "en": "TERYT (Statistics Poland)"},
        "https://eteryt.stat.gov.pl/",
        codes=(f"{ESG}terc", f"{ESG}simc"),
    ),
    Target(
        "krs",
        {"pl": "Krajowy Rejestr Sądowy (KRS)", "en": "National Court Register (KRS)"},
        "https://wyszukiwarka-krs.ms.gov.pl/",
        identifiers="PL-KRS-",
    ),
    Target(
        "regon",
        {"pl": "Rejestr REGON (GUS)", "en": "REGON register (Statistics Poland)"},
        "https://wyszukiwarkaregon.stat.gov.pl/",
        identifiers="PL-REGON-",
    ),
    Target(
        "geonames",
        {"pl": "GeoNames", "en": "GeoNames"},
        "https://www.geonames.org/",
        ("https://sws.geonames.org/", "http://sws.geonames.org/", "https://www.geonames.org/"),
        # Beside the number pages have a name: 756135/warszawa.html.
        id=r"([0-9]+)(?:/.*)?",
    ),
    Target(
        "wikidata",
        {"pl": "Wikidata", "en": "Wikidata"},
        "https://www.wikidata.org/",
        (
            "http://www.wikidata.org/entity/",
            "https://www.wikidata.org/entity/",
            "https://www.wikidata.org/wiki/",
            "http://www.wikidata.org/wiki/",
            "https://wikidata.org/wiki/",
            "http://wikidata.org/wiki/",
            "https://wikidata.org/entity/",
            "http://wikidata.org/entity/",
        ),
        # Pages of properties and lexemes have their kind before it: Property:P31.
        id=r"(?:[A-Za-z]+:)?([QPL][0-9]+)/?",
    ),
    Target(
        "nuts",
        {"pl": "NUTS (Eurostat)", "en": "NUTS (Eurostat)"},
        "https://ec.europa.eu/eurostat/web/nuts",
        ("http://data.europa.eu/nuts/code/",),
    ),
    Target("essglobal", {"pl": "ESSGlobal", "en": "ESSGlobal"}, "http://purl.org/essglobal/", ("http://purl.org/essglobal/",)),
    Target(
        "eu-vocabularies",
        {"pl": "EU Vocabularies", "en": "EU Vocabularies"},
        "https://op.europa.eu/en/web/eu-vocabularies",
        ("http://publications.europa.eu/resource/",),
    ),
)  # fmt: skip
KNOWN: Final = {target.name: target for target in TARGETS}

#: What says that a thing is, is like, or lies in a thing of another dataset.
PROPERTIES: Final = frozenset(
    {
        f"{OWL}sameAs", f"{RDFS}seeAlso", f"{SKOS}exactMatch", f"{SKOS}closeMatch", f"{SKOS}broadMatch",
        f"{SKOS}narrowMatch", f"{SKOS}relatedMatch", f"{DCTERMS}relation", f"{GEOSPARQL}sfWithin",
    }
)  # fmt: skip

_PROPERTIES = frozenset(f"<{iri}>".encode() for iri in PROPERTIES)
_REFERENCES = frozenset({f"<{RDFS}seeAlso>".encode(), f"<{DCTERMS}relation>".encode()})
_CODES = {f"<{iri}>".encode(): target.name for target in TARGETS for iri in target.codes}
_IDENTIFIER = f"<{DCTERMS}identifier>".encode()
_IDENTIFIERS = tuple((f'"{target.identifiers}'.encode(), target.name) for target in TARGETS if target.identifiers)
#: The properties of all statements that may be links.
LINKING: Final = _PROPERTIES | _CODES.keys() | {_IDENTIFIER}
_SPACES = tuple((space, target, re.compile(target.id)) for target in TARGETS for space in target.spaces)
#: Kinds of things of which other datasets know nothing: what they refer to are pages.
_APART = ("claim", "derivation", "evidence", "gap", "hypothesis", "source", "tie")
#: What all datasets of this program have in common.
_SHARED = (ESG, SCHEME, SHAPE)
#: Hosts of persistent identifiers of very many datasets, and folders where a dataset keeps its things.
_SHARED_HOSTS = frozenset({"purl.org", "w3id.org", "doi.org", "data.europa.eu"})
_FOLDERS = frozenset({"entity", "id", "resource"})


class Linksets:
    """Tells the links of a dataset from its other statements, as N-Quads write them in their canonical form."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._subjects = (f"<{base}id/".encode(), f"<{SCHEME}".encode())
        self._apart = tuple(f"<{entity(base, kind, '')}".encode() for kind in _APART)
        self._graphs = f" <{graph(base, PREFIX)}".encode()
        self._ends: dict[str, bytes] = {}

    def target(self, subject: bytes, predicate: bytes, value: bytes) -> str:
        """Where a statement leads: the name of a known target, or what IRIs there begin with; "" if it is no link."""
        if not subject.startswith(self._subjects) or subject.startswith(self._apart):
            return ""
        if predicate in _CODES:
            return _CODES[predicate]
        if predicate == _IDENTIFIER:
            return next((name for start, name in _IDENTIFIERS if value.startswith(start)), "")
        if predicate not in _PROPERTIES or not value.startswith(b"<"):
            return ""
        target = self.of(value[1:-1].decode())
        # A page that says more is no dataset.
        return target if target in KNOWN or predicate not in _REFERENCES else ""

    def of(self, iri: str) -> str:
        """The target that an IRI belongs to; "" if it is the dataset's own."""
        # Another dataset may lie below the base of this one, with things of its own.
        if iri.startswith(_SHARED) or (iri.startswith(self._base) and "/id/" not in iri.removeprefix(self._base)):
            return ""
        found = known(iri)
        return found[0].name if found else space(iri)

    def links(self, triples: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
        """The links among statements: the target of each, and its line of N-Quads in the graph of the linkset.

        `triples` have subject, predicate and object, as N-Quads writes them, and nothing after that.
        """
        for triple in triples:
            subject, predicate, value = triple.split(b" ", 2)
            if predicate in LINKING and (target := self.target(subject, predicate, value)):
                if target not in self._ends:
                    self._ends[target] = self._graphs + f"{name(target)}> .\n".encode()
                yield target, triple + self._ends[target]

    def holds_not(self, quad: bytes) -> bool:
        """Whether a line of N-Quads is in no graph of a linkset."""
        return not quad.startswith(self._graphs, quad.rindex(b" <"))


def known(iri: str) -> tuple[Target, str] | None:
    """The target that is known by name and has the thing of an IRI, and its id there; None for any other IRI.

    >>> [found and found[1] for found in map(known, ("https://www.geonames.org/1/a.html", "https://www.geonames.org/a"))]
    ['1', None]
    """
    for start, target, pattern in _SPACES:
        if iri.startswith(start) and (found := pattern.fullmatch(iri, len(start))):
            return target, found[1]
    return None


@cache
def of(base: str) -> Linksets:
    """The linksets of the dataset with a base."""
    return Linksets(base)


def name(target: str) -> str:
    """What a linkset is called: as its target is, or for one that is not known by name, by what its IRIs begin with."""
    if target in KNOWN:
        return target
    plain = (target.partition("://")[2] or target).strip("/:")
    # Spaces that are written alike, but for their scheme or a letter, are several.
    return f"{slug(plain)}-{hashlib.sha256(target.encode()).hexdigest()[:8]}"


def title(target: str) -> Text:
    """What a target is called."""
    plain = (target.partition("://")[2] or target).strip("/:")
    return KNOWN[target].title if target in KNOWN else {"pl": plain, "en": plain}


def space(iri: str) -> str:
    """What the IRIs of a dataset begin with: its host, and the folder where it keeps its things if that is known.

    Of an IRI without a host that is its scheme, and of a URN its namespace too (RFC 8141, section 2).
    """
    try:
        parts = urlsplit(iri)
    except ValueError:  # what an IRI may say of a host, this parser may still refuse
        parts = SplitResult("", "", "", "", "")
    if not parts.netloc:
        scheme, _, rest = iri.partition(":")
        namespace, colon, _ = rest.partition(":")
        return f"{scheme}:{namespace}:" if scheme.lower() == "urn" and colon else f"{scheme}:"
    host = f"{parts.scheme}://{parts.netloc}/"
    before, entities, _ = parts.path.partition("/id/")
    if entities:
        return f"{host}{before[1:]}/id/" if before else f"{host}id/"
    folder = parts.path.strip("/").partition("/")[0]
    kept = parts.hostname in _SHARED_HOSTS or folder in _FOLDERS
    return f"{host}{folder}/" if folder and kept else host
