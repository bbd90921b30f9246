"""Turns a query into the entries that may be meant by it, each with how well it is called so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from esgraph.comparison import names
from esgraph.comparison.names import Likeness, Name
from esgraph.comparison.numbers import NUMBERS, digits, same_number
from esgraph.errors import Language
from esgraph.search_index import Field
from esgraph.serve.reconciliation import agreement, schema
from esgraph.serve.reconciliation.queries import Given, Query
from esgraph.serve.search import asked, ranking, suggestions
from esgraph.serve.search.asked import Asked
from esgraph.serve.search.index import SearchIndex
from esgraph.serve.search.ranking import Found, Scored
from esgraph.serve.search.reader import Reader, Record
from esgraph.serve.search.suggestions import Suggestion

#: So many are weighed, whatever the number that is asked for: namesakes must be seen.
_WEIGHED: Final = 60
#: Of another's name that has every word, what is asked is so much, legal forms counting little, if it is nearly a whole
#: name.
_NEAR: Final = 0.75
#: What a name with the same core is worth beside a whole name, which is 1.
ALIKE: Final = {Likeness.SAME_FORM: 0.95, Likeness.FORM_OMITTED: 0.84, Likeness.OTHER_FORM: 0.6}
#: What is left of that if what follows the name says another place.
_ELSEWHERE: Final = 0.8
#: What a form alone is worth at most.
FORM_ALONE: Final = 0.4
#: Registers of which a number by itself says who is meant; codes of places are too short for that.
_TELLING: Final = frozenset({"krs", "nip", "regon"})
_NAMES: Final = frozenset({Field.OTHER_NAME, Field.MENTION})


class Calling(Enum):
    """How an entry is called what a query says."""

    ITSELF = "it is named by its id"
    WHOLE = "its whole name"
    SAME_FORM = "the same name, written otherwise"
    FORM_OMITTED = "the same name, without a legal form on one side"
    OTHER_FORM = "the same name with another legal form"
    NEARLY = "nearly its name: every word, and little besides"
    PARTLY = "some words of its name"
    NOT = "it is found by a number, or not by its name"


_OF_LIKENESS: Final = {
    Likeness.SAME_FORM: Calling.SAME_FORM,
    Likeness.FORM_OMITTED: Calling.FORM_OMITTED,
    Likeness.OTHER_FORM: Calling.OTHER_FORM,
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """An entry and all that is known of how it fits; `agreements` are those of values that it has.

    `has_name`: it is called just so; `is_near`: so nearly that it may be meant; `is_other`: so, but of another form.
    """

    entity: Suggestion
    name: float
    has_name: bool
    is_near: bool
    is_other: bool = False
    has_number: bool = False
    agreements: tuple[tuple[Given, float], ...] = ()
    calling: Calling = Calling.NOT


@dataclass(frozen=True, slots=True)
class _Called:
    """What an entry is called, what its kind is, and where it is, in both languages."""

    names: tuple[str, ...]
    kind: str
    places: tuple[str, ...]


def itself(query: Query, entity: Suggestion) -> list[Weighed]:
    """What is named by its id, if it is of the type that is asked for."""
    is_of_type = query.types is None or entity.type in query.types
    return [Weighed(entity, 1.0, has_name=True, is_near=True, calling=Calling.ITSELF)] if is_of_type else []


def found(index: SearchIndex, query: Query, language: Language) -> list[Weighed]:
    """What has any of the words, the best first, and what has one of the numbers."""
    within = index.of_types(schema.CLASSES) if query.types is None else index.of_types(query.types)
    if query.types == ():
        return []
    # Without words of its own the query is looked for by its values, which are names, too.
    text = query.text or " ".join(one for given in query.given for one, _ in given.values)
    name = names.read(text)
    with index.reader() as reader:
        question = asked.read(reader, text)
        numbered = _numbered(reader, question)
        having, is_complete = _having(reader, question, name)
        scored = {one.entry: one for one in having.narrowed(within).scored(_WEIGHED)}
        for entry in (*numbered, *_given_numbers(reader, query)):
            if within >> entry & 1:
                scored.setdefault(entry, Scored(entry, 0.0, has_name=False, has_every=False))
        entries = list(scored)
        called = _called(reader, entries)
        described = suggestions.described(reader, entries, language)
        whole = frozenset(reader.named(question.key)) | numbered if query.text and not question.unknown else frozenset()
    weighed = [
        _weighed(entity, one, name, called[one.entry], is_whole=one.entry in whole, is_complete=is_complete)
        for entity, one in zip(described, scored.values(), strict=True)
    ]
    return [
        replace(one, has_number=entry in numbered)
        if query.text
        else replace(one, has_name=False, is_near=False, calling=Calling.NOT)
        for entry, one in zip(entries, weighed, strict=True)
    ]


def _having(reader: Reader, question: Asked, name: Name) -> tuple[Found, bool]:
    """What has the words, and whether each of them occurs: as they are, or without a seat, and the form spelt out.

    Words that only join others find nothing.
    """
    found = ranking.find(reader, question)
    if not found.whole_names and (name.form or name.seat) and name.core:
        question = asked.read(reader, name.spelt_out)
        found = ranking.find(reader, question)
    if all(group.joining for group in question.groups):
        return Found((), 0, has_all=True), False
    return found, not question.unknown


def _weighed(
    entity: Suggestion, one: Scored, name: Name, called: _Called, *, is_whole: bool, is_complete: bool
) -> Weighed:
    # What is called just so without a seat may be so by an abbreviation, which the index knows: OPS.
    alike = Likeness.SAME_FORM if one.has_name else names.likeness(name, called.names, called.kind)
    if alike is None and (seated := names.seated(name)):
        alike = names.likeness(seated, called.names, called.kind)
        name = seated if alike else name
    is_same = alike is Likeness.SAME_FORM and bool(name.form) and not name.seat
    is_nearly = is_complete and one.has_every and one.score >= _NEAR
    partly = Calling.NEARLY if is_nearly else Calling.PARTLY if one.score else Calling.NOT
    return Weighed(
        entity,
        1.0 if is_whole else _worth(one, name, called, alike),
        has_name=is_whole or is_same,
        is_near=is_whole or is_nearly or alike in (Likeness.SAME_FORM, Likeness.FORM_OMITTED),
        is_other=alike is Likeness.OTHER_FORM,
        calling=Calling.WHOLE if is_whole else _OF_LIKENESS[alike] if alike else partly,
    )


def _worth(one: Scored, name: Name, called: _Called, alike: Likeness | None) -> float:
    """How well an entry is called so, up to 1, if that is not its whole name."""
    if alike is None:
        return min(one.score, FORM_ALONE) if name.says_nothing else one.score
    # A seat may be a whole address, in which the place is one word.
    is_elsewhere = name.seat and called.places and not any(agreement.alike(name.seat, one) for one in called.places)
    return ALIKE[alike] * (_ELSEWHERE if is_elsewhere else 1)


def _called(reader: Reader, entries: Sequence[int]) -> Mapping[int, _Called]:
    records = reader.records(entries)
    around = reader.records({one for record in records.values() for one in (record.kind, record.place)} - {0})

    def labels(record: Record | None) -> tuple[str, ...]:
        return (record.pl, record.en) if record else ()

    return {
        entry: _Called(
            (*labels(record), *(text for field, _, text in reader.texts(entry) if field in _NAMES)),
            around[record.kind].pl if record.kind in around else "",
            labels(around.get(record.place)),
        )
        for entry, record in records.items()
    }


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
