"""Turns rows of a list and what was decided of them into what the page shows of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from esgraph.errors import Language
from esgraph.serve import texts
from esgraph.serve.matching import decisions, reasons
from esgraph.serve.matching.asking import Asked
from esgraph.serve.matching.headings import ROLES
from esgraph.serve.matching.result import Decided
from esgraph.serve.reconciliation import schema
from esgraph.serve.reconciliation.candidates import Candidate
from esgraph.serve.reference import Reference
from esgraph.serve.typography import sentence

#: How a row stands: as the service matched it, as the reader decided, to be chosen from, or with nothing to choose.
State = Literal["matched", "chosen", "rejected", "open", "nothing"]
STATES: Final[tuple[State, ...]] = ("matched", "open", "nothing", "chosen", "rejected")

#: Candidates that are shown at once where one must be chosen, and how many there are besides, one click away.
_SHOWN: Final = 3
_MOST: Final = 8
#: A candidate with less has no more than a common word of the name, such as its legal form.
_POOR: Final = 25.0


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate as it can be chosen; `why` says what speaks for and against it."""

    id: str
    iri: str
    label: str
    about: str
    score: float
    why: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class View:
    """A row as the page shows it: what it says, and what can be chosen; `others` are one click away."""

    number: int
    line: int
    field: str
    name: str
    given: Sequence[str]
    state: State
    options: Sequence[Option]
    others: Sequence[Option]


def view(one: Decided, asked: Asked, known: Reference, language: Language, base: str) -> View:
    """What the page shows of a row."""
    row, chosen = one.matched.row, one.entity
    listed = [_option(each, each is chosen, known, language, base) for each in _worth(one.matched.candidates, chosen)]
    first = 1 if chosen else _SHOWN
    if chosen:
        listed.sort(key=lambda option: not option.is_chosen)
    said = [cell for role in ROLES for cell in asked.of(row, role)]
    name = " ".join(asked.of(row, "name")) or (said[0] if said else "")
    return View(
        one.matched.number, row.line, decisions.field(one.matched.number), name,
        [cell for cell in said if cell != name], _state(one, bool(listed)), listed[:first], listed[first:],
    )  # fmt: skip


def counts(views: Iterable[View]) -> list[tuple[State, int]]:
    """How many rows stand how."""
    found = Counter(one.state for one in views)
    return [(state, found[state]) for state in STATES if found[state]]


def _worth(found: Sequence[Candidate], chosen: Candidate | None) -> list[Candidate]:
    """The candidates that are worth a look, and the one that was chosen."""
    best = [one for one in found[:_MOST] if one.score >= _POOR]
    return best if chosen is None or chosen in best else [*best, chosen]


def _option(one: Candidate, is_chosen: bool, known: Reference, language: Language, base: str) -> Option:
    entity = one.entity
    kind = entity.kind or texts.text(f"type_{entity.type}", language)
    return Option(
        schema.entity_id(base, entity.iri), entity.iri, entity.label, " · ".join(filter(None, (kind, entity.place))),
        one.score, sentence("; ".join(reasons.told(one, known, language))), is_chosen,
    )  # fmt: skip


def _state(one: Decided, has_options: bool) -> State:
    if one.how == "none":
        return "open" if has_options else "nothing"
    return one.how
