"""What is told as certain is right in nearly every hard pair, also of those that no rule was made with."""

from collections import Counter

import pytest

from esgraph.linking.outcome import Outcome
from tests.linking.evaluation import PARTS, alone, crowd, figures, of_part, pairs

#: Patterns of pairs that look alike and are different.
SORTS = {"namesake", "unit", "form", "number", "level", "counted"}

#: Of pairs that were made to defeat the rules (damaged, translated, spelt apart), and of those of a stranger, fewer are
#: found.
RECALL = {"tuning": 0.90, "strangers": 0.75, "heldout": 0.90, "blind": 0.80}


def test_there_are_enough_pairs_of_every_sort() -> None:
    assert len(pairs()) >= 300
    for part in PARTS:
        truths = Counter(pair.truth for pair in of_part(part))
        assert min(truths["same"], truths["different"]) >= 60 and truths["open"] >= 10


@pytest.mark.parametrize("part", PARTS)
def test_what_is_certain_is_right(part: str) -> None:
    found = figures(of_part(part), Outcome.CERTAIN)
    # One in a hundred at most; each part has about that many, so that one alone may be wrong.
    assert found.told - found.right <= 1
    assert found.told >= (60 if part == "blind" else 90)
    assert found.recall >= RECALL[part]


@pytest.mark.parametrize("part", [part for part in PARTS if part != "blind"])
def test_no_namesake_unit_or_other_form_is_even_probable(part: str) -> None:
    some = [pair for pair in of_part(part) if pair.truth == "different" and pair.pattern in SORTS]
    assert len(some) >= 30
    assert [pair.number for pair in some if (found := alone(pair)) and found.outcome >= Outcome.PROBABLE] == []


@pytest.mark.parametrize("part", PARTS)
def test_what_nobody_could_tell_is_not_certain(part: str) -> None:
    some = [pair for pair in of_part(part) if pair.truth == "open"]
    assert [pair.number for pair in some if (found := alone(pair)) and found.outcome is Outcome.CERTAIN] == []


@pytest.mark.parametrize("part", PARTS)
def test_a_crowd_of_namesakes_hides_none_and_makes_none_certain(part: str) -> None:
    """All records of a part at once: of those that are certain, one at most is of a pair that is not the same."""
    told = {(pair.one.iri, pair.other.iri): pair for pair in of_part(part)}
    certain = [told[one.pair] for one in crowd(part) if one.outcome is Outcome.CERTAIN and one.pair in told]
    assert sum(pair.truth == "same" for pair in certain) >= (60 if part == "blind" else 80)
    wrong = [pair for pair in certain if pair.truth != "same"]
    assert len(wrong) <= 1
    assert [pair.number for pair in wrong if pair.pattern in SORTS or pair.truth == "open"] == []
