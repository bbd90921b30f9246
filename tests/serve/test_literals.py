"""Literals as each language writes them, and whatever else a graph may call a number, as it stands."""

import pytest

from esgraph.errors import Language
from esgraph.serve.literals import is_number, spoken, whole
from esgraph.vocabulary import XSD


@pytest.mark.parametrize(
    ("value", "datatype", "polish", "english"),
    [
        ("12345", "integer", "12\xa0345", "12,345"), ("-3", "int", "-3", "-3"), ("52.50", "decimal", "52,50", "52.50"),
        ("true", "boolean", "tak", "yes"), ("2018-06", "gYearMonth", "czerwiec 2018", "June 2018"),
        ("2018", "gYear", "2018", "2018"), ("1.5", "string", "1.5", "1.5"),
        # What is not of its datatype.
        ("wiele", "integer", "wiele", "wiele"), ("", "integer", "", ""), ("9" * 5_000, "integer", "9" * 5_000, "9" * 5_000),
        ("jutro", "date", "jutro", "jutro"),
    ],
)  # fmt: skip
def test_a_literal_in_words(value: str, datatype: str, polish: str, english: str) -> None:
    told: dict[Language, str] = {"pl": polish, "en": english}
    for language, words in told.items():
        assert spoken(value, XSD + datatype, language) == words


def test_what_is_no_number_stands_in_no_column_of_numbers() -> None:
    assert is_number("12", XSD + "integer")
    assert is_number("1.5", XSD + "double")
    assert not is_number("wiele", XSD + "integer")
    assert not is_number("12", XSD + "string")


def test_only_a_whole_number_is_one() -> None:
    assert (whole("32"), whole("-1")) == (32, -1)
    assert [whole(text) for text in ("", "3.5", "ok. 30", "²", "9" * 5_000)] == [None] * 5
