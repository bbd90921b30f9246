"""What is certain is so by rules: namesakes, units, other forms and other numbers are never taken for the same."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgraph.linking.matching import Match, match
from esgraph.linking.outcome import Outcome
from esgraph.linking.place_rules import OF_PLACES
from esgraph.linking.record import Record, Sort
from esgraph.linking.rules import RULES
from esgraph.linking.wording import description
from tests.linking.evaluation import Pair, examiner, pairs

KRS = {"krs": frozenset({"9000000001"})}
OTHER_KRS = {"krs": frozenset({"9000777000"})}


def record(name: str, place: str = "", iri: str = "https://one.example/x", **more: object) -> Record:
    return replace(Record(iri, (name,), places=(place,) if place else ()), **more)  # type: ignore[arg-type]


def matched(one: Record, other: Record) -> Match | None:
    return next(iter(match([one], [replace(other, iri="https://other.example/x")], examiner())), None)


def outcome(one: Record, other: Record) -> Outcome:
    found = matched(one, other)
    return found.outcome if found else Outcome.NONE


ASSOCIATION = record("Stowarzyszenie „Karuzela”", "Radom")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (record("Stowarzyszenie Karuzela", "Radom"), Outcome.CERTAIN),
        (record("Stowarzyszenie Karuzela", "Płock"), Outcome.NONE),
        (record("Fundacja „Karuzela”", "Radom"), Outcome.NONE),
        (record("Karuzela", "Radom"), Outcome.PROBABLE),
        (record("Stowarzyszenie „Karuzela”"), Outcome.POSSIBLE),
        (record("Stowarzyszenie „Karuzela” Oddział w Radomiu", "Radom"), Outcome.NONE),
        (record("Stowarzyszenie „Kobieta”", "Radom"), Outcome.NONE),
        (record("Stowarzyszenie „Karuzela”", "Radom", dates=frozenset({"1999"})), Outcome.CERTAIN),
    ],
)
def test_name_form_and_place(other: Record, expected: Outcome) -> None:
    assert outcome(ASSOCIATION, other) is expected


@pytest.mark.parametrize(
    "behind", ["", " przy ul. Różanej 5", " ul. Różana 5", " KRS 0000123456", ", ul. Różana 5", " 26-600"]
)
def test_what_stands_behind_a_seat_is_no_other_place(behind: str) -> None:
    assert (
        outcome(record("Fundacja Kos", "Radom"), record(f"Fundacja Kos z siedzibą w Radomiu{behind}"))
        is Outcome.CERTAIN
    )
    assert (
        outcome(record("Fundacja Kos", "Płock"), record(f"Fundacja Kos z siedzibą w Radomiu{behind}")) is Outcome.NONE
    )


def test_what_may_be_a_motto_or_was_a_name_is_no_other_place() -> None:
    assert outcome(record("Fundacja Aktywni", "Radom"), record("Fundacja Aktywni – Dobra")) is not Outcome.CERTAIN
    former = record("Stowarzyszenie Kos (dawniej Stowarzyszenie Sowa w Kielcach)")
    assert outcome(record("Stowarzyszenie Kos", "Radom"), former) is Outcome.POSSIBLE


def test_a_tax_number_in_another_place_is_told_as_what_it_is() -> None:
    nip = {"nip": frozenset({"9994516766"})}
    one, other = (record("Fundacja Kos", place, numbers=nip) for place in ("Radom", "Kielce"))
    found = matched(one, other)
    assert found and found.outcome is Outcome.POSSIBLE and found.rule == "same number, apart"


def test_words_in_capitals_are_no_acronyms() -> None:
    one = record("FUNDACJA DOM DZIECKA", "Radom")
    assert outcome(one, record("Fundacja Dobrej Opieki Matczynej Dziecka", "Radom")) < Outcome.PROBABLE
    assert outcome(record("UKS „Orlik”", "Radom"), record("UCZNIOWSKI KLUB SPORTOWY ORLIK", "Radom")) is Outcome.CERTAIN


@pytest.mark.parametrize(
    ("body", "run"),
    [
        ("Fundacja „Ławka”", "Sklep charytatywny „Ławka” Fundacji „Ławka”"),
        ("Spółdzielnia Socjalna „Młyn”", "Spółdzielnia Socjalna „Młyn” Zakład Gastronomiczny"),
    ],
)
def test_what_a_body_runs_is_not_certain_to_be_it(body: str, run: str) -> None:
    assert outcome(record(body, "Radom", numbers=KRS), record(run, "Radom", numbers=KRS)) is Outcome.PROBABLE


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((ASSOCIATION, KRS), (record("Karuzela"), KRS), Outcome.CERTAIN),
        ((ASSOCIATION, KRS), (record("Stowarzyszenie „Huśtawka”", "Radom"), KRS), Outcome.CERTAIN),
        ((ASSOCIATION, KRS), (record("Stowarzyszenie „Huśtawka”", "Płock"), KRS), Outcome.PROBABLE),
        ((ASSOCIATION, KRS), (record("Fundacja „Karuzela”", "Radom"), KRS), Outcome.PROBABLE),
        ((ASSOCIATION, KRS), (ASSOCIATION, OTHER_KRS), Outcome.NONE),
        ((ASSOCIATION, KRS), (ASSOCIATION, {"krs": frozenset({"9000000002"})}), Outcome.POSSIBLE),
        ((ASSOCIATION, KRS), (record("Stowarzyszenie „Karuzela” Filia", "Radom"), KRS), Outcome.NONE),
        (
            (ASSOCIATION, KRS | {"nip": frozenset({"1"})}),
            (ASSOCIATION, KRS | {"nip": frozenset({"999"})}),
            Outcome.POSSIBLE,
        ),
        # A commune's tax number is that of its units.
        (
            (record("Gmina Nysa", "Nysa"), {"nip": frozenset({"9990000000"})}),
            (record("Ośrodek Pomocy Społecznej w Nysie", "Nysa"), {"nip": frozenset({"9990000000"})}),
            Outcome.NONE,
        ),
    ],
)
def test_numbers(
    one: tuple[Record, dict[str, frozenset[str]]], other: tuple[Record, dict[str, frozenset[str]]], expected: Outcome
) -> None:
    assert outcome(*(replace(given, numbers=numbers) for given, numbers in (one, other))) is expected


def test_of_two_that_fit_equally_none_is_certain() -> None:
    twins = [record("Stowarzyszenie Karuzela", "Radom", f"https://other.example/{number}") for number in (1, 2)]
    assert {one.outcome for one in match([ASSOCIATION], twins, examiner())} == {Outcome.POSSIBLE}
    assert {one.outcome for one in match(twins, [ASSOCIATION], examiner())} == {Outcome.POSSIBLE}


def test_a_number_tells_of_two_that_fit_equally() -> None:
    ours = replace(ASSOCIATION, numbers=KRS)
    right = record("Stowarzyszenie Karuzela", "Radom", "https://other.example/1", numbers=KRS)
    twin = record("Stowarzyszenie Karuzela", "Radom", "https://other.example/2")
    (found,) = match([ours], [twin, right], examiner())
    assert (found.pair[1], found.outcome) == (right.iri, Outcome.CERTAIN)


def test_a_town_is_not_its_commune_nor_a_namesake() -> None:
    town = Record("https://one.example/t", ("Tłuszcz",), Sort.PLACE, {"terc": frozenset({"1434114"})})
    same = replace(town, names=("Miasto Tłuszcz",))
    commune = replace(town, names=("gmina Tłuszcz",), numbers={"terc": frozenset({"1434113"})})
    assert outcome(town, same) is Outcome.CERTAIN
    assert outcome(town, commune) is Outcome.NONE
    near = replace(town, numbers={}, on_globe=(52.43, 21.43))
    assert outcome(near, replace(near, on_globe=(52.44, 21.44))) is Outcome.CERTAIN
    assert outcome(near, replace(near, on_globe=(52.60, 20.90))) is Outcome.NONE


def test_a_thing_of_another_sort_is_not_compared() -> None:
    assert matched(record("Tłuszcz"), record("Tłuszcz", sort=Sort.PLACE)) is None


@settings(deadline=None)  # the register of places is read once
@given(st.sampled_from(pairs()))
def test_it_is_the_same_the_other_way_round(pair: Pair) -> None:
    assert outcome(pair.one, pair.other) is outcome(pair.other, pair.one)


@settings(deadline=None)  # the register of places is read once
@given(st.sampled_from(pairs()))
def test_another_number_is_never_probable(pair: Pair) -> None:
    one, other = replace(pair.one, numbers=KRS), replace(pair.other, numbers=OTHER_KRS)
    assert outcome(one, other) is Outcome.NONE


@settings(deadline=None)  # the register of places is read once
@given(st.sampled_from(pairs()))
def test_what_is_proposed_is_told_in_both_languages(pair: Pair) -> None:
    if found := matched(pair.one, pair.other):
        told = description(found)
        assert told["pl"] != told["en"]
        for name in (pair.one.names[0], pair.other.names[0]):
            assert name in told["pl"] and name in told["en"]


def test_every_rule_has_its_words() -> None:
    rules = (*RULES, *OF_PLACES)
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.why.pl and rule.why.en and rule.why.pl != rule.why.en for rule in rules)
