"""Turns how sure it is that two records are of one thing into a word, and a reason for it into a Rule."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from esgraph.errors import Message
from esgraph.linking.evidence import Findings


class Outcome(IntEnum):
    """How sure it is that two records are of one thing, the surer the greater."""

    NONE = 0
    POSSIBLE = 1
    PROBABLE = 2
    CERTAIN = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """When it fits, what follows, and why, in words."""

    name: str
    fits: Callable[[Findings], bool]
    outcome: Outcome
    why: Message
