"""Turns names into words of the interface, in Polish and English; numbers, dates and plurals as each has them.

One module for each part of the site holds its words; pages take them from nowhere else.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from esgraph.errors import Language, Message, Text
from esgraph.serve.texts import (
    accounts,
    article,
    atlas,
    catalogue,
    common,
    downloads,
    editor,
    history,
    home,
    lists,
    match,
    network,
    network_border,
    network_picture,
    network_view,
    questions,
    reconciliation,
    search,
    sentences,
    shapes,
    vocabulary,
)

_PARTS = (
    accounts, article, atlas, catalogue, common, downloads, editor, history, home, lists, match, network,
    network_border, network_picture, network_view, questions, reconciliation, search, sentences, shapes, vocabulary,
)  # fmt: skip

#: Words by name; `{name}` in them is a place for a value.
TEXTS: dict[str, Text] = {name: words for part in _PARTS for name, words in part.TEXTS.items()}

#: Words that depend on a number, by name: language → plural category (CLDR) → words with a place for `{n}`.
COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    name: forms for part in _PARTS for name, forms in part.COUNTED.items()
}

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@cache
def _locale(language: Language) -> Locale:
    return Locale("pl") if language == "pl" else Locale("en", "GB")


def text(name: str, language: Language, **values: object) -> str:
    """The words of a name. Raises KeyError for a name that has none."""
    words = TEXTS[name][language]
    return words.format(**values) if values else words


def message(name: str, **values: object) -> Message:
    """The words of a name in both languages."""
    return Message(TEXTS[name]["pl"], TEXTS[name]["en"], values)


def counted(name: str, number: int, language: Language) -> str:
    """A number with its noun in the right form: “1 organizacja”, “3 organizacje”, “5 organizacji”."""
    forms = COUNTED[name][language]
    form = _locale(language).plural_form(number)
    return forms.get(form, forms["other"]).format(n=decimal(number, language))


def decimal(number: float, language: Language) -> str:
    """A number with the separators of the language; Polish groups from five digits on."""
    if language == "pl" and abs(number) < 10_000:
        return format_decimal(number, locale=_locale(language), group_separator=False)
    return format_decimal(number, locale=_locale(language))


def size(number: int, language: Language) -> str:
    """A number of bytes in the unit that a reader thinks in: “512 B”, “38 kB”, “1.4 MB” (SI, steps of a thousand)."""
    value, unit = float(number), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if value < 999.5:
            break
        value, unit = value / 1000, larger
    shown = round(value, 1) if unit != "B" and value < 9.95 else round(value)
    return f"{decimal(shown, language)}{_NO_BREAK_SPACE}{unit}"


def day(written: str, language: Language) -> str:
    """A date as written in data (`2018-06-08`, `2018-06` or `2018`) in words; anything else as it stands."""
    try:
        if len(written) == 7:
            # A month by itself stands in the nominative: “czerwiec 2018”, not “czerwca”.
            return format_skeleton("yMMMM", date.fromisoformat(f"{written}-01"), locale=_locale(language))
        spelt = format_date(date.fromisoformat(written[:10]), "long", locale=_locale(language))
    except ValueError:
        return written
    return spelt.replace(" ", _NO_BREAK_SPACE, 1)


def month(number: int, language: Language) -> str:
    """The short name of a month (1 to 12) by itself: “cze”, “Jun”."""
    return format_skeleton("MMM", date(2000, number, 1), locale=_locale(language))
