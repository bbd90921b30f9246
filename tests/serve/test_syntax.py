"""The outline of a query: right for queries, safe for everything else."""

import time

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgraph.serve.syntax import outline, syntax_error

HOST = "<http://127.0.0.1:9/>"
FAR = "PREFIX b: <http://127.0.0.1:9/> "

#: Texts in which the engine finds a service clause, and one that reads in tokens may not: why → text.
HIDDEN = {
    "a name with an accent and a quote": "PREFIX a: <urn:x> SELECT * { ?s a:b\u0300\\' ?o SERVICE @ { ?x ?y ?z } FILTER(?q != 'x') }",
    "a name with an accent and a hash": "PREFIX a: <urn:x> SELECT * { ?s a:b\u0300\\# ?o SERVICE @ { ?x ?y ?z }\n }",
    "a long string that is not closed": "SELECT * { VALUES ?x { '''a' } SERVICE @ { ?s ?p ?o } }",
    "a long string with a wrong escape": "SELECT * { VALUES ?x { '''a' } SERVICE @ { ?s ?p ?o } } #\\z'''",
    "a long string with half a character": "SELECT * { VALUES ?x { '''a' } SERVICE @ { ?s ?p ?o } } #\\uD800'''",
    "a comparison and a comment": "SELECT * { ?a ?p ?b FILTER(?a<?b)#> '''\n SERVICE @ { ?s ?p ?o } #'''\n}",
    "a comparison and a comment inside": "SELECT * { ?a ?p ?b FILTER(?a<?b#> '''\n) SERVICE @ { ?s ?p ?o } #'''\n}",
    "a comparison with a text": "SELECT * { ?a ?p ?b FILTER(?a<'>')SERVICE @ { ?s ?p ?o } #'\n}",
    "a keyword as a prefix": FAR + "SELECT * { SERVICEb:c { ?x ?y ?z } }",
    "a keyword before the empty prefix": "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?x ?y ?z } }",
    "two keywords as a prefix": FAR + "SELECT * { SERVICESILENTb:c { ?x ?y ?z } }",
    "a number and a dot before it": FAR + "SELECT * { ?s ?p 1.SERVICEb:c { ?x ?y ?z } }",
    "a word and a dot before it": FAR + "SELECT * { ?s ?p true.SERVICEb:c { ?x ?y ?z } }",
    "a name with two dots": "PREFIX a: <urn:x> SELECT * { ?s ?p a:b.c.SERVICE @ { ?x ?y ?z } }",
    "a name that is no IRI": FAR + "PREFIX a: <urn:x#> SELECT * { ?s ?p a:SERVICEb:c\\#{ ?x ?y ?z } }",
    "a name that would be a port": "PREFIX a: <http://x:80> SELECT * { ?s ?p a:.SERVICE@{ ?x ?y ?z } }",
}  # fmt: skip


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


def parses(text: str) -> bool:
    try:
        ox.Store().query(text, base_iri="http://localhost/")
    except SyntaxError:
        return False
    except (OSError, RuntimeError):  # it was called: nobody listens there
        return True
    return True


@pytest.mark.parametrize("why", HIDDEN)
def test_what_the_engine_reads_as_a_service_is_one(why: str) -> None:
    text = HIDDEN[why].replace("@", HOST)
    # Only where the engine reads a keyword does another word in its place break the text.
    assert parses(text)
    assert not parses(text.replace("SERVICE", "SERVICX"))
    assert outline(text).has_service


_PIECES = (
    "?s ?p ", "?a:", "a:b ?p ", "1", "1.", "true.", "'''a'", '"""a"', "''", "a:b.c.", "a:b\\#", "a:b\\'", "a:b\u0300\\#",
    "?v", "<#>", "<'>", "<b>", "<?b)#>", "_:a.", "()", "1e5", ".", " ", "\n", "#", "FILTER(", "?v<?b", "?v<#>", "?v<'>'",
    "?v<?b&&?c>?d", "?v IN ('''a','b')", ")", "VALUES ?v{", "}", "OPTIONAL{", "#>", "#'\n", "#'''\n", "'", '"',
    "SERVICE @{}", "SERVICE@ {?x ?y ?z}", "SERVICEb:c{}", "SERVICE:c {}", "SERVICE ?v{}", "SERVICE b:c\\#{}",
)  # fmt: skip
_ENDS = ("", "#'''", "#'", '#"""', "#\\z'''")


@given(st.lists(st.sampled_from(_PIECES), max_size=9), st.sampled_from(_ENDS))
@settings(max_examples=1_000, deadline=None)
def test_no_combination_hides_a_service_from_the_outline(pieces: list[str], end: str) -> None:
    begin = f"{FAR}PREFIX a: <urn:x#> PREFIX : <http://127.0.0.1:9/> SELECT * {{ "
    text = f"{begin}{''.join(pieces)} SERVICE @ {{}} }}{end}".replace("@", HOST)
    if parses(text) and not parses(text.replace("SERVICE", "SERVICX")):
        assert outline(text).has_service


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { ?s a schema:Service . ?s schema:serviceType ?t }",
        "PREFIX service: <https://example.org/a> SELECT * WHERE { ?s service:SERVICE ?o ; service:ab. 'a' ?b 'Service'@en }",
        "SELECT * WHERE { ?s <https://example.org/it's#(a)> 'service', '''the 'service' ''' }",
        "SELECT * WHERE { ?s ?p ?o FILTER(?o<?s && ?s>?o) BIND(STR(?o) AS ?service) }",
    ],
)
def test_a_word_is_no_clause(text: str) -> None:
    found = outline(text)
    assert found.services == ()
    assert found.doubt is None


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("ASK {\n ?s ?p 'a }", 2, 8),
        ("ASK { ?s ?p '''a' }", 1, 13),
        ('ASK { ?s ?p "\\z" }', 1, 13),
        ('ASK { ?s ?p "\\uD800" }', 1, 13),
        ('ASK { ?s ?p "\\U00110000" }', 1, 13),
        ("\ufeffASK {}", 1, 1),
        ("ASK\n{ \\u0053 }", 2, 3),
        ("ASK { ?s ?p ?o FILTER(?s <#a> ) }", 1, 26),
    ],
)
def test_what_may_be_read_in_two_ways_is_a_doubt(text: str, line: int, column: int) -> None:
    doubt = outline(text).doubt
    assert doubt is not None
    assert doubt.error() is not doubt.error(), "an error that is raised again and again keeps every request that it met"
    assert (doubt.line, doubt.column) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s <#p> <it's> ; <urn:a#b> (1 <http://x.example/a#b(c)>) }",
        r"ASK { ?s a:b\'c 'it\'s', '''''', '''a''b\'''', '\u00e9\U0001F600\U0010FFFF' }",
        "ASK { << ?s ?p ?o >> ?a 'x'@en--ltr {| ?b 1.5e3 |} FILTER(?o<?a||?o>=2) }",
        "ASK { ?s (<#a>|^<#b>)/(!<#c>)* ?ż . x:żółw\u0301 ?p -.5 }",
    ],
)
def test_what_reads_in_one_way_is_no_doubt(text: str) -> None:
    assert outline(text).doubt is None


def test_services_are_placed() -> None:
    text = f"{FAR}SELECT * {{\n SERVICE SILENT {HOST} {{ SERVICE ?x {{}} }}\n SERVICE b:c {{}} }}"
    first, inner, last = outline(text).services
    assert (first.endpoint, first.line, first.column, first.silent, first.inner) == (HOST[1:-1], 2, 17, True, False)
    assert text[first.start : first.end] == HOST
    assert (inner.endpoint, inner.inner, inner.silent) == ("", True, False)
    assert (last.endpoint, last.line, last.inner) == ("http://127.0.0.1:9/c", 3, False)


@pytest.mark.parametrize("clause", ["FROMb:c", "FROM NAMEDb:c", "FROM b:c", "FROM:c", "FROM <http://127.0.0.1:9/c>"])
def test_graphs_of_from_in_disguise(clause: str) -> None:
    (graph,) = outline(f"{FAR}SELECT * {clause} WHERE {{ ?s ?p ?o }}").from_graphs
    assert graph.endswith((":9/c", ":c"))
