"""Turns queries into candidates: what may be meant, how well it fits, and whether it is meant without a doubt.

A candidate's score, from 0 to 100, is how well its name fits, and how well its values agree with those that the query
gives. It is a match where it alone is called so (or has the number in the register), nothing that the query gives
contradicts it, and no other is called nearly so: of namesakes none is one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from esgraph.comparison.numbers import NUMBERS
from esgraph.errors import Language
from esgraph.serve.reconciliation import agreement, entries, identities
from esgraph.serve.reconciliation.agreement import Facts
from esgraph.serve.reconciliation.entries import Calling, Weighed
from esgraph.serve.reconciliation.queries import Query
from esgraph.serve.search.index import SearchIndex
from esgraph.serve.search.suggestions import Suggestion
from esgraph.serve.site import Site

#: What a value counts beside the name, and what a number in a register does, which names one entity.
_OF_VALUE, _OF_NUMBER = 0.4, 2.0
#: A value that agrees less contradicts.
_AGREES: Final = 0.5
#: What is left of the score of what is not of the type that it should be of.
_OF_OTHER_TYPE: Final = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be meant: score and features (the name's and each value's, by the id of its property) up to 100.

    `has_number` says whether a number in its register stands in the name that was asked for.
    """

    entity: Suggestion
    score: float
    features: Mapping[str, float] = field(default_factory=dict)
    match: bool = False
    calling: Calling = Calling.NOT
    has_number: bool = False


def candidates(
    site: Site, index: SearchIndex, queries: Mapping[str, Query], language: Language
) -> dict[str, list[Candidate]]:
    """The candidates of each query, the best first. Raises LimitError if searching takes too long."""
    known = identities.named(site, queries.values())
    queries = {key: identities.resolved(query, known) for key, query in queries.items()}
    meant = {key: known.get(query.text.strip(), "") for key, query in queries.items()}
    described = identities.described(site, filter(None, meant.values()), language)
    pools = {
        key: entries.itself(query, itself)
        if (itself := described.get(meant[key]))
        else entries.found(index, query, language)
        for key, query in queries.items()
    }
    given = [(key, query) for key, query in queries.items() if query.given]
    iris = {one.entity.iri for key, _ in given for one in pools[key]}
    facts = agreement.read(site, iris, {one.term.iri for _, query in given for one in query.given})
    return {key: _ordered(query, pools[key], facts) for key, query in queries.items()}


def _ordered(query: Query, pool: Sequence[Weighed], facts: Facts) -> list[Candidate]:
    compared = _compared(query, pool, facts)
    made = sorted((_candidate(query, one) for one in compared), key=lambda one: -one.score)
    certain = _certain(query, compared)
    # Tools take a match only if it stands first; where another fits as well, nobody guesses.
    if certain and made[0].entity is certain.entity and all(one.score < made[0].score for one in made[1:]):
        made[0] = replace(made[0], match=True)
    return [one for one in made if one.score][: query.limit]


def _compared(query: Query, pool: Sequence[Weighed], facts: Facts) -> list[Weighed]:
    """The same with their agreements; a number of one of them contradicts those that have none of its register."""
    rows = [
        [agreement.agreement(given, facts.get((one.entity.iri, given.term.iri))) for given in query.given]
        for one in pool
    ]
    owned = [given.term.iri in NUMBERS and any(row[at] == 1 for row in rows) for at, given in enumerate(query.given)]
    unknown = [0.0 if is_owned else None for is_owned in owned]
    filled = [[other if value is None else value for value, other in zip(row, unknown, strict=True)] for row in rows]
    return [
        replace(
            one,
            agreements=tuple(
                (given, value) for given, value in zip(query.given, row, strict=True) if value is not None
            ),
        )
        for one, row in zip(pool, filled, strict=True)
    ]


def _is_contradicted(one: Weighed) -> bool:
    """Whether its legal form, or a value, is another than what is given."""
    return one.is_other or any(value < _AGREES for _, value in one.agreements)


def _is_numbered(one: Weighed) -> bool:
    """Whether a number that is given is the entry's own."""
    return one.has_number or any(value == 1 for given, value in one.agreements if given.term.iri in NUMBERS)


def _candidate(query: Query, one: Weighed) -> Candidate:
    named = [(one.name, 1.0)] if query.text else []
    valued = [(value, _OF_NUMBER if given.term.iri in NUMBERS else _OF_VALUE) for given, value in one.agreements]
    weights = sum(weight for _, weight in (*named, *valued))
    score = sum(value * weight for value, weight in (*named, *valued)) / weights if weights else 0.0
    if query.preferred and one.entity.type not in query.preferred:
        score *= _OF_OTHER_TYPE
    features = {"name": one.name} if query.text else {}
    features |= {given.term.address: value for given, value in one.agreements}
    told = {name: _percent(value) for name, value in features.items()}
    return Candidate(one.entity, _percent(score), told, calling=one.calling, has_number=one.has_number)


def _percent(value: float) -> float:
    return round(100 * value, 1)


def _certain(query: Query, compared: Sequence[Weighed]) -> Weighed | None:
    """The one that is meant without a doubt; None if nothing is, or several may be."""
    possible = [one for one in compared if not _is_contradicted(one)]
    near = [one for one in possible if one.is_near]
    numbered = [one for one in possible if _is_numbered(one)]
    if numbered and query.text:
        # The number tells namesakes apart; where it is somebody's whose name is another, nobody guesses.
        agreed = [one for one in numbered if one in near] or ([] if near else [one for one in numbered if one.name])
    elif numbered:
        agreed = numbered
    else:
        # That what is given contradicts the others does not yet say that this one is meant, if nothing is known of it.
        is_alone = sum(one.is_near for one in compared) == 1
        agreed = [one for one in near if one.has_name and (is_alone or one.agreements)] if len(near) == 1 else []
    return agreed[0] if len(agreed) == 1 else None
