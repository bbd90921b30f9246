"""Turns Findings into a score from 0 to 100, by which proposals are sorted; what follows from them the rules decide."""

from typing import Final

from esgraph.linking.evidence import Findings, Form
from esgraph.linking.likeness import Likeness
from esgraph.linking.outcome import Outcome
from esgraph.linking.where import Position

#: The range of each outcome, so that a score never contradicts it.
_RANGES: Final = {
    Outcome.NONE: (0, 0), Outcome.POSSIBLE: (30, 59), Outcome.PROBABLE: (60, 84), Outcome.CERTAIN: (85, 100),
}  # fmt: skip
#: The highest score of one that another fits as well.
DOUBTED: Final = 50
_NAMES: Final = {
    Likeness.SAME: 40, Likeness.INFLECTED: 38, Likeness.ABBREVIATED: 37, Likeness.RESPELT: 34, Likeness.REORDERED: 32,
    Likeness.MISSPELT: 30, Likeness.INITIALS: 20, Likeness.PARTLY: 18, Likeness.OTHER: 0,
}  # fmt: skip
_FORMS: Final[dict[Form | None, int]] = {Form.SAME: 12, Form.NONE: 4, Form.OMITTED: 4, Form.OTHER: 0}
_PLACES: Final = {
    Position.SAME: 20, Position.NAMED: 16, Position.INSIDE: 10, Position.UNKNOWN: 0, Position.OTHER: 0,
}  # fmt: skip
#: What a number that is the same adds, and what two do together; a kind; a date.
_NUMBER, _KIND, _DATE = 20, 4, 4


def score(found: Findings, outcome: Outcome) -> int:
    """How much speaks for two records being of one thing, within the range of the outcome."""
    points = _NAMES[found.name.likeness] + _FORMS.get(found.form, 0) + _PLACES[found.position]
    points += min(2, len(found.equal)) * _NUMBER + _KIND * bool(found.kind) + _DATE * bool(found.date)
    low, high = _RANGES[outcome]
    return low + (high - low) * min(points, 100) // 100
