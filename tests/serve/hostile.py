"""Queries that hurt an endpoint, or try what it refuses: name → text, right statuses, what the answer must name."""

from dataclasses import dataclass

from tests.serve.test_syntax import HIDDEN, HOST


@dataclass(frozen=True, slots=True)
class Case:
    """What is sent, and what is right for it.

    `sent` is a query, sent in a form, or a whole request in bytes, sent as it is. `right` are the statuses that are
    right; 0 stands for no answer at all: the connection is closed, or the server waits for more. `limit` is the one that
    a 503 names, where it is sure which comes first. `names` must stand in the answer, `never` must not; `most` is the
    longest answer in bytes.
    """

    sent: str | bytes
    right: frozenset[int]
    names: str = ""
    never: str = "Traceback"
    most: int = 300_000_000
    limit: str = ""


def case(
    sent: str | bytes,
    *right: int,
    names: str = "",
    never: str = "Traceback",
    most: int = 300_000_000,
    limit: str = "",
) -> Case:
    return Case(sent, frozenset(right), names, never, most, limit)


CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
TWO = "?a ?b ?c . ?d ?e ?f"
EVIL = "PREFIX b: <http://127.0.0.1:9/> "


def chained(begin: str, step: str, count: int) -> str:
    """Assignments that each build on the one before; `@` is the variable before."""
    steps = " ".join(f"BIND({step.replace('@', f'?s{n}')} AS ?s{n + 1})" for n in range(count))
    return f"SELECT * WHERE {{ BIND({begin} AS ?s0) {steps} }}"


def many(piece: str, count: int, join: str = " ") -> str:
    """A piece again and again; `@` is its number."""
    return join.join(piece.replace("@", str(number)) for number in range(count))


def nested(before: str, after: str, middle: str = "", depth: int = 3_000) -> str:
    return f"SELECT * WHERE {{ {before * depth}{middle}{after * depth} }}"


#: What takes time or memory without end: it ends itself within its limits.
BOMBS: dict[str, Case] = {
    "cross product": case(f"SELECT (COUNT(*) AS ?n) WHERE {{ {CROSS} }}", 503, limit="time"),
    "cross product with DISTINCT": case(f"SELECT DISTINCT ?a ?d ?g WHERE {{ {CROSS} }}", 503),
    "cross product sorted": case(f"SELECT * WHERE {{ {TWO} }} ORDER BY ?f ?e ?a", 503),
    "cross product sorted by texts": case(f"SELECT ?a WHERE {{ {TWO} }} ORDER BY DESC(CONCAT(STR(?f), STR(?c))) ?a", 503),
    "cross product sorted, ten rows": case(f"SELECT * WHERE {{ {CROSS} }} ORDER BY ?i ?f ?c LIMIT 10", 503),
    "cross product grouped": case(f"SELECT ?a (GROUP_CONCAT(?c) AS ?x) WHERE {{ {CROSS} }} GROUP BY ?a", 503),
    "cross product constructed": case(f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {CROSS} }}", 503),
    "cross product described": case(f"DESCRIBE ?a ?d WHERE {{ {CROSS} }}", 503),
    "cross product asked for nothing": case(f"ASK {{ {CROSS} FILTER(STRLEN(STR(?a)) > STRLEN(STR(?i)) + 900) }}", 503, limit="time"),
    "cross product behind an offset": case(f"SELECT * WHERE {{ {CROSS} }} OFFSET 9000000000 LIMIT 1", 503, limit="time"),
    "cross product in a subselect": case(f"SELECT * WHERE {{ {{ SELECT DISTINCT ?a ?d ?g WHERE {{ {CROSS} }} }} }} LIMIT 1", 200),
    "cross product in OPTIONAL": case(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?x ?y ?z OPTIONAL {{ {TWO} }} }}", 503),
    "cross product in MINUS": case(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?a ?b ?c MINUS {{ {CROSS} }} }}", 503),
    "cross product in EXISTS": case(f"SELECT ?x WHERE {{ ?x ?y ?z FILTER NOT EXISTS {{ {TWO} FILTER(?c = 'q' && ?f = ?z) }} }}", 503),
    "random order": case(f"SELECT * WHERE {{ {CROSS} }} ORDER BY RAND()", 503),
    "doubling text": case(chained('"xxxxxxxxxxxxxxxx"', "CONCAT(@, @)", 40), 503),
    "replacing text": case(chained('"x"', 'REPLACE(@, "x", "xxxxxxxxxxxxxxxx")', 20), 503),
    "replacing nothing": case(chained('"x"', 'REPLACE(@, "", "xxxxxxxxxxxxxxxx")', 20), 503),
    "escaping text": case(chained('"%%%%%%%%"', "ENCODE_FOR_URI(CONCAT(@, @))", 40), 503),
    "grouped texts with a long separator": case(
        f"SELECT (GROUP_CONCAT(STR(?c); SEPARATOR='{'x' * 50_000}') AS ?x) WHERE {{ {TWO} }}", 503, limit="memory"),
    "product of values": case(
        "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"VALUES ?{name} {{ {many('@', 100)} }}" for name in "abcdef") + " }", 503, limit="time"),
    "values joined with values": case(
        "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"VALUES (?a ?{name}) {{ {many('(1 @)', 2_000)} }}" for name in "bcd") + " }", 503),
    "paths of any length": case(
        "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<urn:x>|^!<urn:x>)* ?b . ?c (!<urn:x>|^!<urn:x>)* ?d }", 503),
    "paths there and back": case("SELECT (COUNT(*) AS ?n) WHERE { ?a (!<urn:x>/^!<urn:x>)+ ?b . ?b (!<urn:x>/^!<urn:x>)+ ?c }", 503),
    "stars of stars": case("SELECT * WHERE { ?a " + "(" * 60 + "!<urn:x>" + ")*" * 60 + " ?b }", 503),
    "paths of length zero": case("SELECT (COUNT(*) AS ?n) WHERE { ?a <urn:x>? ?b . ?c <urn:x>* ?d . ?e <urn:x>? ?f }", 503, limit="time"),
    "not exists over everything": case(
        "SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?a ?x ?y . ?d ?x ?z . ?z ?v ?w FILTER(?w = 'q') } }", 503, limit="time"),
    "regular expression": case(
        'SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?c), "(a+)+$") && REGEX(STR(?f), "(.*)*z")) }', 200, 503),
    "regular expression that backtracks": case(f'ASK {{ FILTER(REGEX("{"a" * 40_000}", "(a*)*(a|aa)+b")) }}', 200),
    "regular expression that repeats repeats": case('ASK { FILTER(REGEX("a", "((a{1000}){1000}){1000}")) }', 200),
    "regular expression from the data": case(f"SELECT (COUNT(*) AS ?n) WHERE {{ {TWO} FILTER(REGEX(STR(?c), STR(?f), 'i')) }}", 503, limit="time"),
    "hashes": case(f"SELECT (COUNT(*) AS ?n) WHERE {{ {TWO} FILTER(SHA512(CONCAT(STR(?c), STR(?f))) = 'x') }}", 503, limit="time"),
    "large template": case(f"CONSTRUCT {{ {many('?a <urn:p@> ?f .', 2_000)} }} WHERE {{ {TWO} }} LIMIT 100000", 503, 200),
    "large answer": case(f"SELECT * WHERE {{ {TWO} }} LIMIT 1000000", 503, 200),
    "rows of a hundred columns": case(f"SELECT * WHERE {{ {many('?a@ ?b@ ?c@ .', 33)} }} LIMIT 10000", 503),
    "eight hundred patterns": case(f"SELECT * WHERE {{ {many('?a@ ?p@ ?b@ .', 800)} }}", 503),
    "eight hundred joined patterns": case("SELECT * WHERE { " + " ".join(f"?a{n} ?p{n} ?a{n + 1} ." for n in range(800)) + " }", 503),
}  # fmt: skip

#: What is long or deep: refused, or done with in a moment.
SIZES: dict[str, Case] = {
    "fifty thousand negations": case("SELECT * WHERE { FILTER(" + "!" * 50_000 + "true) }", 503, limit="memory"),
    "fifty thousand minuses": case("SELECT (" + "- " * 40_000 + "1 AS ?x) WHERE {}", 400),
    "ten thousand inverses": case("SELECT * WHERE { ?s " + "^" * 10_000 + "<urn:p> ?o }", 400),
    "a path of ten thousand steps": case(f"SELECT * WHERE {{ ?a {many('<urn:p>', 9_000, '/')} ?b }}", 503, limit="memory"),
    "a path of ten thousand ways": case(f"SELECT * WHERE {{ ?a {many('<urn:p>', 9_000, '|')} ?b }}", 503, 200),
    "ten thousand unions": case("SELECT * WHERE { {} " + "UNION {} " * 9_000 + "}", 503, limit="memory"),
    "ten thousand options": case("SELECT * WHERE { " + "OPTIONAL {} " * 8_000 + "}", 503, limit="memory"),
    "ten thousand sums": case(f"SELECT ({many('1', 20_000, '+')} AS ?x) WHERE {{}}", 503, limit="memory"),
    "ten thousand ors": case(f"ASK {{ ?s ?p ?o FILTER({many('?o = @', 6_000, ' || ')}) }}", 503, 200),
    "two thousand aggregates": case(f"SELECT {many('(SUM(?o + @) AS ?v@)', 2_000)} WHERE {{ ?s ?p ?o }}", 503, 200),
    "three thousand assignments": case(f"SELECT * WHERE {{ {many('BIND(@ AS ?v@)', 3_000)} }}", 503, 200),
    "five thousand variables": case(f"SELECT {many('?v@', 5_000)} WHERE {{ ?v1 ?p ?o }} LIMIT 10", 200, 503),
    "three thousand prefixes": case(f"{many('PREFIX p@: <urn:@:>', 3_000)} ASK {{ p1:a ?p ?o }}", 200),
    "a thousand subselects": case(f"SELECT * WHERE {{ {many('{ SELECT * WHERE { ?s@ ?p ?o } LIMIT 1 }', 1_000)} }}", 503, 200),
    "ten thousand values": case(f"SELECT * WHERE {{ VALUES ?x {{ {many('@', 10_000)} }} }}", 200),
    "a thousand graphs": case(f"SELECT * {many('FROM <https://w3id.org/esgraph/graph/places>', 1_000)} WHERE {{ ?s ?p ?o }} LIMIT 1", 200),
    "nested groups": case("SELECT * WHERE " + "{" * 5_000 + "}" * 5_000, 400, names="nested"),
    "nested brackets": case("SELECT * WHERE { FILTER(" + "(" * 9_000 + "1" + ")" * 9_000 + ") }", 400, names="nested"),
    "nested collections": case("SELECT * WHERE { ?s ?p " + "(" * 400 + ")" * 400 + " }", 400, names="nested"),
    "nested blank nodes": case(nested("?s ?p [ ", " ]", "<urn:a> 1"), 400, names="nested"),
    "nested paths": case("SELECT * WHERE { ?s " + "(" * 5_000 + "<urn:p>" + ")*" * 5_000 + " ?o }", 400, names="nested"),
    "nested triples": case("SELECT * WHERE { " + "<< " * 5_000 + "?s ?p ?o" + " >> ?p ?o" * 5_000 + " }", 400, names="nested"),
    "nested functions": case(f"SELECT ({'STR(' * 9_000}1{')' * 9_000} AS ?x) WHERE {{}}", 400, names="nested"),
    "nested subselects": case(nested("{ SELECT * WHERE ", "}", "{}", 2_000), 400, names="nested"),
    "nested options": case(nested("OPTIONAL { ?s ?p ?o ", "}"), 400, names="nested"),
    "nested EXISTS": case(nested("FILTER EXISTS { ?s ?p ?o ", "}"), 400, names="nested"),
    "nesting behind a string that is not closed": case("ASK { VALUES ?x { '''a' } " + "{" * 5_000 + "}" * 5_000 + " }", 400),
    "nesting behind a comparison": case("ASK { ?a ?p ?b FILTER(?a<?b)#> '''\n" + "{" * 5_000 + "}" * 5_000 + " #'''\n}", 400),
    "brackets that are never closed": case("SELECT * WHERE { ?s ?p " + "[" * 90_000, 400, names="nested"),
    "brackets that only close": case("ASK { " + "}" * 90_000, 400),
    "a text too long": case("ASK {} #" + "x" * 200_000, 413),
    "a comment as long as may be": case("ASK {} #" + "x" * 99_000, 200),
    "an IRI as long as may be": case(f"ASK {{ <urn:{'x' * 99_000}> ?p ?o }}", 200),
    "a literal as long as may be": case(f"ASK {{ ?s ?p '{'x' * 99_000}' }}", 200),
    "a name as long as may be": case(f"PREFIX x: <urn:> ASK {{ x:{'x' * 99_000} ?p ?o }}", 200),
    "a prefix as long as may be": case(f"PREFIX {'x' * 49_000}: <urn:> ASK {{ {'x' * 49_000}:a ?p ?o }}", 200),
    "a variable as long as may be": case(f"SELECT ?{'x' * 90_000} WHERE {{}}", 200),
    "a language as long as may be": case(f"ASK {{ ?s ?p 'a'@en{'-abcdefgh' * 9_000} }}", 200),
    "a word as long as may be": case("x" * 99_000, 400),
    "quotes without end": case("ASK { ?s ?p " + "'" * 90_001, 400),
    "backslashes without end": case("ASK { ?s ?p '" + "\\" * 90_000, 400),
    "a large exponent": case("SELECT (1e999999 * 1e999999 AS ?x) WHERE {}", 200),
    "a large integer": case(f"SELECT ({'9' * 90_000} + 1 AS ?x) WHERE {{}}", 200),
    "a large decimal": case(f"SELECT ({'9' * 45_000}.{'9' * 45_000} * 3.0 AS ?x) WHERE {{}}", 200),
    "a large limit": case("SELECT * WHERE { ?s ?p ?o } LIMIT 1000000000000000000000000000000", 400),
    "a large offset": case("SELECT * WHERE { ?s ?p ?o } OFFSET 1000000000000000000000000000000", 400),
    "the largest offset": case("SELECT * WHERE { ?s ?p ?o } OFFSET 18446744073709551615 LIMIT 18446744073709551615", 200),
    "products that overflow": case(chained("99999999999", "(@ * @)", 20), 200),
    "a date without end": case("SELECT (YEAR('999999999999999999-12-31T00:00:00Z'^^xsd:dateTime) AS ?x) WHERE {}", 200),
    "a substring beyond all ends": case("SELECT (SUBSTR('abc', -9223372036854775808, 9223372036854775807) AS ?x) WHERE {}", 200),
}  # fmt: skip

_FROM = "SELECT * {} WHERE {{ ?s ?p ?o }}"

#: What is refused, however it is written.
REFUSED: dict[str, Case] = {
    **{f"SERVICE behind {why}": case(text.replace("@", HOST), 403, names="SERVICE") for why, text in HIDDEN.items()},
    "SERVICE": case("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, names="SERVICE"),
    "SERVICE in small letters": case("select * where { service silent<http://127.0.0.1:9/>{ ?s ?p ?o } }", 403, names="SERVICE"),
    "SERVICE after a comment": case("SELECT * WHERE { # }\nSERVICE#\n<http://127.0.0.1:9/> {} }", 403, names="SERVICE"),
    "SERVICE with escapes": case(r"SELECT * WHERE { \u0053ERVICE <http://127.0.0.1:9/> {} }", 403, names="SERVICE"),
    "SERVICE with a variable": case("SELECT * WHERE { VALUES ?x { <http://127.0.0.1:9/> } SERVICE ?x { ?s ?p ?o } }", 403, names="SERVICE"),
    "SERVICE with a base": case("BASE <http://127.0.0.1:9/> SELECT * WHERE { SERVICE <x> { ?s ?p ?o } }", 403, names="SERVICE"),
    "SERVICE with a prefix": case("PREFIX SERVICE: <http://127.0.0.1:9/> ASK { SERVICE SERVICE:x {} }", 403, names="SERVICE"),
    "SERVICE in EXISTS in a subselect": case(
        "ASK { { SELECT * WHERE { ?s ?p ?o FILTER EXISTS { SERVICE <file:///etc/passwd> { ?s ?p ?o } } } } }", 403, names="SERVICE"),
    "SERVICE in an aggregate": case("SELECT (COUNT(EXISTS { SERVICE <http://127.0.0.1:9/> {} }) AS ?n) WHERE {}", 403, names="SERVICE"),
    "FROM a file": case(_FROM.format("FROM <file:///etc/passwd>"), 403, names="not a graph", never="root:"),
    "FROM in small letters": case(_FROM.format("from named<file:///etc/passwd>"), 403, names="not a graph", never="root:"),
    "FROM with a prefix": case(EVIL + _FROM.format("FROM b:c"), 403, names="not a graph"),
    "FROM without a space": case(EVIL + _FROM.format("FROMb:c"), 403, names="not a graph"),
    "FROM NAMED without a space": case(EVIL + _FROM.format("FROM NAMEDb:c"), 403, names="not a graph"),
    "FROM with a base": case("BASE <file:///etc/> " + _FROM.format("FROM <passwd>"), 403, names="not a graph", never="root:"),
    "FROM with escapes": case(_FROM.format(r"FRO\u004D <file:///etc/passwd>"), 403, names="not a graph", never="root:"),
    "FROM an escaped IRI": case(_FROM.format(r"FROM <file:///etc/pass\u0077d>"), 403, names="not a graph", never="root:"),
    "FROM after a comment": case(_FROM.format("FROM #\n<file:///etc/passwd>"), 403, names="not a graph", never="root:"),
    "GRAPH of a file": case("SELECT * WHERE { GRAPH <file:///etc/passwd> { ?s ?p ?o } }", 200, never="root:"),
    "INSERT": case("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 403, names="read-only"),
    "INSERT after a comment": case("#SELECT\nPREFIX a: <urn:a>INSERT{?s ?p ?o}WHERE{?s ?p ?o}", 403, names="read-only"),
    "INSERT with escapes": case(r"INS\u0045RT DATA { <urn:a> <urn:b> <urn:c> }", 403, names="read-only"),
    "DROP": case("DROP ALL", 403, names="read-only"),
    "DROP after a query": case("ASK {} ; DROP ALL", 400),
    "LOAD": case("LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <urn:a>", 403, names="read-only"),
    "control characters": case("\x00\x01\x02", 400),
    "a NUL in a comment": case("ASK {} # \x00", 200),
    "a byte order mark": case("\ufeffASK {}", 400),
    "spaces of other kinds": case("ASK\u00a0{\u3000}", 400),
    "half a character": case(r'ASK { ?s ?p "\uD800" }', 400),
    "half a character in an IRI": case(r"ASK { <urn:\uDFFF> ?p ?o }", 400),
    "a character beyond all": case(r'ASK { ?s ?p "\UFFFFFFFF" }', 400),
    "directions turned": case("ASK { ?s ?p '\u202e\u2066' }", 200),
    "markup in a mistake": case("<script>alert(1)</script>", 400, never="<script>"),
    "nothing": case("", 400),
    "spaces": case(" \n" * 40_000, 400),
}  # fmt: skip

QUERIES: dict[str, Case] = {**BOMBS, **SIZES, **REFUSED}
