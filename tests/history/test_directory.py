"""A directory of releases: each build beside the others, one of them current, whenever and however a build ends."""

import fcntl
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from esgraph.build.project import Project
from esgraph.build.report import Report
from esgraph.build.series import Built, build
from esgraph.build.stages import Advance, Stages
from esgraph.cli import main
from esgraph.errors import AuthoringError, ReleaseError
from esgraph.history import lineage
from esgraph.history.directory import Directory, roll_back
from esgraph.history.keeping import LINEAGE, PATCH, kept
from esgraph.history.patch import opened, save
from esgraph.history.quads import lines
from esgraph.release import Release
from tests.history.releases import BASE, SECOND, SOURCE, edit, example
from tests.history.releases import THIRD as TAKEN_BACK
from tests.reading import read

THIRD = {SOURCE: {"    count: 8\n": "    count: 9\n"}, "dataset.yaml": {"version: 0.2.0": "version: 0.3.0"}}


def add(data: Path, directory: Path) -> Built:
    project = Project.open(data)
    return build(read(project), Report((), ""), project.settings, directory, Stages())


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return example(tmp_path / "data")


def releases(directory: Path) -> list[str]:
    """What is in a directory but for the link, the list, the changes and the locks."""
    return sorted(
        path.name for path in directory.iterdir() if not path.is_symlink() and (path / "manifest.json").exists()
    )


def left_over(directory: Path) -> list[str]:
    return [
        path.name
        for path in directory.iterdir()
        if path.name.startswith(".") and path.name not in (".lock", ".building", ".forgotten")
    ]


def test_releases_stand_beside_each_other_and_the_last_is_current(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    one = add(data, place)
    edit(data, SECOND)
    two = add(data, place)
    assert (one.outcome, one.before, one.changes) == ("new", "", None)
    assert (two.outcome, two.before) == ("new", one.release.manifest.id)
    assert two.changes is not None
    assert two.changes.entities["added"] == 1
    assert releases(place) == sorted([one.release.manifest.id, two.release.manifest.id])
    assert (place / "current").readlink() == Path(two.release.manifest.id)
    assert Release.open(place).manifest == Release.open(place / "current").manifest == two.release.manifest
    assert Release.open(place).path == two.release.path
    assert one.release.damaged() == two.release.damaged() == []
    assert left_over(place) == []
    with opened(Directory(place).changes(one.release.manifest.id, two.release.manifest.id) / PATCH) as patch:
        save(patch, lines(one.release.nquads), tmp_path / "patched.nq")
    assert (tmp_path / "patched.nq").read_bytes() == two.release.nquads.read_bytes()


def test_a_release_is_the_same_whatever_was_before_it(data: Path, tmp_path: Path) -> None:
    add(data, tmp_path / "a")
    edit(data, SECOND)
    after, alone = add(data, tmp_path / "a"), add(data, tmp_path / "b")
    assert after.release.manifest == alone.release.manifest


def test_a_build_of_the_same_data_changes_nothing(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    first = add(data, place)
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*") if path.name not in (".building", ".lock")}
    again = add(data, place)
    assert (again.outcome, again.before, again.release) == ("unchanged", "", first.release)
    assert {
        path: path.stat().st_mtime_ns for path in place.rglob("*") if path.name not in (".building", ".lock")
    } == before
    assert "written anew" in run("build", data, "--releases", place, "--lang", "en").output  # with a report
    assert "nothing changed" in run("build", data, "--releases", place, "--lang", "en").output
    assert "nic się nie zmieniło" in run("build", data, "--releases", place, "--lang", "pl").output


def test_the_same_statements_with_other_files_are_renewed(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    first = add(data, place)
    (first.release.path / "report.json").write_text("damaged")
    renewed = add(data, place)
    assert renewed.outcome == "renewed"
    assert renewed.release.damaged() == []
    assert len(Directory(place).log()) == 1


def test_data_that_come_back_make_their_release_current_again(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    other = example(tmp_path / "other")
    edit(other, SECOND)
    one, two, back = add(data, place), add(other, place), add(data, place)
    assert (back.outcome, back.before) == ("again", two.release.manifest.id)
    assert Directory(place).current == one.release.manifest.id
    assert Directory(place).ids() == [two.release.manifest.id, one.release.manifest.id]


def three(data: Path, place: Path) -> list[str]:
    """The ids of three releases, built one after the other."""
    ids = [add(data, place).release.manifest.id]
    for edits in (SECOND, THIRD):
        edit(data, edits)
        ids.append(add(data, place).release.manifest.id)
    return ids


def test_rollback_goes_back_step_by_step_and_forward_by_name(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    one, two, last = three(data, place)
    directory = Directory.open(place)
    assert roll_back(directory) == two
    assert roll_back(directory) == one == directory.current
    with pytest.raises(ReleaseError, match="no other release was current before"):
        roll_back(directory)
    assert roll_back(directory, last) == last
    assert roll_back(directory) == one
    with pytest.raises(ReleaseError, match="is current already"):
        roll_back(directory, one)
    with pytest.raises(ReleaseError, match="there is no release"):
        roll_back(directory, "../data")
    assert releases(place) == sorted([one, two, last])
    log = json.loads((place / "history.json").read_text())
    assert [(entry["sequence"], entry["release"], entry["by"]) for entry in log] == [
        (1, one, "build"), (2, two, "build"), (3, last, "build"),
        (4, two, "rollback"), (5, one, "rollback"), (6, last, "rollback"), (7, one, "rollback"),
    ]  # fmt: skip
    assert log[1]["modified"] == "2024-06-20"


def test_what_is_built_after_a_rollback_follows_what_was_current_then(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    one, two, _ = three(data, place)
    directory = Directory.open(place)
    roll_back(directory, one)
    edit(data, {SOURCE: {"    count: 9\n": "    count: 10\n"}})
    built = add(data, place)
    assert built.before == directory.predecessor(built.release.manifest.id) == one
    assert directory.predecessor(two) == one
    assert roll_back(directory) == one


def test_a_release_that_was_removed_is_passed_over(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    one, two, last = three(data, place)
    (place / two).rename(tmp_path / "elsewhere")
    directory = Directory.open(place)
    assert directory.ids() == [last, one]
    assert directory.before_current() == one
    assert directory.predecessor(last) == two


def test_the_past_of_an_entity_is_carried_on(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    one, two, last = three(data, place)
    edit(data, {SOURCE: {"  nastepne:\n    name: {pl: Następne spotkanie, en: Next meeting}\n"
                         "    evidence: {quote: W dniu 12.05.2024 r., start: 0, end: 20}\n"
                         "    notStated:\n      date: {pl: Brak daty., en: No date.}\n": ""}})  # fmt: skip
    fourth = add(data, place).release.manifest.id
    directory = Directory.open(place)

    def pasts(old: str, new: str) -> list[tuple[str, str, bool]]:
        with lineage.opened(directory.changes(old, new) / LINEAGE) as found:
            assert found.since == one
            names = (
                "event/nastepne",
                "headcount/wiosna-7",
                "organization/stowarzyszenie-most",
                "organization/spoldzielnia-wiosna",
            )
            pasts = [found.of(f"{BASE}id/{name}") for name in names]
            return [(past.appeared, past.changed, past.is_gone) for past in pasts]

    unchanged = ("", "", False)
    assert pasts(one, two) == [(two, two, False), ("", two, False), ("", two, False), unchanged]
    assert pasts(two, last) == [(two, two, False), ("", last, False), ("", two, False), unchanged]
    assert pasts(last, fourth) == [(two, fourth, True), ("", last, False), ("", two, False), unchanged]


def test_the_changes_have_the_same_bytes_wherever_they_are_made(data: Path, tmp_path: Path) -> None:
    add(data, tmp_path / "a")
    add(data, tmp_path / "b")
    edit(data, SECOND)
    add(data, tmp_path / "a")
    add(data, tmp_path / "b")
    made = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a/changes").rglob("*") if path.is_file())
    assert len(made) == 6
    for path in made:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()


def test_changes_that_cannot_be_read_any_more_are_made_anew(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    other = example(tmp_path / "other")
    edit(other, SECOND)
    one, two = (add(each, place).release.manifest.id for each in (data, other))
    folder = Directory(place).changes(one, two)
    (folder / "changes.sqlite").write_bytes(b"damaged" * 100)
    assert kept(folder) is None
    add(data, place)
    add(other, place)
    assert kept(folder) is not None


def test_a_release_before_of_another_format_is_no_obstacle(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    one = add(data, place).release
    manifest = json.loads((one.path / "manifest.json").read_text()) | {"format": 1}
    (one.path / "manifest.json").write_text(json.dumps(manifest))
    edit(data, SECOND)
    built = add(data, place)
    assert built.changes is None
    assert "format 1" in str(built.untold)
    assert Directory(place).current == built.release.manifest.id
    assert "format 1" in run("releases", place).output


@pytest.mark.parametrize("version", ["1.0/../../x", "..", "1..2", ".hidden", "1 0"])
def test_a_version_that_can_be_no_name_of_a_directory_is_told(data: Path, tmp_path: Path, version: str) -> None:
    edit(data, {"dataset.yaml": {"version: 0.1.0": f'version: "{version}"'}})
    with pytest.raises(AuthoringError) as error:
        add(data, tmp_path / "releases")
    assert [problem.where.key for problem in error.value.problems] == ["version"]
    assert not (tmp_path / "releases").exists()


def test_nothing_else_is_taken_for_a_directory_of_releases(data: Path, tmp_path: Path, first: Release) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/thesis.txt").write_text("years of work")
    (tmp_path / "file").write_text("")
    for path, told in (
        (tmp_path / "thesis", "thesis.txt"),
        (first.path, "a release by itself"),
        (tmp_path / "file", "a file"),
    ):
        with pytest.raises(ReleaseError, match=told):
            add(data, path)
    for command in ("releases", "rollback"):
        result = run(command, tmp_path / "thesis")
        assert result.exit_code == 1
        assert "no directory of releases" in result.output


def test_the_commands_tell_what_there_is_and_what_changed(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    assert run("build", data, "--releases", place).exit_code == 0
    edit(data, SECOND)
    result = run("build", data, "--releases", place, "--lang", "en")
    assert "Things: new 1, changed 3" in result.output
    two, one = Directory(place).ids()
    assert f"Changes since release {one}: Statements: +" in result.output
    listed = run("releases", place, "--lang", "pl").output.splitlines()
    assert [line.split()[:2] for line in listed] == [["*", two], [one, "dane"]]
    assert "aktualne" in listed[0]
    diff = run("diff", one, two, "--releases", place, "--lang", "en").output
    assert "count: 7 → 8" in diff
    assert f"Release {one} is current again." in run("rollback", place, "--lang", "en").output
    assert Directory(place).current == one
    assert "no release 'nobody'" in run("diff", one, "nobody", "--releases", place).output
    assert run("questions", "-r", place).exit_code == 0


def test_what_shrank_since_the_release_before_is_told(data: Path, tmp_path: Path) -> None:
    source = data / "sources/inna-2024.yaml"
    source.write_text(
        "name: {pl: Inna relacja, en: Another account}\nlanguage: pl\n"
        "notStated: {url: {pl: Brak adresu., en: No address.}}\n"
        "events:\n  inne:\n    name: {pl: Inne, en: Other}\n    date: 2024-06-01\n    place: przykladowo\n"
        "    evidence: {paraphrase: {pl: Inne., en: Other.}}\n",
        "utf-8",
    )
    targets = (("-o", tmp_path / "alone"), ("--releases", tmp_path / "releases"))
    for target in targets:
        result = run("build", data, *target, "--lang", "en")
        assert result.exit_code == 0, result.output
        assert "less than before" not in result.output
    source.unlink()
    for target in targets:
        output = run("build", data, *target, "--lang", "en").output
        assert "There is less than before:" in output
        assert "    schema:Event: 2 → 1\n" in output
        assert re.search(r"    graph/source/inna-2024: \d+ → 0\n", output)
        assert "→ 3\n" not in output  # of what there is as much as before


def test_either_way_of_building_is_asked_for(data: Path, tmp_path: Path) -> None:
    for options in ((), ("-o", tmp_path / "a", "--releases", tmp_path / "b")):
        result = run("build", data, *options)
        assert result.exit_code == 2
        assert "either -o or --releases" in result.output


# What happens to builds


def command(data: Path, place: Path, number: int = 0) -> list[str]:
    return [sys.executable, "-m", "tests.history.build_and_die", str(data), str(place), str(number), "releases"]


def check_served(place: Path, before: str) -> None:
    """Whoever reads the directory now finds a whole release, the one before or the next, and no other that is broken."""
    current = Release.open(place)
    assert current.damaged() == []
    assert len(list(lines(current.nquads))) == current.manifest.counts["quads"]
    for name in releases(place):
        assert Release.open(place / name).damaged() == []
        assert Release.open(place / name).manifest.id == name
    directory = Directory.open(place)
    assert directory.log()[-1].release == directory.current
    assert [entry.sequence for entry in directory.log()] == list(range(1, len(directory.log()) + 1))
    if current.manifest.id != before:
        assert directory.predecessor(current.manifest.id) == before
        assert kept(directory.changes(before, current.manifest.id)) is not None


def test_a_build_that_is_killed_before_any_step_leaves_a_whole_release(data: Path, tmp_path: Path) -> None:
    """Every step on the disk from the moment that the release is written to the end, one after the other."""
    start = tmp_path / "start"
    before = add(data, start).release.manifest.id
    edit(data, SECOND)
    done = subprocess.run(command(data, _copy(start, tmp_path / "whole")), capture_output=True, text=True, check=True)
    new, outcome, steps = done.stdout.split()
    assert outcome == "new"
    # The last ones are those about names: where the new release is put in place. Of those before some are enough.
    interesting = [*range(int(steps) - 12, int(steps) + 1)]
    for number in interesting:
        place = _copy(start, tmp_path / f"killed-{number}")
        killed = subprocess.run(command(data, place, number), capture_output=True, check=False)
        assert killed.returncode == -signal.SIGKILL, number
        check_served(place, before)
    # The last of them is whole already; one that was killed early is mended by the next build.
    for number in (interesting[0], interesting[4], interesting[8]):
        place = tmp_path / f"killed-{number}"
        assert add(data, place).release.manifest.id == new
        check_served(place, before)
        assert Directory(place).current == new
        assert left_over(place) == []


def test_a_build_that_writes_a_release_anew_may_be_killed_before_any_step(data: Path, tmp_path: Path) -> None:
    """The same id with other files, as another version of the program writes them."""
    start = tmp_path / "start"
    name = add(data, start).release.manifest.id
    (start / name / "CITATION.cff").write_text("as written before")
    done = subprocess.run(command(data, _copy(start, tmp_path / "whole")), capture_output=True, text=True, check=True)
    _, outcome, steps = done.stdout.split()
    assert outcome == "renewed"
    for number in range(int(steps) - 6, int(steps) + 1):
        place = _copy(start, tmp_path / f"killed-{number}")
        killed = subprocess.run(command(data, place, number), capture_output=True, check=False)
        assert killed.returncode == -signal.SIGKILL, number
        assert Release.open(place).manifest.id == name
        assert add(data, place).outcome in ("renewed", "unchanged")
        assert Release.open(place).damaged() == []
        assert left_over(place) == []


def test_a_release_of_another_format_that_was_left_aside_comes_back(data: Path, tmp_path: Path) -> None:
    """As after a build that was killed between two renames, on a system where directories cannot change places."""
    place = tmp_path / "releases"
    name = add(data, place).release.manifest.id
    aside = place / ".build-killed/aside" / name
    aside.parent.mkdir(parents=True)
    (place / name).rename(aside)
    manifest = json.loads((aside / "manifest.json").read_text())
    (aside / "manifest.json").write_text(json.dumps(manifest | {"format": 1}))
    assert add(data, place).outcome == "renewed"
    assert Release.open(place).damaged() == []
    assert left_over(place) == []


def _copy(start: Path, target: Path) -> Path:
    shutil.copytree(start, target, symlinks=True)
    return target


def test_builds_that_are_killed_at_any_time_leave_the_release_that_is_served(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    before = add(data, place).release.manifest.id
    edit(data, SECOND)
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    for _ in range(10):
        process = subprocess.Popen(command(data, place), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while not list(place.glob(".build-*/release/*")) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(chance.random() * 0.7)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)
        check_served(place, before)
        for left in releases(place):
            assert left == before or Directory(place).current == left or left in Directory(place).never_current()
    built = add(data, place)
    check_served(place, before)
    assert Directory(place).current == built.release.manifest.id
    assert left_over(place) == []


def start(data: Path, place: Path) -> subprocess.Popen[str]:
    """`esgraph build` in a process of its own."""
    words = [sys.executable, "-m", "esgraph", "build", str(data), "--releases", str(place), "--lang", "en"]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_builds_at_once_take_turns(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    other = example(tmp_path / "other")
    edit(other, SECOND)
    both = [start(each, place) for each in (data, other)]
    told = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    directory = Directory.open(place)
    assert len(directory.ids()) == 2
    assert [entry.sequence for entry in directory.log()] == [1, 2]
    assert directory.current == directory.ids()[0]
    assert kept(directory.changes(*reversed(directory.ids()))) is not None
    assert left_over(place) == []


def test_a_build_waits_for_another_and_says_so(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    place.mkdir()
    held = os.open(place / ".building", os.O_RDWR | os.O_CREAT)
    fcntl.flock(held, fcntl.LOCK_EX)
    waiting = start(data, place)
    assert waiting.stderr is not None
    assert "Another build is at work here; waiting." in waiting.stderr.readline()
    assert waiting.poll() is None
    assert releases(place) == []
    os.close(held)
    waiting.communicate(timeout=60)
    assert waiting.returncode == 0
    assert len(releases(place)) == 1


def test_a_rollback_while_a_build_is_at_work_is_not_lost(data: Path, tmp_path: Path) -> None:
    """It waits for no build, and the release that is built is compared with what is current when it is done."""
    place = tmp_path / "releases"
    one, two, last = three(data, place)
    directory = Directory.open(place)
    edit(data, {SOURCE: {"    count: 9\n": "    count: 10\n"}})
    project = Project.open(data)
    steps: list[str] = []

    @contextmanager
    def show(step: str, _total: int, _unit: str) -> Iterator[Advance]:
        if step == "changes" and "changes" not in steps:
            roll_back(directory, one)
        steps.append(step)
        yield lambda _: None

    built = build(read(project), Report((), ""), project.settings, place, Stages(show))
    assert steps.count("changes") == 2
    assert built.before == one == directory.predecessor(built.release.manifest.id)
    assert [entry.release for entry in directory.log()] == [one, two, last, one, built.release.manifest.id]


def test_a_list_that_lost_its_last_entry_is_mended(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    one, two, last = three(data, place)
    log = json.loads((place / "history.json").read_text())
    (place / "history.json").write_text(json.dumps(log[:2]))
    directory = Directory.open(place)
    assert [entry.release for entry in directory.log()] == [one, two, last]
    assert roll_back(directory) == two
    (place / "history.json").write_text("no list")
    with pytest.raises(ReleaseError, match="the history cannot be read"):
        directory.log()


def test_a_release_that_is_forgotten_leaves_nothing_but_its_id(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    first = add(data, place).release.manifest.id
    edit(data, SECOND)
    second = add(data, place).release.manifest.id
    edit(data, THIRD)
    third = add(data, place).release.manifest.id
    refused = run("forget", place, third, "--lang", "en")
    assert refused.exit_code == 1 and "is current" in refused.output and "rollback" in refused.output
    assert run("forget", place, "9.9.9-nothing").exit_code == 1
    assert "--earlier" in run("forget", place).output
    assert run("forget", place, second, "--lang", "pl").output == f"Usunięto wydanie {second} i jego zmiany.\n"
    assert releases(place) == sorted([first, third])
    assert not [path for path in place.rglob("*") if second in path.name]
    assert left_over(place) == []
    assert second in (place / "history.json").read_text()
    assert [line for line in run("releases", place).output.splitlines() if second in line] == []
    assert run("forget", place, "--earlier").exit_code == 0
    assert releases(place) == [third] and not list((place / "changes").glob("*"))
    edit(data, {"dataset.yaml": {"version: 0.3.0": "version: 0.4.0"}})
    fourth = add(data, place)
    assert fourth.changes is not None and Directory(place).current == fourth.release.manifest.id


def holding(place: Path, words: str) -> list[str]:
    """The files below a directory, but for the list, in which some words stand."""
    return [
        str(path.relative_to(place))
        for path in place.rglob("*")
        if path.is_file() and words.encode() in path.read_bytes()
    ]


def fourth(data: Path, place: Path) -> str:
    """The third release takes back what the second one added; the fourth follows."""
    for edits in (
        {},
        SECOND,
        TAKEN_BACK,
        {"dataset.yaml": {"version: 0.3.0": "version: 0.4.0"}, SOURCE: {"    count: 8\n": "    count: 9\n"}},
    ):
        edit(data, edits)
        last = add(data, place).release.manifest.id
    return last


def test_what_went_with_a_release_that_is_forgotten_is_in_no_later_history(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    last = fourth(data, place)
    directory = Directory.open(place)
    one, two, three = directory.ids()[:0:-1]
    iri = f"{BASE}id/event/nastepne"
    assert directory.changes(three, last).joinpath(LINEAGE).relative_to(place).as_posix() in holding(place, iri)
    assert run("forget", place, one, two).exit_code == 0
    assert releases(place) == sorted([three, last])
    assert holding(place, iri) == []
    with lineage.opened(directory.changes(three, last) / LINEAGE) as found:
        assert found.since == three
        assert found.of(f"{BASE}id/headcount/wiosna-7").changed == last
        assert found.of(f"{BASE}id/organization/stowarzyszenie-most") == lineage.Past()


def test_history_goes_on_from_the_oldest_release_that_is_left(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    last = fourth(data, place)
    directory = Directory.open(place)
    one, two, three = directory.ids()[:0:-1]
    assert run("forget", place, one).exit_code == 0
    for old, new in ((two, three), (three, last)):
        with lineage.opened(directory.changes(old, new) / LINEAGE) as found:
            assert found.since == two
            assert found.of(f"{BASE}id/event/nastepne").changed == three
    edit(data, {"dataset.yaml": {"version: 0.4.0": "version: 0.5.0"}})
    with lineage.opened(directory.changes(last, add(data, place).release.manifest.id) / LINEAGE) as found:
        assert found.since == two
        assert found.of(f"{BASE}id/headcount/wiosna-7").changed == last


def test_nothing_is_forgotten_if_one_of_the_releases_cannot_be(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    one, two, last = three(data, place)
    for refused in (last, "9.9.9-nothing"):
        assert run("forget", place, one, refused, two).exit_code == 1
        assert releases(place) == sorted([one, two, last])


def test_all_but_the_current_release_is_all_of_them(data: Path, tmp_path: Path) -> None:
    """A release that was placed by a build that was killed then, what is left of one, and changes of another format."""
    place = tmp_path / "releases"
    one, _, last = three(data, place)
    shutil.copytree(place / one, place / "9.9.9-000000000000")
    (place / ".build-killed").mkdir()
    (place / ".build-killed/esgraph.nq").write_text("<https://example.org/es/id/event/nastepne>")
    strange = place / "changes" / f"{last}...9.9.8-000000000000"
    strange.mkdir()
    (strange / LINEAGE).write_text("of another version of this program")
    assert run("forget", place, "--earlier").exit_code == 0
    assert releases(place) == [last]
    assert left_over(place) == []
    assert list((place / "changes").iterdir()) == []
    assert Release.open(place).damaged() == []


def test_who_forgets_waits_for_a_build(data: Path, tmp_path: Path) -> None:
    """It carries on what is to be forgotten, and clears what it finds of others."""
    place = tmp_path / "releases"
    one, _, last = three(data, place)
    held = os.open(place / ".building", os.O_RDWR)
    fcntl.flock(held, fcntl.LOCK_EX)
    words = [sys.executable, "-m", "esgraph", "forget", str(place), "--earlier", "--lang", "en"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as waiting:
        assert waiting.stderr is not None
        assert "Another build is at work here; waiting." in waiting.stderr.readline()
        assert one in releases(place)
        os.close(held)
        waiting.communicate(timeout=60)
    assert waiting.returncode == 0
    assert releases(place) == [last]


def test_a_release_that_is_removed_while_it_is_built_again_is_placed_anew(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    _, two, last = three(data, place)
    directory = Directory.open(place)
    roll_back(directory, two)
    project = Project.open(data)

    @contextmanager
    def show(step: str, _total: int, _unit: str) -> Iterator[Advance]:
        if step == "changes":
            shutil.rmtree(place / last)
        yield lambda _: None

    built = build(read(project), Report((), ""), project.settings, place, Stages(show))
    assert built.outcome == "new"
    assert directory.current == last
    assert Release.open(place).damaged() == []


def test_what_is_wrong_is_told_in_the_language_of_the_reader(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    built = run("build", data, "--releases", place, "--lang", "pl").output
    assert re.search(r"Wydanie 0\.1\.0-\w+: stwierdzenia: \d+, grafy: \d+; poprawne → ", built)
    assert "Release" not in built
    name = Directory.open(place).current
    told = {
        ("diff", name, "zzz", "--releases", place): "nie ma tu wydania 'zzz'",
        ("rollback", place): "przed tym wydaniem żadne inne nie było aktualne",
        ("rollback", place, name): "już jest aktualne",
        ("forget", place): "nie podano wydania",
        ("forget", place, name): "najpierw niech inne będzie aktualne",
        ("releases", data): "to nie jest katalog wydań",
        ("build", data, "--releases", place / name): "to jest pojedyncze wydanie",
        ("build", data, "--releases", data): "jest tu coś, co nie jest wydaniem",
        ("build", data, "--releases", data / "dataset.yaml"): "to jest plik",
    }
    for words, wanted in told.items():
        result = run(*words, "--lang", "pl")
        assert (result.exit_code, wanted in result.output) == (1, True), result.output


def test_who_is_back_at_the_first_release_is_told_how_to_go_forward(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    _, _, last = three(data, place)
    for status in (0, 0, 1):
        result = run("rollback", place, "--lang", "en")
        assert result.exit_code == status
    assert "to go on to one that was current later, name it: esgraph rollback DIR ID" in result.output
    assert run("rollback", place, last).exit_code == 0
