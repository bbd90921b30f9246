"""Turns what can be wrong with a table schema into problems with remedies."""

from collections.abc import Iterable

from esgraph.errors import Location, Problem


def no_schema(where: Location, named: str, known: Iterable[str]) -> Problem:
    """A schema that there is not."""
    listed = ", ".join(known)
    return Problem(
        where,
        {"pl": f"nie ma schematu tabeli „{named}”", "en": f"there is no table schema “{named}”"},
        {
            "pl": f"wpisz jeden z: {listed}, albo nazwę pliku CSVW obok tabeli",
            "en": f"write one of: {listed}, or the name of a CSVW file beside the table",
        },
    )


def no_csvw(where: Location, detail: str) -> Problem:
    """A file that is no table schema."""
    return Problem(
        where,
        {"pl": f"to nie jest schemat tabeli CSVW: {detail}", "en": f"this is no table schema of CSVW: {detail}"},
        {
            "pl": 'zacznij od {"aboutUrl": …, "columns": [{"name": …, "titles": …, "propertyUrl": …}]}',
            "en": 'begin with {"aboutUrl": …, "columns": [{"name": …, "titles": …, "propertyUrl": …}]}',
        },
    )


def no_key(where: Location, column: str, predicate: str) -> Problem:
    """A property that no authoring key has."""
    return Problem(
        where,
        {
            "pl": f"kolumna „{column}”: żaden klucz nie ma własności {predicate}",
            "en": f"column “{column}”: no key has the property {predicate}",
        },
        {
            "pl": "wpisz własność z context.jsonld albo `suppressOutput: true`",
            "en": "write a property of context.jsonld, or `suppressOutput: true`",
        },
    )


def no_kind(where: Location, column: str, template: str, kinds: Iterable[str]) -> Problem:
    """A template that begins with no kind of thing."""
    return Problem(
        where,
        {
            "pl": f"kolumna „{column}”: „{template}” nie jest rodzajem",
            "en": f"column “{column}”: “{template}” is no kind",
        },
        {
            "pl": f"zacznij od jednego z: {', '.join(kinds)} i ukośnika, np. organization/{{_key}}",
            "en": f"begin with one of: {', '.join(kinds)} and a slash, such as organization/{{_key}}",
        },
    )


def no_name(where: Location) -> Problem:
    """A column without a name."""
    return Problem(
        where,
        {"pl": "kolumna schematu nie ma nazwy", "en": "a column of the schema has no name"},
        {"pl": 'dopisz "name": "nazwa", bez spacji', "en": 'add "name": "nazwa", without blanks'},
    )


def no_about(where: Location, column: str) -> Problem:
    """A column of which nobody says what its values are of."""
    return Problem(
        where,
        {
            "pl": f"kolumna „{column}”: nie wiadomo, czego dotyczy, bo brak `aboutUrl`",
            "en": f"column “{column}”: there is no `aboutUrl` that says of what it speaks",
        },
        {
            "pl": 'dopisz do schematu "aboutUrl": "organization/{_key}" albo inny rodzaj z ukośnikiem',
            "en": 'add "aboutUrl": "organization/{_key}" to the schema, or another kind with a slash',
        },
    )


def no_variable(where: Location, column: str, variable: str, known: Iterable[str]) -> Problem:
    """A variable of a template that has no value in any row."""
    listed = ", ".join(f"{{{one}}}" for one in known)
    return Problem(
        where,
        {
            "pl": f"kolumna „{column}”: nie ma zmiennej {{{variable}}}",
            "en": f"column “{column}”: there is no variable {{{variable}}}",
        },
        {
            "pl": f"wpisz jedną z: {listed}, albo słowa komórki: {{kolumna.slug}}",
            "en": f"write one of: {listed}, or the words of a cell: {{column.slug}}",
        },
    )


def no_columns(where: Location) -> Problem:
    """A schema without columns."""
    return Problem(
        where,
        {"pl": "schemat tabeli nie ma kolumn", "en": "the table schema has no columns"},
        {
            "pl": 'wpisz kolumny: {"columns": [{"name": …, "titles": …, "propertyUrl": …}]}',
            "en": 'write the columns: {"columns": [{"name": …, "titles": …, "propertyUrl": …}]}',
        },
    )
