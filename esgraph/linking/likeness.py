"""Turns two names into how they are the same: word by word, in any case, spelt out, misspelt; and what only one has."""

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Final

from esgraph.linking.called import COUNTED, Called, Role, Token
from esgraph.linking.lexicon import Lexicon, slips


class Likeness(IntEnum):
    """How two names are the same, the better the greater."""

    OTHER = 0
    PARTLY = 1
    INITIALS = 2
    MISSPELT = 3
    REORDERED = 4
    RESPELT = 5
    ABBREVIATED = 6
    INFLECTED = 7
    SAME = 8


#: From here on every word of one name is in the other.
STRONG: Final = Likeness.MISSPELT

#: A word that no dictionary knows has so many letters if one of them may be a slip without a doubt.
_LONG: Final = 7
_ACRONYM: Final = range(3, 8)
#: What is called after its address alone.
_BY_ADDRESS: Final = frozenset({"wspolnota", "mieszkaniowa"})
_FIGURES: Final = re.compile(r"\d+")
_CODE: Final = re.compile(r"\b\d\d-\d{3}\b")
#: Roles of words that tell one thing from others of its kind.
_TELLING: Final = (Role.TELLING, Role.NUMBER)

_How = Callable[[Token, Token], tuple[Likeness, bool] | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two names share. `is_sure` is false where a word may be another one: misspelt, or alone in another case.

    `telling` counts the words that both have and that tell them from others of their place, `kinds` those that say what
    kind of thing they are; `is_placed` says that both names have the place, `is_one_sided` that one has all words of
    the other, `has_own_kind` that one has words of a kind, and the other has not, and `is_headed` that one begins with
    words that the other has not. `differs` are roles (of levels, units, numbers) whose words only one has, or each
    another.
    """

    one: Called
    other: Called
    likeness: Likeness
    is_sure: bool = True
    telling: int = 0
    kinds: int = 0
    is_placed: bool = False
    is_one_sided: bool = True
    differs: frozenset[Role] = field(default_factory=frozenset)
    has_own_kind: bool = False
    is_headed: bool = False

    @property
    def rank(self) -> tuple[int, bool, int]:
        """By which the best of several comparisons is told."""
        return (self.likeness - 9 * bool(self.differs), self.is_sure, self.telling)


class Comparer:
    """Compares names; places that the two records are known to be in are no part of what is compared."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def compare(self, one: Called, other: Called, near: Set[str], places: Set[str]) -> Comparison:
        """How two names are the same; `near` are keys of names of their places, `places` also of what these lie in."""
        pairing = _Pairing(self._lexicon, one, other)
        left = [_without(rest, near, places) for rest in pairing.rest]
        differs = _differences(*left) | _other_address(one, other)
        telling = sum(token.role in _TELLING and token.keys.isdisjoint(places) for token in pairing.shared)
        kinds = sum(token.role is Role.KIND for token in pairing.shared)
        is_placed = any(not token.keys.isdisjoint(near) for token in pairing.shared)
        if not left[0] and not left[1] and pairing.pairs:
            likeness = pairing.worst
            is_sure = pairing.is_sure and not pairing.is_doubtful(places, telling)
            return Comparison(one, other, likeness, is_sure, telling, kinds, is_placed, differs=differs)
        if _joined(one) == _joined(other) and one.telling:
            return Comparison(one, other, Likeness.SAME, telling=len(one.telling))
        if _is_acronym_of(one, other) or _is_acronym_of(other, one):
            return Comparison(one, other, Likeness.INITIALS, telling=1)
        is_one_sided = not (left[0] and left[1])
        is_general = all(token.role in (Role.LEVEL, Role.KIND) for token in (*left[0], *left[1]))
        is_part = (kinds > 1 and is_one_sided and is_general) or _shares(one, other, telling, is_one_sided)
        likeness = Likeness.PARTLY if is_part else Likeness.OTHER
        own = any(token.role is Role.KIND for token in (*left[0], *left[1]))
        return Comparison(
            one, other, likeness, pairing.is_sure, telling, kinds, is_placed, is_one_sided, differs, own,
            pairing.is_headed(left),
        )  # fmt: skip


class _Pairing:
    """The words of two names that are the same, and how; `rest` are those of each that the other has not."""

    def __init__(self, lexicon: Lexicon, first: Called, second: Called) -> None:
        self._lexicon = lexicon
        self._names = (first, second)
        self.worst = Likeness.SAME
        self.is_sure = True
        self.has_short_slip = False
        self.inflected: list[tuple[bool, Token]] = []
        self.pairs: list[tuple[int, int]] = []
        one, other = first.tokens, second.tokens
        free = dict(enumerate(other))
        rest: list[tuple[int, Token]] = []
        by_text: dict[str, list[int]] = {}
        for number in reversed(free):
            by_text.setdefault(free[number].text, []).append(number)
        for number, token in enumerate(one):
            if places := by_text.get(token.text):
                self._pair(number, token, places.pop(), free)
            else:
                rest.append((number, token))
        for how in (_in_another_case, self._spelt_otherwise):
            rest = [(number, token) for number, token in rest if not self._find(number, token, free, how)]
        self.shared = [_both(one[number], other[at]) for number, at in self.pairs]
        self.rest = ([token for _, token in rest], list(free.values()))
        self._spell_out()
        # Words that say of what kind a thing is stand before what it is called, or behind.
        order = [at for number, at in sorted(self.pairs) if Role.KIND not in (one[number].role, other[at].role)]
        if order != sorted(order):
            self.worst = min(self.worst, Likeness.REORDERED)

    def is_doubtful(self, places: Set[str], telling: int) -> bool:
        """Whether a word in another case, or with a slip, may be another word.

        Who names a thing in another case changes its first word; a word behind that changes with its meaning alone:
        Dolina Bobru, Dolina Bobrów. So does the only word: Dobro, Dobra.
        """
        is_headless = not any(is_first for is_first, _ in self.inflected)
        changed = (token for _, token in self.inflected if token.role is Role.TELLING)
        is_inflected = is_headless and any(token.keys.isdisjoint(places) for token in changed)
        is_alone = telling == 1 and len(self.pairs) == 1
        return is_inflected or (is_alone and (bool(self.inflected) or self.has_short_slip))

    def is_headed(self, left: Sequence[Sequence[Token]]) -> bool:
        """Whether what only one name has stands before all that both have: Sklep Fundacji X, Fundacja X."""
        for side, (name, rest) in enumerate(zip(self._names, left, strict=True)):
            first = min((pair[side] for pair in self.pairs), default=0)
            before = [token for token in name.tokens[:first] if token.role is not Role.LEVEL]
            if not name.is_led and any(token in rest for token in before):
                return True
        return False

    def _spell_out(self) -> None:
        """Take an acronym for the words whose first letters it has: UKS, Uczniowski Klub Sportowy.

        In a name that is all in capitals any word would look like one, unless it is the whole name.
        """
        for (short, full), name in zip((self.rest, self.rest[::-1]), self._names, strict=True):
            if name.written.isupper() and len(name.tokens) > 1:
                continue
            letters = "".join(token.text[0] for token in full)
            for token in [token for token in short if token.written.isupper() and len(token.text) > 1]:
                if (at := letters.find(token.text)) >= 0:
                    self.worst = min(self.worst, Likeness.ABBREVIATED)
                    end = at + len(token.text)
                    self.shared += full[at:end]
                    short.remove(token)
                    del full[at:end]
                    return

    def _pair(self, number: int, token: Token, at: int, free: dict[int, Token]) -> None:
        if token.is_full != free[at].is_full:
            self.worst = min(self.worst, Likeness.ABBREVIATED)
        self.pairs.append((number, at))
        del free[at]

    def _find(self, number: int, token: Token, free: dict[int, Token], how: _How) -> bool:
        for at, other in free.items():
            if found := how(token, other):
                likeness, is_sure = found
                if likeness is Likeness.INFLECTED:
                    self.inflected.append((0 in (number, at), _both(token, other)))
                is_short = min(len(token.text), len(other.text)) < _LONG
                self.has_short_slip |= likeness <= Likeness.RESPELT and is_short
                self.worst = min(self.worst, likeness)
                self.is_sure &= is_sure
                self._pair(number, token, at, free)
                return True
        return False

    def _spelt_otherwise(self, one: Token, other: Token) -> tuple[Likeness, bool] | None:
        """Whether two words are one, abbreviated, transcribed or with slips, and whether that is sure."""
        if _is_beginning(one, other) or _is_beginning(other, one):
            return Likeness.ABBREVIATED, True
        if one.role is Role.NUMBER or other.role is Role.NUMBER:
            return None
        known = (self._lexicon.knows(one.written), self._lexicon.knows(other.written))
        is_long = min(len(one.text), len(other.text)) >= _LONG
        if self._lexicon.sounds(one.text) == self._lexicon.sounds(other.text) and len(one.text) > 2:
            return Likeness.RESPELT, any(known) != all(known) or is_long
        errors = slips(one.text, other.text)
        if errors is None or all(known):  # two words of the language are not one with a slip
            return None
        return Likeness.MISSPELT, any(known) or (is_long and errors == 1)


def _in_another_case(one: Token, other: Token) -> tuple[Likeness, bool] | None:
    if one.keys.isdisjoint(other.keys):
        return None
    if Role.NUMBER in (one.role, other.role):
        return (Likeness.RESPELT, True) if any(key.startswith(COUNTED) for key in one.keys & other.keys) else None
    return (Likeness.ABBREVIATED if one.is_full != other.is_full else Likeness.INFLECTED), True


def _both(one: Token, other: Token) -> Token:
    """Two ways to write a word as one, by all keys, in the role that tells less: Tow., Towarzystwo."""
    chosen = other if one.role is Role.TELLING else one
    return replace(chosen, keys=one.keys | other.keys)


def _is_beginning(short: Token, full: Token) -> bool:
    return short.is_dotted and len(short.text) < len(full.text) and full.text.startswith(short.text)


def _without(rest: list[Token], near: Set[str], places: Set[str]) -> list[Token]:
    """What is left of a name but for the words that say where the thing is known to be."""
    if not places:
        return rest
    return [token for token in rest if not _is_named(token, places if token.is_located else near)]


def _is_named(token: Token, keys: Set[str]) -> bool:
    """Whether a word, or what it is short for, is one of a place: Podl., Podlaski."""
    return not token.keys.isdisjoint(keys) or (token.is_dotted and any(key.startswith(token.text) for key in keys))


def _differences(one: Iterable[Token], other: Iterable[Token]) -> frozenset[Role]:
    """The roles of which a single word makes another thing of it: a unit, a number, and two levels."""
    found = {token.role for token in (*one, *other)} & {Role.UNIT, Role.NUMBER}
    if all(any(token.role is Role.LEVEL for token in rest) for rest in (one, other)):
        found.add(Role.LEVEL)
    return frozenset(found)


def _other_address(one: Called, other: Called) -> frozenset[Role]:
    """That two bodies which only their address tells apart have another number in it: ul. Kościelna 8, 18."""
    if not all(_BY_ADDRESS.issuperset(token.text for token in name.tokens) for name in (one, other)):
        return frozenset()
    found = [frozenset(_FIGURES.findall(_CODE.sub("", name.seat))) for name in (one, other)]
    return frozenset({Role.NUMBER}) if all(found) and found[0].isdisjoint(found[1]) else frozenset()


def _joined(name: Called) -> str:
    return "".join(token.text for token in name.tokens)


def _is_acronym_of(short: Called, full: Called) -> bool:
    """Whether a name is the first letters of the words of another: TPD, Towarzystwo Przyjaciół Dzieci."""
    if len(short.tokens) != 1 or len(short.tokens[0].text) not in _ACRONYM:
        return False
    letters = short.tokens[0]
    return letters.written.isupper() and any(letters.text == one for one in _initials(full))


def _initials(name: Called) -> tuple[str, ...]:
    words = name.written.split()
    every = "".join(word.strip("„”\"'(")[:1] for word in words).casefold()
    return "".join(token.text[0] for token in name.tokens), every


def _shares(one: Called, other: Called, telling: int, is_one_sided: bool) -> bool:
    """Whether names that are not the same share so much that they may be of one thing."""
    longest = max(len(one.telling), len(other.telling))
    if is_one_sided:
        return telling >= 1 and 3 * telling >= longest
    return telling >= 2 and telling >= 0.6 * longest
