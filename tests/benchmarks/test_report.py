"""The benchmark's report: its parts read, draw and bound what they should, and a tiny run writes all of it."""

import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import psutil
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgraph.build import stages as building_stages
from esgraph.release import Release
from tests.benchmarks import flat, growth, loading, peers, plot, rows, run, subject, validation
from tests.benchmarks.environments import interpreter
from tests.benchmarks.plot import Axis, Panel, Point
from tests.benchmarks.processes import Limits, PeerError, Took
from tests.benchmarks.processes import run as bounded
from tests.benchmarks.rows import Row

pytestmark = pytest.mark.alone

PLENTY = Limits(60, 4096)
SVG = "{http://www.w3.org/2000/svg}"


def in_python(code: str, *arguments: str, limits: Limits = PLENTY) -> Took:
    return bounded([sys.executable, "-c", code, *arguments], limits)


def test_a_process_tells_what_it_printed_and_what_it_took() -> None:
    took = in_python("import time; x = b'1' * 100_000_000; print('done'); time.sleep(0.3)")
    assert took.out == "done\n"
    assert took.peak > 95
    assert took.seconds >= 0.3
    assert took.cpu > 0


def test_the_memory_of_all_processes_counts_together() -> None:
    code = """
import multiprocessing, time
def hold(_):
    x = b"1" * 60_000_000
    time.sleep(1)
with multiprocessing.get_context("fork").Pool(2) as pool:
    pool.map(hold, range(2), chunksize=1)
"""
    assert in_python(code).peak > 115


@pytest.mark.parametrize(
    ("code", "limits", "told"),
    [
        ("x = b'1' * 400_000_000", Limits(60, 100), "over the limit of 100 MiB"),
        ("pass", Limits(3, 4096), "not done after 3 s"),
    ],
)
def test_what_goes_over_a_limit_is_ended_with_all_that_it_started(
    tmp_path: Path, code: str, limits: Limits, told: str
) -> None:
    child = tmp_path / "child"
    start = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
open({str(child)!r}, "w").write(str(child.pid))
{code}
time.sleep(300)
"""
    with pytest.raises(PeerError, match=told):
        in_python(start, limits=limits)
    pid = int(child.read_text())
    # One that was ended may wait for somebody to take note of it.
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_what_breaks_down_or_is_not_there_says_why() -> None:
    with pytest.raises(PeerError, match=r"^ValueError: no / such thing$"):
        in_python("raise ValueError('no | such thing')")
    with pytest.raises(PeerError, match=r"^ended with 3$"):
        in_python("raise SystemExit(3)")
    with pytest.raises(PeerError, match=r"^not installed$"):
        bounded(["esgraph-has-no-such-peer"], PLENTY)


def test_an_environment_is_made_only_if_asked(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match="not installed"):
        interpreter("peer", ("esgraph-has-no-such-peer",), tmp_path, install=False)
    assert list(tmp_path.iterdir()) == []


def test_a_peer_that_is_not_there_is_a_row_that_says_so(tmp_path: Path) -> None:
    told: list[str] = []
    bench = rows.Bench(PLENTY, tmp_path / "work", tmp_path / "cache", install=False, say=told.append)
    # It cannot live in an environment with this project.
    found = bench.ask("morph-kgc", "by RML", ["morph-kgc", tmp_path / "work" / "x.ini"])
    shown = "python -m tests.benchmarks.peers morph-kgc $WORK/x.ini"
    assert found == Row("morph-kgc", "by RML", shown, absent="not installed")
    wrong = bench.ask("pyoxigraph", "", ["parse", tmp_path / "work" / "absent.nq"])
    assert wrong.absent.startswith("FileNotFoundError: ")
    assert "$WORK/absent.nq" in wrong.command
    assert str(tmp_path) not in wrong.absent
    assert [one.strip() for one in told] == ["morph-kgc", "pyoxigraph"]


def test_a_peer_tells_loading_from_the_rest() -> None:
    told = peers.told(iter(["pyoxigraph", None, 7]))
    assert told["version"].startswith("0.5")
    assert told["count"] == 7
    assert 0 <= told["load"] <= told["seconds"]
    assert peers.told(iter(["pyoxigraph", 7]))["load"] is None


_STAGE = st.builds(
    building_stages.Stage,
    name=st.text("abc é", min_size=1).map(str.strip).filter(bool),
    seconds=st.integers(0, 10**6).map(lambda value: value / 100),
    cpu=st.integers(0, 10**6).map(lambda value: value / 100),
    peak=st.integers(0, 10**5).map(lambda value: value * 2**20),
    amount=st.integers(0, 10**9),
    unit=st.just("B"),
)


@given(st.lists(_STAGE))
def test_the_stages_of_a_build_read_back(done: list[building_stages.Stage]) -> None:
    printed = f"Release 1.0.0\n{building_stages.table(done)}\nQuotations not compared: | a | b |\n"
    expected = [(one.name, one.seconds, one.cpu, one.peak / 2**20) for one in done]
    assert [(one.name, one.seconds, one.cpu, one.peak) for one in subject.stages(printed)] == expected


def test_a_size_is_a_number_with_a_letter_or_the_real_data() -> None:
    sizes = {"real": 0, "4000": 4000, "10k": 10_000, "1m": 1_000_000}
    assert {name: subject.statements(name) for name in sizes} == sizes
    for wrong in ("", "k", "ten", "1g"):
        with pytest.raises(ValueError, match="invalid literal"):
            subject.statements(wrong)


_IRI = st.sampled_from([f"https://example.org/{name}" for name in "abcdef"]).map(ox.NamedNode)
# What a build takes: no empty text, and no sign that XML cannot hold.
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t"), min_size=1)
_TERM = st.one_of(
    _IRI,
    _TEXT.map(ox.Literal),
    st.builds(lambda text, language: ox.Literal(text, language=language), _TEXT, st.sampled_from(["pl", "en"])),
    st.integers().map(ox.Literal),
)
_PREDICATE = st.sampled_from(["https://example.org/p", f"{flat.TYPE}"]).map(ox.NamedNode)


@given(st.sets(st.builds(ox.Quad, _IRI, _PREDICATE, _TERM, _IRI), max_size=30))
def test_tables_hold_the_statements_they_were_made_of(
    tmp_path_factory: pytest.TempPathFactory, quads: set[ox.Quad]
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    lines = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    (folder / "all.nq").write_bytes(b"".join(sorted(lines)))
    flat.write(folder / "all.nq", folder / "tables")
    assert sorted(map(str, flat.quads(folder / "tables"))) == sorted(map(str, quads))


def test_the_mapping_speaks_of_every_column(release: Release, tmp_path: Path) -> None:
    flat.write(release.nquads, tmp_path / "tables")
    columns = json.loads((tmp_path / "tables" / flat.COLUMNS).read_text("utf-8"))
    stated = list(ox.parse(path=tmp_path / "tables" / flat.MAPPING, format=ox.RdfFormat.TURTLE, base_iri="urn:x"))
    predicates = [one.object.value for one in stated if one.predicate.value.endswith("#predicate")]
    assert sorted(predicates) == sorted(predicate for found in columns.values() for predicate, _ in found)
    assert len(predicates) > 200
    assert set(flat.quads(tmp_path / "tables")) == set(ox.parse(path=release.nquads, format=ox.RdfFormat.N_QUADS))


def test_an_axis_has_the_powers_around_its_values() -> None:
    axis = Axis.of([30, 7_000], 0, 300)
    assert axis.powers() == [10, 100, 1_000, 10_000]
    assert [axis.place(value) for value in axis.powers()] == pytest.approx([0, 100, 200, 300])
    assert Axis.of([10], 0, 1).powers() == [10, 100]
    assert Axis.of([9_990, 100_083], 0, 1).powers() == [10_000, 100_000]


def drawn(*points: Point) -> tuple[list[Point], list[Point]]:
    """The ends of the dashed line, and the points, in pixels."""
    root = ElementTree.fromstring(plot.svg([Panel("s < a & b", points)]))  # noqa: S314  # of our own making
    guide, line = (
        [(float(x), float(y)) for x, y in (pair.split(",") for pair in one.attrib["points"].split())]
        for one in root.iter(f"{SVG}polyline")
    )
    circles = [(float(one.attrib["cx"]), float(one.attrib["cy"])) for one in root.iter(f"{SVG}circle")]
    assert circles == line
    return guide, line


def test_what_grows_as_the_size_does_lies_on_the_dashed_line() -> None:
    guide, line = drawn((10, 2), (1_000, 200))
    assert guide == line
    guide, line = drawn((10, 2), (1_000, 20))
    assert guide[0] == line[0]
    assert guide[1][0] < line[1][0], "it ends at the top of the picture"
    assert guide[1][1] < line[1][1], "what grows less is below it"


@given(st.lists(st.tuples(st.floats(1e-3, 1e8), st.floats(1e-3, 1e5)), min_size=2, unique_by=lambda point: point[0]))
def test_everything_drawn_is_within_the_picture(points: list[Point]) -> None:
    guide, line = drawn(*sorted(points))
    assert all(0 <= x <= 360 and 0 <= y <= 260 for x, y in guide + line)
    assert [x for x, _ in line] == sorted(x for x, _ in line)


def test_numbers_on_an_axis_are_short() -> None:
    assert [plot.short(10.0**power) for power in (-1, 0, 3, 4, 7)] == ["0.1", "1", "1 k", "10 k", "10 M"]


@given(st.floats(0, 3), st.integers(2, 1000))
def test_an_exponent_is_that_of_the_growth(power: float, times: int) -> None:
    assert growth.exponent((5, 2), (5 * times, 2 * times**power)) == pytest.approx(power, abs=1e-6)


def test_rows_are_compared_with_the_first() -> None:
    own = Row("own", "all", "esgraph build", "0.1", 2.0, 3.0, 50.0, 1_000)
    other = Row("other", "less", "other x", "9", 5.0, 5.0, 20.0, 900, load=1.0)
    gone = Row("gone", "", "gone x", absent="not installed")
    found = rows.part("10k", [own, other, gone], "statements", loading.warnings([own, other, gone]))
    assert "| own | 0.1 | 2.00 | 1.00 | 3.00 | 50 | 1,000 | 500 | all |" in found.text
    assert "| other | 9 | 5.00 | 2.50 | 5.00 | 20 | 900 | 180 | less; loading 1.00 s of it |" in found.text
    assert "| gone |  | – | – | – | – | – | – | **not installed** |" in found.text
    assert "**WARNING**" in found.text
    assert found.text.count("\n* ") == 3
    assert loading.warnings([own, own, gone]) == []
    assert validation.differences([own, other, gone]) == ["Not the 1,000 results of own: other 900.", ""]
    assert validation.differences([gone, own]) == []
    table = [line for line in found.text.splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in table}) == 1


def test_a_tiny_run_writes_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # pySHACL takes most of a minute; other tests hold it against the own engine.
    engines = tuple(one for one in validation.ENGINES if one[0] != "pySHACL")
    monkeypatch.setattr(validation, "ENGINES", engines)
    path = tmp_path / "bench" / "report.md"
    sizes = [part for size in ("4000", "8000") for part in ("--size", size)]
    only = [part for name in ("build", "rebuild", "load", "validation", "growth") for part in ("--only", name)]
    places = ["--report", str(path), "--cache", str(tmp_path / "cache"), "--work", str(tmp_path)]
    assert run.main([*sizes, *only, *places, "--no-install"]) == 0
    text, data = path.read_text("utf-8"), json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert re.findall("^## (.*):", text, re.MULTILINE) == ["Build", "Rebuild", "Load", "Validation", "Growth"]
    assert str(tmp_path) not in text.replace(" ".join(places), "")
    for size in range(2):
        found = {row["peer"]: row for name in ("build", "load", "validation") for row in data[name][size]}
        assert found["morph-kgc"]["absent"] == found["TopBraid"]["absent"] == "not installed"
        assert found["plain loop"]["count"] == found["parse only"]["count"] == found["esgraph, store"]["count"]
        assert 0 < found["JSON-LD processor"]["count"] < found["plain loop"]["count"]
        assert data["rebuild"][size]["same"]
        stores = {row["count"] for row in data["load"][size] if not row["absent"]}
        assert stores == {found["plain loop"]["count"]}
        assert found["esgraph"]["count"] >= 100
        assert found["esgraph, release"]["seconds"] > found["esgraph, store"]["seconds"] > 0
        # What has a figure has a command, and who made it.
        assert all(row["command"] and (row["absent"] or row["version"]) for row in found.values())
    assert "| reading |" in text
    assert f"({growth.PICTURE})" in text
    picture = ElementTree.parse(path.with_name(growth.PICTURE)).getroot()  # noqa: S314  # of our own making
    assert len(list(picture.iter(f"{SVG}circle"))) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["bench"]
