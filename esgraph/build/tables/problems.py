"""Turns each thing that can be wrong in a table, or was undone in it, into words with what to do, in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from esgraph.errors import LANGUAGES, Language, Location, Problem, Text


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a cell or a row, and what to do."""

    what: Text
    remedy: Text
    #: The column that it is in, of several that are read together.
    part: str = ""
    #: What may have been meant.
    near: str = ""

    def at(self, where: Location) -> Problem:
        """The problem in a place."""
        return Problem(where, self.what, self.remedy)


#: What was undone → how the summary counts it.
UNDONE: Final[Mapping[str, Text]] = {
    "zeros": {"pl": "numery bez zer na początku", "en": "numbers without their leading zeros"},
    "divided": {"pl": "numery ze spacjami, kreskami lub nazwą", "en": "numbers with spaces, hyphens or a name"},
    "serial": {"pl": "daty zapisane jako liczby", "en": "dates as numbers"},
    "year": {"pl": "lata zapisane jako daty", "en": "years as dates"},
    "merged": {"pl": "komórki scalone", "en": "merged cells"},
    "blanks": {"pl": "zbędne spacje i znaki niewidoczne", "en": "blanks and unseen characters"},
    "misread": {"pl": "polskie litery odczytane w złym kodowaniu", "en": "Polish letters read in a wrong encoding"},
    "Windows-1250": {"pl": "plik w kodowaniu Windows-1250", "en": "a file in the encoding Windows-1250"},
    "ISO 8859-2": {"pl": "plik w kodowaniu ISO 8859-2", "en": "a file in the encoding ISO 8859-2"},
}

_AS_TEXT: Final[Text] = {
    "pl": "ustaw kolumnie format „Tekst” i wpisz wartość jeszcze raz, ze źródła",
    "en": "give the column the format “Text”, and write the value again, from the source",
}
#: Of a number the spreadsheet kept only the first digits.
DIGITS_LOST: Final = Wrong(
    {"pl": "z numeru zostały tylko pierwsze cyfry", "en": "only the first digits of the number are left"},
    _AS_TEXT,
)
NAME_AS_DATE: Final = Wrong(
    {"pl": "arkusz zrobił z nazwy datę", "en": "the spreadsheet has made a date of the name"},
    _AS_TEXT,
)
#: A formula that could not be worked out.
ERROR_CELL: Final = Wrong(
    {"pl": "w komórce jest błąd formuły", "en": "the cell has an error of a formula"},
    {"pl": "popraw formułę albo wpisz wartość", "en": "mend the formula, or write the value"},
)
REQUIRED: Final = Wrong(
    {"pl": "pusta komórka, a bez niej wiersz nic nie mówi", "en": "an empty cell, without which the row says nothing"},
    {"pl": "uzupełnij komórkę albo usuń wiersz", "en": "fill the cell in, or remove the row"},
)


def no_number(written: str, register: str) -> Wrong:
    """What can be no number of a register."""
    name = register.upper()
    return Wrong(
        {
            "pl": f"„{written}” nie jest numerem {name}: zła długość albo cyfra kontrolna",
            "en": f"“{written}” is no {name} number: its length or its check digit is wrong",
        },
        {
            "pl": "sprawdź numer w rejestrze; jeśli go nie ma, zostaw komórkę pustą",
            "en": "look the number up in the register; if there is none, leave the cell empty",
        },
    )


def several_numbers(register: str) -> Wrong:
    """More than one number in a cell."""
    name = register.upper()
    return Wrong(
        {"pl": "w jednej komórce jest kilka numerów", "en": "there are several numbers in one cell"},
        {
            "pl": f"zostaw jeden {name}; inny numer wpisz we własnej kolumnie, a inny podmiot w osobnym wierszu",
            "en": f"leave one {name}; another number has a column of its own, another organisation a row",
        },
    )


def no_value(written: str, form: Text) -> Wrong:
    """What is not of the form that a column has."""
    return Wrong(
        {"pl": f"nie da się odczytać „{written}”", "en": f"“{written}” cannot be read"},
        {"pl": f"wpisz: {form['pl']}", "en": f"write {form['en']}"},
    )


def no_name(written: str) -> Wrong:
    """A name without letters."""
    return Wrong({"pl": f"„{written}” nie jest nazwą", "en": f"“{written}” is no name"}, _AS_TEXT)


def no_address(written: str) -> Wrong:
    """What is no address of a page."""
    return Wrong(
        {"pl": f"„{written}” nie jest adresem strony", "en": f"“{written}” is no address of a page"},
        {"pl": "wpisz pełny adres, np. https://example.org/", "en": "write a full address: https://example.org/"},
    )


def no_concept(written: str, near: str, labels: Iterable[str]) -> Wrong:
    """A value that a scheme does not have."""
    listed = ", ".join(sorted(labels))
    first: Text = {"pl": f"znane są: {listed}", "en": f"it has: {listed}"}
    if near:
        first = {"pl": f"czy chodziło o „{near}”", "en": f"did you mean “{near}”"}
    return Wrong(
        {"pl": f"słownik nie zna „{written}”", "en": f"the scheme does not have “{written}”"},
        {
            "pl": f"{first['pl']}; własne pojęcia dopisuje się w katalogu danych, w schemes/*.ttl",
            "en": f"{first['en']}; concepts of your own go into schemes/*.ttl of the data directory",
        },
        near=near,
    )


def also_in(wrong: Wrong, rows: list[int]) -> Wrong:
    """The same in other rows, too."""
    if not rows:
        return wrong
    listed = ", ".join(map(str, rows))
    more: Text = {"pl": f" (także w wierszach: {listed})", "en": f" (in these rows, too: {listed})"}
    return replace(wrong, what={language: wrong.what[language] + more[language] for language in LANGUAGES})


def no_place(asked: str, near: Iterable[str]) -> Wrong:
    """A place that neither the register nor the project knows."""
    alike = ", ".join(near)
    alike_pl, alike_en = (f"podobne: {alike}; ", f"alike: {alike}; ") if alike else ("", "")
    return Wrong(
        {"pl": f"nie ma miejsca „{asked}”", "en": f"there is no place “{asked}”"},
        {
            "pl": f"{alike_pl}popraw nazwę albo dopisz miejsce do places.yaml (wieś: esgraph places --simc)",
            "en": f"{alike_en}mend the name, or add the place to places.yaml (a village: esgraph places --simc)",
        },
    )


def place_elsewhere(written: str, told: Mapping[Language, Iterable[str]]) -> Wrong:
    """A unit that a place does not lie in."""
    return Wrong(
        {"pl": f"„{written}” nie pasuje do miejscowości", "en": f"“{written}” does not fit the place"},
        {
            "pl": f"popraw to albo miejscowość: {'; '.join(told['pl'])}",
            "en": f"mend this, or the place: {'; '.join(told['en'])}",
        },
    )


def several_places(asked: str, told: Mapping[Language, Iterable[str]]) -> Wrong:
    """A name of several places."""
    return Wrong(
        {"pl": f"„{asked}” to kilka miejsc", "en": f"“{asked}” is several places"},
        {
            "pl": f"dopisz powiat albo województwo: {'; '.join(told['pl'])}",
            "en": f"add the county or the voivodeship: {'; '.join(told['en'])}",
        },
    )


def places_missing(places: Mapping[str, str]) -> Wrong:
    """Places, by their codes, that the register knows and the project has not."""
    codes, names = " ".join(places), ", ".join(places.values())
    return Wrong(
        {"pl": f"w places.yaml nie ma miejsc: {names}", "en": f"places.yaml does not have these places: {names}"},
        {
            "pl": f"dopisz je: esgraph places {codes} --append places.yaml",
            "en": f"add them: esgraph places {codes} --append places.yaml",
        },
    )


def differs(key: str, first: int) -> Wrong:
    """Another value than an earlier row has of the same thing."""
    return Wrong(
        {
            "pl": f"wiersz {first} podaje dla tego samego inną wartość ({key})",
            "en": f"row {first} has another value for the same ({key})",
        },
        {
            "pl": "popraw jeden z nich; różnym podmiotom o jednej nazwie nadaj identyfikatory w kolumnie „id”",
            "en": "mend one of them; if these are different organisations of one name, give them ids in a column “id”",
        },
    )


def said_twice(first: int) -> Wrong:
    """A row that says what an earlier one does."""
    return Wrong(
        {"pl": f"wiersz powtarza wiersz {first}", "en": f"the row repeats row {first}"},
        {"pl": "usuń jeden z nich", "en": "remove one of them"},
    )


def bad_id(written: str) -> Wrong:
    """An id that is none."""
    return Wrong(
        {"pl": f"„{written}” nie jest identyfikatorem", "en": f"“{written}” is no id"},
        {
            "pl": "wpisz organization/… lub IRI podmiotu, który już jest, nowy identyfikator (np. pozytek) albo nic",
            "en": "write organization/… or the IRI of an organisation that there is, a new id (pozytek), or nothing",
        },
    )


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


def no_answer(where: Location, form: str, detail: str) -> Problem:
    """A file that is not of the form that its name says."""
    return Problem(
        where,
        {"pl": f"to nie jest poprawny {form}: {detail}", "en": f"this is not valid {form}: {detail}"},
        {"pl": "pobierz odpowiedź rejestru jeszcze raz", "en": "get the answer of the register again"},
    )


def no_records(where: Location) -> Problem:
    """An answer of a register that says nothing."""
    return Problem(
        where,
        {"pl": "odpowiedź rejestru jest pusta", "en": "the answer of the register is empty"},
        {
            "pl": "zapisz odpis KRS (JSON) albo elementy <dane> odpowiedzi REGON (XML)",
            "en": "save the KRS excerpt (JSON), or the elements <dane> of REGON's answer (XML)",
        },
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


def other_letters(first: int) -> Wrong:
    """A name that differs in letters from an earlier one of the same id."""
    return Wrong(
        {
            "pl": f"ta nazwa różni się literami od nazwy z wiersza {first}",
            "en": f"row {first} has this name with other letters",
        },
        {
            "pl": "popraw jedną z nich; różnym podmiotom nadaj identyfikatory w kolumnie „id”",
            "en": "mend one of them; give different organisations ids in a column “id”",
        },
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
