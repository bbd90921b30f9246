"""Evidence: the position of words is found and checked in Unicode code points, for every text."""

import tempfile
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from esgraph.build.evidence import SourceText, authored_line, check_words
from esgraph.errors import EsgraphError, Location

HERE = Location(Path("source.yaml"), 3)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(
    lambda text: unicodedata.normalize("NFC", text)
)


@given(TEXTS, st.data())
def test_words_at_their_place_are_right_and_anywhere_else_wrong(text: str, data: st.DataObject) -> None:
    source = SourceText(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    assert check_words(source, words, start, end, HERE) is None
    shifted = check_words(source, words, start + 1, end + 1, HERE)
    if text[start + 1 : end + 1] != words:
        assert shifted is not None
        # The remedy names a place where the words do stand.
        place = source.find(words, near=start + 1)
        assert place is not None
        assert f"start: {place[0]}, end: {place[1]}" in shifted.remedy["en"]


@given(TEXTS, TEXTS)
def test_every_place_found_has_the_words(text: str, words: str) -> None:
    source = SourceText(text)
    for start, end in source.find_all(words):
        assert source.text[start:end] == unicodedata.normalize("NFC", words)


def test_overlapping_places_are_all_found_and_the_nearest_is_chosen() -> None:
    source = SourceText("anana ana")
    assert source.find_all("ana") == [(0, 3), (2, 5), (6, 9)]
    assert source.find("ana", near=7) == (6, 9)
    assert source.find("banan") is None


def test_positions_count_code_points_not_bytes_or_utf16() -> None:
    source = SourceText("𝄞 żółw")
    assert source.find("żółw") == (2, 6)


@given(TEXTS, st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_line_to_paste_is_yaml_for_the_same_words(words: str, start: int, end: int) -> None:
    line = authored_line(words, start, end)
    assert yaml.safe_load(line) == {"evidence": {"quote": words, "start": start, "end": end}}


def test_a_decomposed_text_is_brought_to_nfc() -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "a.txt")
        path.write_text(unicodedata.normalize("NFD", "żółw"), "utf-8")
        assert SourceText.read(path).text == "żółw"


def test_a_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("żółw".encode("cp1250"))
    with pytest.raises(EsgraphError, match="UTF-8"):
        SourceText.read(path)
