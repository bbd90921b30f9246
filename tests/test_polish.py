"""Words of Polish texts: folded alike however they are written, never losing what was written; names abbreviated."""

import unicodedata
from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from esgraph import legal_names, polish, regions
from esgraph.search_index import Postings, bare, fragments

POLISH = "aąbcćdeęfghijklłmnńoóprsśtuwyzźżAĄBCĆDEĘFGHIJKLŁMNŃOÓPRSŚTUWYZŹŻ"
polish_text = st.text(POLISH + " -–„”.0123456789", max_size=60)
lower_words = st.text("abdeklnoprstwyz", min_size=1, max_size=14)


@given(st.text())
@example("ſ")
@example("İI")
@example("ﬁ\u0345")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert polish.fold(polish.fold(text)) == polish.fold(text)


@given(polish_text)
def test_case_and_diacritics_do_not_count(text: str) -> None:
    folded = polish.fold(text)
    assert polish.fold(text.upper()) == folded
    assert polish.fold(text.lower()) == folded
    assert polish.fold(unicodedata.normalize("NFD", text)) == folded
    bare_text = text.translate(str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ"))
    assert polish.fold(bare_text) == folded
    assert folded.isascii() or not text.isalpha()


@given(st.text())
def test_no_digit_is_lost(text: str) -> None:
    digits = [char for char in polish.fold(text) if char.isdigit()]
    words = polish.words(text)
    covered = {place for word in words for place in range(word.start, word.end)}
    assert all(place in covered for place, char in enumerate(text) if char.isdigit())
    # Numerals add their value; what is written is there once.
    written = "".join(word.text for word in words)
    assert len([char for char in written if char.isdigit()]) >= len(digits)


@given(polish_text)
def test_words_stand_where_they_say(text: str) -> None:
    for word in polish.words(text):
        part = text[word.start : word.end]
        assert part
        assert polish.fold(part) == word.text or word.text.isdigit()


@given(polish_text)
def test_words_are_the_same_in_decomposed_text(text: str) -> None:
    composed = [word.text for word in polish.words(unicodedata.normalize("NFC", text))]
    assert [word.text for word in polish.words(unicodedata.normalize("NFD", text))] == composed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IV Spotkania", ["iv", "4", "spotkania"]),
        ("XXXIX Targi", ["xxxix", "39", "targi"]),
        ("4th Meetings", ["4th", "4", "meetings"]),
        ("i z nim", ["i", "z", "nim"]),
        ("Hydro – Truck", ["hydro", "truck"]),
        ("Źródło: „Łąka”", ["zrodlo", "laka"]),
        ("IIII VX", ["iiii", "vx"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in polish.words(text)] == expected


@given(st.integers(1, 39))
def test_roman_numerals_have_their_value(number: int) -> None:
    tens, ones = divmod(number, 10)
    roman = "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]
    # One letter may be an initial or a word: only V and X are taken for numbers.
    assert (str(number) in [word.text for word in polish.words(roman)]) is (roman != "I")


@pytest.mark.parametrize(
    "forms",
    [
        ("Brzebów", "Brzebowie", "Brzebowa", "Brzebowem", "Brzebowowi"),
        ("Czeznanki", "Czeznankach", "Czeznanek", "Czeznankami", "Czeznankom"),
        ("Nieznowo", "Nieznowie", "Nieznowa"),
        ("Gwoszczice", "Gwoszczicach", "Gwoszczic"),
        ("Źrebrzyn", "Źrebrzynie", "Źrebrzyna", "Źrebrzynem"),
    ],
)
def test_cases_of_an_unknown_name_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({polish.stem(polish.fold(form)) for form in forms}) == 1


@given(lower_words)
def test_a_stem_begins_the_word_and_is_never_short(word: str) -> None:
    stem = polish.stem(word)
    assert len(stem) >= min(len(word), 4) - 1
    assert word.startswith(stem[:-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("525-000-11-22", "5250001122"),
        ("KRS 0000 123 456", "0000123456"),
        ("NIP: 525.000.11.22", "5250001122"),
        ("REGON\u00a0123456785", "123456785"),
        ("٠١٢٣", "0123"),
        ("14-34-113", "1434113"),
        ("14 34 11 3", "1434113"),
        ("143411_3", "1434113"),
        ("14–34 – 113", "1434113"),
        ("PL5250001122", "5250001122"),
    ],
)
def test_numbers_are_found_with_any_separators(text: str, expected: str) -> None:
    assert polish.numbers(text)[0].text == expected


@given(st.lists(st.text("0123456789", min_size=1, max_size=5), min_size=2, max_size=5))
def test_no_part_of_a_number_divided_by_hyphens_is_a_number(groups: list[str]) -> None:
    assert [number.text for number in polish.numbers("-".join(groups))] == ["".join(groups)]
    assert [number.text for number in polish.codes("-".join(groups))] == ["".join(groups)]


def test_numbers_beside_one_another_are_found_each() -> None:
    found = [number.text for number in polish.numbers("525-000-11-22 1434 12")]
    assert found == ["5250001122143412", "5250001122", "1434"]
    assert [number.text for number in polish.numbers("0000 123 456")] == ["0000123456"]


@pytest.mark.parametrize(
    ("adjective", "region"),
    [
        ("mazowieckie", "Mazowsze"), ("mazowieckiego", "Mazowsze"), ("kujawsko", "Kujawy"), ("slaskim", "Śląsk"),
        ("zachodniopomorskiemu", "Pomorze"), ("legionowski", ""), ("tluszcz", ""),
    ],
)  # fmt: skip
def test_a_region_is_known_by_its_adjective(adjective: str, region: str) -> None:
    assert regions.polish_name(adjective) == region


def test_english_names_of_a_region_lead_to_every_spelling() -> None:
    assert regions.english_names("mazovian") >= {"mazovia", "masovia", "masovian"}
    assert regions.english_names("masovian") >= {"mazovia", "masovia", "mazovian"}
    assert not regions.english_names("warsaw")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("na Dolnym Śląsku", ["na", "dolnoslaskie"]),
        ("Pomorza Zachodniego i Śląska", ["zachodniopomorskie", "i", "slaska"]),
        ("Śląsk Dolny", ["slask", "dolny"]),
        ("Pomorze", ["pomorze"]),
    ],
)
def test_a_region_of_two_words_is_one_adjective(text: str, expected: list[str]) -> None:
    assert [word.text for word in regions.asked(polish.words(text))] == expected


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_leading_zeros_do_not_count(number: int, zeros: int) -> None:
    assert bare("0" * zeros + str(number)) == str(number)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("OPS w Tłuszczu", {"osrodek", "pomocy", "spolecznej"}),
        ("Ośrodkiem Pomocy Społecznej", {"ops"}),
        ("GOPS", {"gminny", "osrodek", "pomocy", "spolecznej", "ops"}),
        ("Miejskiego Ośrodka Pomocy Społecznej", {"mops", "ops"}),
        ("Centrum Integracji Społecznej", {"cis"}),
        ("Klubie Integracji Społecznej", {"kis"}),
        ("Zakładu Aktywności Zawodowej", {"zaz"}),
        ("Ośrodków Wsparcia Ekonomii Społecznej", {"owes"}),
        ("Powiatowe Centrum Pomocy Rodzinie", {"pcpr"}),
        ("Sp. soc. „Most”", {"spoldzielnia", "socjalna"}),
        ("Stow. Karuzela", {"stowarzyszenie"}),
        ("Karuzela", set()),
    ],
)
def test_abbreviations_mean_names_and_names_abbreviations(text: str, meant: set[str]) -> None:
    assert {word.text for word in legal_names.meant(polish.words(text))} == meant


def test_every_acronym_and_what_it_stands_for_mean_each_other() -> None:
    for one in legal_names.ABBREVIATIONS:
        if one.is_acronym:
            full = " ".join(one.full)
            assert one.short[0] in [word.text for word in legal_names.meant(polish.words(full))]
            assert set(one.full) <= {word.text for word in legal_names.meant(polish.words(one.short[0]))}


@given(polish_text)
def test_what_is_meant_stands_over_written_words(text: str) -> None:
    written = polish.words(text)
    starts, ends = {word.start for word in written}, {word.end for word in written}
    assert all(word.start in starts and word.end in ends for word in legal_names.meant(written))


@pytest.mark.parametrize("word", ["stowarzyszenia", "fundacja", "spoldzielni", "socjalnej", "powiatu", "association"])
def test_legal_forms_are_known_in_every_case(word: str) -> None:
    assert legal_names.is_legal([word])


@pytest.mark.parametrize("word", ["karuzela", "pozytek", "tluszcz", "legionowo", "most"])
def test_what_tells_organisations_apart_is_no_legal_form(word: str) -> None:
    assert not legal_names.is_legal([word])


@given(lower_words, lower_words)
@example("stowarzyszneie", "stowarzyszenie")
@example("pozytkek", "pozytek")
@example("xkaruzela", "karuzela")
def test_words_within_the_errors_forgiven_share_a_fragment(one: str, other: str) -> None:
    errors = min(polish.errors_forgiven(one), polish.errors_forgiven(other))
    if OSA.distance(one, other) <= errors:
        asked, kept = (fragments(word, polish.errors_forgiven(word)) for word in (one, other))
        assert asked & kept


@given(lower_words, st.data())
def test_a_misspelt_word_shares_a_fragment_with_the_right_one(word: str, data: st.DataObject) -> None:
    """Built from the right word, since two at random are hardly ever alike."""
    wrong = word
    for _ in range(polish.errors_forgiven(word)):
        at = data.draw(st.integers(0, len(wrong) - 1))
        letter = data.draw(st.sampled_from("aeiorz"))
        change = data.draw(st.sampled_from(["drop", "add", "replace", "swap"]))
        wrong = {
            "drop": wrong[:at] + wrong[at + 1 :],
            "add": wrong[:at] + letter + wrong[at:],
            "replace": wrong[:at] + letter + wrong[at + 1 :],
            "swap": wrong[:at] + wrong[at : at + 2][::-1] + wrong[at + 2 :],
        }[change]
    errors = min(polish.errors_forgiven(word), polish.errors_forgiven(wrong))
    if OSA.distance(word, wrong) <= errors:
        assert fragments(word, polish.errors_forgiven(word)) & fragments(wrong, polish.errors_forgiven(wrong))


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), *[st.integers(0, 255)] * 3)))
def test_postings_come_back_from_their_bytes(rows: list[tuple[int, int, int, int]]) -> None:
    entries, *columns = zip(*rows, strict=True) if rows else ((), (), (), ())
    postings = Postings(array("I", entries), *map(bytes, columns))
    assert Postings.unpack(postings.pack()) == postings
