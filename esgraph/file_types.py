"""Turns the name of a file into its media type, its compression and its type in the EU's authority table."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

_MEDIA_TYPES = {
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".rq": "application/sparql-query",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".sqlite": "application/vnd.sqlite3",
    ".gexf": "application/gexf+xml",
    ".graphml": "application/graphml+xml",
    ".cyjs": "application/json",
    ".dot": "text/vnd.graphviz",
    ".csv": "text/csv",
    ".svg": "image/svg+xml",
    ".cff": "application/yaml",
    ".bib": "application/x-bibtex",
    "": "text/plain",
}
#: RFC 6713 and RFC 8878.
_COMPRESSIONS = {".gz": "application/gzip", ".zst": "application/zstd"}

#: Codes of http://publications.europa.eu/resource/authority/file-type, for what a dataset is dumped in.
_AUTHORITY = {
    ".nq": "RDF_N_QUADS",
    ".trig": "RDF_TRIG",
    ".ttl": "RDF_TURTLE",
    ".nt": "RDF_N_TRIPLES",
    ".rdf": "RDF_XML",
    ".jsonld": "JSON_LD",
    ".csv": "CSV",
}
_NAMES = {
    ".nq": "N-Quads",
    ".trig": "TriG",
    ".ttl": "Turtle",
    ".nt": "N-Triples",
    ".rdf": "RDF/XML",
    ".jsonld": "JSON-LD",
    ".csv": "CSV",
}

#: Spreadsheets beside `.xlsx`, which are told of and not read.
OTHER_SPREADSHEETS: Final = (".xls", ".xlsb", ".xlsm", ".ods")


@dataclass(frozen=True, slots=True)
class FileType:
    """What is in a file; `compression` is the media type of what it is wrapped in, `authority` the EU's code.

    All but `media_type` may be "".
    """

    media_type: str
    compression: str
    authority: str
    name: str


def file_type(name: str) -> FileType:
    """The type of a file by the end of its name; what is in a compressed file counts, not its wrapping."""
    path = PurePosixPath(name)
    compression = _COMPRESSIONS.get(path.suffix, "")
    suffix = PurePosixPath(path.stem).suffix if compression else path.suffix
    return FileType(
        _MEDIA_TYPES.get(suffix, "application/octet-stream"),
        compression,
        _AUTHORITY.get(suffix, ""),
        _NAMES.get(suffix, ""),
    )


def media_type(name: str) -> str:
    """The media type in which a file is sent, as it is."""
    found = file_type(name)
    return found.compression or found.media_type
