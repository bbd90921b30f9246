"""Turns what can be wrong with a quotation, or with the text it is from, into a Problem in both languages."""

from esgraph.errors import Location, Problem, Text


def position_missing(where: Location, place: tuple[int, int] | None) -> Problem:
    """A quotation without its position, which is known where the text is at hand."""
    if place:
        remedy: Text = {
            "pl": f"dopisz start: {place[0]}, end: {place[1]}",
            "en": f"add start: {place[0]}, end: {place[1]}",
        }
    else:
        remedy = {
            "pl": "mając tekst źródła, uruchom: esgraph locate TEKST „słowa”, albo podaj katalog --texts",
            "en": "with the source's text at hand, run: esgraph locate TEXT “words”, or give --texts DIR",
        }
    return Problem(
        where,
        {
            "pl": "cytat (`quote`) bez pozycji `start` i `end`",
            "en": "a `quote` without the positions `start` and `end`",
        },
        remedy,
    )


def words_elsewhere(where: Location, start: int, end: int) -> Problem:
    """A quotation with a wrong position."""
    return Problem(
        where,
        {
            "pl": "tych słów nie ma w podanym miejscu tekstu",
            "en": "these words are not at that place of the text",
        },
        {
            "pl": f"właściwe miejsce: start: {start}, end: {end}",
            "en": f"they are at start: {start}, end: {end}",
        },
    )


def words_absent(where: Location, found: str) -> Problem:
    """A quotation that the text does not have."""
    return Problem(
        where,
        {"pl": "tych słów nie ma w tekście źródła", "en": "these words are not in the source's text"},
        {
            "pl": f"przepisz je dokładnie; pod podaną pozycją stoi: „{found}”",
            "en": f"copy them exactly; at the given position stands: “{found}”",
        },
    )


def text_unsigned(where: Location, digest: str, length: int) -> Problem:
    """A source whose text is at hand and that does not say which text it is."""
    return Problem(
        where,
        {
            "pl": "źródło nie mówi, z którego tekstu spisano fakty (`textSha256`, `textLength`)",
            "en": "the source does not say which text the facts were taken from (`textSha256`, `textLength`)",
        },
        {
            "pl": f"wpisz textSha256: {digest}, textLength: {length}",
            "en": f"write textSha256: {digest}, textLength: {length}",
        },
    )


def text_changed(where: Location, digest: str, length: int) -> Problem:
    """A text with another hash or length than the source says."""
    return Problem(
        where,
        {
            "pl": "tekst źródła jest inny niż ten, z którego spisano fakty",
            "en": "the source's text is not the one that the facts were taken from",
        },
        {
            "pl": f"sprawdź dowody i wpisz textSha256: {digest}, textLength: {length}",
            "en": f"check the evidence and write textSha256: {digest}, textLength: {length}",
        },
    )
