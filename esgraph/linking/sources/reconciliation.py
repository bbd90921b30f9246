"""Turns the answers of a reconciliation service (Reconciliation API 0.2) about our names into records.

A service answers with names and scores. Register numbers and places are asked for by its data extension, where it
proposes properties of such names; what it does not give cannot be compared, and then its score is told.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from esgraph.comparison.numbers import digits
from esgraph.errors import EsgraphError, Message
from esgraph.linking.rdf import is_of_places
from esgraph.linking.record import REGISTERS, Record, Sort
from esgraph.linking.sources.web import Web

#: Queries in a request, and ids in one of the data extension.
_QUERIES, _IDS = 20, 100
#: Candidates of a query.
_CANDIDATES: Final = 5
#: Local names of properties → what they say; those of our own services and common ones.
_PROPERTIES: Final = {
    **{register: register for register in REGISTERS},
    "terc": "terc", "simc": "simc", "location": "place", "place": "place", "addresslocality": "place", "city": "place",
}  # fmt: skip
_NO_SERVICE: Final = Message(
    "to nie jest usługa uzgadniania w wersji 0.2", "this is no reconciliation service of version 0.2"
)
_SAYS: Final = Message("usługa odpowiada błędem: {detail}", "the service answers with an error: {detail}")
_TYPE: Final = Message("podaj rodzaj, który zna usługa (--type)", "name a type that the service knows (--type)")

_One = TypeVar("_One")


def is_manifest(answer: object) -> bool:
    """Whether an answer is what a reconciliation service says of itself."""
    return isinstance(answer, dict) and "identifierSpace" in answer and "name" in answer


def read(url: str, manifest: Mapping[str, Any], ours: Sequence[Record], web: Web, kind: str = "") -> Iterator[Record]:
    """The candidates for our organisations and places, with what the service says of them.

    `kind` is the type that it is asked for; without one, places are asked for by a type of places that it proposes.
    Raises EsgraphError for an error.
    """
    if not is_manifest(manifest):
        raise EsgraphError(_NO_SERVICE, where=url)
    for sort, one in _kinds(manifest, kind):
        yield from _of_sort(url, manifest, [each for each in ours if each.sort is sort], web, one)


def _kinds(manifest: Mapping[str, Any], kind: str) -> list[tuple[Sort, str]]:
    """What is asked for, each with its type."""
    if kind:
        return [(Sort.PLACE if is_of_places(kind) else Sort.ORGANIZATION, kind)]
    types = [one for one in manifest.get("defaultTypes", ()) if isinstance(one, dict) and "id" in one]
    places = [str(one["id"]) for one in types if is_of_places(str(one["id"])) or is_of_places(str(one.get("name", "")))]
    return [(Sort.ORGANIZATION, ""), *((Sort.PLACE, one) for one in places[:1])]


def _of_sort(url: str, manifest: Mapping[str, Any], asked: Sequence[Record], web: Web, kind: str) -> Iterator[Record]:
    if not asked:
        return
    names: dict[str, dict[str, None]] = defaultdict(dict)
    ratings: dict[str, dict[str, float]] = defaultdict(dict)
    for some in _batches(asked, _QUERIES):
        for one, candidates in _candidates(url, some, web, kind):
            for candidate in candidates:
                names[candidate["id"]][str(candidate["name"])] = None
                ratings[candidate["id"]][one.iri] = min(100.0, float(candidate.get("score", 0)))
    known = _extended(url, manifest, list(names), web, kind)
    for iri, called in names.items():
        yield _record(_iri(iri, manifest), tuple(called), asked[0].sort, known.get(iri, {}), ratings[iri])


def _candidates(
    url: str, some: Sequence[Record], web: Web, kind: str
) -> Iterator[tuple[Record, Sequence[Mapping[str, Any]]]]:
    queries = {
        f"q{number}": {"query": one.names[0], "limit": _CANDIDATES, **({"type": kind} if kind else {})}
        for number, one in enumerate(some)
    }
    answer = web.json(url, {"queries": json.dumps(queries, ensure_ascii=False)})
    for number, one in enumerate(some):
        found = answer.get(f"q{number}", {}) if isinstance(answer, dict) else {}
        if not isinstance(found, dict) or not isinstance(found.get("result"), list):
            raise EsgraphError(_SAYS.of(detail=_detail(found or answer)), where=url, remedy=_TYPE)
        yield one, [each for each in found["result"] if _is_candidate(each)]


def _is_candidate(answer: object) -> bool:
    """Whether an answer has what a candidate must have: id, name, and a score if it has one."""
    if not isinstance(answer, dict):
        return False
    has_score = isinstance(answer.get("score", 0), int | float)
    return isinstance(answer.get("id"), str) and isinstance(answer.get("name"), str) and has_score


def _batches(some: Sequence[_One], size: int) -> Iterator[Sequence[_One]]:
    return (some[at : at + size] for at in range(0, len(some), size))


def _detail(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False)[:200]


def _extended(url: str, manifest: Mapping[str, Any], ids: Sequence[str], web: Web, kind: str) -> dict[str, Any]:
    """Of each id what the service says of the properties that can be compared; nothing if it has no such."""
    wanted = _proposed(manifest, web, kind)
    rows: dict[str, Any] = {}
    for some in _batches(ids, _IDS) if wanted else ():
        extend = {"ids": list(some), "properties": [{"id": name} for name in wanted]}
        answer = web.json(url, {"extend": json.dumps(extend)})
        for iri, row in answer.get("rows", {}).items() if isinstance(answer, dict) else ():
            told = {wanted[name]: values for name, values in row.items() if name in wanted}
            rows[iri] = {meaning: list(_texts(values)) for meaning, values in told.items()}
    return rows


def _proposed(manifest: Mapping[str, Any], web: Web, kind: str) -> dict[str, str]:
    """The ids of properties that can be compared → what they say."""
    proposing = manifest.get("extend", {}).get("propose_properties")
    types = [kind] if kind else [one["id"] for one in manifest.get("defaultTypes", ()) if isinstance(one, dict)]
    if not proposing:
        return {}
    found: dict[str, str] = {}
    for one in types or [""]:
        answer = web.json(f"{proposing['service_url']}{proposing['service_path']}?type={one}")
        for each in answer.get("properties", ()) if isinstance(answer, dict) else ():
            local = str(each["id"]).rpartition("/")[2].rpartition("#")[2].rpartition(":")[2].lower()
            if local in _PROPERTIES:
                found[each["id"]] = _PROPERTIES[local]
    return found


def _texts(values: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for value in values:
        yield from (str(value[key]) for key in ("str", "name") if key in value)


def _iri(iri: str, manifest: Mapping[str, Any]) -> str:
    """The IRI of an id: it may be one, or be one in the space of the service."""
    return iri if iri.startswith(("http://", "https://")) else f"{manifest['identifierSpace']}{iri}"


def _record(
    iri: str, called: tuple[str, ...], sort: Sort, known: Mapping[str, list[str]], ratings: Mapping[str, float]
) -> Record:
    is_place = sort is Sort.PLACE
    read = {name: frozenset(digits(one, name) for one in known.get(name, ())) - {""} for name in REGISTERS}
    numbers = {name: frozenset(known.get(name, ())) for name in ("terc", "simc")} if is_place else read
    return Record(
        iri,
        called,
        sort,
        numbers={name: found for name, found in numbers.items() if found},
        terc=frozenset(known.get("terc", ())),
        simc=frozenset(known.get("simc", ())),
        places=called if is_place else tuple(known.get("place", ())),
        ratings=ratings,
    )
