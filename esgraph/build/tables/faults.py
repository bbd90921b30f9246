"""Turns what can be wrong with a cell or a row, or was undone in it, into words with what to do, in both languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from esgraph.errors import LANGUAGES, Language, Location, Problem, Text


@dataclass(frozen=True, slots=True)
class Fault:
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
    "roman": {"pl": "numery edycji zapisane cyframi rzymskimi", "en": "numbers of editions in Roman numerals"},
    "merged": {"pl": "komórki scalone", "en": "merged cells"},
    "blanks": {"pl": "zbędne spacje i znaki niewidoczne", "en": "blanks and unseen characters"},
    "misread": {"pl": "polskie litery odczytane w złym kodowaniu", "en": "Polish letters read in a wrong encoding"},
    "address": {
        "pl": "adresy stron bez https:// lub wielkimi literami",
        "en": "addresses without https://, or in capitals",
    },
    "Windows-1250": {"pl": "plik w kodowaniu Windows-1250", "en": "a file in the encoding Windows-1250"},
    "ISO 8859-2": {"pl": "plik w kodowaniu ISO 8859-2", "en": "a file in the encoding ISO 8859-2"},
}

_AS_TEXT: Final[Text] = {
    "pl": "ustaw kolumnie format „Tekst” i wpisz wartość jeszcze raz, ze źródła",
    "en": "give the column the format “Text”, and write the value again, from the source",
}
#: Of a number the spreadsheet kept only the first digits.
DIGITS_LOST: Final = Fault(
    {"pl": "z numeru zostały tylko pierwsze cyfry", "en": "only the first digits of the number are left"},
    _AS_TEXT,
)
NAME_AS_DATE: Final = Fault(
    {"pl": "arkusz zrobił z nazwy datę", "en": "the spreadsheet has made a date of the name"},
    _AS_TEXT,
)
#: A formula that could not be worked out.
ERROR_CELL: Final = Fault(
    {"pl": "w komórce jest błąd formuły", "en": "the cell has an error of a formula"},
    {"pl": "popraw formułę albo wpisz wartość", "en": "mend the formula, or write the value"},
)
UNWORKED_CELL: Final = Fault(
    {
        "pl": "w komórce jest formuła, której nikt nie obliczył",
        "en": "the cell has a formula that was never worked out",
    },
    {
        "pl": "otwórz plik w arkuszu kalkulacyjnym i zapisz go, albo wpisz wartość",
        "en": "open the file in a spreadsheet and save it, or write the value",
    },
)
REQUIRED: Final = Fault(
    {"pl": "pusta komórka, a bez niej wiersz nic nie mówi", "en": "an empty cell, without which the row says nothing"},
    {"pl": "uzupełnij komórkę albo usuń wiersz", "en": "fill the cell in, or remove the row"},
)


def no_number(written: str, register: str) -> Fault:
    """What can be no number of a register."""
    name = register.upper()
    return Fault(
        {
            "pl": f"„{written}” nie jest numerem {name}: zła długość albo cyfra kontrolna",
            "en": f"“{written}” is no {name} number: its length or its check digit is wrong",
        },
        {
            "pl": "sprawdź numer w rejestrze; jeśli go nie ma, zostaw komórkę pustą",
            "en": "look the number up in the register; if there is none, leave the cell empty",
        },
    )


def several_numbers(register: str) -> Fault:
    """More than one number in a cell."""
    name = register.upper()
    return Fault(
        {"pl": "w jednej komórce jest kilka numerów", "en": "there are several numbers in one cell"},
        {
            "pl": f"zostaw jeden {name}; inny numer wpisz we własnej kolumnie, a inny podmiot w osobnym wierszu",
            "en": f"leave one {name}; another number has a column of its own, another organisation a row",
        },
    )


def no_value(written: str, form: Text) -> Fault:
    """What is not of the form that a column has."""
    return Fault(
        {"pl": f"nie da się odczytać „{written}”", "en": f"“{written}” cannot be read"},
        {"pl": f"wpisz: {form['pl']}", "en": f"write {form['en']}"},
    )


def no_ordinal(written: str) -> Fault:
    """What is no number of an edition; a year is none."""
    return Fault(
        {"pl": f"„{written}” nie jest numerem edycji", "en": f"“{written}” is no number of an edition"},
        {
            "pl": "wpisz numer kolejny, np. 4 albo IV; rok edycji należy do kolumny „rok”",
            "en": "write which one it is, such as 4 or IV; the year of an edition belongs into the column “rok”",
        },
    )


def no_name(written: str) -> Fault:
    """A name without letters."""
    return Fault({"pl": f"„{written}” nie jest nazwą", "en": f"“{written}” is no name"}, _AS_TEXT)


def no_address(written: str) -> Fault:
    """What is no address of a page."""
    return Fault(
        {"pl": f"„{written}” nie jest adresem strony", "en": f"“{written}” is no address of a page"},
        {"pl": "wpisz pełny adres, np. https://example.org/", "en": "write a full address: https://example.org/"},
    )


def no_concept(written: str, near: str, labels: Iterable[str]) -> Fault:
    """A value that a scheme does not have."""
    listed = ", ".join(sorted(labels))
    first: Text = {"pl": f"znane są: {listed}", "en": f"it has: {listed}"}
    if near:
        first = {"pl": f"czy chodziło o „{near}”", "en": f"did you mean “{near}”"}
    return Fault(
        {"pl": f"słownik nie zna „{written}”", "en": f"the scheme does not have “{written}”"},
        {
            "pl": f"{first['pl']}; własne pojęcia dopisuje się w katalogu danych, w schemes/*.ttl",
            "en": f"{first['en']}; concepts of your own go into schemes/*.ttl of the data directory",
        },
        near=near,
    )


def several_concepts(written: str, slugs: Sequence[str]) -> Fault:
    """A name that several concepts of a scheme have."""
    listed, one = ", ".join(slugs), slugs[-1]
    return Fault(
        {
            "pl": f"„{written}” to w słowniku kilka pojęć: {listed}",
            "en": f"“{written}” is several concepts of the scheme: {listed}",
        },
        {
            "pl": f"wpisz, o które chodzi, np. {one}, albo oznacz dawne w schemes/*.ttl: owl:deprecated true",
            "en": f"write which is meant, such as {one}, or mark the old one in schemes/*.ttl: owl:deprecated true",
        },
        near=one,
    )


def also_in(fault: Fault, rows: list[int]) -> Fault:
    """The same in other rows, too."""
    if not rows:
        return fault
    listed = ", ".join(map(str, rows))
    more: Text = {"pl": f" (także w wierszach: {listed})", "en": f" (in these rows, too: {listed})"}
    return replace(fault, what={language: fault.what[language] + more[language] for language in LANGUAGES})


def no_place(asked: str, near: Iterable[str]) -> Fault:
    """A place that neither the register nor the project knows."""
    alike = ", ".join(near)
    alike_pl, alike_en = (f"podobne: {alike}; ", f"alike: {alike}; ") if alike else ("", "")
    return Fault(
        {"pl": f"nie ma miejsca „{asked}”", "en": f"there is no place “{asked}”"},
        {
            "pl": f"{alike_pl}popraw nazwę albo dopisz miejsce do places.yaml (wieś: esgraph places --simc)",
            "en": f"{alike_en}mend the name, or add the place to places.yaml (a village: esgraph places --simc)",
        },
    )


def place_elsewhere(written: str, told: Mapping[Language, Iterable[str]]) -> Fault:
    """A unit that a place does not lie in."""
    return Fault(
        {"pl": f"„{written}” nie pasuje do miejscowości", "en": f"“{written}” does not fit the place"},
        {
            "pl": f"popraw to albo miejscowość: {'; '.join(told['pl'])}",
            "en": f"mend this, or the place: {'; '.join(told['en'])}",
        },
    )


def several_places(asked: str, told: Mapping[Language, Iterable[str]]) -> Fault:
    """A name of several places."""
    return Fault(
        {"pl": f"„{asked}” to kilka miejsc", "en": f"“{asked}” is several places"},
        {
            "pl": f"dopisz powiat albo województwo: {'; '.join(told['pl'])}",
            "en": f"add the county or the voivodeship: {'; '.join(told['en'])}",
        },
    )


def places_missing(places: Mapping[str, str]) -> Fault:
    """Places, by their codes, that the register knows and the project has not."""
    codes, names = " ".join(places), ", ".join(places.values())
    return Fault(
        {"pl": f"w places.yaml nie ma miejsc: {names}", "en": f"places.yaml does not have these places: {names}"},
        {
            "pl": f"dopisz je: esgraph places {codes} --append places.yaml",
            "en": f"add them: esgraph places {codes} --append places.yaml",
        },
    )


def bad_id(written: str) -> Fault:
    """An id that is none."""
    return Fault(
        {"pl": f"„{written}” nie jest identyfikatorem", "en": f"“{written}” is no id"},
        {
            "pl": "wpisz organization/… lub IRI podmiotu, który już jest, nowy identyfikator (np. pozytek) albo nic",
            "en": "write organization/… or the IRI of an organisation that there is, a new id (pozytek), or nothing",
        },
    )
