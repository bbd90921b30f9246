"""Turns Findings into an outcome by written rules: the first that fits decides, and says why.

A different register number, another legal form, another place and a part of the same body each speak against identity,
however alike the names are. What only names and place speak for is certain only if nothing else fits as well, which
`matching` looks at.
"""

from typing import Final

from esgraph import polish
from esgraph.errors import Message
from esgraph.linking.called import Role
from esgraph.linking.evidence import Findings, Form
from esgraph.linking.likeness import STRONG, Likeness
from esgraph.linking.outcome import Outcome, Rule
from esgraph.linking.place_rules import OF_PLACES
from esgraph.linking.record import Sort
from esgraph.linking.where import Position

#: A service's score from which its word is passed on.
_RATED: Final = 90.0
#: So many telling words tell a thing in any order, and with others beside them.
_IN_ORDER: Final = 3
#: What there is one of in a gmina, a county or a voivodeship, as the stems of its words.
_SINGLE: Final = tuple(
    frozenset(map(polish.stem, words.split()))
    for words in (
        "osrodek pomocy spolecznej", "osrodek pomocy rodzinie", "centrum pomocy rodzinie", "centrum uslug spolecznych",
        "osrodek polityki spolecznej", "urzad gminy", "urzad miasta", "urzad pracy", "starostwo powiatowe", "powiat",
        "gmina", "wojewodztwo", "ochotnicza straz pozarna",
    )
)  # fmt: skip


def _is_strong(found: Findings) -> bool:
    return found.name.likeness >= STRONG and not found.name.differs


def _is_part(found: Findings) -> bool:
    return found.name.likeness in (Likeness.PARTLY, Likeness.INITIALS) and not found.name.differs


def _tells(found: Findings) -> bool:
    """Whether the names have more in common than what kind of thing they are of and where."""
    return found.name.telling > 0


def _is_single(found: Findings) -> bool:
    """Whether there is only one such body in its place."""
    called = ({polish.stem(token.text) for token in name.tokens} for name in (found.name.one, found.name.other))
    return any(words <= stems for stems in called for words in _SINGLE)


def _is_same_form(found: Findings) -> bool:
    if found.form is Form.SAME:
        return True
    # Names that say of what kind a thing is say as much as a form, and so does a name of many words.
    return found.form is Form.NONE and (
        found.kind is True or found.name.kinds > 0 or (_is_strong(found) and found.name.telling >= _IN_ORDER)
    )


def _is_there(found: Findings) -> bool:
    """Whether both are in one place, surely enough for a name of this sort."""
    if found.position is Position.SAME:
        return True
    return found.position is Position.NAMED and _tells(found)


def _is_number(found: Findings) -> bool:
    """Whether they have a number in common, and no other; of three, one may be a slip apart."""
    return bool(found.equal) and not found.differing and (not found.near or len(found.equal) > 1)


def _is_number_of_one(found: Findings) -> bool:
    """A NIP may be that of a gmina for all of its units."""
    return any(register != "nip" for register, _ in found.equal)


def _is_run(found: Findings) -> bool:
    """Whether one may be run by the other: it has its number and its name, and words of its own that say what it is."""
    return found.name.is_one_sided and (found.name.has_own_kind or found.name.is_headed)


def _is_named_by_number(found: Findings) -> bool:
    """Whether a number says it, whatever the name: with another number, or in the same place."""
    if not _is_number(found) or found.name.differs or _is_run(found) or found.form is not Form.SAME:
        return False
    return len(found.equal) > 1 or (_is_number_of_one(found) and found.position is Position.SAME)


def _agrees_by_name(found: Findings) -> bool:
    if not (_is_strong(found) and found.name.is_sure and _is_there(found) and _is_same_form(found)):
        return False
    is_jumbled = found.name.likeness is Likeness.REORDERED and found.name.telling < _IN_ORDER
    return not is_jumbled and found.kind is not False and found.date is not False


def _is_one_of_its_place(found: Findings) -> bool:
    """Whether a name of a kind and a place alone is of one body: there is only one, or both names have the place."""
    return _is_single(found) or found.name.is_placed


#: The first that fits decides.
RULES: Final = (
    Rule(
        "part of a body",
        lambda found: Role.UNIT in found.name.differs,
        Outcome.NONE,
        Message("jedno jest jednostką drugiego", "one is a unit of the other"),
    ),
    Rule(
        "same number",
        lambda found: (
            _is_number(found)
            and found.name.likeness is not Likeness.OTHER
            and not found.name.differs
            and not _is_run(found)
            and (_is_number_of_one(found) or found.position is not Position.OTHER)
            and found.form is not Form.OTHER
        ),
        Outcome.CERTAIN,
        Message("ten sam numer w rejestrze i zgodna nazwa", "the same number in a register, and a name that agrees"),
    ),
    Rule(
        "same number, renamed",
        _is_named_by_number,
        Outcome.CERTAIN,
        Message(
            "te same są numer w rejestrze i forma prawna, a do tego miejsce lub drugi numer; nazwa inna (zmieniona?)",
            "the same number in a register and legal form, and the same place or second number; renamed?",
        ),
    ),
    Rule(
        "same number, other name",
        lambda found: _is_number(found) and (_is_number_of_one(found) or (_tells(found) and _is_there(found))),
        Outcome.PROBABLE,
        Message(
            "ten sam numer w rejestrze, choć nazwa lub forma prawna inna (zmiana nazwy lub przekształcenie?)",
            "the same number in a register, though the name or the legal form is another (renamed or transformed?)",
        ),
    ),
    Rule(
        "numbers contradict each other",
        lambda found: (
            bool(found.equal and (found.differing or found.near))
            and (_is_strong(found) or _is_part(found) or _is_number_of_one(found))
        ),
        Outcome.POSSIBLE,
        Message("numery w rejestrach są częściowo sprzeczne", "the numbers in registers contradict each other in part"),
    ),
    Rule(
        "same number, apart",
        lambda found: bool(found.equal) and (_is_strong(found) or _is_part(found)),
        Outcome.POSSIBLE,
        Message(
            "ten sam numer i podobna nazwa, ale inne miejsce albo inny podmiot pod tym numerem (jednostka?)",
            "the same number and a name alike, but another place, or another body with that number (a unit?)",
        ),
    ),
    Rule(
        "number a slip apart",
        lambda found: (
            bool(found.near)
            and not found.differing
            and _is_strong(found)
            and found.form in (Form.SAME, Form.NONE)
            and found.position in (Position.SAME, Position.NAMED)
        ),
        Outcome.POSSIBLE,
        Message(
            "numery różnią się jedną cyfrą, a reszta jest zgodna (literówka?)",
            "the numbers differ in one digit, and all else agrees (a typing error?)",
        ),
    ),
    Rule(
        "another number",
        lambda found: bool(found.differing or found.near),
        Outcome.NONE,
        Message("inny numer w rejestrze", "another number in a register"),
    ),
    Rule(
        "another form, place or part of a name",
        lambda found: bool(found.name.differs) or found.form is Form.OTHER or found.position is Position.OTHER,
        Outcome.NONE,
        Message("inna forma prawna, miejsce, szczebel lub numer", "another legal form, place, level or number"),
    ),
    Rule(
        "name, form and place",
        lambda found: _agrees_by_name(found) and _tells(found) and found.form is Form.SAME,
        Outcome.CERTAIN,
        Message("zgodne są nazwa, forma prawna i miejsce", "name, legal form and place agree"),
    ),
    Rule(
        "name, kind and place",
        lambda found: _agrees_by_name(found) and (_tells(found) or _is_one_of_its_place(found)),
        Outcome.CERTAIN,
        Message("zgodne są nazwa, rodzaj podmiotu i miejsce", "name, kind of entity and place agree"),
    ),
    Rule(
        "another kind",
        lambda found: found.kind is False and (_is_strong(found) or _is_part(found)),
        Outcome.POSSIBLE,
        Message("zgodna nazwa, ale inny rodzaj podmiotu", "the name agrees, but the kind is another"),
    ),
    Rule(
        "name and place",
        lambda found: _is_strong(found) and found.position in (Position.SAME, Position.NAMED),
        Outcome.PROBABLE,
        Message("zgodne są nazwa i miejsce", "name and place agree"),
    ),
    Rule(
        "name and form, place not known",
        lambda found: (
            _is_strong(found) and _is_same_form(found) and (found.position is Position.INSIDE or found.name.telling > 1)
        ),
        Outcome.PROBABLE,
        Message("zgodne są nazwa i forma prawna", "name and legal form agree"),
    ),
    Rule(
        "name alone",
        lambda found: _is_strong(found) and (_tells(found) or found.position is Position.INSIDE),
        Outcome.POSSIBLE,
        Message("zgodna jest nazwa, a o miejscu nic nie wiadomo", "the name agrees, and of the place nothing is known"),
    ),
    Rule(
        "part of the name, and place",
        lambda found: (
            _is_part(found)
            and found.name.is_one_sided
            and not found.name.is_headed
            and found.position in (Position.SAME, Position.NAMED)
            and _is_same_form(found)
            and (found.name.telling >= _IN_ORDER or found.name.likeness is Likeness.INITIALS)
        ),
        Outcome.PROBABLE,
        Message("zgodne są część nazwy, forma prawna i miejsce", "a part of the name, the form and the place agree"),
    ),
    Rule(
        "part of the name",
        lambda found: (
            _is_part(found)
            and (
                found.position in (Position.SAME, Position.NAMED)
                or (found.name.is_one_sided and found.name.telling > 1)
            )
        ),
        Outcome.POSSIBLE,
        Message("zgodna jest część nazwy", "a part of the name agrees"),
    ),
    Rule(
        "service alone",
        lambda found: found.rating is not None and found.rating >= _RATED,
        Outcome.POSSIBLE,
        Message(
            "tak uważa usługa uzgadniania; z tego, co podaje, nie da się tego stwierdzić",
            "so says the reconciliation service; what it gives does not tell",
        ),
    ),
)
_NOTHING: Final = Rule(
    "nothing in common", lambda _found: True, Outcome.NONE, Message("nazwy są inne", "the names are others")
)


def decide(found: Findings) -> Rule:
    """The rule that decides."""
    rules = OF_PLACES if found.one.sort is Sort.PLACE else RULES
    return next((rule for rule in rules if rule.fits(found)), _NOTHING)
