"""Turns what a command names as a source (a path, an address, the name of reference data) into its records."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from esgraph.build.search.inflection import dictionary
from esgraph.errors import EsgraphError, Message
from esgraph.linking.evidence import Examiner
from esgraph.linking.kinds import Concepts
from esgraph.linking.record import Record
from esgraph.linking.sources import files, geonames
from esgraph.reference import teryt
from esgraph.reference.gazetteer import Gazetteer
from esgraph.reference.geonames import GeoNames

GEONAMES: Final = "geonames"
_NOT_THERE: Final = Message("nie ma takiego pliku ani katalogu", "there is no such file or directory")
_WHAT: Final = Message(
    "podaj plik RDF, wydanie, katalog danych, adres (http…) albo `geonames`",
    "name a file of RDF, a release, a data directory, an address (http…), or `geonames`",
)


def examiner(concepts: Concepts) -> Examiner:
    """What compares records, with the dictionary at hand and the register of places of the program."""
    gazetteer = Gazetteer(teryt.read(), lemmas)
    return Examiner(lemmas, lambda text: gazetteer.resolve(text).places, concepts.broader)


def lemmas(word: str) -> Iterable[str]:
    """The lemmas of a word in the dictionary at hand."""
    return (lemma for lemma, _ in dictionary().readings(word))


def records(where: str, concepts: Concepts) -> Iterable[Record]:
    """The records of a source. Raises EsgraphError for one that is not there or cannot be read."""
    if where == GEONAMES:
        return geonames.read(teryt.read(), GeoNames.read())
    path = Path(where)
    if not path.exists():
        raise EsgraphError(_NOT_THERE, where=where, remedy=_WHAT)
    return files.read(path, concepts)
