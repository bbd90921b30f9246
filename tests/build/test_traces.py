"""Traces: words and IRIs that may stand nowhere are found however they are written, and nothing else is."""

import html
import json
import unicodedata
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgraph.build import traces
from esgraph.build.traces import PIECE, Trace

NBSP, SOFT = "\u00a0", "\u00ad"
IRI = "https://example.org/id/organization/stowarzyszenie"


def holds(tmp_path: Path, trace: Trace, data: str | bytes) -> bool:
    path = tmp_path / "file"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return traces.held(path, [trace]) == {trace.text}


@pytest.mark.parametrize(
    ("trace", "text"),
    [
        ("jan kowalski", "tak mówi Jan Kowalski."),
        ("Jan Kowalski", "JAN Kowalski był"),
        ("Jan Kowalski", f"Jan{NBSP}Kowalski"),
        ("Jan Kowalski", "Jan  \n Kowalski"),
        ("Jan Kowalski", "Jan Kowalskiego"),
        ("Jan Kowalski", "/id/organization/jan-kowalski-uslugi"),
        ("Kowalska Nowak", "Kowalska-Nowak"),
        ("Kowalska-Nowak", "Kowalska\u2013Nowak i Kowalska Nowak"),
        ("Łukasz Żak", unicodedata.normalize("NFD", "Łukasz Żak")),
        ("łukasz żak", "lukasz-zak"),
        ("łukasz żak", quote("Łukasz Żak")),
        ("łukasz żak", quote_plus("ŁUKASZ ŻAK")),
        ("łukasz żak", json.dumps("Łukasz Żak")),
        ("łukasz żak", "Łukasz Żak".encode("ascii", "xmlcharrefreplace").decode()),
        ('Jan "Janek" Kowalski', json.dumps('Jan "Janek" Kowalski')),
        ("Jan „Janek” Kowalski", html.escape('Jan "Janek" Kowalski')),
        ("Most & Syn", html.escape("Most & Syn")),
        ("a\\b", json.dumps("a\\b")),
        ("C++", "napisane w c++"),
        ("Żółć", "ŻÓŁĆ"),
    ],
)
def test_words_are_found_however_they_are_written(tmp_path: Path, trace: str, text: str) -> None:
    assert holds(tmp_path, traces.words(trace), text)


@pytest.mark.parametrize(
    ("trace", "text"), [("Jan Kowalski", "Jan, Kowalski"), ("Jan Kowalski", "Jan i Kowalski"), ("C++", "w języku c")]
)
def test_other_words_are_not(tmp_path: Path, trace: str, text: str) -> None:
    assert not holds(tmp_path, traces.words(trace), text)


@pytest.mark.parametrize("after", [">", '"', "#part", "/incoming", ".ttl", "?lang=pl", "", "-"])
def test_an_iri_is_found_with_what_is_below_it(tmp_path: Path, after: str) -> None:
    assert holds(tmp_path, traces.iri(IRI), f"<{IRI}{after}")


@pytest.mark.parametrize("after", ["-most>", "2>", "most"])
def test_an_iri_that_begins_like_it_is_another(tmp_path: Path, after: str) -> None:
    assert not holds(tmp_path, traces.iri(IRI), f"<{IRI}{after}")


@settings(deadline=None, max_examples=10)
@given(before=st.integers(PIECE - 200, PIECE + 20))
def test_the_end_of_a_piece_hides_nothing_and_adds_nothing(
    tmp_path_factory: pytest.TempPathFactory, before: int
) -> None:
    tmp_path = tmp_path_factory.getbasetemp()
    assert holds(tmp_path, traces.words("Łukasz Żak"), b"." * before + "ŁUKASZ Żak".encode() + b"." * PIECE)
    assert holds(tmp_path, traces.iri(IRI), b"." * before + IRI.encode() + b"." * PIECE)
    assert not holds(tmp_path, traces.iri(IRI), b"." * before + IRI.encode() + b"-most." + b"." * PIECE)


def test_bytes_that_are_no_text_hide_nothing(tmp_path: Path) -> None:
    assert holds(tmp_path, traces.words("Łukasz Żak"), b"\xff\xc5\x00" + "Łukasz Żak".encode() + b"\xc5")


@pytest.mark.parametrize(
    ("trace", "text", "is_held"),
    [
        ("Kot", "skrót, skrotac", False),
        ("Kot", "p. Kot.", True),
        ("Lis", "lista", False),
        ("Jan Lis", "Janem Lisem", False),
        ("Kowalski", "Kowalskiego", True),
        ("Kowalski", "Podkowalski", False),
        ("Kowalski", "stowarzyszenie-kowalski-1", True),
    ],
)
def test_words_are_found_at_the_beginning_of_words_and_short_ones_alone(trace: str, text: str, is_held: bool) -> None:
    assert traces.words(trace).is_in(text) is is_held
