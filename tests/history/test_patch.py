"""Patches: they lead from one release to another byte by byte, whatever is written in it, and tell when they do not fit."""

import gzip
import io
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given
from hypothesis import strategies as st

from esgraph.cli import main
from esgraph.errors import ReleaseError
from esgraph.history.patch import Header, Patch, PatchError, applied, opened, save, write, written
from esgraph.history.quads import differences, lines
from esgraph.release import Release
from tests.quads import write_nquads

#: Whatever can stand in a literal: line ends, quotation marks, what looks like the end of a statement, any letter.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    [
        '"',
        "\\",
        "\n",
        "\r\n",
        "\t",
        " .",
        '" .\nD <a:> <a:> <a:> .',
        "# no comment",
        "\u2028",
        "\x85",
        "\x0b",
        "TC .",
        "ł\u0301",
    ]
)
NAMES = st.sampled_from("abc").map(lambda name: ox.NamedNode(f"https://example.org/{name}"))
LITERALS = st.builds(ox.Literal, TEXTS) | st.builds(lambda text: ox.Literal(text, language="pl"), TEXTS)
QUADS = st.builds(ox.Quad, NAMES, NAMES, NAMES | LITERALS, NAMES)
DATASETS = st.frozensets(QUADS, max_size=12)


def canonical(quads: Iterable[ox.Quad], folder: Path) -> list[bytes]:
    """The lines of a release with these statements, as it is written and read."""
    path = folder / "some.nq"
    write_nquads(quads, path)
    found = list(lines(path))
    assert b"".join(line + b"\n" for line in found) == path.read_bytes()
    return found


def patch_of(old: list[bytes], new: list[bytes]) -> bytes:
    return b"".join(write(Header(old="one", new="other"), differences(old, new)))


def read(patch: bytes) -> Patch:
    return Patch(io.BytesIO(patch), "the patch")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("quads")


@given(old=DATASETS, new=DATASETS)
def test_a_patch_leads_from_any_statements_to_any_others(
    folder: Path, old: frozenset[ox.Quad], new: frozenset[ox.Quad]
) -> None:
    before, after = canonical(old, folder), canonical(new, folder)
    patch = patch_of(before, after)
    assert list(applied(read(patch), before)) == after
    assert list(applied(read(patch_of(after, before)), after)) == before
    rows = [row.change for row in read(patch).rows()]
    assert {quad for sign, quad in rows if sign == "A"} == set(after) - set(before)
    assert {quad for sign, quad in rows if sign == "D"} == set(before) - set(after)
    assert [quad for _, quad in rows] == sorted(quad for _, quad in rows)


@given(old=DATASETS, new=DATASETS, other=DATASETS)
def test_a_patch_is_applied_to_nothing_that_it_does_not_fit(
    folder: Path, old: frozenset[ox.Quad], new: frozenset[ox.Quad], other: frozenset[ox.Quad]
) -> None:
    before, after, wrong = (canonical(quads, folder) for quads in (old, new, other))
    fits = set(before) - set(after) <= set(wrong) and not (set(after) - set(before)) & set(wrong)
    assume(not fits)
    with pytest.raises(PatchError, match=r"the patch (deletes|adds) a statement") as error:
        list(applied(read(patch_of(before, after)), wrong))
    assert "one" in error.value.remedy


def test_a_patch_that_does_not_fit_says_where() -> None:
    row = b"<a:> <a:> <a:> <a:> ."
    for sign, old in ((b"D", []), (b"A", [row])):
        with pytest.raises(PatchError) as error:
            list(applied(read(b"TX .\n\n# a comment\n%s %s\nTC .\n" % (sign, row)), old))
        assert error.value.where == "the patch:4"
        assert "<a:> <a:> <a:> <a:> ." in error.value.what


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "no transaction"),
        (b"H id <a:> .\n", "no transaction"),
        (b"<a:> <a:> <a:> .\n", "no row"),
        (b"TX .\nA <a:> <a:> <a:> <a:> .\n", "cut short"),
        (b"TX .\nA <a:> <a:> <a:> <a:>\nTC .\n", "no row"),
        (b"TX .\nX <a:> <a:> <a:> <a:> .\nTC .\n", "no row"),
        (b"TX .\nA <b:> <a:> <a:> <a:> .\nA <a:> <a:> <a:> <a:> .\nTC .\n", "not sorted"),
        (b"TX .\nA <a:> <a:> <a:> <a:> .\nD <a:> <a:> <a:> <a:> .\nTC .\n", "not sorted"),
        (b"TX .\nTA .\n", "no row"),
    ],
)
def test_what_is_no_whole_patch_is_told(text: bytes, told: str) -> None:
    with pytest.raises(PatchError, match=told):
        list(applied(read(text), []))


def test_statements_that_are_not_sorted_are_no_release(tmp_path: Path) -> None:
    (tmp_path / "some.nq").write_bytes(b"<b:> <a:> <a:> .\n<a:> <a:> <a:> .\n")
    with pytest.raises(ReleaseError, match="not sorted") as error:
        list(lines(tmp_path / "some.nq"))
    assert error.value.where.endswith("some.nq:2")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.mark.parametrize("suffix", [".rdfp", ".rdfp.gz"])
def test_one_release_becomes_the_other_byte_by_byte(
    first: Release, second: Release, tmp_path: Path, suffix: str
) -> None:
    patch, back = tmp_path / f"forth{suffix}", tmp_path / f"back{suffix}"
    assert run("diff", first.path, second.path, "--patch", patch).exit_code == 0
    assert run("diff", second.path, first.path, "--patch", back).exit_code == 0
    result = run("patch", first.path, patch, "-o", tmp_path / "second.nq")
    assert result.exit_code == 0
    assert f"{second.manifest.id}: {second.manifest.counts['quads']} statements" in result.output
    assert (tmp_path / "second.nq").read_bytes() == second.nquads.read_bytes()
    assert run("patch", tmp_path / "second.nq", back, "-o", tmp_path / "first.nq").exit_code == 0
    assert (tmp_path / "first.nq").read_bytes() == first.nquads.read_bytes()


def test_compressed_statements_are_patched_as_they_are_written(first: Release, second: Release, tmp_path: Path) -> None:
    forth, back, packed, damaged = (
        tmp_path / name for name in ("forth.rdfp", "back.rdfp", "packed.nq.gz", "cut.nq.gz")
    )
    run("diff", first.path, second.path, "--patch", forth)
    run("diff", second.path, first.path, "--patch", back)
    assert run("patch", first.path, forth, "-o", packed).exit_code == 0
    assert gzip.decompress(packed.read_bytes()) == second.nquads.read_bytes()
    result = run("patch", packed, back, "-o", tmp_path / "first.nq")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "first.nq").read_bytes() == first.nquads.read_bytes()
    damaged.write_bytes(packed.read_bytes()[:-40])
    result = run("patch", damaged, back, "-o", tmp_path / "none.nq")
    assert result.exit_code == 1
    assert "cut.nq.gz: the file is damaged" in result.output
    assert not (tmp_path / "none.nq").exists()


def test_the_same_patch_has_the_same_bytes(first: Release, second: Release, tmp_path: Path) -> None:
    for name in ("one.rdfp.gz", "one.rdfp"):
        for folder in ("a", "b"):
            (tmp_path / folder).mkdir(exist_ok=True)
            assert run("diff", first.path, second.path, "--patch", tmp_path / folder / name).exit_code == 0
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    printed = run("diff", first.path, second.path, "-f", "patch").stdout_bytes
    assert printed == (tmp_path / "a/one.rdfp").read_bytes()


def test_the_pair_of_files_is_what_comm_says(first: Release, second: Release, tmp_path: Path) -> None:
    added, removed = tmp_path / "added.nq", tmp_path / "removed.nq"
    assert run("diff", first.path, second.path, "--added", added, "--removed", removed).exit_code == 0
    for column, file in (("-13", added), ("-23", removed)):
        command = ["comm", column, str(first.nquads), str(second.nquads)]
        assert file.read_bytes() == subprocess.run(command, env={"LC_ALL": "C"}, capture_output=True, check=True).stdout
        assert len(list(ox.parse(path=file, format=ox.RdfFormat.N_QUADS))) == len(file.read_bytes().splitlines()) > 5


def test_a_patch_for_another_release_is_refused(first: Release, second: Release, tmp_path: Path) -> None:
    patch = tmp_path / "patch.rdfp"
    run("diff", first.path, second.path, "--patch", patch)
    result = run("patch", second.path, patch, "-o", tmp_path / "out.nq")
    assert result.exit_code == 1
    assert f"made for other statements: those of {first.manifest.id}" in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["patch.rdfp"]


def test_a_patch_that_leads_elsewhere_writes_nothing(first: Release, second: Release, tmp_path: Path) -> None:
    patch = tmp_path / "patch.rdfp"
    run("diff", first.path, second.path, "--patch", patch)
    patch.write_bytes(patch.read_bytes().replace(b"Bridge Association", b"Bridge Associations"))
    result = run("patch", first.path, patch, "-o", tmp_path / "out.nq")
    assert result.exit_code == 1
    assert "its checksum is another" in result.output
    assert not (tmp_path / "out.nq").exists()


def test_a_damaged_file_is_told(first: Release, second: Release, tmp_path: Path) -> None:
    patch = tmp_path / "patch.rdfp.gz"
    run("diff", first.path, second.path, "--patch", patch)
    patch.write_bytes(patch.read_bytes()[:-40])
    result = run("patch", first.path, patch, "-o", tmp_path / "out.nq")
    assert result.exit_code == 1
    assert "damaged" in result.output
    assert not (tmp_path / "out.nq").exists()


def test_a_file_is_there_only_when_it_is_complete(tmp_path: Path) -> None:
    with pytest.raises(KeyError), written(tmp_path / "some.nq") as stream:
        stream.write(b"half")
        raise KeyError
    assert list(tmp_path.iterdir()) == []
    with written(tmp_path / "some.nq") as stream:
        stream.write(b"whole")
    assert (tmp_path / "some.nq").read_bytes() == b"whole"


def test_memory_does_not_grow_with_the_statements(tmp_path: Path) -> None:
    """A process that applies a patch to 60 MB takes far less than these."""
    old, patch = tmp_path / "old.nq", tmp_path / "patch.rdfp"
    with old.open("wb") as stream, patch.open("wb") as changes:
        changes.write(b"TX .\n")
        for number in range(400_000):
            line = b'<a:%08d> <a:property> "%s" <a:graph> .\n' % (number, b"x" * 100)
            stream.write(line)
            changes.write(b"D " + line if number % 2 else b"")
        changes.write(b"TC .\n")
    code = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from esgraph.history.patch import opened, save\nfrom esgraph.history.quads import lines\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "with opened(Path(sys.argv[2])) as patch: print(save(patch, lines(Path(sys.argv[1])), Path(sys.argv[3])))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    command = [sys.executable, "-c", code, str(old), str(patch), str(tmp_path / "new.nq")]
    count, grown = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert int(count) == 200_000
    assert int(grown) < 10_000  # KiB


def test_a_patch_can_be_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "p.rdfp").write_bytes(b"TX .\nA <a:> <a:> <a:> <a:> .\nTC .\n")
    with opened(tmp_path / "p.rdfp") as patch:
        assert save(patch, [], tmp_path / "out.nq") == 1
    assert (tmp_path / "out.nq").read_bytes() == b"<a:> <a:> <a:> <a:> .\n"
