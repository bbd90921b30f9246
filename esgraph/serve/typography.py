"""Turns a text into one set as print sets it: short words bound, quotations nested, addresses that break well."""

import re
from typing import TypeVar, cast

from markupsafe import Markup, escape

from esgraph.errors import Language

#: A word of one letter does not end a line in Polish typography; a number does not part from what it counts.
_LONELY = re.compile(r"(?<![^\s(„«>])([aiouwzAIOUWZ]|\d{1,3}|nr|r\.|im\.|ul\.|pow\.|woj\.|gm\.) (?=\S)")

#: A quotation by the marks that names and sources have; one that holds no other.
_QUOTATION = re.compile("[„“]([^„“”]*)[“”]")
#: How a quotation is marked, and how one inside it.
_MARKS: dict[Language, tuple[str, str]] = {"pl": (r"„\1”", r"«\1»"), "en": (r"“\1”", r"‘\1’")}


def bound(text: str) -> str:
    """A Polish text whose short words stay with the word that follows.

    >>> bound("Ośrodek i dom w Tłuszczu").replace("\\xa0", "~")
    'Ośrodek i~dom w~Tłuszczu'
    """
    return _LONELY.sub("\\1\N{NO-BREAK SPACE}", text)


Words = TypeVar("Words", bound=str)


def stopped(told: Words) -> Words:
    """A sentence with a stop at its end, which “… 2018 r.” has already; markup stays markup.

    >>> stopped("z dnia 8 czerwca 2018 r."), stopped("to wydarzenie"), stopped("")
    ('z dnia 8 czerwca 2018 r.', 'to wydarzenie.', '')
    """
    return told if not told or told[-1] in ".!?…" else cast("Words", told + ".")


def sentence(told: Words) -> Words:
    """The words of a message as a sentence of a page: with a capital letter, and a stop at the end.

    >>> sentence("zapytanie jest puste"), sentence("")
    ('Zapytanie jest puste.', '')
    """
    return stopped(cast("Words", told[:1].upper() + told[1:]))


def quoted(text: str, language: Language) -> str:
    """A text in quotation marks, the quotations in it marked as those of the second degree.

    >>> quoted("Spółdzielnia Socjalna „Pożytek”", "pl"), quoted("The “Pożytek” Cooperative", "en")
    ('„Spółdzielnia Socjalna «Pożytek»”', '“The ‘Pożytek’ Cooperative”')
    """
    outer, inner = _MARKS[language]
    return outer.replace(r"\1", _QUOTATION.sub(inner, text))


def spoken(words: str, language: str = "pl") -> str:
    """The words of a source, bound if they are Polish; those of unknown language are taken for that.

    >>> spoken("powołali w Tłuszczu", "pl").replace("\\xa0", "~")
    'powołali w~Tłuszczu'
    """
    return bound(words) if language in ("", "pl") else words


def breakable(address: str) -> Markup:
    """An address that may break after its slashes, and nowhere inside a name if that can be helped.

    >>> str(breakable("https://w3id.org/esgraph/id"))
    'https://<wbr>w3id.org/<wbr>esgraph/<wbr>id'
    """
    return Markup(re.sub(r"/+(?=.)", r"\g<0><wbr>", str(escape(address))))  # noqa: S704
