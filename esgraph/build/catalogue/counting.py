"""Turns the N-Quads of a release into the numbers of a VoID description, in one pass and little memory.

The lines are sorted, so that the statements of a subject follow one another, and a statement of several graphs does so
within them. What is counted is the union of the graphs: a statement that two of them make counts once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from esgraph.vocabulary import DCTERMS, DEFAULT_BASE, KINDS, OWL, RDF, RDFS, SCHEME, SKOS

_TYPE = f"<{RDF}type>".encode()
#: What says that a thing is, or is like, a thing of another dataset.
LINKS = frozenset(
    {
        f"{OWL}sameAs", f"{RDFS}seeAlso", f"{SKOS}exactMatch", f"{SKOS}closeMatch", f"{SKOS}broadMatch",
        f"{SKOS}narrowMatch", f"{SKOS}relatedMatch", f"{DCTERMS}relation",
    }
)  # fmt: skip
_LINKS = {f"<{iri}>".encode() for iri in LINKS}

#: Hosts of persistent identifiers of very many datasets, and folders where a dataset keeps its things.
_SHARED_HOSTS = frozenset({"purl.org", "w3id.org", "doi.org", "data.europa.eu"})
_FOLDERS = frozenset({"entity", "id", "resource"})

#: Predicate, object and graph of a statement, as they are written.
_Statement = tuple[bytes, bytes, bytes]


@dataclass(slots=True)
class PropertyCount:
    """How many statements a property has, and of how many things."""

    triples: int = 0
    subjects: int = 0


@dataclass(slots=True)
class ClassCount:
    """How many instances a class has, how many statements are about them, and with which properties."""

    entities: int = 0
    triples: int = 0
    properties: dict[str, PropertyCount] = field(default_factory=lambda: defaultdict(PropertyCount))


@dataclass(slots=True)
class Counts:
    """The numbers of a dataset; keys are IRIs, and a linkset is the space that its links lead to with their property.

    `entities` are the things below `{base}id/`; `examples` the first of them of each kind.
    """

    triples: int = 0
    subjects: int = 0
    entities: int = 0
    classes: dict[str, ClassCount] = field(default_factory=lambda: defaultdict(ClassCount))
    properties: dict[str, PropertyCount] = field(default_factory=lambda: defaultdict(PropertyCount))
    graphs: dict[str, PropertyCount] = field(default_factory=lambda: defaultdict(PropertyCount))
    linksets: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)


def count(nquads: Path, base: str) -> Counts:
    """Count canonical, sorted N-Quads."""
    counts = Counts()
    with nquads.open("rb") as lines:
        for subject, statements in groupby(map(_split, lines), key=itemgetter(0)):
            _add(counts, subject[1:-1].decode(), [statement[1:] for statement in statements], base)
    return counts


def add(counts: Counts, base: str, subject: str, lines: Iterable[bytes], sign: int = 1) -> None:
    """Count all lines about a subject, or with -1 for `sign` take them away again; examples stay."""
    if statements := [_split(line)[1:] for line in lines]:
        _add(counts, subject, statements, base, sign)


def _split(line: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Subject, predicate, object and graph; only an object has spaces (N-Quads, section 4, in its canonical form)."""
    subject, predicate, rest = line.split(b" ", 2)
    value, _, graph = rest.rpartition(b" <")
    return subject, predicate, value, graph[:-4]


def _add(counts: Counts, subject: str, statements: list[_Statement], base: str, sign: int = 1) -> None:
    for graph, number in Counter(graph for _, _, graph in statements).items():
        _take(counts.graphs[graph.decode()], number, sign)
    once = list(dict.fromkeys((predicate, value) for predicate, value, _ in statements))
    numbers = {name[1:-1].decode(): number for name, number in Counter(name for name, _ in once).items()}
    counts.triples += sign * len(once)
    counts.subjects += sign
    for name, number in numbers.items():
        _take(counts.properties[name], number, sign)
    for kind in _classes(once):
        one = counts.classes[kind]
        one.entities += sign
        one.triples += sign * len(once)
        for name, number in numbers.items():
            _take(one.properties[name], number, sign)
    if subject.startswith(f"{base}id/"):
        counts.entities += sign
        kind = subject.removeprefix(f"{base}id/").partition("/")[0]
        if sign > 0 and kind in KINDS and "#" not in subject:
            counts.examples[kind] = min(counts.examples.get(kind, subject), subject)
    if subject.startswith((f"{base}id/", SCHEME)):
        for link in _links(once, base):
            counts.linksets[link] += sign


def _take(number: PropertyCount, triples: int, sign: int) -> None:
    number.triples += sign * triples
    number.subjects += sign


def _classes(statements: Iterable[tuple[bytes, bytes]]) -> Iterator[str]:
    return (value[1:-1].decode() for name, value in statements if name == _TYPE and value.startswith(b"<"))


def _links(statements: Iterable[tuple[bytes, bytes]], base: str) -> Iterator[tuple[str, str]]:
    for name, value in statements:
        if name in _LINKS and value.startswith(b"<"):
            target = value[1:-1].decode()
            if not target.startswith((base, DEFAULT_BASE)):
                yield _space(target), name[1:-1].decode()


def _space(iri: str) -> str:
    """What the IRIs of a dataset begin with: its host, and the folder where it keeps its things if that is known.

    Of an IRI without a host that is its scheme, and of a URN its namespace too (RFC 8141, section 2).
    """
    try:
        parts = urlsplit(iri)
    except ValueError:  # what an IRI may say of a host, this parser may still refuse
        parts = SplitResult("", "", "", "", "")
    if not parts.netloc:
        scheme, _, rest = iri.partition(":")
        space, colon, _ = rest.partition(":")
        return f"{scheme}:{space}:" if scheme.lower() == "urn" and colon else f"{scheme}:"
    host = f"{parts.scheme}://{parts.netloc}/"
    folder = parts.path.strip("/").partition("/")[0]
    kept = parts.hostname in _SHARED_HOSTS or folder in _FOLDERS
    return f"{host}{folder}/" if folder and kept else host
