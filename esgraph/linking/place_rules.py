"""Turns Findings about two places into an outcome: by their codes in TERYT, by name and point, by what is around."""

from typing import Final

from esgraph.errors import Message
from esgraph.linking.evidence import Findings
from esgraph.linking.likeness import Likeness
from esgraph.linking.outcome import Outcome, Rule
from esgraph.linking.where import Position

#: How far the points of one place may be from each other, in kilometres; of two of one name they are farther.
_NEAR: Final = 5.0


def _is_called_so(found: Findings) -> bool:
    return found.name.likeness >= Likeness.INFLECTED and found.name.is_sure and not found.name.differs


#: The first that fits decides.
OF_PLACES: Final = (
    Rule(
        "another code",
        lambda found: bool(found.differing or found.near),
        Outcome.NONE,
        Message("inny kod w rejestrze TERYT", "another code in the register TERYT"),
    ),
    Rule(
        "same code",
        lambda found: bool(found.equal),
        Outcome.CERTAIN,
        Message("ten sam kod w rejestrze TERYT", "the same code in the register TERYT"),
    ),
    Rule(
        "name and point",
        lambda found: _is_called_so(found) and found.kilometres is not None and found.kilometres <= _NEAR,
        Outcome.CERTAIN,
        Message("zgodne są nazwa i położenie", "name and position agree"),
    ),
    Rule(
        "far away",
        lambda found: found.kilometres is not None or found.position is Position.OTHER,
        Outcome.NONE,
        Message("położenie jest inne", "the position is another"),
    ),
    Rule(
        "name and what is around",
        lambda found: _is_called_so(found) and found.position is Position.SAME,
        Outcome.PROBABLE,
        Message("zgodne są nazwa i to, w czym miejsce leży", "name and what the place lies in agree"),
    ),
    Rule(
        "name of a place",
        _is_called_so,
        Outcome.POSSIBLE,
        Message("zgodna jest tylko nazwa", "only the name agrees"),
    ),
)
