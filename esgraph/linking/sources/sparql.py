"""Turns the answer of a SPARQL endpoint into records: one for each ?id, of all the rows that it has."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError

from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from esgraph.comparison.numbers import digits
from esgraph.errors import English, EsgraphError, Message
from esgraph.linking.kinds import Kinds
from esgraph.linking.rdf import is_of_places
from esgraph.linking.record import REGISTERS, Record, Sort
from esgraph.linking.sources import web

#: What is asked for, unless there is a query of one's own.
QUERIES: Final = {
    Sort.ORGANIZATION: Path(__file__).with_name("organizations.rq"),
    Sort.PLACE: Path(__file__).with_name("places.rq"),
}
_REFUSED: Final = Message("punkt SPARQL odrzuca zapytanie: {detail}", "the SPARQL endpoint refuses the query: {detail}")
_OWN: Final = Message(
    "podaj zapytanie w jego słowniku (--query PLIK; ?id i ?name, a może też ?krs, ?place …)",
    "give a query in its vocabulary (--query FILE; ?id and ?name, and perhaps ?krs, ?place …)",
)
_NO_NAMES: Final = Message("odpowiedź nie ma zmiennych ?id i ?name", "the answer has no variables ?id and ?name")
_NOTHING: Final = Message("punkt SPARQL nie ma niczego takiego", "the SPARQL endpoint has nothing of the sort")
_PART: Final = Message(
    "punkt SPARQL dał tylko część odpowiedzi ({rows} wierszy)",
    "the SPARQL endpoint gave only a part of the answer ({rows} rows)",
)
_LESS: Final = Message("zapytaj o mniej naraz (--query)", "ask for less at once (--query)")
_DETAIL: Final = 200

Row = Mapping[str, Mapping[str, str]]


def read(
    url: str, query: Path | None, concepts: Kinds, seconds: float, sorts: Collection[Sort] = tuple(Sort)
) -> Iterator[Record]:
    """The records of an endpoint, of the `sorts` that are wanted. Raises EsgraphError for whatever goes wrong."""
    asked = (query,) if query else tuple(QUERIES[sort] for sort in Sort if sort in sorts)
    grouped: dict[str, list[Row]] = {}
    for one in asked:
        rows = _ask(url, one.read_text("utf-8"), seconds)
        if rows and not any("id" in row and "name" in row for row in rows):
            raise EsgraphError(_NO_NAMES, where=url, remedy=_OWN)
        found: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if "id" in row and "name" in row:
                found[row["id"]["value"]].append(row)
        # What is an organisation and a place, as an office may be, is an organisation.
        grouped = found | grouped
    if not grouped:
        raise EsgraphError(_NOTHING, where=url, remedy=_OWN)
    return (_record(iri, some, concepts) for iri, some in grouped.items())


def _ask(url: str, query: str, seconds: float) -> list[Row]:
    endpoint = SPARQLWrapper(url, returnFormat=JSON, agent="esgraph link")
    endpoint.setMethod(POST)
    endpoint.setOnlyConneg(True)
    endpoint.setTimeout(int(max(1, seconds)))
    endpoint.setQuery(query)
    try:
        answer = endpoint.query()
        headers = {name.lower(): value for name, value in answer.info().items()}
        if rows := headers.get("x-sparql-maxrows"):
            raise EsgraphError(_PART.of(rows=rows), where=url, remedy=_LESS)
        found: Any = answer.convert()
    except SPARQLWrapperException as error:
        detail = " ".join(str(error).split())[:_DETAIL]
        raise EsgraphError(_REFUSED.of(detail=English(detail)), where=url, remedy=_OWN) from error
    except HTTPError as error:
        raise web.refused(url, error.code) from error
    except TimeoutError as error:
        raise web.late(url, seconds) from error
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise web.late(url, seconds) from error
        raise web.away(url, str(reason)) from error
    try:
        return list(found["results"]["bindings"])
    except (KeyError, TypeError) as error:
        raise EsgraphError(_NO_NAMES, where=url, remedy=_OWN) from error


def _record(iri: str, rows: Iterable[Row], concepts: Kinds) -> Record:
    values: dict[str, dict[str, None]] = defaultdict(dict)
    # Polish names first: in one language forms and cases are compared with less doubt.
    for row in sorted(rows, key=lambda row: row["name"].get("xml:lang") != "pl"):
        for name, cell in row.items():
            values[name][cell["value"]] = None
    is_place = any(map(is_of_places, values["type"]))
    numbers = {name: frozenset(digits(one, name) for one in values[name]) - {""} for name in REGISTERS}
    if is_place:
        numbers = {name: frozenset(values[name]) for name in ("terc", "simc")}
    names = tuple(values["name"])
    return Record(
        iri,
        names,
        Sort.PLACE if is_place else Sort.ORGANIZATION,
        numbers={name: found for name, found in numbers.items() if found},
        forms=tuple(concepts.label(one) for one in (*values["form"], *values["kind"])),
        kinds=frozenset(values["kind"]),
        terc=frozenset(values["terc"]),
        simc=frozenset(values["simc"]),
        places=names if is_place else tuple(values["place"]),
        around=tuple(values["around"]),
        dates=frozenset(values["date"]),
        on_globe=_on_globe(values["lat"], values["long"]),
    )


def _on_globe(latitudes: Iterable[str], longitudes: Iterable[str]) -> tuple[float, float] | None:
    """A position in degrees, if there is one that can be read."""
    with suppress(ValueError):
        return next(((float(one), float(other)) for one, other in zip(latitudes, longitudes, strict=False)), None)
    return None
