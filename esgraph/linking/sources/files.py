"""Turns a file of RDF, a release, or another data directory into records."""

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final, cast

import pyoxigraph as ox

from esgraph.build import dataset
from esgraph.build.project import Project
from esgraph.build.settings import SETTINGS
from esgraph.errors import English, EsgraphError, Message
from esgraph.linking.kinds import Kinds
from esgraph.linking.rdf import records
from esgraph.linking.record import Record
from esgraph.release import MANIFEST, NQUADS, UNION, located

_NO_FORMAT: Final = Message("nie wiadomo, w jakim formacie RDF jest ten plik", "this file’s format of RDF is not known")
_NAME_IT: Final = Message(
    "nadaj mu nazwę z końcówką .ttl, .nt, .nq, .trig, .rdf albo .jsonld (może być dodatkowo .gz)",
    "give it a name that ends with .ttl, .nt, .nq, .trig, .rdf or .jsonld (and .gz, if it is compressed)",
)
_NO_DATA: Final = Message(
    "w tym katalogu nie ma ani wydania (manifest.json), ani danych (dataset.yaml)",
    "this directory has neither a release (manifest.json) nor data (dataset.yaml)",
)
_BROKEN: Final = Message("to nie jest poprawny plik RDF: {detail}", "this is no valid file of RDF: {detail}")
_MEND: Final = Message("popraw plik albo pobierz go ponownie", "mend the file, or fetch it again")


def read(path: Path, concepts: Kinds) -> list[Record]:
    """The records of a file or a directory.

    Raises EsgraphError for what is none of these or cannot be read, AuthoringError for a data directory with mistakes.
    """
    if path.is_dir():
        if (located(path) / MANIFEST).is_file():
            return list(records(_of_release(located(path)), concepts))
        if (path / SETTINGS).is_file():
            with TemporaryDirectory(prefix="esgraph-") as work:
                return of_dataset(dataset.read(Project.open(path), Path(work) / "dataset"), concepts)
        raise EsgraphError(_NO_DATA, where=str(path))
    return list(records(_parsed(path), concepts))


def of_dataset(found: dataset.Dataset, concepts: Kinds) -> list[Record]:
    """The records of a dataset that has been read."""
    return list(records(found.triples(), concepts))


def _of_release(path: Path) -> Iterable[ox.Quad]:
    """The union of the graphs; releases of earlier versions have them only one by one."""
    file = path / UNION
    return _parsed(file if file.is_file() else path / NQUADS)


def _parsed(path: Path) -> Iterator[ox.Quad]:
    is_compressed = path.suffix == ".gz"
    suffix = (path.with_suffix("") if is_compressed else path).suffix.removeprefix(".")
    form = ox.RdfFormat.from_extension(suffix) if suffix else None
    if form is None:
        raise EsgraphError(_NO_FORMAT, where=str(path), remedy=_NAME_IT)
    with path.open("rb") as file:
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if is_compressed else file
        try:
            yield from ox.parse(stream, format=form, base_iri=path.resolve().as_uri())
        except (SyntaxError, ValueError, EOFError) as error:
            raise EsgraphError(_BROKEN.of(detail=English(error)), where=str(path), remedy=_MEND) from error
