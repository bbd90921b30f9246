"""Turns queries into candidates: what may be meant, how well it fits, and whether it is meant without a doubt.

A candidate's score, from 0 to 100, is how well its name fits, and how well its values agree with those that the query
gives. It is a match where it alone is called so (or has the number in the register), nothing that the query gives
contradicts it, and no other is called nearly so: of namesakes none is one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from esgraph.errors import Language
from esgraph.serve.reconciliation import agreement, identities, schema
from esgraph.serve.reconciliation.agreement import Facts
from esgraph.serve.reconciliation.numbers import NUMBERS, digits, same_number
from esgraph.serve.reconciliation.queries import Given, Query
from esgraph.serve.search import asked, ranking, suggestions
from esgraph.serve.search.asked import Asked
from esgraph.serve.search.index import SearchIndex
from esgraph.serve.search.ranking import Scored
from esgraph.serve.search.reader import Reader
from esgraph.serve.search.suggestions import Suggestion
from esgraph.serve.site import Site

#: So many are weighed, whatever the number that is asked for: namesakes must be seen.
_WEIGHED: Final = 60
#: What a value counts beside the name, and what a number in a register does, which names one entity.
_OF_VALUE, _OF_NUMBER = 0.4, 2.0
#: A value that agrees less contradicts.
_AGREES: Final = 0.5
#: Of another's name that has every word, what is asked is so much, legal forms counting little, if it is nearly a whole
#: name.
_NEAR: Final = 0.75
#: What is left of the score of what is not of the type that it should be of.
_OF_OTHER_TYPE: Final = 0.7
#: Registers of which a number by itself says who is meant; codes of places are too short for that.
_TELLING: Final = frozenset({"krs", "nip", "regon"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be meant: score and features (the name's and each value's, by the id of its property) up to 100."""

    entity: Suggestion
    score: float
    features: Mapping[str, float] = field(default_factory=dict)
    match: bool = False


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An entry and all that is known of how it fits; `agreements` are those of values that it has."""

    entity: Suggestion
    name: float
    has_name: bool
    is_near: bool
    has_number: bool
    agreements: tuple[tuple[Given, float], ...] = ()

    @property
    def is_contradicted(self) -> bool:
        return any(one < _AGREES for _, one in self.agreements)

    @property
    def is_numbered(self) -> bool:
        """Whether a number that is given is the entry's own."""
        return self.has_number or any(one == 1 for given, one in self.agreements if given.term.iri in NUMBERS)


def candidates(
    site: Site, index: SearchIndex, queries: Mapping[str, Query], language: Language
) -> dict[str, list[Candidate]]:
    """The candidates of each query, the best first. Raises LimitError if searching takes too long."""
    known = identities.named(site, queries.values())
    queries = {key: identities.resolved(query, known) for key, query in queries.items()}
    meant = {key: iri for key, query in queries.items() if (iri := known.get(query.text.strip()))}
    described = identities.described(site, meant.values(), language)
    pools = {
        key: _itself(query, described[meant[key]]) if key in meant else _pool(index, query, language)
        for key, query in queries.items()
    }
    given = [(key, query) for key, query in queries.items() if query.given]
    iris = {one.entity.iri for key, _ in given for one in pools[key]}
    facts = agreement.read(site, iris, {one.term.iri for _, query in given for one in query.given})
    return {key: _ordered(query, pools[key], facts) for key, query in queries.items()}


def _itself(query: Query, entity: Suggestion) -> list[_Weighed]:
    """What is named by its id, if it is of the type that is asked for."""
    itself = _Weighed(entity, 1.0, has_name=True, is_near=True, has_number=False)
    return [itself] if query.types is None or entity.type in query.types else []


def _pool(index: SearchIndex, query: Query, language: Language) -> list[_Weighed]:
    """What has any of the words, the best first, and what has one of the numbers."""
    within = index.of_types(schema.CLASSES) if query.types is None else index.of_types(query.types)
    if query.types == ():
        return []
    with index.reader() as reader:
        # Without words of its own the query is looked for by its values, which are names, too.
        text = query.text or " ".join(one for given in query.given for one, _ in given.values)
        question = asked.read(reader, text)
        found = ranking.find(reader, question).narrowed(within)
        scored = {one.entry: one for one in found.scored(_WEIGHED)}
        numbered = _numbered(reader, question)
        for entry in (*numbered, *_given_numbers(reader, query)):
            if within >> entry & 1:
                scored.setdefault(entry, Scored(entry, 0.0, has_name=False, has_every=False))
        described = suggestions.described(reader, list(scored), language)
    is_complete = bool(query.text) and not question.unknown
    return [
        _weighed(entity, one, is_complete=is_complete, has_number=one.entry in numbered)
        for entity, one in zip(described, scored.values(), strict=True)
    ]


def _weighed(entity: Suggestion, one: Scored, *, is_complete: bool, has_number: bool) -> _Weighed:
    has_name = is_complete and (one.has_name or has_number)
    return _Weighed(
        entity,
        1.0 if has_name else one.score,
        has_name=has_name,
        is_near=has_name or (is_complete and one.has_every and one.score >= _NEAR),
        has_number=has_number,
    )


def _numbered(reader: Reader, question: Asked) -> frozenset[int]:
    """The entries that have the number in a register that the words are, or have among them."""
    numbers = [group for group in question.groups if group.entries]
    return frozenset(
        entry
        for group in numbers
        for entry in group.entries
        if any(
            register in _TELLING and same_number(group.digits, written, register)
            for register, written in reader.numbers(entry)
        )
    )


def _given_numbers(reader: Reader, query: Query) -> list[int]:
    """The entries that have a number that is given as the value of a property."""
    return [
        entry
        for given in query.given
        if (register := NUMBERS.get(given.term.iri))
        for text in given.texts
        if (number := digits(text, register))
        for entry in reader.numbered(number)
        if any(name == register and same_number(text, one, name) for name, one in reader.numbers(entry))
    ]


def _ordered(query: Query, pool: Sequence[_Weighed], facts: Facts) -> list[Candidate]:
    compared = _compared(query, pool, facts)
    made = sorted((_candidate(query, one) for one in compared), key=lambda one: -one.score)
    certain = _certain(query, compared)
    # Tools take a match only if it stands first; where another fits as well, nobody guesses.
    if certain and made[0].entity is certain.entity and all(one.score < made[0].score for one in made[1:]):
        made[0] = replace(made[0], match=True)
    return [one for one in made if one.score][: query.limit]


def _compared(query: Query, pool: Sequence[_Weighed], facts: Facts) -> list[_Weighed]:
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


def _candidate(query: Query, one: _Weighed) -> Candidate:
    named = [(one.name, 1.0)] if query.text else []
    valued = [(value, _OF_NUMBER if given.term.iri in NUMBERS else _OF_VALUE) for given, value in one.agreements]
    weights = sum(weight for _, weight in (*named, *valued))
    score = sum(value * weight for value, weight in (*named, *valued)) / weights if weights else 0.0
    if query.preferred and one.entity.type not in query.preferred:
        score *= _OF_OTHER_TYPE
    features = {"name": one.name} if query.text else {}
    features |= {given.term.address: value for given, value in one.agreements}
    return Candidate(one.entity, _percent(score), {name: _percent(value) for name, value in features.items()})


def _percent(value: float) -> float:
    return round(100 * value, 1)


def _certain(query: Query, compared: Sequence[_Weighed]) -> _Weighed | None:
    """The one that is meant without a doubt; None if nothing is, or several may be."""
    possible = [one for one in compared if not one.is_contradicted]
    near = [one for one in possible if one.is_near]
    numbered = [one for one in possible if one.is_numbered]
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
