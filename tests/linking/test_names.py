"""Names are the same in any case, spelling and abbreviation, and another word, level, unit or number makes another name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgraph.linking.called import Role
from esgraph.linking.evidence import Findings
from esgraph.linking.lexicon import sounds, transcribed
from esgraph.linking.likeness import STRONG, Likeness
from esgraph.linking.record import Record
from tests.linking.evaluation import examiner, pairs


def compared(one: str, other: str) -> Findings:
    prepare = examiner().prepare
    found = examiner().compare(prepare(Record("one", (one,))), prepare(Record("other", (other,))))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Stowarzyszenie „Karuzela”", "STOWARZYSZENIE KARUZELA", Likeness.SAME),
        ("Hydro – Truck", "Hydrotruck Sp. z o.o.", Likeness.SAME),
        ("Mazowiecka Fundacja Ekorozwoju", "Mazowieckiej Fundacji Ekorozwoju", Likeness.INFLECTED),
        ("OPS w Białymstoku", "Ośrodek Pomocy Społecznej w Białystok", Likeness.ABBREVIATED),
        ("Tow. im. św. Brata Alberta", "Towarzystwo imienia świętego Brata Alberta", Likeness.ABBREVIATED),
        ("Towarzystwo Przyjaciół Dzieci", "TPD", Likeness.INITIALS),
        ("Фундація „Надія”", "Fundacija Nadija", Likeness.SAME),
        ("Stowarzyszenie Szlachetne Zdrowie", "Stowarzyszenie Shlachetne Zdrowie", Likeness.RESPELT),
        ("Fundacja Odnowy Krajobrazu", "Fundacja Krajobrazu Odnowy", Likeness.REORDERED),
        ("Fundacja Odnowy Krajobrazu", "Fundacja Odnowy Krajborazu", Likeness.MISSPELT),
        ("Fundacja Odnowy Krajobrazu", "Fundacja Odnowy Krajobrazu Polskiego", Likeness.PARTLY),
        ("Fundacja „Kładka”", "Fundacja „Kłódka”", Likeness.OTHER),
        ("Fundacja „Kładka”", "Fundacja „Most”", Likeness.OTHER),
    ],
)
def test_how_two_names_are_the_same(one: str, other: str, likeness: Likeness) -> None:
    assert compared(one, other).name.likeness is likeness
    assert compared(other, one).name.likeness is likeness


@pytest.mark.parametrize(
    ("one", "other", "role"),
    [
        ("Szkoła Podstawowa nr 3", "Szkoła Podstawowa nr 5", Role.NUMBER),
        ("IV Liceum Ogólnokształcące", "VI Liceum Ogólnokształcące", Role.NUMBER),
        ("MOPS w Legionowie", "GOPS w Legionowie", Role.LEVEL),
        ("Polski Czerwony Krzyż", "Polski Czerwony Krzyż Oddział Rejonowy", Role.UNIT),
        ("Starostwo Powiatowe", "Wydział Zdrowia Starostwa Powiatowego", Role.UNIT),
    ],
)
def test_a_word_that_makes_another_thing_of_it(one: str, other: str, role: Role) -> None:
    assert role in compared(one, other).name.differs


def test_a_word_alone_in_another_case_is_not_sure_to_be_the_same() -> None:
    assert not compared("Fundacja „Dobro”", "Fundacja „Dobra”").name.is_sure
    assert compared("Fundacja Ochrony Mokradeł", "Fundacji Ochrony Mokradeł").name.is_sure


@settings(deadline=None)  # the register of places is read once
@given(st.sampled_from([name for pair in pairs() for record in (pair.one, pair.other) for name in record.names]))
def test_a_name_is_the_same_as_itself_however_it_is_written(name: str) -> None:
    for written in (name, name.upper(), f"„{name}”", f"  {name} ", name.replace(" ", "  ")):
        assert compared(name, written).name.likeness >= STRONG


@given(st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя ", min_size=1))
def test_cyrillic_is_read_as_latin_letters(text: str) -> None:
    assert transcribed(text).isascii()
    assert transcribed(transcribed(text)) == transcribed(text)


def test_sounds_are_the_same_in_spellings_of_other_languages() -> None:
    assert sounds("shchyt") == sounds("szczyt")
    assert sounds("kowal") == sounds("koval")
    assert sounds("kowal") != sounds("kobal")
