"""Words of the interface: every one in both languages, numbers with their nouns, dates as each language has them."""

import re
import sys
from collections.abc import Iterator

import pytest

from esgraph.serve import texts
from esgraph.serve.typography import bound, breakable, quoted, spoken

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


@pytest.mark.parametrize(
    ("text", "polish", "english"),
    [("Karuzela", "„Karuzela”", "“Karuzela”"), ("„A” i „B”", "„«A» i «B»”", "“‘A’ i ‘B’”"),
     ("The “A”", "„The «A»”", "“The ‘A’”"), ("z „Karuzelą", "„z „Karuzelą”", "“z „Karuzelą”")],
)  # fmt: skip
def test_a_quotation_in_a_quotation_has_marks_of_its_own(text: str, polish: str, english: str) -> None:
    assert quoted(text, "pl") == polish
    assert quoted(text, "en") == english


def test_an_address_may_break_after_its_slashes_only() -> None:
    assert breakable("https://a.org/b-c/") == "https://<wbr>a.org/<wbr>b-c/"
    assert breakable('https://a/"<b>') == "https://<wbr>a/<wbr>&#34;&lt;b&gt;"


def test_words_of_a_source_stay_as_they_are() -> None:
    words = "najlepiej funkcjonujących pomiotów ekonomii <społecznej> we współpracy ze Starosta w L."
    shown = spoken(words)
    assert shown.replace("\N{NO-BREAK SPACE}", " ") == words
    assert "w\N{NO-BREAK SPACE}L." in shown
    assert spoken("a go-to I am", "en") == "a go-to I am"


#: A concept has one word: an award is a „wyróżnienie”, who gets one its „odbiorca”.
_OTHER_WORDS = re.compile(r"nagr[oó]d|laureat|wyróżnion(y|ego|emu|ych|ym)\b|wyróżniany", re.I)


def _sayings() -> Iterator[str]:
    for words in texts.TEXTS.values():
        yield from words.values()
    for forms in texts.COUNTED.values():
        yield from (words for language in forms.values() for words in language.values())


def test_the_interface_has_one_word_for_a_concept_and_the_marks_of_print() -> None:
    assert [words for words in _sayings() if _OTHER_WORDS.search(words)] == []
    # Dashes are en dashes between spaces, apostrophes are curved.
    assert [words for words in _sayings() if re.search(r"—|\w'\w", words)] == []
