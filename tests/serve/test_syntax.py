"""The outline of a query: right for queries, safe for everything else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgraph.serve.syntax import outline, syntax_error


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("ask {}", "ASK"),
        ("PREFIX ask: <urn:x> BASE <urn:select> # DESCRIBE\nConstruct {} {}", "CONSTRUCT"),
        ("PREFIX : <urn:x>DESCRIBE :a", "DESCRIBE"),
        ("", None),
        ("hello", None),
    ],
)
def test_form(text: str, form: str | None) -> None:
    assert outline(text).form == form


def test_update_is_no_query() -> None:
    found = outline("PREFIX a: <urn:a> INSERT { ?s ?p ?o } WHERE { SELECT * {} }")
    assert (found.form, found.update) == (None, "INSERT")


def test_graphs_of_from() -> None:
    text = "PREFIX : <urn:x:> SELECT * FROM <urn:a> FROM NAMED :b FROM NAMED <urn:c> WHERE { ?s <urn:d> :e }"
    assert outline(text).from_graphs == ("urn:a", "urn:x:b", "urn:c")


def test_relative_graphs_are_resolved() -> None:
    text = "BASE <https://x.example/a/> PREFIX : <b/> SELECT * FROM <c> FROM NAMED :d BASE <../> WHERE { ?s ?p ?o }"
    assert outline(text).from_graphs == ("https://x.example/a/c", "https://x.example/a/b/d")


@pytest.mark.parametrize("word", [r"\u0053ERVICE", r"SER\U00000056ICE", r"\u0073\u0065rvice"])
def test_escapes_hide_no_service(word: str) -> None:
    assert outline(f"SELECT * WHERE {{ {word} <urn:x> {{ ?s ?p ?o }} }}").has_service


def test_escapes_hide_no_nesting_and_no_graph() -> None:
    assert outline(r"ASK " + r"\u007B" * 99).nesting == 99
    assert outline(r"ASK FRO\u004D <urn:a> {}").from_graphs == ("urn:a",)
    assert outline(r'ASK { ?s ?p "\uD800 \UFFFFFFFF" }').form == "ASK"


def test_nesting_counts_every_bracket_outside_words() -> None:
    assert outline('{ ( [ "{{{" <urn:x> # {{{\n ] ) } { }').nesting == 3


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    outline(text)


@given(st.text(alphabet="SERVICEservice<>?a:{}\"'\\#\n ()1e.@_", max_size=60))
def test_no_service_clause_escapes(noise: str) -> None:
    """Whatever stands before it, a service clause that begins a line of its own is seen, unless it is inside a string."""
    text = f"{noise}\nSERVICE <urn:x> {{ ?s ?p ?o }}"
    assert outline(text).has_service or '"""' in noise or "'''" in noise


@pytest.mark.parametrize(
    "piece", ["{", "'", '"""', "<", "#", "\\", "a:", "?", '"\\', "1e", "<a", "'''a", "a.", "\\'", "''", "a-", "<a#"]
)
def test_time_grows_with_the_length(piece: str) -> None:
    """No text of the allowed length takes noticeable time: a thousand times the length of what takes a moment."""
    begin = time.process_time()
    outline(piece * (100_000 // len(piece)))
    assert time.process_time() - begin < 5


def test_a_syntax_error_is_short_and_placed() -> None:
    error = syntax_error("error at 3:14: expected one of " + ", ".join("abc" for _ in range(500)))
    assert (error.line, error.column) == (3, 14)
    assert len(error.what) < 250
