"""Turns what a command names as a source (a path, an address, the name of reference data) into its records."""

import json
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from esgraph.errors import EsgraphError, Message
from esgraph.inflection import dictionary
from esgraph.linking.evidence import Examiner
from esgraph.linking.kinds import Kinds
from esgraph.linking.lexicon import Lemmas
from esgraph.linking.record import Record, Sort
from esgraph.linking.sources import files, geonames, reconciliation, sparql
from esgraph.linking.sources.web import Web, is_address
from esgraph.reference import teryt
from esgraph.reference.gazetteer import Gazetteer
from esgraph.reference.geonames import GeoNames

GEONAMES: Final = "geonames"
TERYT: Final = "teryt"
_NO_IRIS: Final = Message(
    "TERYT nie nadaje miejscom adresów IRI, z którymi można by je utożsamić", "TERYT gives places no IRIs to match with"
)
_PLACES: Final = Message(
    "kody miejsc podaje `esgraph places`; adresy ma `--against geonames`",
    "`esgraph places` gives the codes of places; `--against geonames` has IRIs",
)
_NOT_THERE: Final = Message("nie ma takiego pliku ani katalogu", "there is no such file or directory")
_WHAT: Final = Message(
    "podaj plik RDF, wydanie, katalog danych, adres (http…) albo `geonames`",
    "name a file of RDF, a release, a data directory, an address (http…), or `geonames`",
)


@dataclass(frozen=True, slots=True)
class Asking:
    """How servers are asked: for how many seconds, with which query (SPARQL), for which type (reconciliation)."""

    seconds: float = 60.0
    query: Path | None = None
    type: str = ""


def lemmas(word: str) -> Iterable[str]:
    """The lemmas of a word in the dictionary at hand."""
    return (lemma for lemma, _ in dictionary().readings(word))


def examiner(concepts: Kinds, known: Lemmas = lemmas) -> Examiner:
    """What compares records, with a dictionary and the register of places of the program."""
    gazetteer = Gazetteer(teryt.read(), known)
    return Examiner(known, lambda text: gazetteer.resolve(text).places, concepts.broader)


def records(where: str, asking: Asking, ours: Sequence[Record], concepts: Kinds) -> list[Record]:
    """The records of a source. Raises EsgraphError for one that is not there or cannot be read."""
    if where == GEONAMES:
        return list(geonames.read(teryt.read(), GeoNames.read()))
    if where == TERYT:
        raise EsgraphError(_NO_IRIS, where=where, remedy=_PLACES)
    if is_address(where):
        return _of_server(where, asking, ours, concepts)
    path = Path(where)
    if not path.exists():
        raise EsgraphError(_NOT_THERE, where=where, remedy=_WHAT)
    return files.read(path, concepts)


def _of_server(url: str, asking: Asking, ours: Sequence[Record], concepts: Kinds) -> list[Record]:
    """What a server is, it says itself: a reconciliation service has a manifest; all others are asked by SPARQL."""
    with closing(Web(asking.seconds)) as web:
        if asking.query is None and (manifest := _manifest(url, web)):
            return list(reconciliation.read(url, manifest, ours, web, asking.type))
    # Of places only those are asked for that have something to be compared with.
    sorts = {Sort.ORGANIZATION, *(one.sort for one in ours)}
    return list(sparql.read(url, asking.query, concepts, asking.seconds, sorts))


def _manifest(url: str, web: Web) -> dict[str, Any] | None:
    status, body = web.ask(url)
    try:
        answer = json.loads(body) if status == 200 else None
    except ValueError:
        return None
    return answer if reconciliation.is_manifest(answer) else None
