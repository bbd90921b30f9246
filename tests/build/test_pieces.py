"""What is copied from the dumps of an earlier build is byte for byte what would be made, and is most of them."""

import gzip
import json
import shutil
import subprocess
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgraph.build.dumps import compression, pieced, writer
from esgraph.build.handover import Handover
from esgraph.dumps import pieces
from esgraph.dumps.formats import FORMATS
from esgraph.vocabulary import DEFAULT_BASE
from esgraph.zstandard import zstd
from tests.quads import write_nquads, write_union

_BASE = DEFAULT_BASE
#: One subject in so many begins a piece here, so that few statements have many pieces.
_SUBJECTS = 5
_LINES = st.lists(
    st.builds(lambda subject, value: f"<urn:{subject}> <urn:p> <urn:{value}> .\n".encode(), st.integers(0, 60), st.integers(0, 9)),
    unique=True,
).map(sorted)  # fmt: skip


def subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]


@given(_LINES)
def test_pieces_are_whole_subjects_and_together_the_lines(lines: list[bytes]) -> None:
    cut = list(pieces.cut(lines, _SUBJECTS))
    assert b"".join(cut) == b"".join(lines)
    assert all(cut)
    for one, next_one in pairwise(cut):
        assert subject(one.splitlines()[-1]) != subject(next_one)


@given(_LINES, _LINES)
def test_a_change_leaves_all_pieces_but_those_that_it_touches(lines: list[bytes], others: list[bytes]) -> None:
    """Whatever else changes, what stands between two subjects that both begin a piece is the same piece."""
    changed = sorted({*lines[: len(lines) // 2], *others[len(others) // 2 :]})
    before, after = list(pieces.cut(lines, _SUBJECTS)), list(pieces.cut(changed, _SUBJECTS))
    for one, following in pairwise(before[1:]):
        start, end = subject(one), subject(following)
        within = [line for line in changed if start <= subject(line) < end]
        if b"".join(within) == one and any(subject(line) == end for line in changed):
            assert one in after


def test_a_subject_with_very_many_lines_has_many_pieces() -> None:
    lines = [f"<urn:s> <urn:p> <urn:{number:06}> .\n".encode() for number in range(100_000)]
    cut = list(pieces.cut(lines, long=1000))
    assert b"".join(cut) == b"".join(lines)
    assert len(cut) > 10
    # Another line at its end or beginning leaves the others as they are.
    more = list(pieces.cut([b"<urn:s> <urn:p> <urn:+> .\n", *lines, b"<urn:s> <urn:q> <urn:0> .\n"], long=1000))
    assert len({*more} - {*cut}) <= 3


#: Literals with all that a format may need to write in another way.
_TEXTS: list[Callable[[int], ox.Literal]] = [
    lambda number: ox.Literal(f"Łąka „{number}” <&>\n", language="pl"),
    lambda number: ox.Literal(f'"""{number}\\\t\r\n\n  \'\'\' ]]> <!-- " --> }} . @', language="en-GB"),
    lambda number: ox.Literal(f"\u2028 e\u0301 \U0001f9f5 {number}"),
    lambda number: ox.Literal("", datatype=ox.NamedNode(f"{_BASE}def#t{number % 3}")),
    lambda number: ox.Literal(number),
    lambda number: ox.Literal(f"0{number}.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
]


def quads(random: Random, count: int) -> list[ox.Quad]:
    """Statements of all that the model has: links and texts, of some things in some graphs."""
    made = []
    for _ in range(count):
        value: ox.NamedNode | ox.Literal = ox.NamedNode(f"{_BASE}id/place/p-{random.randrange(50)}")
        if random.random() < 0.5:
            value = random.choice(_TEXTS)(random.randrange(1000))
        made.append(
            ox.Quad(
                ox.NamedNode(f"{_BASE}id/organization/o-{random.randrange(200)}"),
                ox.NamedNode(f"{_BASE}def#{random.choice('abc')}"),
                value,
                ox.NamedNode(f"{_BASE}graph/source/s-{random.randrange(5)}"),
            )
        )
    return made


def write(statements: list[ox.Quad], work: Path, handover: Handover | None) -> None:
    """The dumps of some statements, in a new directory."""
    work.mkdir()
    write_nquads(statements, work / "esgraph.nq")
    write_union(work / "esgraph.nq", work / "esgraph.nt")
    writer.write_by_subject(work, _BASE, handover, _SUBJECTS)
    writer.write_by_graph(work, _BASE, handover, _SUBJECTS)


def contents(work: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(work.iterdir())}


@settings(max_examples=25, deadline=None)
@given(st.integers(), st.lists(st.integers(0, 30), min_size=1, max_size=4))
def test_what_is_copied_is_what_would_be_made(seed: int, edits: list[int]) -> None:
    random = Random(seed)  # noqa: S311
    statements = quads(random, random.choice([0, 1, 400]))
    with TemporaryDirectory() as folder:
        before: Path | None = None
        for number, edit in enumerate(edits):
            random.shuffle(statements)
            statements = [*statements[edit:], *quads(random, edit)]
            work = Path(folder)
            after = work / f"left-{number}"
            write(statements, work / f"copied-{number}", Handover(before, after))
            write(statements, work / f"made-{number}", None)
            assert contents(work / f"copied-{number}") == contents(work / f"made-{number}")
            before = after


def test_only_what_changed_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    statements = quads(Random(1), 2000)  # noqa: S311
    write(statements, tmp_path / "first", Handover(None, tmp_path / "left"))
    made: list[bytes] = []

    def seen(plain: bytes) -> pieced.Piece:
        made.append(plain)
        return compress(plain)

    compress = pieced.compressed
    monkeypatch.setattr(pieced, "compressed", seen)
    write(statements, tmp_path / "same", Handover(tmp_path / "left", tmp_path / "left-2"))
    assert made == []
    # One that no other graph states, so that it is gone from every dump, of a subject that stays in its graph.
    number = Counter(one.triple for one in statements)
    left = Counter((one.subject, one.graph_name) for one in statements)
    gone = next(one for one in statements if number[one.triple] == 1 and left[one.subject, one.graph_name] > 1)
    write(
        [one for one in statements if one != gone],
        tmp_path / "second",
        Handover(tmp_path / "left-2", tmp_path / "left-3"),
    )
    indexed = [json.loads(path.read_text("utf-8")) for path in (tmp_path / "left-3").glob("*.json")]
    assert len(indexed) == len(FORMATS)
    # Of each format the one piece that the statement stood in, or both that it kept apart.
    assert len(FORMATS) <= len(made) <= 2 * len(FORMATS)
    assert all(len(index) > 20 for index in indexed)


def test_what_a_long_subject_has_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_LINES", 7)
    small = partial(pieces.cut, long=10)
    monkeypatch.setattr(pieces, "cut", small)
    statements = [
        ox.Quad(ox.NamedNode(f"{_BASE}id/place/hub"), quad.predicate, quad.object, quad.graph_name)
        for quad in quads(Random(4), 500)  # noqa: S311
    ]
    write(statements, tmp_path / "dumps", Handover(None, tmp_path / "left"))
    assert len(json.loads((tmp_path / "left" / "esgraph.ttl.pieces.json").read_text("utf-8"))) > 10
    union = {ox.Quad(*quad.triple) for quad in statements}
    for form in FORMATS.values():
        read = {*ox.parse(path=tmp_path / "dumps" / f"esgraph.{form.suffix}", format=form.engine)}
        assert read == ({*statements} if form.keeps_graphs else union), form


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Dumps of many pieces."""
    work = tmp_path_factory.mktemp("pieces") / "dumps"
    write(quads(Random(2), 2000), work, None)  # noqa: S311
    yield work


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_many_pieces_are_one_member_of_gzip_and_read_whole(many: Path, suffix: str) -> None:
    plain = (many / f"esgraph.{suffix}").read_bytes()
    packed = (many / f"esgraph.{suffix}.gz").read_bytes()
    assert gzip.decompress(packed) == plain
    first = zlib.decompressobj(wbits=31)
    assert first.decompress(packed) == plain
    assert first.eof
    assert first.unused_data == b""
    assert zstd.decompress((many / f"esgraph.{suffix}.zst").read_bytes()) == plain
    for ending in (".gz", ".zst"):
        with compression.opened(many / f"esgraph.{suffix}{ending}") as stream:
            assert stream.read() == plain


@pytest.mark.parametrize(("program", "ending"), [("gzip", ".gz"), ("zstd", ".zst")])
def test_other_programs_read_many_pieces(many: Path, program: str, ending: str) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not on every machine")
    done = subprocess.run([program, "-dc", str(many / f"esgraph.trig{ending}")], check=True, capture_output=True)
    assert done.stdout == (many / "esgraph.trig").read_bytes()


def test_a_damaged_piece_is_found(many: Path, tmp_path: Path) -> None:
    for ending in (".gz", ".zst"):
        packed = bytearray((many / f"esgraph.ttl{ending}").read_bytes())
        packed[len(packed) // 2] ^= 0xFF
        path = tmp_path / f"esgraph.ttl{ending}"
        path.write_bytes(packed)
        with pytest.raises(compression.DAMAGED), compression.opened(path) as stream:
            stream.read()


@pytest.mark.parametrize("form", pieced.FORMS)
def test_what_was_damaged_is_made_anew(tmp_path: Path, form: str) -> None:
    statements = quads(Random(3), 2000)  # noqa: S311
    write(statements, tmp_path / "first", Handover(None, tmp_path / "left"))
    path = tmp_path / "left" / f"esgraph.ttl{form}"
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.unlink()  # a link to the file of the dumps, which stay as they are
    path.write_bytes(damaged[: len(damaged) * 3 // 4])
    write(statements, tmp_path / "second", Handover(tmp_path / "left", tmp_path / "left-2"))
    assert contents(tmp_path / "second") == contents(tmp_path / "first")
    assert path.read_bytes() != (tmp_path / "second" / path.name).read_bytes()


def test_an_empty_dump_can_be_unpacked(tmp_path: Path) -> None:
    write([], tmp_path / "dumps", None)
    assert zstd.decompress((tmp_path / "dumps" / "esgraph.nt.zst").read_bytes()) == b""
    assert gzip.decompress((tmp_path / "dumps" / "esgraph.nt.gz").read_bytes()) == b""
