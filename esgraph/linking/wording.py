"""Turns a match into sentences: what agrees, what does not, and what follows, in Polish and in English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from esgraph.errors import Language, Message, Text
from esgraph.linking.evidence import Findings, Form
from esgraph.linking.likeness import Likeness
from esgraph.linking.matching import Match
from esgraph.linking.outcome import Outcome
from esgraph.linking.where import Position

OUTCOMES: Final = {
    Outcome.CERTAIN: Message("pewne", "certain"),
    Outcome.PROBABLE: Message("prawdopodobne", "probable"),
    Outcome.POSSIBLE: Message("możliwe", "possible"),
}
_HOW: Final = {
    Likeness.SAME: Message("ta sama", "the same"),
    Likeness.INFLECTED: Message("ta sama w innym przypadku", "the same in another case"),
    Likeness.ABBREVIATED: Message("ta sama po rozwinięciu skrótów", "the same with abbreviations spelt out"),
    Likeness.RESPELT: Message("ta sama w innej pisowni", "the same in another spelling"),
    Likeness.REORDERED: Message("te same słowa w innej kolejności", "the same words in another order"),
    Likeness.MISSPELT: Message("różni się literówką", "a typing error apart"),
    Likeness.INITIALS: Message("jedna jest skrótowcem drugiej", "one is the acronym of the other"),
    Likeness.PARTLY: Message("częściowo zgodna", "the same in part"),
    Likeness.OTHER: Message("inna", "another"),
}
_NAME: Final = Message("nazwa: „{one}” i „{other}” ({how})", "name: “{one}” and “{other}” ({how})")
_ONE_NAME: Final = Message("nazwa: „{one}” ({how})", "name: “{one}” ({how})")
_FORMS: Final = {
    Form.SAME: Message("ta sama forma prawna", "the same legal form"),
    Form.NONE: Message("forma prawna nie jest podana", "no legal form is given"),
    Form.OMITTED: Message("forma prawna podana tylko po jednej stronie", "the legal form is given on one side only"),
    Form.OTHER: Message("inna forma prawna", "another legal form"),
}
_POSITIONS: Final = {
    Position.SAME: Message("to samo miejsce ({one})", "the same place ({one})"),
    Position.NAMED: Message("miejsce o tej samej nazwie ({one})", "a place of the same name ({one})"),
    Position.INSIDE: Message(
        "jedno miejsce leży w drugim ({one}; {other})", "one place is in the other ({one}; {other})"
    ),
    Position.UNKNOWN: Message("miejsca nie da się porównać", "places cannot be compared"),
    Position.OTHER: Message("inne miejsce ({one}; {other})", "another place ({one}; {other})"),
}
_EQUAL: Final = Message("{register} ten sam ({number})", "the same {register} ({number})")
_UNEQUAL: Final = Message("{register} inny ({one}; {other})", "another {register} ({one}; {other})")
_KINDS: Final = {
    True: Message("ten sam rodzaj podmiotu", "the same kind of entity"),
    False: Message("inny rodzaj podmiotu", "another kind of entity"),
}
_DATES: Final = {
    True: Message("zgodna data założenia", "the date of founding agrees"),
    False: Message("inna data założenia", "another date of founding"),
}
_DISTANCE: Final = Message("odległość punktów: {km} km", "the points are {km} km apart")
_RATING: Final = Message("ocena usługi: {rating}/100", "the service’s score: {rating}/100")
#: How many digits the numbers of a register have when they are written out.
_DIGITS: Final = {"krs": 10, "nip": 10, "regon": 9, "terc": 0, "simc": 7}


def features(found: Findings) -> Iterator[Message]:
    """What agrees and what does not, feature by feature, in words."""
    for register, number in found.equal:
        yield _EQUAL.of(register=register.upper(), number=_written(number, register))
    for register, one, other in (*found.near, *found.differing):
        numbers = {"one": _written(one, register), "other": _written(other, register)}
        yield _UNEQUAL.of(register=register.upper(), **numbers)
    one_name, other_name = found.name.one.written, found.name.other.written
    template = _ONE_NAME if one_name == other_name else _NAME
    yield template.of(one=one_name, other=other_name, how=_HOW[found.name.likeness])
    if found.form is not None:
        yield _FORMS[found.form]
    yield _POSITIONS[found.position].of(one=found.places[0], other=found.places[1])
    if found.kind is not None:
        yield _KINDS[found.kind]
    if found.date is not None:
        yield _DATES[found.date]
    if found.kilometres is not None:
        yield _DISTANCE.of(km=f"{found.kilometres:.1f}")
    if found.rating is not None:
        yield _RATING.of(rating=f"{found.rating:.0f}")


def description(match: Match) -> Text:
    """Why two records may be of one thing, in both languages, as a hypothesis says it."""
    told = list(features(match.found))
    return {
        "pl": _sentences(match.why.pl, [one.text("pl") for one in told]),
        "en": _sentences(match.why.en, [one.text("en") for one in told]),
    }


@dataclass(frozen=True, slots=True)
class Told:
    """A feature that a description tells: in words, with and without the values, and the value of either side."""

    text: str
    label: str
    one: str = ""
    other: str = ""


def read(text: str, language: Language) -> tuple[str, list[Told]]:
    """The inverse of `description`: why, and the features; of a text that is none, all of it and nothing."""
    why, _, rest = text.partition(". ")
    found: list[Told] = []
    while rest:
        feature = next(filter(None, (pattern.match(rest) for pattern in _patterns(language))), None)
        if feature is None:
            return text, []
        told, whole = feature.groupdict(), _capital(feature["feature"])
        label = f"{whole.partition(':')[0]}: {told['how']}" if "how" in told else whole.partition(" (")[0]
        one = told.get("one", told.get("number", ""))
        found.append(Told(whole, label, one, told.get("other", one)))
        rest = rest[feature.end() :]
    return why, found


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    """The words of every feature, with the places for its values as groups; those with more words first."""
    messages = (
        _NAME, _ONE_NAME, *_FORMS.values(), *_POSITIONS.values(), _EQUAL, _UNEQUAL, *_KINDS.values(), *_DATES.values(),
        _DISTANCE, _RATING,
    )  # fmt: skip
    made = []
    for message in messages:
        words = re.split(r"{(\w+)}", message.template(language))
        pattern = "".join(f"(?P<{part}>.*?)" if at % 2 else re.escape(part) for at, part in enumerate(words))
        made.append(re.compile(rf"(?P<feature>{pattern})(?:; |\.$)", re.IGNORECASE | re.DOTALL))
    return tuple(made)


def _sentences(why: str, told: list[str]) -> str:
    return f"{_capital(why)}. {_capital('; '.join(told))}."


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _written(number: str, register: str) -> str:
    length = 14 if register == "regon" and len(number) > _DIGITS["regon"] else _DIGITS[register]
    return number.zfill(length)
