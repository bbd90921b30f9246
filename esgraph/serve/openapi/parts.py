"""Turns what the code knows (choices, formats, bounds) into the parts of a description: parameters and answers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from esgraph.errors import LANGUAGES
from esgraph.excel import CONVENTIONS
from esgraph.serve.negotiation import HTML, Format
from esgraph.serve.parameters import LONGEST

#: A JSON Schema (2020-12).
Schema = dict[str, Any]

JSON: Final = "application/json"
CSV: Final = "text/csv"
FORM: Final = "application/x-www-form-urlencoded"
_PROBLEM: Final = "application/problem+json"
#: What any request may be answered with: too much from one address, or too much at once.
_ALWAYS: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_BAD: Final = HTTPStatus.BAD_REQUEST
_OF_BODIES: Final = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may stand behind `?` in an address, or in its path (`where`)."""

    name: str
    told: str
    schema: Schema = field(default_factory=lambda: {"type": "string", "maxLength": LONGEST})
    is_required: bool = False
    where: str = "query"

    def written(self) -> Schema:
        """As a description has it."""
        found: Schema = {"name": self.name, "in": self.where, "description": self.told, "schema": self.schema}
        return found | ({"required": True} if self.is_required else {})


@dataclass(frozen=True, slots=True)
class Operation:
    """What an address takes and answers.

    `media` are the media types of its answer, each with a schema ({} for any); `statuses` those of refusals besides
    400 and those of every address; `leads` the statuses by which it leads elsewhere. `bodies` are what POST takes.
    `has_language`: whether the answer is in the language that is asked for.
    """

    media: Mapping[str, Schema] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()
    statuses: tuple[HTTPStatus, ...] = ()
    leads: tuple[HTTPStatus, ...] = ()
    bodies: Mapping[str, Schema] = field(default_factory=dict)
    has_language: bool = True
    tag: str = ""

    def written(self, told: str, path: Iterable[Parameter], name: str, method: str) -> Schema:
        """As a description has it; `told` is what the address does, `path` are the parameters in it."""
        own = () if method == "post" and self.bodies else self.parameters
        placed = tuple(path)
        is_spoken = self.has_language and LANGUAGE.name not in {one.name for one in placed}
        spoken = (LANGUAGE,) if is_spoken else ()
        found: Schema = {
            "operationId": name,
            "summary": told,
            "tags": [self.tag],
            "parameters": [one.written() for one in (*placed, *own, *spoken)],
            "responses": self._responses(method),
        }
        if method == "post":
            found["requestBody"] = {
                "required": True,
                "content": {media: {"schema": schema} for media, schema in self.bodies.items()},
            }
        return found

    def _responses(self, method: str) -> Schema:
        found: Schema = {}
        if self.media:
            content = {media: {"schema": schema} if schema else {} for media, schema in self.media.items()}
            found["200"] = {"description": "The answer.", "content": content}
        location = {"Location": {"schema": {"type": "string"}, "required": True}}
        for status in self.leads:
            found[str(int(status))] = {"description": "It is at another address.", "headers": location}
        refused = {_BAD, *self.statuses, *_ALWAYS}
        if method == "post":
            refused.update(_OF_BODIES)
        for status in sorted(refused):
            found[str(int(status))] = {"$ref": f"#/components/responses/{name_of(status)}"}
        return found


def name_of(status: HTTPStatus) -> str:
    """What the refusal of a status is called among the components."""
    return status.phrase.title().replace(" ", "").replace("-", "")


def refusals(statuses: Iterable[HTTPStatus]) -> Schema:
    """What is said of each refusal, by its name."""
    content = {_PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}, HTML.media_type: {}}
    return {
        name_of(status): {"description": status.description or status.phrase, "content": content}
        for status in sorted({_BAD, *_ALWAYS, *_OF_BODIES, *statuses})
    }


def one_of(
    name: str, told: str, choices: Collection[str], *, is_required: bool = False, where: str = "query"
) -> Parameter:
    """A parameter that has one of a few values."""
    return Parameter(name, told, {"type": "string", "enum": list(choices)}, is_required, where)


def some_of(name: str, told: str, choices: Collection[str]) -> Parameter:
    """A parameter that may come several times."""
    return Parameter(name, told, {"type": "array", "items": {"type": "string", "enum": list(choices)}})


def number(name: str, told: str, least: int, most: int) -> Parameter:
    """A parameter that is a whole number within bounds."""
    return Parameter(name, told, {"type": "integer", "minimum": least, "maximum": most})


def year(name: str, told: str) -> Parameter:
    """A parameter that is a year of four digits."""
    return Parameter(name, told, {"type": "string", "pattern": "^[0-9]{4}$"})


def any_of(formats: Iterable[Format]) -> dict[str, Schema]:
    """The media types of formats, of whose content nothing more is said."""
    return {one.media_type: {} for one in formats}


LANGUAGE: Final = one_of("lang", "The language of names and messages; else Accept-Language says it.", LANGUAGES)
PAGE: Final = number("page", "The number of the page of a list.", 1, 9_999_999)
EXCEL: Final = one_of(
    "excel", "A file for Excel: 1 with semicolons and decimal commas, en with commas; else plain CSV.", CONVENTIONS
)
