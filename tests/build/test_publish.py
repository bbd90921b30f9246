"""A release is whole or not at all, reproducible to the byte, and the same graph in every form."""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from esgraph.build import minimum, placing
from esgraph.build import publish as publish_module
from esgraph.build.dataset import Dataset
from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.report import Report
from esgraph.build.scaffold import create
from esgraph.build.stages import Stages
from esgraph.build.validation import to_rdflib
from esgraph.errors import ReleaseError
from esgraph.release import Release
from tests.conftest import DATA
from tests.reading import read


def files(directory: Path) -> dict[str, bytes]:
    """Every file but the store, whose engine numbers its files anew."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path.relative_to(directory).parts[0] != "store"
    }


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """In processes of their own, with other hash seeds, locales, time zones, directories and numbers of processors."""
    every = os.sched_getaffinity(0)
    for name, environment, processors in (
        ("a", {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"}, every),
        ("b", {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}, {min(every)}),
    ):
        command = [sys.executable, "-m", "esgraph", "build", str(DATA), "-o", str(tmp_path / name / "release")]
        os.sched_setaffinity(0, processors)  # which a child inherits
        try:
            subprocess.run(command, check=True, env=os.environ | environment, cwd=tmp_path, capture_output=True)
        finally:
            os.sched_setaffinity(0, every)
    first, second = files(tmp_path / "a/release"), files(tmp_path / "b/release")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_manifest_lists_every_file_with_its_hash(release: Release) -> None:
    assert release.damaged() == []
    assert set(files(release.path)) == set(release.manifest.files) | {"manifest.json"}
    for part in ("esgraph.nq", "esgraph.ttl", "ontology/esgraph.ttl", "ontology/context.jsonld", "report.json"):
        assert part in release.manifest.files
    assert any(name.startswith("shapes/") for name in release.manifest.files)
    assert sum(name.startswith("questions/") for name in release.manifest.files) == 25
    assert release.manifest.modified == "2026-11-29"
    assert release.manifest.counts["quads"] == len(release.nquads.read_bytes().splitlines())


def test_sha256sum_agrees_and_notices_damage(release: Release, tmp_path: Path) -> None:
    listed = [line.split("  ")[1] for line in (release.path / "SHA256SUMS").read_text("utf-8").splitlines()]
    assert listed == sorted(set(release.manifest.files) - {"SHA256SUMS"})
    copy = tmp_path / "copy"
    shutil.copytree(release.path, copy, ignore=shutil.ignore_patterns("store"))
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=copy, check=True, capture_output=True, text=True).stdout == ""
    with (copy / "esgraph.ttl").open("ab") as stream:
        stream.write(b"\n")
    failed = subprocess.run(
        command, cwd=copy, check=False, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}
    )
    assert (failed.returncode, failed.stdout) == (1, "esgraph.ttl: FAILED\n")


def test_damage_is_noticed(release: Release, tmp_path: Path) -> None:
    copy = Release(tmp_path, release.manifest)
    for name in release.manifest.files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((release.path / name).read_bytes())
    assert copy.damaged() == []
    (tmp_path / "esgraph.nq").write_bytes(b"")
    (tmp_path / "esgraph.ttl").unlink()
    assert copy.damaged() == ["esgraph.nq", "esgraph.ttl"]


def test_nquads_are_canonical(release: Release) -> None:
    lines = release.nquads.read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert not any(b"_:" in line.split(b'"')[0] for line in lines), "a blank node"


def test_turtle_and_nquads_are_one_graph_in_rdflib_and_in_oxigraph(release: Release, dataset: Dataset) -> None:
    turtle = rdflib.Graph().parse(release.turtle, format="turtle")
    quads = rdflib.Dataset(default_union=True)
    quads.parse(release.nquads, format="nquads")
    union = rdflib.Graph()
    for subject, predicate, value, _ in quads.quads():
        union.add((subject, predicate, value))
    assert isomorphic(turtle, union)
    in_oxigraph = {quad.triple for quad in ox.parse(path=release.turtle, format=ox.RdfFormat.TURTLE)}
    assert in_oxigraph == {quad.triple for quad in ox.parse(path=release.nquads, format=ox.RdfFormat.N_QUADS)}
    assert in_oxigraph == set(dataset.triples())
    assert isomorphic(turtle, to_rdflib(in_oxigraph))


def test_the_store_holds_the_dump(release: Release, store: ox.Store) -> None:
    quads = set(ox.parse(path=release.nquads, format=ox.RdfFormat.N_QUADS))
    assert {quad for quad in store if quad.graph_name != ox.DefaultGraph()} == quads


def test_a_statement_of_two_sources_counts_once_in_the_union(store: ox.Store, dataset: Dataset) -> None:
    answer = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert isinstance(answer, ox.QuerySolutions)
    count = next(answer)["n"]
    assert isinstance(count, ox.Literal)
    assert int(count.value) == len(set(dataset.triples())) < dataset.quads


def test_a_failed_build_leaves_the_release_before_it(tmp_path: Path) -> None:
    data, target = tmp_path / "data", tmp_path / "release"
    create(data)
    command = [sys.executable, "-m", "esgraph", "build", str(data), "-o", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    before = files(target)
    source = data / "sources/przyklad-2024-05-12.yaml"
    source.write_text(source.read_text("utf-8").replace("count: 7", "count: siedem"), "utf-8")
    failed = subprocess.run(command, check=False, capture_output=True, text=True)
    assert failed.returncode == 1
    assert "siedem" in failed.stderr
    assert files(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "release"]


def test_a_release_that_cannot_be_moved_into_place_brings_the_old_one_back(
    tmp_path: Path, project: Project, dataset: Dataset, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "release"
    publish(dataset, report, project.settings, target, Stages())
    before = files(target)
    rename = Path.rename

    def refuse(self: Path, to: Path) -> Path:
        if to == target and self.name == "release":
            raise OSError("disk trouble")
        return rename(self, to)

    # As on a system where two directories cannot change places.
    monkeypatch.setattr(placing, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="disk trouble"):
        publish(dataset, report, project.settings, target, Stages())
    monkeypatch.undo()
    assert files(target) == before
    assert list(tmp_path.iterdir()) == [target]


def test_places_may_be_named_from_where_one_stands(tmp_path: Path) -> None:
    create(tmp_path / "data")
    for target in (["-o", "release"], ["--releases", "releases"], ["-o", "below/release"], ["-o", "release"]):
        command = [sys.executable, "-m", "esgraph", "build", "data", *target]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert {path.name for path in tmp_path.iterdir()} == {"data", "release", "releases", "below"}
    assert files(tmp_path / "release") == files(tmp_path / "below/release") == files(tmp_path / "releases/current")


@pytest.mark.parametrize("exchange", ["exchange", "rename"])
def test_a_build_that_is_killed_before_any_step_is_mended_by_the_next(tmp_path: Path, exchange: str) -> None:
    """Where directories can change places a release is there at every moment; else the next build brings it back."""
    data, start = tmp_path / "data", tmp_path / "start"
    create(data)
    command = [sys.executable, "-m", "tests.history.build_and_die", str(data)]
    subprocess.run([*command, str(start / "release"), "0", exchange], check=True, capture_output=True)
    done = subprocess.run([*command, str(start / "release"), "0", exchange], check=True, capture_output=True, text=True)
    before, steps = files(start / "release"), int(done.stdout.split()[-1])
    for number in range(steps - 5, steps + 1):
        place = tmp_path / f"killed-{number}"
        shutil.copytree(start, place)
        killed = subprocess.run(
            [*command, str(place / "release"), str(number), exchange], capture_output=True, check=False
        )
        assert killed.returncode == -signal.SIGKILL
        if exchange == "exchange":
            assert Release.open(place / "release").damaged() == []
        if not (place / "release").exists():
            publish_module._bring_back(place / "release")
            assert files(place / "release") == before
        subprocess.run([*command, str(place / "release"), "0", exchange], check=True, capture_output=True)
        assert files(place / "release") == before
        assert [path.name for path in place.iterdir()] == ["release"]


def test_nothing_but_a_release_is_replaced(tmp_path: Path, project: Project, dataset: Dataset, report: Report) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ReleaseError, match="left as it is"):
        publish(dataset, report, project.settings, tmp_path, Stages())
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_data_that_shrank_is_not_released(tmp_path: Path) -> None:
    create(tmp_path / "data")
    settings = tmp_path / "data/dataset.yaml"
    settings.write_text(settings.read_text("utf-8").replace("org:Organization: 3", "org:Organization: 4"), "utf-8")
    project = Project.open(tmp_path / "data")
    with pytest.raises(ReleaseError, match="org:Organization: 3, at least 4") as error:
        publish(read(project), Report((), ""), project.settings, tmp_path / "release", Stages())
    line = settings.read_text("utf-8").splitlines().index("  org:Organization: 4") + 1
    assert error.value.where == f"{settings}:{line}:21: minimumCounts.org:Organization"
    assert "danych ubyło: org:Organization: 3, a ma być co najmniej 4" in error.value.text("pl")
    assert not (tmp_path / "release").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("esg:Tei", "did you mean “esg:Tie”?"),
        ("Tie", "did you mean “esg:Tie”?"),
        ("org:Organisation", "did you mean “org:Organization”?"),
        ("x", "write a name with its prefix"),
        ("esg:Foundation", "the data shrank: esg:Foundation: 0, at least 7 expected"),
    ],
)
def test_what_cannot_be_counted_is_not_said_to_have_shrunk(tmp_path: Path, name: str, message: str) -> None:
    """A name that nothing has is told from a class of which nothing is left."""
    settings = replace(project_of(tmp_path).settings, minimum_counts={name: 7})
    with pytest.raises(ReleaseError) as error:
        minimum.check({"http://www.w3.org/ns/org#Organization": 3}, settings)
    assert message in error.value.text("en")


def project_of(folder: Path) -> Project:
    create(folder / "data")
    return Project.open(folder / "data")


def test_another_base_reaches_data_questions_and_manifest(tmp_path: Path) -> None:
    create(tmp_path / "data")
    project = Project.open(tmp_path / "data")
    release = publish(read(project), Report((), ""), project.settings, tmp_path / "release", Stages())
    assert release.manifest.base == "https://example.org/es/"
    own = [line for line in release.nquads.read_text("utf-8").splitlines() if "<https://w3id.org/esgraph/id/" in line]
    assert own == [], "an entity below the default base"
    for question in release.questions():
        assert "<https://w3id.org/esgraph/id/" not in question.text
        assert "<https://w3id.org/esgraph/graph/" not in question.text


def test_release_of_another_format_is_refused(tmp_path: Path, release: Release) -> None:
    manifest = json.loads(release.manifest.to_json()) | {"format": 99}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ReleaseError, match="format 99"):
        Release.open(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 3}', '{"format": 3, "files": {"a": {"b": 1}}}'])
def test_a_damaged_manifest_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(ReleaseError) as error:
        Release.open(tmp_path)
    assert "build the release again" in error.value.remedy


def test_what_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release here"):
        Release.open(tmp_path)
