"""Turns the JSON of a request into queries for candidates or for values, or into a refusal that says where it is wrong.

Reconciliation Service API 0.2, “Reconciliation Queries” and “Data Extension Queries”. What the specification does not
name is passed over; what is of another kind than it says is refused.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, NoReturn, TypeVar

from esgraph import polish
from esgraph.errors import Message
from esgraph.serve import messages
from esgraph.serve.problem import RefusedError
from esgraph.serve.reconciliation import schema
from esgraph.serve.reference import Reference
from esgraph.serve.terms import Term

#: Of one request. OpenRefine sends ten queries at a time.
MOST_QUERIES: Final = 100
MOST_IDS: Final = 500
MOST_PROPERTIES: Final = 50
#: Candidates of one query: as many are given as are asked for, up to so many.
MOST_CANDIDATES: Final = 50
_CANDIDATES: Final = 10
#: Values of one property that are compared.
_VALUES: Final = 50
#: Characters of a query or a value; the search itself reads fewer, as of any question.
MOST_CHARACTERS: Final = 10_000
#: Characters of what a refusal repeats.
_REPEATED: Final = 60

#: What tables write for a value that is not there, in folded words.
_NOTHING: Final = frozenset({"brak", "brak danych", "b d", "bd", "n d", "nd", "nie dotyczy", "n a", "none", "null"})

_STRICT: Final = ("any", "should", "all")
#: How the values of a property that are entities are told.
CONTENTS: Final = ("entity", "name", "id")

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Given:
    """The values that a property is given: what each is called, and the id or IRI of the entity that it is, else ""."""

    term: Term
    values: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What those are called that are no entities."""
        return tuple(text for text, named in self.values if text and not named)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of those that are entities."""
        return tuple(named for _, named in self.values if named)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, the types that it must be of (of none if that is empty; None: of any), values.

    `preferred` are types that it should rather be of.
    """

    text: str
    limit: int
    types: tuple[str, ...] | None = None
    preferred: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property whose values are wanted: at most `limit` of each entity (0: all), entities as `content` says."""

    property: Term
    limit: int = 0
    content: str = "entity"


@dataclass(frozen=True, slots=True)
class Extension:
    """Ids of entities, as they were written, and the properties whose values are wanted."""

    ids: tuple[str, ...]
    properties: tuple[Wanted, ...] = field(default=())


def read_queries(text: str, known: Reference) -> dict[str, Query]:
    """The queries of a batch by their keys. Raises RefusedError for what is no batch, or too large a one."""
    batch = _mapping(_parsed("queries", text), "queries")
    _within("queries", len(batch), MOST_QUERIES)
    return {key: _query(one, f"queries.{shown(key)}", known) for key, one in batch.items()}


def read_extension(text: str, known: Reference) -> Extension:
    """What a data extension asks for. Raises RefusedError for what is none, or too large."""
    asked = _mapping(_parsed("extend", text), "extend")
    ids = _listed(asked.get("ids"), "extend.ids", MOST_IDS, _string)
    properties = _listed(
        asked.get("properties"), "extend.properties", MOST_PROPERTIES, lambda one, where: _wanted(one, where, known)
    )
    return Extension(ids, properties)


def _query(one: Any, where: str, known: Reference) -> Query:
    asked = _mapping(one, where)
    text = _text(asked.get("query", ""), f"{where}.query")
    given = _listed(
        asked.get("properties", []), f"{where}.properties", MOST_PROPERTIES,
        lambda each, place: _given(each, place, known),
    )  # fmt: skip
    if not given and "query" not in asked:
        _refuse(where, messages.NOTHING_ASKED)
    limit = min(_whole(asked.get("limit", _CANDIDATES), f"{where}.limit", 1), MOST_CANDIDATES)
    types, preferred = _types(asked, where, known)
    return Query(text, limit, types, preferred, given)


def _types(asked: Mapping[str, Any], where: str, known: Reference) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """The types that candidates must be of, and those that they should be of."""
    strict = asked.get("type_strict", "any")
    if strict not in _STRICT:
        _refuse(f"{where}.type_strict", messages.ONE_OF.of(choices=", ".join(_STRICT)))
    written = asked.get("type", [])
    named = _listed([written] if isinstance(written, str) else written, f"{where}.type", MOST_PROPERTIES, _string)
    named = tuple(one for one in named if one)
    if not named:
        return None, ()
    kinds = tuple(dict.fromkeys(schema.type_named(known, one) for one in named))
    if strict == "should":
        return None, tuple(filter(None, kinds))
    # An entity is of one type; what is asked to be of two, or of one that there is not, is nothing.
    return (() if strict == "all" and len(kinds) > 1 else tuple(filter(None, kinds))), ()


def _given(one: Any, where: str, known: Reference) -> Given:
    asked = _mapping(one, where)
    prop = _property(asked.get("pid"), f"{where}.pid", known)
    if "v" not in asked:
        _refuse(f"{where}.v", messages.A_VALUE)
    written = asked["v"] if isinstance(asked["v"], list) else [asked["v"]]
    values = _listed(written, f"{where}.v", _VALUES, _value)
    return Given(prop, tuple((text, named) for text, named in values if named or says_something(text)))


def says_something(text: str) -> bool:
    """Whether a cell of a table says anything, rather than that there is nothing to say."""
    words = [word.text for word in polish.words(text)]
    return bool(words) and " ".join(words) not in _NOTHING


def _value(one: Any, where: str) -> tuple[str, str]:
    """What a value is called, and the id of the entity that it is, else ""."""
    if isinstance(one, dict):
        named = _text(one.get("id"), f"{where}.id")
        return _text(one.get("name", named.rpartition("/")[2].replace("-", " ")), f"{where}.name"), named
    if isinstance(one, bool):
        return str(one).lower(), ""
    if isinstance(one, str | int | float):
        return _text(str(one), where), ""
    return _refuse(where, messages.A_VALUE)


def _wanted(one: Any, where: str, known: Reference) -> Wanted:
    asked = _mapping(one, where)
    prop = _property(asked.get("id"), f"{where}.id", known)
    settings = _mapping(asked.get("settings") or {}, f"{where}.settings")
    content = settings.get("content") or CONTENTS[0]
    if content not in CONTENTS:
        _refuse(f"{where}.settings.content", messages.ONE_OF.of(choices=", ".join(CONTENTS)))
    return Wanted(prop, _whole(settings.get("limit") or 0, f"{where}.settings.limit", 0), content)


def _property(named: Any, where: str, known: Reference) -> Term:
    written = _string(named, where)
    found = schema.property_named(known, written)
    return found or _refuse(where, messages.NO_SUCH_PROPERTY.of(name=shown(written)))


def _parsed(where: str, text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        told = messages.AT_PLACE.of(line=error.lineno, column=error.colno, what=messages.NOT_JSON)
        return _refuse(where, told)
    except (ValueError, RecursionError):  # a number that is none, or one of thousands of digits; brackets without end
        return _refuse(where, messages.NOT_JSON)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _mapping(one: Any, where: str) -> dict[str, Any]:
    return one if isinstance(one, dict) else _refuse(where, messages.AN_OBJECT)


def _listed(one: Any, where: str, most: int, make: Callable[[Any, str], Made]) -> tuple[Made, ...]:
    if not isinstance(one, list):
        _refuse(where, messages.A_LIST)
    _within(where, len(one), most)
    return tuple(make(each, f"{where}[{at}]") for at, each in enumerate(one))


def _string(one: Any, where: str) -> str:
    return one if isinstance(one, str) else _refuse(where, messages.A_STRING)


def _text(one: Any, where: str) -> str:
    written = _string(one, where)
    if len(written) > MOST_CHARACTERS:
        _too_large(where, messages.TEXT_TOO_LONG.of(length=len(written), most=MOST_CHARACTERS))
    return written


def _whole(one: Any, where: str, least: int) -> int:
    """A number of things; programs write it as a fraction or as a text, too."""
    try:
        number = float(one) if isinstance(one, str | int | float) and not isinstance(one, bool) else -1
    except (ValueError, OverflowError):
        number = -1
    if not least <= number <= 1e9 or number != int(number):
        _refuse(where, messages.WHOLE_NUMBER.of(least=least))
    return int(number)


def _within(where: str, number: int, most: int) -> None:
    if number > most:
        _too_large(where, messages.TOO_MANY_OF.of(number=number, most=most))


def _too_large(where: str, what: Message) -> NoReturn:
    raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, messages.IN_REQUEST.of(where=where, what=what))


def _refuse(where: str, what: Message) -> NoReturn:
    raise RefusedError(HTTPStatus.BAD_REQUEST, messages.IN_REQUEST.of(where=where, what=what))


def shown(written: str) -> str:
    """What a client wrote, for a refusal that names it."""
    printed = written if written.isprintable() else "…"
    return printed if len(printed) <= _REPEATED else f"{printed[:_REPEATED]}…"
