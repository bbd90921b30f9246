"""After random edits, what is made from a baseline is byte for byte what is read anew."""

import ast
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgraph import resources
from esgraph.build import authored, derivation, withdrawal
from esgraph.build import dataset as datasets
from esgraph.build.dataset import Dataset
from esgraph.build.dumps import pieced
from esgraph.build.dumps.tables import rows
from esgraph.build.incremental import baseline, recount
from esgraph.build.incremental.baseline import Cache
from esgraph.build.incremental.lines import SortedLines
from esgraph.build.incremental.update import Change
from esgraph.build.network import writer
from esgraph.build.origins import Places
from esgraph.build.project import AuthoredFile, Project
from esgraph.build.publish import publish
from esgraph.build.reading import Reader
from esgraph.build.report import Report
from esgraph.build.scaffold import create
from esgraph.build.stages import Stages
from esgraph.build.validation import read_shapes, validate
from esgraph.errors import AuthoringError, EsgraphError
from esgraph.release import NQUADS
from tests.benchmarks.country import project
from tests.conftest import DATA

_SHAPES = read_shapes(resources.shapes())
_VALUE = re.compile(r"^(.*?[ {])([\w-]+): ([^{}]+?)(?=[,}]|$)(.*)$")
_ENTRY = re.compile(r"^  ([a-z0-9-]+):$")


class Edits:
    """Edits a data directory at random, as authors do: mostly in ways that leave it valid."""

    def __init__(self, directory: Path, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311
        self._directory = directory
        self._gone: dict[Path, str] = {}

    def edit(self) -> None:
        """Make one edit, or a few."""
        for _ in range(self._random.choice([1, 1, 2, 5])):
            self._random.choice([self._swap, self._swap, self._word, self._entry, self._file])()

    def _paths(self) -> list[Path]:
        return sorted([*self._directory.glob("*/*.yaml"), *self._directory.glob("places.yaml")])

    def _lines(self) -> tuple[Path, list[str]]:
        path = self._random.choice(self._paths())
        return path, path.read_text("utf-8").splitlines()

    def _swap(self) -> None:
        """Give an entry the value that another one has below the same key."""
        path, lines = self._lines()
        _, others = self._lines()
        place = self._random.randrange(len(lines))
        if not (match := _VALUE.match(lines[place])):
            return
        values = [other[3] for line in others if (other := _VALUE.match(line)) and other[2] == match[2]]
        if values and match[2] not in ("quote", "start", "end"):
            lines[place] = f"{match[1]}{match[2]}: {self._random.choice(values)}{match[4]}"
            path.write_text("\n".join(lines) + "\n", "utf-8")

    def _word(self) -> None:
        """Name something otherwise."""
        path, lines = self._lines()
        names = [place for place, line in enumerate(lines) if re.search(r"\bpl: [\"']?\w", line)]
        if names:
            place = self._random.choice(names)
            lines[place] = re.sub(r"(\bpl: [\"']?)(?=\w)", r"\1Nowe ", lines[place], count=1)
            path.write_text("\n".join(lines) + "\n", "utf-8")

    def _entry(self) -> None:
        """Remove an entry, or repeat one under another id."""
        path, lines = self._lines()
        entries = [place for place, line in enumerate(lines) if _ENTRY.match(line)]
        if not entries:
            return
        start = self._random.choice(entries)
        ends = (place for place in range(start + 1, len(lines)) if not lines[place].startswith("   "))
        end = next(ends, len(lines))
        if self._random.random() < 0.5:
            del lines[start:end]
        else:
            lines[end:end] = [f"{lines[start][:-1]}-bis:", *lines[start + 1 : end]]
        path.write_text("\n".join(lines) + "\n", "utf-8")

    def _file(self) -> None:
        """Remove a file, or put one back that was removed."""
        if self._gone and self._random.random() < 0.7:
            path = self._random.choice(sorted(self._gone))
            path.write_text(self._gone.pop(path), "utf-8")
        elif len(paths := [path for path in self._paths() if path.parent.name == "sources"]) > 2:
            path = self._random.choice(paths)
            self._gone[path] = path.read_text("utf-8")
            path.unlink()


def _outcome(directory: Path, work: Path, cache: Cache | None) -> tuple[Dataset, Report] | list[str]:
    """A dataset with what was found in it, or what is wrong with the files."""
    try:
        read = datasets.read(Project.open(directory), work, None, None, cache)
    except AuthoringError as error:
        return [problem.text("en") for problem in error.problems]
    return read, validate(read, _SHAPES)


def _content(read: Dataset, report: Report) -> dict[str, object]:
    counts = {name: sorted(value) for name, value in (("quoted", read.quoted), ("compared", read.compared))}
    return {
        "quads": read.nquads.read_bytes(),
        "union": read.union.read_bytes(),
        "store": sorted(map(str, read.store())),
        "graphs": sorted(map(str, read.store().named_graphs())),
        "counts": recount.to_json(read.counts),
        "report": report.to_json(),
        "turtle": report.turtle,
        "focuses": report.focuses,
        **counts,
    }


def _rounds(directory: Path, folder: Path, seed: int, number: int) -> Iterator[tuple[bool, bool]]:
    """After each of some edits, whether the data were valid, and whether they were made from a baseline."""
    edits = Edits(directory, seed)
    for turn in range(number):
        if turn:
            edits.edit()
        anew = _outcome(directory, folder / f"anew-{turn}", None)
        with baseline.opened(folder / "cache") as cache:
            again = _outcome(directory, cache.dataset, cache)
            if isinstance(anew, list) or isinstance(again, list):
                assert again == anew
                yield False, False
                edits = _as_before(directory, folder, seed + turn)
                continue
            assert _content(*again) == _content(*anew)
            is_changed = again[0].change is not None
            if again[1].valid:
                shutil.copytree(directory, folder / "valid", dirs_exist_ok=True)
                cache.keep(again[0].counts, again[1].focuses, again[0].origins.asked)
            yield again[1].valid, is_changed
        shutil.rmtree(folder / f"anew-{turn}")


def _as_before(directory: Path, folder: Path, seed: int) -> Edits:
    """The files as they were when they were last valid: most edits on top of what cannot be read cannot be read."""
    shutil.rmtree(directory)
    shutil.copytree(folder / "valid", directory)
    return Edits(directory, seed)


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_of_a_country(tmp_path: Path, seed: int) -> None:
    project.write(tmp_path / "data", 4_000)
    turns = list(_rounds(tmp_path / "data", tmp_path, 10 * seed, 10))
    assert turns[0] == (True, False)
    assert sum(changed for _, changed in turns) > 3
    assert sum(valid for valid, changed in turns if changed) > 1


def test_random_edits_of_the_first_dataset(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "data", tmp_path / "data")
    turns = list(_rounds(tmp_path / "data", tmp_path, 7, 12))
    assert sum(changed for _, changed in turns) > 3


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("country")
    project.write(directory, 6_000)
    return directory


def _remembered(directory: Path, folder: Path, texts: Path | None = None) -> tuple[Dataset, Stages]:
    """A dataset that was read with a cache in `folder`, and is kept there."""
    stages = Stages()
    with baseline.opened(folder) as cache:
        read = datasets.read(Project.open(directory), cache.dataset, texts, stages, cache)
        cache.keep(read.counts, validate(read, _SHAPES).focuses, read.origins.asked)
    return read, stages


def _bytes_read(stages: Stages) -> int:
    return next(stage.amount for stage in stages.done if stage.name == "reading")


def test_only_what_changed_is_read(country: Path, tmp_path: Path) -> None:
    shutil.copytree(country, tmp_path / "data")
    sizes = {path: path.stat().st_size for path in (tmp_path / "data").rglob("*/*.yaml")}
    assert _bytes_read(_remembered(tmp_path / "data", tmp_path / "cache")[1]) == sum(sizes.values())
    assert _bytes_read(_remembered(tmp_path / "data", tmp_path / "cache")[1]) == 0
    changed = sorted((tmp_path / "data/sources").iterdir())[0]
    changed.write_text(f"{changed.read_text('utf-8')}\n# a remark\n", "utf-8")
    assert _bytes_read(_remembered(tmp_path / "data", tmp_path / "cache")[1]) == changed.stat().st_size
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == [".esgraph-cache", "dataset"]


def test_where_a_finding_stands_is_looked_for_in_files_that_changed(
    country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    shutil.copytree(country, data)
    one, other, *_, elsewhere = sorted((data / "sources").glob("wykaz-*.yaml"))
    (number,) = re.findall(r'regon: "\d+"', one.read_text("utf-8"))[:1]
    other.write_text(re.sub(r'regon: "\d+"', number, other.read_text("utf-8"), count=1), "utf-8")
    asked: list[Path] = []
    places = Reader.places

    def noted(self: Reader, file: AuthoredFile) -> Places:
        asked.append(file.path)
        return places(self, file)

    monkeypatch.setattr(Reader, "places", noted)

    def found() -> Report:
        asked.clear()
        with baseline.opened(tmp_path / "cache") as cache:
            read = datasets.read(Project.open(data), cache.dataset, None, None, cache)
            report = validate(read, _SHAPES)
            cache.keep(read.counts, report.focuses, read.origins.asked)
        return report

    first = found()
    (at,) = {finding.where.file for finding in first.findings if finding.where}.intersection((one, other))
    assert at in asked
    elsewhere.write_text(f"# A remark.\n{elsewhere.read_text('utf-8')}", "utf-8")
    assert found().to_json() == first.to_json()
    assert at not in asked
    at.write_text(f"# A remark.\n{at.read_text('utf-8')}", "utf-8")
    after = found()
    assert set(asked) == {at}
    before, now = (
        {finding.where.line for finding in report.findings if finding.where and finding.where.file == at}
        for report in (first, after)
    )
    assert now == {line + 1 for line in before} != set()


def test_a_text_that_changed_is_compared_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    create(data)
    _remembered(data, tmp_path / "cache", data / "texts")
    (text,) = (data / "texts").glob("*.txt")
    text.write_text(f"Przedmowa. {text.read_text('utf-8')}", "utf-8")
    with pytest.raises(AuthoringError) as anew:
        datasets.read(Project.open(data), tmp_path / "work", data / "texts")
    with pytest.raises(AuthoringError) as again:
        _remembered(data, tmp_path / "cache", data / "texts")
    assert again.value.problems == anew.value.problems


@pytest.mark.parametrize("name", ["vocabulary.py", "dumps/rdf_xml.py", "build/dumps/writer.py"])
def test_any_part_of_the_program_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    package = tmp_path / "esgraph"
    shutil.copytree(baseline._PACKAGE, package, ignore=shutil.ignore_patterns("static", "__pycache__"))
    monkeypatch.setattr(baseline, "_PACKAGE", package)
    before = baseline._fingerprint(Project.open(DATA))
    assert baseline._fingerprint(Project.open(DATA)) == before
    with (package / name).open("a", encoding="utf-8") as file:
        file.write("#\n")
    assert baseline._fingerprint(Project.open(DATA)) != before


#: What the build uses for nothing that is kept: another engine for shapes, likeness for words of a message, compressors
#: (whose versions are looked up otherwise).
_OF_NO_ACCOUNT = {"pyshacl", "RapidFuzz", "backports.zstd"}


def test_every_library_that_a_build_uses_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of another version what was kept may be otherwise."""
    package = Path(baseline._PACKAGE)
    paths = [path for part in ("build", "network", "dumps") for path in (package / part).rglob("*.py")]
    used = {name.partition(".")[0] for path in paths for name in _imported(path.read_text("utf-8"))}
    libraries = {one for name in used for one in packages_distributions().get(name, ()) if name != "esgraph"}
    assert libraries - _OF_NO_ACCOUNT <= set(baseline._LIBRARIES)
    assert {"networkx", "PyYAML"} <= libraries
    before = baseline._fingerprint(Project.open(DATA))
    monkeypatch.setattr(baseline, "_version", lambda name: "0" if name == "networkx" else version(name))
    assert baseline._fingerprint(Project.open(DATA)) != before


def _imported(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_another_program_begins_anew(country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _remembered(country, tmp_path / "cache")
    monkeypatch.setattr(baseline, "_FORMAT", 2)
    assert _remembered(country, tmp_path / "cache")[0].change is None
    assert _remembered(country, tmp_path / "cache")[0].change is not None


@pytest.mark.parametrize("name", ["letter.txt", ".lock"])
def test_what_is_no_cache_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("precious", "utf-8")
    with pytest.raises(EsgraphError, match="not a cache"), baseline.opened(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "name", ["esgraph.nq", "esgraph.nt", "files.sqlite", "baseline.json", "store/*.sst", "store/CURRENT"]
)
@pytest.mark.parametrize("damage", ["cut", "gone", "empty", "other"])
def test_a_damaged_baseline_is_none(tmp_path: Path, name: str, damage: str) -> None:
    create(tmp_path / "data")
    whole, _ = _remembered(tmp_path / "data", tmp_path / "cache")
    expected = whole.counts
    path = next((tmp_path / "cache/dataset").glob(name))
    content = path.read_bytes()
    path.unlink()
    if damage != "gone":
        kept = {"cut": content[: len(content) // 2], "empty": b"", "other": b"[]" * (len(content) // 2)}
        path.write_bytes(kept[damage])
    again, stages = _remembered(tmp_path / "data", tmp_path / "cache")
    assert again.change is None
    assert _bytes_read(stages) > 0
    assert again.counts == expected
    assert _remembered(tmp_path / "data", tmp_path / "cache")[0].change is not None


def test_a_file_that_is_saved_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(tmp_path / "data")
    (source,) = (tmp_path / "data/sources").iterdir()
    text, read = source.read_text("utf-8"), authored.read

    def saved(path: Path, *arguments: Any) -> authored.Mapping:
        tree = read(path, *arguments)
        if path == source:
            source.write_text(text.replace("Most Association", "Most Society"), "utf-8")
        return tree

    with monkeypatch.context() as patched:
        patched.setattr(authored, "read", saved)
        _remembered(tmp_path / "data", tmp_path / "cache")
    _remembered(tmp_path / "data", tmp_path / "cache")
    assert "Most Society" in _kept(tmp_path / "cache")


def _kept(cache: Path) -> str:
    """The statements of the baseline: what a run made is there when it has ended."""
    return (cache / "dataset" / NQUADS).read_text("utf-8")


def test_after_a_change_of_most_all_is_read_and_after_one_of_many_all_is_validated(
    country: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(country, data)
    _remembered(data, tmp_path / "cache")
    for path in sorted(data.glob("*/*.yaml")):
        path.write_text(re.sub(r"(\bpl: [\"']?)(?=\w)", r"\1Nowe ", path.read_text("utf-8")), "utf-8")
    again, _ = _remembered(data, tmp_path / "cache")
    assert again.change is None
    assert _kept(tmp_path / "cache") == datasets.read(Project.open(data), tmp_path / "anew").nquads.read_text("utf-8")


def test_a_release_from_a_baseline_has_the_same_bytes(country: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(country, data)
    _remembered(data, tmp_path / "cache")
    Edits(data, 5)._word()
    for name, cache in (("anew", None), ("again", tmp_path / "cache")):
        change = _published(data, cache, tmp_path / name)
        assert bool(change and change.triples) is (cache is not None)
    assert _files(tmp_path / "again") == _files(tmp_path / "anew")
    assert _files(tmp_path / "anew")


def test_a_release_copies_from_the_one_before_also_if_the_data_were_checked_since(
    country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, cache = tmp_path / "data", tmp_path / "cache"
    shutil.copytree(country, data)
    _published(data, cache, tmp_path / "first")
    Edits(data, 5)._word()
    _remembered(data, cache)
    Edits(data, 6)._word()
    made: Counter[str] = Counter()

    def counted(module: ModuleType, name: str) -> None:
        make = getattr(module, name)

        def seen(*given: object) -> object:
            result = make(*given)
            made[name] += len(result[0] if isinstance(result, tuple) else result)
            return result

        monkeypatch.setattr(module, name, seen)

    counted(pieced, "compressed")
    counted(rows, "of")
    counted(writer, "_counted")
    _published(data, cache, tmp_path / "again")
    with_cache = Counter(made)
    made.clear()
    _published(data, None, tmp_path / "anew")
    assert _files(tmp_path / "again") == _files(tmp_path / "anew")
    assert 0 < with_cache["compressed"] < made["compressed"] * 3 / 4
    assert 0 < with_cache["of"] < made["of"] * 3 / 4
    assert 0 == with_cache["_counted"] < made["_counted"]


def test_what_is_withdrawn_is_not_handed_over(country: Path, tmp_path: Path) -> None:
    data, cache = tmp_path / "data", tmp_path / "cache"
    shutil.copytree(country, data)
    _published(data, cache, tmp_path / "first")
    assert (cache / "dataset" / "release").is_dir()
    (data / withdrawal.FILE).write_text("{}\n", "utf-8")
    _remembered(data, cache)
    assert not (cache / "dataset" / "release").exists()


def _published(data: Path, cache: Path | None, target: Path) -> Change | None:
    """Publish a release of data, from a cache if there is one; what is new since its baseline."""
    settings = Project.open(data).settings
    if cache is None:
        read = datasets.read(Project.open(data), target.with_name(f"{target.name}-work"))
        publish(read, validate(read, _SHAPES), settings, target, Stages())
        return read.change
    with baseline.opened(cache) as opened:
        read = datasets.read(Project.open(data), opened.dataset, None, None, opened)
        report = validate(read, _SHAPES)
        publish(read, report, settings, target, Stages())
        opened.keep(read.counts, report.focuses, read.origins.asked)
        return read.change


def _files(release: Path) -> dict[Path, bytes]:
    """All files of a release but its store."""
    paths = (path for path in release.rglob("*") if path.is_file() and path.parent.name != "store")
    return {path.relative_to(release): path.read_bytes() for path in paths}


def test_rules_do_not_see_what_rules_give(country: Path, tmp_path: Path) -> None:
    """Else what is derived anew on top of what was derived could be something else."""
    read = datasets.read(Project.open(country), tmp_path / "work")
    rules = derivation.read(resources.ontology() / "rules")
    derived = ox.NamedNode(f"{read.base}graph/derived")
    found = {quad.triple for quad in read.store().quads_for_pattern(None, None, None, derived)}
    assert set(derivation.derive(read.store(), rules)) == found
    assert found


_LINES = st.frozensets(st.binary(min_size=1, max_size=6).map(lambda text: text.replace(b"\n", b"") + b"\n"), min_size=1)


@given(_LINES, st.data())
def test_lines_are_found_and_spliced(lines: frozenset[bytes], data: st.DataObject) -> None:
    added = data.draw(_LINES.map(lambda some: some - lines))
    removed = data.draw(st.frozensets(st.sampled_from(sorted(lines))))
    prefix = data.draw(st.binary(max_size=2).filter(lambda text: b"\n" not in text))
    with TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.write_bytes(b"".join(sorted(lines)))
        with SortedLines(source) as found:
            assert list(found.starting(prefix)) == sorted(line for line in lines if line.startswith(prefix))
            assert all(line in found for line in lines)
            assert not any(line in found for line in added)
            found.spliced(removed, added, Path(folder) / "target")
        assert (Path(folder) / "target").read_bytes() == b"".join(sorted((lines - removed) | added))
