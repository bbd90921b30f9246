"""Turns two lists of records into matches: what is the same as what, how surely, and what speaks for it.

Of those that fit equally well none is certain. The index is made of one side, and the other runs by, so that memory
grows with the records and not with the pairs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from esgraph.errors import Message
from esgraph.linking import scoring
from esgraph.linking.evidence import Examiner, Findings
from esgraph.linking.index import Index
from esgraph.linking.outcome import Outcome
from esgraph.linking.record import Record
from esgraph.linking.rules import decide

_EQUALLY = Message(
    "równie dobrze pasuje jeszcze inny zapis, więc to nie jest pewne",
    "another record fits as well, so that this is not certain",
)


@dataclass(frozen=True, slots=True)
class Match:
    """Two records that may be of one thing: how surely, by which rule and why, and a score from 0 to 100 to sort by."""

    found: Findings
    outcome: Outcome
    rule: str
    why: Message
    score: int

    @property
    def pair(self) -> tuple[str, str]:
        """Our IRI, and theirs."""
        return self.found.one.iri, self.found.other.iri


def match(ours: Iterable[Record], theirs: Iterable[Record], examiner: Examiner, limit: int = 3) -> list[Match]:
    """The matches of each of our records, at most `limit`, the best first; in the order of our records.

    Where one is certain, those that are merely possible are left out.
    """
    index = Index([examiner.prepare(record) for record in ours], examiner.lexicon)
    by_one: dict[str, list[Match]] = defaultdict(list)
    for record in theirs:
        for found in _matches(record, index, examiner):
            by_one[found.pair[0]].append(found)
    decided = _without_doubt([found for some in by_one.values() for found in some])
    order = {one.record.iri: number for number, one in enumerate(index.records)}
    grouped: dict[str, list[Match]] = defaultdict(list)
    for found in decided:
        grouped[found.pair[0]].append(found)
    return [found for iri in sorted(grouped, key=order.__getitem__) for found in _best(grouped[iri], limit)]


def _matches(record: Record, index: Index, examiner: Examiner) -> Iterator[Match]:
    asked = examiner.prepare(record)
    for one in index.candidates(asked):
        if one.record.iri == record.iri or one.record.sort is not record.sort:
            continue
        found = examiner.compare(one, asked)
        if found and (rule := decide(found)).outcome:
            yield Match(found, rule.outcome, rule.name, rule.why, scoring.score(found, rule.outcome))


def _without_doubt(matches: list[Match]) -> list[Match]:
    """The same, but nothing certain that another fits as well: one that has the same number fits better."""
    rivals: dict[str, list[Match]] = defaultdict(list)
    for one in matches:
        for iri in one.pair:
            rivals[iri].append(one)
    return [_doubted(one, [*rivals[one.pair[0]], *rivals[one.pair[1]]]) for one in matches]


def _doubted(one: Match, rivals: list[Match]) -> Match:
    # The same pair the other way round, of data that are matched with themselves, is no rival.
    others = (other for other in rivals if set(other.pair) != set(one.pair))
    if one.outcome < Outcome.PROBABLE or all(_strength(other) < _strength(one) for other in others):
        return one
    return replace(one, outcome=Outcome.POSSIBLE, why=_EQUALLY, score=min(one.score, scoring.DOUBTED))


def _strength(one: Match) -> tuple[int, bool]:
    return one.outcome, bool(one.found.equal)


def _best(found: list[Match], limit: int) -> list[Match]:
    ranked = sorted(found, key=lambda one: (-one.outcome, -one.score, one.pair))
    if ranked[0].outcome is Outcome.CERTAIN:
        ranked = [one for one in ranked if one.outcome is not Outcome.POSSIBLE]
    return ranked[:limit]
