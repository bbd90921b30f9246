"""Made-up lists of award winners with everything that spreadsheets do to them; no row is of a real organisation."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from esgraph.comparison import numbers

HEADINGS = (
    "Lp.", "Rok", "Edycja", "Nagroda", "Kategoria", "Ranga", "Nazwa", "Typ", "Miejscowość", "Powiat", "NIP", "REGON", "KRS",
    "Źródło", "Data dostępu",
)  # fmt: skip
PLACES = {
    "Tłuszcz": "wołomiński", "Węgrów": "węgrowski", "Legionowo": "legionowski", "Płock": "m. Płock", "Radom": "Radom",
    "Łomianki": "warszawski zachodni", "Żyrardów": "żyrardowski", "Mińsk Mazowiecki": "miński",
}  # fmt: skip
_FORMS = {
    "Spółdzielnia Socjalna": "spółdzielnia socjalna",
    "Stowarzyszenie": "stowarzyszenie",
    "Fundacja": "fundacja",
}
_WORDS = [
    "Łąka",
    "Żuraw",
    "Świt",
    "Źródło",
    "Brzoza",
    "Jaśmin",
    "Krąg",
    "Miód",
    "Słońce",
    "Ćma",
    "Wąwóz",
    "Gęś",
    "Dąb",
    "Róża",
    "Pszczoła",
    "Mgła",
]
_FIRST_DAY = date(1899, 12, 30)

Row = dict[str, object]


@dataclass
class Damage:
    """A damage: what it does to a row (False if it cannot be done to it), in which column, and what is to be told."""

    column: str
    do: Callable[[Row, Random], bool]
    told: str = ""


def rows(random: Random, number: int) -> list[Row]:
    """So many rows, each of an organisation of its own."""
    made: list[Row] = []
    for at in range(number):
        form = random.choice(list(_FORMS))
        town = random.choice(list(PLACES))
        day = date(2019, 1, 1) + timedelta(random.randrange(2000))
        made.append({
            "Lp.": str(at + 1),
            "Rok": str(2015 + at * 8 // number),
            "Edycja": str(5 + at * 8 // number),
            "Nagroda": "Zmyślona Marka",
            "Kategoria": "",
            "Ranga": random.choice(["laureat", "finalista", "wyróżnienie", ""]),
            "Nazwa": f"{form} „{random.choice(_WORDS)} {random.choice(_WORDS)} {at}”",
            "Typ": _FORMS[form],
            "Miejscowość": town,
            "Powiat": PLACES[town],
            "NIP": checked(f"{random.randrange(101, 999)}{random.randrange(10**6):06}", "nip"),
            "REGON": checked(f"0{random.randrange(10**6, 10**7)}", "regon"),
            "KRS": f"{random.randrange(10_000, 10**6):010}",
            "Źródło": f"https://example.org/{at}",
            "Data dostępu": day.isoformat(),
        })  # fmt: skip
    return made


def checked(digits: str, register: str) -> str:
    """A number with its check digit; with other digits if there is none for these."""
    found = [f"{digits}{last}" for last in range(10) if numbers.digits(f"{digits}{last}", register)]
    return found[0] if found else checked(f"{int(digits) + 1:0{len(digits)}}", register)


def _as(column: str, change: Callable[[str], object]) -> Damage:
    def do(row: Row, _random: Random) -> bool:
        before = str(row[column])
        row[column] = change(before) if before else before
        return bool(before) and row[column] != before

    return Damage(column, do)


_ROMAN = ["-", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_UNUSED = frozenset([0x81, 0x83, 0x88, 0x90, 0x98])


def _misread(text: str) -> str:
    """As Windows reads UTF-8, which gives the bytes that cp1250 does not use, too."""
    return "".join(chr(byte) if byte in _UNUSED else bytes([byte]).decode("cp1250") for byte in text.encode())


#: What can be undone, by what the summary calls it.
UNDONE: dict[str, list[Damage]] = {
    "zeros": [_as("KRS", int), _as("REGON", int), _as("KRS", lambda text: text.lstrip("0"))],
    "divided": [
        _as("NIP", lambda text: f"{text[:3]}-{text[3:6]}-{text[6:8]}-{text[8:]}"),
        _as("NIP", lambda text: f"NIP: {text}"),
        _as("KRS", lambda text: f"{text[:4]} {text[4:7]} {text[7:]}"),
        _as("KRS", lambda text: f"KRS {text}"),
    ],
    "serial": [_as("Data dostępu", lambda text: (date.fromisoformat(text) - _FIRST_DAY).days)],
    "year": [_as("Rok", lambda text: _FIRST_DAY + timedelta(int(text)))],
    "roman": [_as("Edycja", lambda text: _ROMAN[int(text)]), _as("Edycja", lambda text: f"{_ROMAN[int(text)]} edycja")],
    "blanks": [
        _as("Nazwa", lambda text: f"{text} "),
        _as("Nazwa", lambda text: text.replace(" ", "\u00a0")),
        _as("Miejscowość", lambda text: f"  {text}"),
        _as("Nazwa", lambda text: f"\u200b{text}"),
        _as("Nazwa", lambda text: text.replace(" ", "\n", 1)),
    ],
    "misread": [_as("Nazwa", _misread)],
    "": [  # which says the same in another way
        _as("Rok", int),
        _as("Edycja", int),
        _as("Edycja", lambda text: f"{text}."),
        _as("Edycja", lambda text: f"edycja {text}"),
        _as("Edycja", lambda text: f"Edycja nr {text}"),
        _as("Edycja", lambda text: f"0{text}" if len(text) == 1 else f"{text}.0"),
        _as("Edycja", lambda text: f"{text}-ta"),
        _as("NIP", int),
        _as("Data dostępu", date.fromisoformat),
        _as("Data dostępu", lambda text: f"{text[8:]}.{text[5:7]}.{text[:4]}"),
        _as("Data dostępu", lambda text: f"{text[8:]}.{text[5:7]}.{text[:4]} r."),
        _as("Miejscowość", str.upper),
        _as("Powiat", lambda text: f"pow. {text}" if "m." not in text and text != "Radom" else text),
        _as("Typ", lambda text: {"spółdzielnia socjalna": "Sp. socj.", "stowarzyszenie": "STOW."}.get(text, text)),
        _as("Ranga", str.capitalize),
        _as("Źródło", lambda text: text.replace("https://example", "https://example")),
    ],
}  # fmt: skip


def _put(column: str, value: object, told: str) -> Damage:
    def do(row: Row, _random: Random) -> bool:
        row[column] = value
        return True

    return Damage(column, do, told)


def _change(column: str, change: Callable[[str], str], told: str) -> Damage:
    def do(row: Row, _random: Random) -> bool:
        row[column] = change(str(row[column]))
        return True

    return Damage(column, do, told)


def _another_digit(text: str) -> str:
    return f"{text[:-1]}{(int(text[-1]) + 1) % 10}"


def _each(column: str, make: Callable[[int], str], told: str) -> Damage:
    """A damage that no two rows have, since what a scheme does not have is told once."""

    def do(row: Row, _random: Random) -> bool:
        row[column] = make(int(str(row["Lp."])))
        return True

    return Damage(column, do, told)


_SLIPS = ("laureatt", "laureaat", "lauureat", "llaureat", "laurreat", "laureeat")
KINDS = 17
#: What cannot be undone, with words of what is told of it.
LOST = [
    _change("NIP", lambda text: f"{text[0]},{text[1:4]}E+09", "only the first digits"),
    _change("NIP", _another_digit, "check digit"),
    _change("REGON", _another_digit, "check digit"),
    _put("KRS", "12345678901", "check digit"),
    _change("NIP", lambda text: f"{text}, 5260250274", "several numbers"),
    _change("KRS", lambda text: f"{text} / 0000654321", "several numbers"),
    _put("Nazwa", date(2024, 5, 1), "made a date of the name"),
    _put("Nazwa", 17, "is no name"),
    _put("Nazwa", "", "an empty cell"),
    _put("Nazwa", "#N/A", "error of a formula"),
    _put("Rok", "dawno", "cannot be read"),
    _put("Rok", "", "an empty cell"),
    _put("Data dostępu", "32.13.2024", "cannot be read"),
    _each("Typ", lambda number: f"kapela {number}", "the scheme does not have"),
    _each("Ranga", lambda number: _SLIPS[number // (10 * KINDS) % len(_SLIPS)], "did you mean “laureat”"),
    _put("Miejscowość", "Nibylandia", "there is no place"),
    _put("Źródło", "gazeta, s. 3", "no address of a page"),
]


@dataclass
class Register:
    """Rows as they are, and as a spreadsheet has them; what was done to which row is in `undone` and `lost`."""

    true: list[Row]
    given: list[Row]
    undone: dict[str, int] = field(default_factory=dict)
    lost: list[tuple[int, Damage]] = field(default_factory=list)


def damaged(random: Random, true: list[Row], damages: dict[str, list[Damage]], part: float) -> Register:
    """Rows of which a part has damages, each in one cell or several."""
    made = Register(true, [dict(row) for row in true])
    for row in made.given:
        touched: set[str] = set()
        for kind, some in damages.items():
            damage = random.choice(some)
            if random.random() < part and damage.column not in touched and damage.do(row, random):
                touched.add(damage.column)
                made.undone[kind] = made.undone.get(kind, 0) + 1
    return made


def spoilt(random: Random, true: list[Row]) -> Register:
    """Rows of which every tenth has a damage that cannot be undone."""
    made = Register(true, [dict(row) for row in true])
    for at in range(0, len(true), 10):
        damage = LOST[at // 10 % len(LOST)]
        damage.do(made.given[at], random)
        made.lost.append((at, damage))
    return made


def write_csv(path: Path, rows: list[Row], encoding: str = "utf-8", delimiter: str = ";") -> None:
    """Write rows as a CSV file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADINGS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))


def write_xlsx(path: Path, rows: list[Row], *, title: bool = False, merged: bool = False) -> dict[int, int]:
    """Write rows as a workbook; returns the row of the sheet for each. Merged years begin where another year does."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Laureaci")
    if title:
        sheet.merge_range(0, 0, 0, 9, "Lista laureatów (zmyślona)")
    head = 2 if title else 0
    sheet.write_row(head, 0, HEADINGS)
    if title:
        sheet.write_row(head + 1, 0, [str(at + 1) for at in range(len(HEADINGS))])
    place = {}
    for at, number in zip(range(len(rows)), _numbers(head + (2 if title else 1), title=title), strict=False):
        place[at] = number + 1
        for column, heading in enumerate(HEADINGS):
            if not (merged and heading == "Rok"):
                _write(book, sheet, number, column, rows[at][heading])
    if merged:
        _merge(sheet, rows, place)
    book.close()
    return place


def _numbers(first: int, *, title: bool) -> Iterator[int]:
    """Numbers of rows, with an empty one now and then."""
    number = first
    while True:
        yield number
        number += 2 if title and number % 50 == 0 else 1


def _write(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object
) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, book.add_format({"num_format": "yyyy-mm-dd"}))
    elif value == "#N/A":
        sheet.write_formula(row, column, "=NA()", None, value)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))


def _merge(sheet: xlsxwriter.worksheet.Worksheet, rows: list[Row], place: dict[int, int]) -> None:
    column = HEADINGS.index("Rok")
    first = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at]["Rok"] != rows[first]["Rok"]:
            sheet.merge_range(place[first] - 1, column, place[at - 1] - 1, column, str(rows[first]["Rok"]))
            first = at
