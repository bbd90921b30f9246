"""Words of the interface: every one in both languages, numbers with their nouns, dates as each language has them."""

import re
import sys

import pytest

from esgraph.serve import texts
from esgraph.serve.templating import bound

PLACE = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("name", sorted(texts.TEXTS))
def test_every_text_is_in_both_languages_with_the_same_places(name: str) -> None:
    words = texts.TEXTS[name]
    assert words["pl"].strip() and words["en"].strip()
    assert set(PLACE.findall(words["pl"])) == set(PLACE.findall(words["en"]))


def test_no_two_parts_of_the_site_use_one_name_for_different_words() -> None:
    parts = [module for name, module in sys.modules.items() if name.startswith("esgraph.serve.texts.")]
    assert len(parts) > 2
    assert sum(len(part.TEXTS) for part in parts) == len(texts.TEXTS)
    assert sum(len(part.COUNTED) for part in parts) == len(texts.COUNTED)


@pytest.mark.parametrize("name", sorted(texts.COUNTED))
def test_every_counted_noun_has_the_forms_of_its_language(name: str) -> None:
    assert set(texts.COUNTED[name]["pl"]) == {"one", "few", "many", "other"}
    assert set(texts.COUNTED[name]["en"]) == {"one", "other"}


@pytest.mark.parametrize(
    ("number", "polish", "english"),
    [(0, "0 wierszy", "0 rows"), (1, "1 wiersz", "1 row"), (2, "2 wiersze", "2 rows"), (5, "5 wierszy", "5 rows"),
     (12, "12 wierszy", "12 rows"), (22, "22 wiersze", "22 rows"), (1234, "1234 wiersze", "1,234 rows"),
     (25_105, "25\xa0105 wierszy", "25,105 rows")],
)  # fmt: skip
def test_numbers_with_their_nouns(number: int, polish: str, english: str) -> None:
    assert texts.counted("count_rows", number, "pl") == polish
    assert texts.counted("count_rows", number, "en") == english


@pytest.mark.parametrize(
    ("written", "polish", "english"),
    [("2018-06-08", "8\xa0czerwca 2018", "8\xa0June 2018"), ("2018-06", "czerwiec 2018", "June 2018"),
     ("2018", "2018", "2018"), ("bez daty", "bez daty", "bez daty"), ("2018-13-40", "2018-13-40", "2018-13-40")],
)  # fmt: skip
def test_dates_in_words(written: str, polish: str, english: str) -> None:
    assert texts.day(written, "pl") == polish
    assert texts.day(written, "en") == english


@pytest.mark.parametrize(
    ("text", "typeset"),
    [("Ośrodek w Tłuszczu", "Ośrodek w~Tłuszczu"), ("i w Płocku", "i~w~Płocku"), ("32 osoby", "32~osoby"),
     ("„Z widokiem”", "„Z~widokiem”"), ("AB OVO", "AB OVO"), ("rok 2018 w skrócie", "rok 2018 w~skrócie")],
)  # fmt: skip
def test_short_words_stay_with_the_next(text: str, typeset: str) -> None:
    assert bound(text).replace("\N{NO-BREAK SPACE}", "~") == typeset
