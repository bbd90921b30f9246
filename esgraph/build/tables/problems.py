"""Turns what can be wrong with a table as a whole (its file, its sheets, its headings) into problems with remedies."""

from collections.abc import Iterable

from esgraph.errors import Location, Problem


def broken_csv(where: Location, detail: str) -> Problem:
    """A CSV file that cannot be divided into cells."""
    return Problem(
        where,
        {"pl": f"to nie jest poprawny CSV: {detail}", "en": f"this is not valid CSV: {detail}"},
        {"pl": "sprawdź cudzysłowy w tym wierszu", "en": "check the quotation marks of this line"},
    )


def no_encoding(where: Location) -> Problem:
    """A text in an encoding that is not known."""
    return Problem(
        where,
        {"pl": "nie da się odczytać liter w tym wierszu", "en": "the letters of this line cannot be read"},
        {"pl": "zapisz plik w kodowaniu UTF-8", "en": "save the file in the encoding UTF-8"},
    )


def no_workbook(where: Location, detail: str) -> Problem:
    """A file that is no workbook."""
    return Problem(
        where,
        {"pl": f"to nie jest skoroszyt XLSX: {detail}", "en": f"this is no XLSX workbook: {detail}"},
        {
            "pl": "otwórz go i zapisz jako „Skoroszyt programu Excel (.xlsx)”, bez hasła",
            "en": "open it, and save it as “Excel workbook (.xlsx)”, without a password",
        },
    )


def nothing_below(where: Location) -> Problem:
    """Headings with no row below them."""
    return Problem(
        where,
        {"pl": "pod nagłówkami nie ma wierszy", "en": "there are no rows below the headings"},
        {"pl": "sprawdź, czy to ten plik i ten arkusz", "en": "see whether this is the right file and sheet"},
    )


def other_spreadsheet(where: Location) -> Problem:
    """A spreadsheet of a form that is not read."""
    return Problem(
        where,
        {"pl": f"plików {where.file.suffix} program nie czyta", "en": f"files of {where.file.suffix} are not read"},
        {"pl": "zapisz go jako .xlsx albo .csv", "en": "save it as .xlsx or .csv"},
    )


def no_heading(where: Location, missing: Iterable[str], known: Iterable[str]) -> Problem:
    """A sheet without the columns that a schema needs."""
    lacking, listed = "; ".join(missing), ", ".join(known) or "–"
    return Problem(
        where,
        {"pl": f"brakuje kolumn: {lacking}", "en": f"columns are missing: {lacking}"},
        {
            "pl": f"tak nazwij kolumny; w tym wierszu są: {listed}",
            "en": f"call the columns so; this row has: {listed}",
        },
    )


def heading_twice(where: Location, title: str) -> Problem:
    """Two columns of one meaning."""
    return Problem(
        where,
        {"pl": f"dwie kolumny znaczą „{title}”", "en": f"two columns mean “{title}”"},
        {"pl": "zostaw jedną albo zmień nagłówek drugiej", "en": "leave one, or change the heading of the other"},
    )


def which_sheet(where: Location, names: Iterable[str]) -> Problem:
    """A workbook of several sheets, of which none is named."""
    listed = ", ".join(names)
    return Problem(
        where,
        {"pl": f"skoroszyt ma kilka arkuszy: {listed}", "en": f"the workbook has several sheets: {listed}"},
        {"pl": "podaj arkusz: `table: {sheet: …}`", "en": "name one: `table: {sheet: …}`"},
    )


def no_sheet(where: Location, named: str, names: Iterable[str]) -> Problem:
    """A sheet that there is not."""
    listed = ", ".join(names)
    return Problem(
        where,
        {"pl": f"nie ma arkusza „{named}”", "en": f"there is no sheet “{named}”"},
        {"pl": f"są: {listed}", "en": f"there are: {listed}"},
    )


def no_source(where: Location) -> Problem:
    """A table beside which no source stands."""
    name = f"{where.file.stem}.yaml"
    return Problem(
        where,
        {
            "pl": f"tabela bez opisu źródła: nie ma pliku {name}",
            "en": f"a table without its source: there is no {name}",
        },
        {
            "pl": f"dodaj {name} z name, publisher, url i `table: {{schema: …}}`",
            "en": f"add {name} with name, publisher, url and `table: {{schema: …}}`",
        },
    )


def two_tables(where: Location, first: str) -> Problem:
    """A second table of a source."""
    return Problem(
        where,
        {"pl": f"źródło ma już tabelę {first}", "en": f"the source has a table already, {first}"},
        {
            "pl": "zostaw jedną, albo opisz drugą we własnym źródle",
            "en": "leave one, or describe the other in a source of its own",
        },
    )


def no_table(where: Location, suffixes: Iterable[str]) -> Problem:
    """A source that speaks of a table, beside which none stands."""
    listed = ", ".join(f"{where.file.stem}{one}" for one in suffixes)
    return Problem(
        where,
        {"pl": "obok nie ma tabeli tego źródła", "en": "there is no table of this source beside it"},
        {"pl": f"połóż obok jeden z plików: {listed}", "en": f"put one of these files beside it: {listed}"},
    )
