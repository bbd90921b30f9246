"""Turns each thing that can be wrong in an authored file into a Problem, with its remedy, in both languages."""

import difflib
from collections.abc import Iterable, Mapping

from esgraph.errors import Location, Problem, Text


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like the given one, or ""."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""


def _did_you_mean(near: str, otherwise: Text) -> Text:
    if not near:
        return otherwise
    return {"pl": f"czy chodziło o „{near}”?", "en": f"did you mean “{near}”?"}


def not_utf8(where: Location, byte: int) -> Problem:
    """A file in another encoding."""
    return Problem(
        where,
        {
            "pl": f"plik nie jest zapisany w UTF-8 (bajt {byte})",
            "en": f"the file is not in UTF-8 (byte {byte})",
        },
        {"pl": "zapisz plik w edytorze z kodowaniem UTF-8", "en": "save the file with the encoding UTF-8"},
    )


def broken_yaml(where: Location, detail: str) -> Problem:
    """A file that the YAML parser refuses."""
    return Problem(
        where,
        {"pl": f"to nie jest poprawny YAML: {detail}", "en": f"this is not valid YAML: {detail}"},
        {
            "pl": "sprawdź wcięcia (spacje, nie tabulatory), dwukropki i cudzysłowy w tym wierszu i powyżej",
            "en": "check indentation (spaces, not tabs), colons and quotes in this line and the one above",
        },
    )


def not_a_mapping(where: Location, begin: Text | None = None) -> Problem:
    """A file whose top is not a mapping; `begin` says how it begins."""
    return Problem(
        where,
        {
            "pl": "plik nie zaczyna się od kluczy z wartościami",
            "en": "the file does not hold keys with values",
        },
        begin or {"pl": "zacznij od `name:`", "en": "begin with `name:`"},
    )


def forbidden_character(where: Location, code: int) -> Problem:
    """A character that YAML writes as an escape, and XML cannot hold."""
    return Problem(
        where,
        {
            "pl": f"w tekście jest znak U+{code:04X}, którego nie może być w XML",
            "en": f"the text has the character U+{code:04X}, which XML cannot hold",
        },
        {"pl": "usuń ten znak", "en": "remove this character"},
    )


def empty_value(where: Location) -> Problem:
    """A key with nothing after it."""
    return Problem(
        where,
        {"pl": "klucz bez wartości", "en": "a key without a value"},
        {
            "pl": "wpisz wartość albo usuń klucz; jeśli źródło jej nie podaje, zapisz to w `notStated`",
            "en": "give a value or remove the key; if the source does not give it, say so in `notStated`",
        },
    )


def duplicate_key(where: Location, key: str, first: Location) -> Problem:
    """The same key twice in one mapping."""
    return Problem(
        where,
        {
            "pl": f"„{key}” występuje tu drugi raz (pierwszy raz w wierszu {first.line})",
            "en": f"“{key}” stands here for the second time (the first is in line {first.line})",
        },
        {
            "pl": "połącz oba wpisy albo nadaj drugiemu inny identyfikator; kilka wartości zapisz jako listę",
            "en": "join the two or give the second another id; several values are written as a list",
        },
    )


def unknown_key(where: Location, key: str, known: Iterable[str]) -> Problem:
    """A key that the context does not have."""
    names = sorted(known)
    return Problem(
        where,
        {"pl": f"nieznany klucz „{key}”", "en": f"unknown key “{key}”"},
        _did_you_mean(
            nearest(key, names),
            {"pl": f"znane klucze: {', '.join(names)}", "en": f"known keys: {', '.join(names)}"},
        ),
    )


def unknown_type(where: Location, name: str, known: Iterable[str]) -> Problem:
    """A `type` that the context does not have."""
    names = sorted(known)
    return Problem(
        where,
        {"pl": f"nieznany typ „{name}”", "en": f"unknown type “{name}”"},
        _did_you_mean(
            nearest(name, names),
            {"pl": f"znane typy: {', '.join(names)}", "en": f"known types: {', '.join(names)}"},
        ),
    )


def bad_slug(where: Location, name: str, proposal: str) -> Problem:
    """An id that is not a slug."""
    return Problem(
        where,
        {
            "pl": f"„{name}” nie może być identyfikatorem: tylko małe litery bez polskich znaków, cyfry, łączniki",
            "en": f"“{name}” cannot be an id: only lower-case letters without diacritics, digits and hyphens",
        },
        {"pl": f"użyj: {proposal}", "en": f"use: {proposal}"},
    )


def undefined_reference(where: Location, value: str, known: Iterable[str]) -> Problem:
    """A reference to an id that nobody defines."""
    return Problem(
        where,
        {"pl": f"nie ma niczego o identyfikatorze „{value}”", "en": f"nothing has the id “{value}”"},
        _did_you_mean(
            nearest(value, known),
            {
                "pl": "dodaj taki wpis z nazwą (`name`) w odpowiedniej części tego lub innego pliku",
                "en": "add such an entry with a `name` in the proper section of this or another file",
            },
        ),
    )


def undefined_concept(where: Location, value: str, known: Iterable[str]) -> Problem:
    """A value that is not in its scheme."""
    names = sorted(known)
    return Problem(
        where,
        {"pl": f"w schemacie nie ma pojęcia „{value}”", "en": f"the scheme has no concept “{value}”"},
        _did_you_mean(
            nearest(value, names),
            {"pl": f"pojęcia schematu: {', '.join(names)}", "en": f"its concepts: {', '.join(names)}"},
        ),
    )


def kind_missing(where: Location, value: str, kinds: Iterable[str]) -> Problem:
    """A bare slug where `kind/slug` is needed."""
    names = ", ".join(sorted(kinds))
    return Problem(
        where,
        {
            "pl": f"„{value}”: ten klucz przyjmuje różne rodzaje bytów, więc trzeba podać rodzaj",
            "en": f"“{value}”: this key takes several kinds of things, so the kind must be given",
        },
        {
            "pl": f"napisz np. organization/{value}; rodzaje: {names}",
            "en": f"write for example organization/{value}; kinds: {names}",
        },
    )


def kind_not_wanted(where: Location, value: str, kind: str) -> Problem:
    """A `kind/slug` under a key that takes things of one kind, by their slug."""
    given, _, name = value.partition("/")
    if given == kind:
        return Problem(
            where,
            {
                "pl": f"„{value}”: ten klucz przyjmuje sam identyfikator",
                "en": f"“{value}”: this key takes the id alone",
            },
            {"pl": f"napisz: {name}", "en": f"write: {name}"},
        )
    return Problem(
        where,
        {
            "pl": f"„{value}”: ten klucz nie przyjmuje bytów rodzaju „{given}”",
            "en": f"“{value}”: this key takes nothing of the kind “{given}”",
        },
        {"pl": f"podaj identyfikator rodzaju „{kind}”", "en": f"give the id of something of the kind “{kind}”"},
    )


def defined_twice(where: Location, name: str, first: Location, *, is_claim: bool) -> Problem:
    """An id defined in two places."""
    if is_claim:
        remedy: Text = {
            "pl": "twierdzenie należy do jednego źródła: nadaj temu inny identyfikator",
            "en": "a claim belongs to one source: give this one another id",
        }
    else:
        remedy = {
            "pl": "jeśli to ten sam byt, usuń tu `name` i zostaw to, co to źródło dodaje; jeśli inny, zmień id",
            "en": "if it is the same thing, remove `name` here and keep what this source adds; if not, change the id",
        }
    return Problem(
        where,
        {
            "pl": f"„{name}” jest już zdefiniowane: {first.file}, wiersz {first.line}",
            "en": f"“{name}” is already defined: {first.file}, line {first.line}",
        },
        remedy,
    )


def withdrawn(where: Location, name: str, by: Location, *, is_entry: bool) -> Problem:
    """What is withdrawn and still has an entry, or is still referred to."""
    if is_entry:
        what: Text = {"pl": "wciąż ma tu wpis", "en": "still has an entry here"}
        remedy: Text = {
            "pl": "usuń cały wpis razem z tym, co jest pod nim, albo cofnij wycofanie",
            "en": "remove the whole entry, with all that is below it, or take the withdrawal back",
        }
    else:
        what = {"pl": "jest tu wciąż wskazane", "en": "is still referred to here"}
        remedy = {
            "pl": "usuń to wskazanie, a wpis, który bez niego nie ma sensu, cały",
            "en": "remove this reference, or the entry as a whole if it says nothing without it",
        }
    return Problem(
        where,
        {
            "pl": f"„{name}” jest wycofane ({by.file}, wiersz {by.line}), a {what['pl']}",
            "en": f"“{name}” is withdrawn ({by.file}, line {by.line}), but {what['en']}",
        },
        remedy,
    )


def wrong_form(where: Location, expected: Text) -> Problem:
    """A mapping where a text is due, or the other way round."""
    return Problem(
        where,
        {"pl": "wartość ma niewłaściwą postać", "en": "the value has the wrong form"},
        {"pl": f"oczekiwano: {expected['pl']}", "en": f"expected: {expected['en']}"},
    )


def wrong_value(where: Location, value: str, expected: Text, fitting: str = "") -> Problem:
    """A date, number or boolean that is none; `fitting` is the key that takes such a value, if there is one."""
    pl = f"; taką wartość wpisuje się pod kluczem „{fitting}”" if fitting else ""
    en = f"; such a value goes under the key “{fitting}”" if fitting else ""
    return Problem(
        where,
        {"pl": f"„{value}” nie jest poprawną wartością", "en": f"“{value}” is not a valid value"},
        {"pl": f"oczekiwano: {expected['pl']}{pl}", "en": f"expected: {expected['en']}{en}"},
    )


def missing_key(where: Location, key: str, remedy: Text | None = None) -> Problem:
    """A key of `dataset.yaml` that must be there."""
    return Problem(
        where,
        {"pl": f"brakuje klucza „{key}”", "en": f"the key “{key}” is missing"},
        remedy or {"pl": f"dopisz: {key}: …", "en": f"add: {key}: …"},
    )


def too_early(where: Location, value: str, key: str, earlier: str) -> Problem:
    """A date that lies before one that must not be later."""
    return Problem(
        where,
        {
            "pl": f"{value} jest przed datą z klucza „{key}” ({earlier})",
            "en": f"{value} lies before the date of “{key}” ({earlier})",
        },
        {"pl": "popraw jedną z tych dat", "en": "correct one of the two dates"},
    )


def undefined_code(where: Location, value: str, codes: Mapping[str, Text]) -> Problem:
    """A value that is not in its authority table."""
    return Problem(
        where,
        {"pl": f"nie ma takiego kodu: „{value}”", "en": f"there is no code “{value}”"},
        _did_you_mean(
            nearest(value.upper(), codes),
            {
                "pl": "kody: " + ", ".join(f"{code} ({text['pl']})" for code, text in codes.items()),
                "en": "codes: " + ", ".join(f"{code} ({text['en']})" for code, text in codes.items()),
            },
        ),
    )


def nothing_to_read(where: Location) -> Problem:
    """A data directory without sources."""
    return Problem(
        where,
        {"pl": "w katalogu nie ma żadnego źródła", "en": "the directory has no source"},
        {
            "pl": "dodaj plik sources/NAZWA.yaml; przykład daje: esgraph new KATALOG",
            "en": "add a file sources/NAME.yaml; `esgraph new DIR` gives an example",
        },
    )
