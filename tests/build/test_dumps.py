"""Every dump is the same graph, to rdflib and to Oxigraph, whatever the literals hold, and the same bytes each time."""

import gzip
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from esgraph.build.dumps import writer
from esgraph.build.project import Project
from esgraph.dumps import formats, ordering, rdf_xml
from esgraph.dumps.formats import FORMATS, Format
from esgraph.errors import ReleaseError
from esgraph.release import Release
from esgraph.vocabulary import DEFAULT_BASE, ESG, RDF, XSD
from esgraph.zstandard import zstd
from tests.conftest import DATA
from tests.quads import write_nquads, write_union

_PARSERS = {"nq": "nquads", "trig": "trig", "jsonld": "json-ld", "ttl": "turtle", "nt": "nt", "rdf": "xml"}
_LITERAL = tuple[str, str, str]
_STATEMENT = tuple[str, str, str | _LITERAL, str]


def by_oxigraph(path: Path, form: Format) -> set[_STATEMENT]:
    """What Oxigraph reads; the name of the graph is "" where the format has none."""
    quads = ox.parse(path=path, format=form.engine)
    return {(quad.subject.value, quad.predicate.value, _term(quad.object), _graph(quad)) for quad in quads}


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def _term(term: object) -> str | _LITERAL:
    if isinstance(term, ox.Literal):
        return (term.value, (term.language or "").lower(), "" if term.language else term.datatype.value)
    assert isinstance(term, ox.NamedNode)
    return term.value


def by_rdflib(path: Path, form: Format) -> set[_STATEMENT]:
    """The same by rdflib."""
    if not form.keeps_graphs:
        graph = rdflib.Graph().parse(path, format=_PARSERS[form.suffix])
        return {(str(s), str(p), _node(o), "") for s, p, o in graph}
    dataset = rdflib.Dataset()
    dataset.parse(path, format=_PARSERS[form.suffix])
    return {(str(s), str(p), _node(o), str(g)) for s, p, o, g in dataset.quads()}


def _node(node: object) -> str | _LITERAL:
    if not isinstance(node, rdflib.Literal):
        return str(node)
    language = (node.language or "").lower()
    return (str(node), language, "" if language else str(node.datatype or f"{XSD}string"))


def expected(quads: set[_STATEMENT], form: Format) -> set[_STATEMENT]:
    return quads if form.keeps_graphs else {(*quad[:3], "") for quad in quads}


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_dump_of_the_first_dataset_is_the_same_graph(release: Release, suffix: str) -> None:
    form = FORMATS[suffix]
    quads = by_oxigraph(release.nquads, FORMATS["nq"])
    assert len(quads) == release.manifest.counts["quads"]
    path = release.path / f"esgraph.{suffix}"
    assert by_oxigraph(path, form) == expected(quads, form)
    assert by_rdflib(path, form) == expected(quads, form)


def test_turtle_and_trig_declare_the_prefixes_by_alphabet_and_group_subjects(release: Release) -> None:
    for suffix, margin in (("ttl", ""), ("trig", "\t")):
        lines = (release.path / f"esgraph.{suffix}").read_text("utf-8").splitlines()
        declared = [line for line in lines if line.startswith("@prefix ")]
        assert lines[: len(declared)] == sorted(declared)
        assert f"@prefix organization: <{DEFAULT_BASE}id/organization/> ." in declared
        for block in filter(str.strip, "\n".join(lines[len(declared) :]).split("\n}")):
            starts = [line.split()[0] for line in block.splitlines() if re.match(rf"{margin}[^\t]", line)]
            assert starts
            assert len(starts) == len(set(starts))


# What could go wrong: quotes, escapes, ends of lines of every kind, what XML or a language of the Web takes for markup.
_ODD = [
    '"',
    "'",
    "\\",
    "\n",
    "\r",
    "\t",
    "\x85",
    "\u2028",
    "<",
    ">",
    "&",
    "]]>",
    "{}",
    " .\n",
    " <x> ",
    "ąę",
    "🙂",
    "\ufeff",
    "\u0301",
]
_TEXTS = st.lists(
    st.one_of(
        st.sampled_from(_ODD),
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=3),
    ),
    max_size=5,
).map("".join)
_LITERALS = st.one_of(
    st.builds(ox.Literal, _TEXTS),
    st.builds(lambda text, language: ox.Literal(text, language=language), _TEXTS, st.sampled_from(["pl", "en", "szl-Latn", "de-AT-1996"])),
    st.builds(lambda text: ox.Literal(text, datatype=ox.NamedNode("http://example.org/type#a(b)")), _TEXTS),
    st.builds(lambda number: ox.Literal(str(number), datatype=ox.NamedNode(f"{XSD}integer")), st.integers()),
)  # fmt: skip
# Below a prefix there are slugs only (`vocabulary.is_slug`) and what they carry behind `#`; all else has no prefix.
_NAMES = st.sampled_from([
    *(f"{DEFAULT_BASE}id/organization/{name}" for name in ("a", "a-b", "a-b#quote", "1")),
    *(f"http://example.org/{name}" for name in ("", "a.", "łódź", "a(b)", "a%20b", "a'b", "a/b", "a?b=c&d")),
    "urn:x:y", f"{ESG}Award",
])  # fmt: skip
_PROPERTIES = st.sampled_from(
    [
        f"{RDF}type",
        f"{ESG}aim",
        "http://example.org/2018a",
        "http://example.org/a.b-c",
        "http://example.org/ż",
        "urn:x:y",
    ]
)
_GRAPHS = st.sampled_from([f"{DEFAULT_BASE}graph/{name}" for name in ("a", "a-b", "source/a", "źródło")])
_QUADS = st.sets(
    st.builds(ox.Quad, _NAMES.map(ox.NamedNode), _PROPERTIES.map(ox.NamedNode), st.one_of(_LITERALS, _NAMES.map(ox.NamedNode)), _GRAPHS.map(ox.NamedNode)),
    max_size=12,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(_QUADS)
@example(set())
def test_odd_literals_and_names_come_back_from_every_format(project: Project, quads: set[ox.Quad]) -> None:
    with TemporaryDirectory() as folder:
        work = Path(folder)
        write_nquads(quads, work / "esgraph.nq")
        count = write_union(work / "esgraph.nq", work / "esgraph.nt")
        _write(work, project.settings.base)
        wanted = {(q.subject.value, q.predicate.value, _term(q.object), _graph(q)) for q in quads}  # type: ignore[union-attr]
        assert count == len({quad[:3] for quad in wanted})
        for form in FORMATS.values():
            path = work / f"esgraph.{form.suffix}"
            assert by_oxigraph(path, form) == expected(wanted, form), form
            assert by_rdflib(path, form) == expected(wanted, form), form
        names = {f"esgraph.{suffix}{way}" for suffix in FORMATS for way in ("", ".gz", ".zst")}
        assert {path.name for path in work.iterdir()} == names


def _one(work: Path, prop: str, value: str) -> None:
    quad = ox.Quad(
        ox.NamedNode("http://example.org/x"),
        ox.NamedNode(prop),
        ox.Literal(value),
        ox.NamedNode("http://example.org/g"),
    )
    write_nquads([quad], work / "esgraph.nq")
    write_union(work / "esgraph.nq", work / "esgraph.nt")
    _write(work, Project.open(DATA).settings.base)


def _write(work: Path, base: str) -> None:
    writer.write_by_subject(work, base, None)
    writer.write_by_graph(work, base, None)


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_an_error_that_says_where(tmp_path: Path, character: str) -> None:
    with pytest.raises(ReleaseError, match=f"U\\+{ord(character):04X}") as error:
        _one(tmp_path, f"{ESG}aim", f"a{character}b")
    assert error.value.where == "http://example.org/x"
    assert "remove" in str(error.value.remedy)


@pytest.mark.parametrize("character", ["\x7f", "\x80", "\x9f", "\ue000", "\ufdd0"])
def test_control_characters_that_xml_can_hold_are_kept(tmp_path: Path, character: str) -> None:
    _one(tmp_path, f"{ESG}aim", f"a{character}b")
    for form in FORMATS.values():
        assert [quad[2] for quad in by_oxigraph(tmp_path / f"esgraph.{form.suffix}", form)] == [
            (f"a{character}b", "", f"{XSD}string")
        ]
    root = ET.parse(tmp_path / "esgraph.rdf").getroot()  # noqa: S314 - our own file
    assert [element.text for element in root.iter(f"{{{ESG}}}aim")] == [f"a{character}b"]


@pytest.mark.parametrize(
    "prop",
    ["http://example.org/1", "http://example.org/", "http://example.org/a(b)", f"{RDF}li", f"{RDF}about",
     "http://www.w3.org/2000/xmlns/x", "http://example.org/\u37f1",
     "http://example.org/x\U0001f600", "http://example.org/a\u2070", "http://example.org/\u0132"],
)  # fmt: skip
def test_a_property_without_a_name_in_xml_is_an_error(tmp_path: Path, prop: str) -> None:
    with pytest.raises(ReleaseError, match="has no name in XML") as error:
        _one(tmp_path, prop, "a")
    assert prop in str(error.value)


_TAILS = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters='<>"{}|\\^`#%[]'), min_size=1, max_size=4
)


@given(_TAILS)
@settings(max_examples=300, deadline=None)
@example("\U0001f600x")
@example("\u37f1a")
@example("\u2070a")
@example("\u0132a")
@example("łódź")
@example("x\u0301")
def test_a_property_that_is_written_in_xml_is_read_by_every_reader(tail: str) -> None:
    """Expat keeps to the fourth edition of XML 1.0, the engine to the fifth."""
    prop = ox.NamedNode(f"http://example.org/{tail}")
    triple = ox.Triple(ox.NamedNode("http://example.org/a"), prop, ox.Literal("x"))
    written = io.BytesIO()
    try:
        rdf_xml.write([triple], {}, written)
    except ReleaseError:
        return
    assert [quad.triple for quad in ox.parse(written.getvalue(), format=ox.RdfFormat.RDF_XML)] == [triple]
    ((_, read, _),) = rdflib.Graph().parse(data=written.getvalue(), format="xml")
    assert str(read) == prop.value


def test_sorting_in_pieces_is_sorting(tmp_path: Path) -> None:
    lines = [f"{number * 7919 % 1000:03} <{number % 7}> .\n".encode() for number in range(1000)]
    assert list(ordering.sort(lines, tmp_path, most=500)) == sorted(lines)
    grouped = list(ordering.by_graph(sorted(lines), tmp_path, most=500))
    assert grouped == sorted(sorted(lines), key=lambda line: line[line.rindex(b" <") :])
    assert list(ordering.sort([], tmp_path)) == []
    assert list(tmp_path.iterdir()) == []


def test_sorting_that_is_left_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield from (b"a\n", b"b\n", b"c\n")
        raise OSError("disk trouble")

    with pytest.raises(OSError, match="disk trouble"):
        list(ordering.sort(failing(), tmp_path, most=1))
    assert list(tmp_path.iterdir()) == []


def test_the_union_of_sorted_statements_is_sorted(release: Release) -> None:
    lines = (release.path / "esgraph.nt").read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert len(lines) == release.manifest.counts["triples"]
    assert formats.NTRIPLES.suffix == "nt"


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_dump_is_there_compressed_too(release: Release, suffix: str) -> None:
    whole = release.path / f"esgraph.{suffix}"
    for ending, read in ((".gz", gzip.decompress), (".zst", zstd.decompress)):
        small = whole.with_name(whole.name + ending)
        assert read(small.read_bytes()) == whole.read_bytes()
        assert release.manifest.files[small.name].size == small.stat().st_size < whole.stat().st_size / 4


def test_compressed_files_tell_neither_time_nor_place(tmp_path: Path) -> None:
    for name, when in (("a", 0), ("b", 10**9)):
        (tmp_path / name).mkdir()
        write_nquads([], tmp_path / name / "esgraph.nq")
        (tmp_path / name / "esgraph.nt").write_bytes(b"<urn:a> <urn:b> <http://example.org/c> .\n")
        os.utime(tmp_path / name / "esgraph.nt", (when, when))
        _write(tmp_path / name, DEFAULT_BASE)
    for form in FORMATS:
        made = [[(tmp_path / name / f"esgraph.{form}{way}").read_bytes() for way in (".gz", ".zst")] for name in "ab"]
        assert made[0] == made[1]
        # RFC 1952, section 2.3: no flag for a name, no time.
        assert made[0][0][3:8] == bytes(5)


def test_other_programs_take_the_compressed_files(release: Release, tmp_path: Path) -> None:
    """The commands that people have; zstd is not on every machine."""
    for program, name in (("gzip", "esgraph.nq.gz"), ("zstd", "esgraph.nq.zst")):
        if shutil.which(program):
            copy = tmp_path / name
            shutil.copy(release.path / name, copy)
            subprocess.run([program, "-q", "-d", str(copy)], check=True)
            assert (tmp_path / "esgraph.nq").read_bytes() == release.nquads.read_bytes()
            (tmp_path / "esgraph.nq").unlink()
