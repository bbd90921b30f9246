"""Turns a release directory into checks: its bytes, its numbers, every format of it, its shapes, its catalogue."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from pyshacl import validate
from rdflib import DCAT, RDF, SH, Dataset, Graph, Literal, Namespace, URIRef

from esgraph.build.catalogue import counting
from esgraph.build.dumps import compression
from esgraph.build.validation import read_shapes
from esgraph.dumps.formats import FORMATS
from esgraph.errors import EsgraphError, Message
from esgraph.release import CATALOGUE, CHECKSUMS, DUMP, MANIFEST, NQUADS, STORE, Release, file_entry
from esgraph.verification import contents
from esgraph.verification.check import Check, checked

_SPDX = Namespace("http://spdx.org/rdf/terms#")

_FILES = Message("pliki: rozmiary i skróty SHA-256 z manifestu", "files: sizes and SHA-256 of the manifest")
_IDENTITY = Message("nazwa wydania: ze skrótu N-Quads", "the release's id: from the hash of its N-Quads")
CANONICAL = Message(
    "N-Quads: poprawne, uporządkowane, bez węzłów pustych", "N-Quads: well formed, in order, without blank nodes"
)
_COUNTS = Message("liczby z manifestu, policzone na nowo", "the manifest's numbers, counted again")
_FORMATS = Message("każdy format: te same stwierdzenia", "every format: the same statements")
_STORE = Message("magazyn: te same stwierdzenia", "the store: the same statements")
_PACKED = Message("pliki skompresowane: te same bajty", "compressed files: the same bytes")
_SHAPES = Message("dane zgodne z kształtami SHACL wydania", "the data conform to the release's SHACL shapes")
_DESCRIBED = Message("katalog: rozmiary i skróty plików", "the catalogue: sizes and hashes of files")
_PROFILE = Message(
    "katalog zgodny z podanymi kształtami (DCAT-AP)", "the catalogue conforms to the given shapes (DCAT-AP)"
)
_NOT_GIVEN = Message("podaj kształty: --profile PLIK.ttl", "give the shapes: --profile FILE.ttl")
_UNNAMED = Message("manifest nie zna pliku {name}", "the manifest does not name {name}")
_NOT_ASKED = Message("bez --no-shapes są sprawdzane", "they are checked without --no-shapes")


def verify(release: Release, profiles: Iterable[Path] = (), *, shapes: bool = True) -> Iterator[Check]:
    """Look at everything that can be looked at without a server, one thing after another."""
    yield checked(_FILES, _files(release))
    if not malformed(release.nquads):  # else there is nothing to compare with
        yield checked(_FORMATS, _formats(release))
        yield checked(_STORE, contents.of_store(release))
    yield checked(_PACKED, _packed(release))
    yield from verify_fetched(release, profiles, shapes=shapes)


def verify_fetched(release: Release, profiles: Iterable[Path] = (), *, shapes: bool = True) -> Iterator[Check]:
    """Look at what its N-Quads, its shapes and its catalogue tell, where other files need not be at hand."""
    yield checked(_IDENTITY, _identity(release))
    yield checked(CANONICAL, [*canonical(release.nquads), *_number(release)])
    if not malformed(release.nquads):
        yield checked(_COUNTS, _counts(release))
        yield checked(_SHAPES, _conformance(release)) if shapes else Check(_SHAPES, "skipped", (_NOT_ASKED,))
    yield checked(_DESCRIBED, _described(release))
    given = list(profiles)
    yield checked(_PROFILE, _profile(release, given)) if given else Check(_PROFILE, "skipped", (_NOT_GIVEN,))


def _files(release: Release) -> Iterator[str | Message]:
    yield from release.damaged()
    yield from (_UNNAMED.of(name=name) for name in sorted(_unnamed(release)))
    listed = release.path / CHECKSUMS
    sums = {name: entry.sha256 for name, entry in release.manifest.files.items() if name != CHECKSUMS}
    if listed.is_file():
        lines = (line.partition("  ") for line in listed.read_text(encoding="utf-8").splitlines())
        for name, told in ((name, digest) for digest, _, name in lines):
            if sums.pop(name, None) != told:
                yield Message(f"{CHECKSUMS} mówi co innego o {name}", f"{CHECKSUMS} says otherwise of {name}")
        yield from (Message(f"{CHECKSUMS} nie zna {name}", f"{CHECKSUMS} does not know {name}") for name in sums)


def _unnamed(release: Release) -> Iterator[str]:
    """The files of a release that its manifest does not name."""
    known = {*release.manifest.files, MANIFEST}
    for path in release.path.rglob("*"):
        name = path.relative_to(release.path).as_posix()
        if path.is_file() and name not in known and not name.startswith(f"{STORE}/"):
            yield name


def _identity(release: Release) -> Iterator[str]:
    entry = file_entry(release.nquads)
    expected = f"{release.manifest.version}-{entry.sha256[:12] if entry else ''}"
    if release.manifest.id != expected:
        yield f"{release.manifest.id} ≠ {expected}"


def canonical(nquads: Path) -> Iterator[str | Message]:
    """What is wrong with N-Quads, or N-Triples: their order, blank nodes, their syntax."""
    before = b""
    with nquads.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line <= before:
                yield Message(f"wiersz {number} nie stoi na swoim miejscu", f"line {number} is out of order")
            if line.startswith(b"_:") or b" _:" in line.partition(b'"')[0]:
                yield Message(f"wiersz {number} ma węzeł pusty", f"line {number} has a blank node")
            before = line
    if wrong := malformed(nquads):
        yield wrong


def malformed(path: Path, engine: ox.RdfFormat = ox.RdfFormat.N_QUADS) -> str:
    """Why a file cannot be read in a format of RDF; "" if it can."""
    try:
        for _ in ox.parse(path=str(path), format=engine):
            pass
    except (SyntaxError, OSError) as error:
        return f"{path.name}: {error}"
    return ""


def _number(release: Release) -> Iterator[str]:
    with release.nquads.open("rb") as lines:
        number = sum(1 for _ in lines)
    if number != release.manifest.counts["quads"]:
        yield f"{number} ≠ {release.manifest.counts['quads']}"


def _counts(release: Release) -> Iterator[str]:
    counted = counting.count(release.nquads, release.manifest.base)
    told = release.manifest.counts
    found = {iri: number.entities for iri, number in counted.classes.items()}
    found |= {iri: number.triples for iri, number in counted.properties.items()}
    found |= {iri: number.triples for iri, number in counted.graphs.items()}
    found |= {"triples": counted.triples, "graphs": len(counted.graphs)}
    for name in sorted(found.keys() | told.keys() - {"quads"}):
        if told.get(name, 0) != found.get(name, 0):
            yield f"{name}: {told.get(name, 0)} ≠ {found.get(name, 0)}"


def _formats(release: Release) -> Iterator[str | Message]:
    for form in FORMATS.values():
        path = release.path / f"{DUMP}.{form.suffix}"
        if path.name in release.manifest.files and path.name != NQUADS:
            yield from contents.of_file(path, form, release.nquads)


def _packed(release: Release) -> Iterator[str]:
    for name in release.manifest.files:
        plain, dot, ending = name.rpartition(".")
        if not dot or ending not in ("gz", "zst") or plain not in release.manifest.files:
            continue
        try:
            with compression.opened(release.path / name) as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            if digest != release.manifest.files[plain].sha256:
                yield f"{name} ≠ {plain}"
        except compression.DAMAGED as error:
            yield f"{name}: {error}"


def _conformance(release: Release) -> Iterator[str]:
    data = Graph()
    for quad in Dataset().parse(release.nquads, format="nquads").quads():
        data.add(quad[:3])
    yield from _results(data, read_shapes(release.path / "shapes"), SH.Violation)


def _results(data: Graph, shapes: Graph, severity: URIRef | None = None) -> Iterator[str]:
    """What SHACL says against a graph, of one severity if it is given."""
    _, report, text = validate(
        data, shacl_graph=shapes, inference="none", advanced=True, do_owl_imports=False, meta_shacl=False
    )
    if not isinstance(report, Graph):
        raise EsgraphError(f"the shapes cannot be applied: {text}")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        if severity is None or report.value(result, SH.resultSeverity) == severity:
            messages = sorted(str(one) for one in report.objects(result, SH.resultMessage))
            yield f"{report.value(result, SH.focusNode)}: {'; '.join(messages)}"


def _described(release: Release) -> Iterator[str | Message]:
    path = release.path / CATALOGUE
    if not path.is_file():
        yield Message(f"nie ma pliku {CATALOGUE}", f"there is no {CATALOGUE}")
        return
    catalogue = Graph().parse(path)
    files = release.manifest.files
    for distribution in catalogue.subjects(RDF.type, DCAT.Distribution):
        address = str(catalogue.value(distribution, DCAT.downloadURL) or "")
        name = address.partition("/dumps/")[2].partition("/")[2]
        if name not in files:
            yield Message(f"nie ma pliku: {address}", f"there is no such file: {address}")
            continue
        size = catalogue.value(distribution, DCAT.byteSize)
        checksum = catalogue.value(distribution, _SPDX.checksum)
        digest = catalogue.value(checksum, _SPDX.checksumValue) if checksum else None
        told = (int(size) if isinstance(size, Literal) else None, str(digest))
        if told != (files[name].size, files[name].sha256):
            yield name


def _profile(release: Release, profiles: list[Path]) -> Iterator[str]:
    shapes = Graph()
    for path in profiles:
        try:
            shapes.parse(path)
        except Exception as error:  # rdflib's parsers raise what they like
            raise EsgraphError(f"not RDF: {error}", where=str(path)) from error
    yield from _results(Graph().parse(release.path / CATALOGUE), shapes, SH.Violation)
