"""A newcomer's way: install the package, start a data directory, add a second source by its errors alone, ask, serve."""

import os
import re
import shutil
import subprocess
import sys
import urllib.request
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def esgraph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script of the built wheel, in an environment that does not know this checkout."""
    home = tmp_path_factory.mktemp("install")
    wheels = home / "wheels"
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    environment = home / "venv"
    venv.create(environment, with_pip=True)
    (wheel,) = wheels.glob("esgraph-*.whl")
    python = environment / "bin/python"
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)], check=True, capture_output=True
    )
    # The dependencies are those that this environment has: what is tested is what the wheel carries.
    site = next(path for path in sys.path if path.endswith("site-packages"))
    own = next(environment.glob("lib/python*/site-packages"))
    (own / "dependencies.pth").write_text(site)
    return environment / "bin/esgraph"


def call(esgraph: Path, *arguments: str, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {"LANG": "C.UTF-8"}
    environment.pop("LC_ALL", None)
    return subprocess.run(
        [str(esgraph), *arguments], cwd=cwd, env=environment, input=stdin, capture_output=True, text=True, check=False
    )


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def test_the_installed_package_is_the_wheel(esgraph: Path, tmp_path: Path) -> None:
    code = "import esgraph, esgraph.resources as r; print(esgraph.__file__); print(r.ontology()); print(r.shapes())"
    done = subprocess.run(
        [str(esgraph.parent / "python"), "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert str(ROOT) not in done.stdout
    for line in done.stdout.splitlines():
        assert str(esgraph.parent.parent) in line


def test_a_second_source_by_error_messages_alone(esgraph: Path, tmp_path: Path) -> None:
    assert call(esgraph, "new", "mine", cwd=tmp_path).returncode == 0
    mine = tmp_path / "mine"
    assert call(esgraph, "check", ".", cwd=mine).returncode == 0

    # She copies the first file, as the README says, and writes about another meeting.
    second = mine / "sources/relacja-2024-06-01.yaml"
    shutil.copy(mine / "sources/przyklad-2024-05-12.yaml", second)
    told = call(esgraph, "check", ".", cwd=mine)
    assert told.returncode == 1
    # Each entry that the copy defines again is named, with what to do; nothing else is wrong.
    problems = re.findall(r"^(\S+?):(\d+):\d+: (\S+): “(\S+)” is already defined", told.stderr, re.MULTILINE)
    assert {problem[0] for problem in problems} == {"sources/relacja-2024-06-01.yaml"}
    assert len(problems) == told.stderr.count("→")
    assert "remove `name` here" in told.stderr
    assert {problem[3].partition("/")[0] for problem in problems} == {
        "organization", "event", "cooperation", "foundation", "headcount",
    }  # fmt: skip

    # She does what it says: the same organisations lose their `name`, the claims get ids of their own.
    text = second.read_text("utf-8")
    text = re.sub(r"(?m)^    name: .*\n(?=(.|\n)*^events:)", "", text)
    text = text.replace("spotkanie-2024:", "spotkanie-czerwcowe-2024:").replace("most-ops", "most-ops-2")
    text = text.replace("  wiosna:\n", "  wiosna-2:\n").replace("outcome: wiosna\n", "outcome: wiosna-2\n")
    text = text.replace("wiosna-7:", "wiosna-9:").replace("2024-05-12", "2024-06-01")
    second.write_text(text, "utf-8")
    assert call(esgraph, "check", ".", cwd=mine).returncode == 0

    # A slip of the pen is found by the shapes, with its line.
    edit(second, ("count: 7", "count: -7"))
    told = call(esgraph, "check", ".", cwd=mine)
    assert told.returncode == 1
    line = next(n for n, row in enumerate(second.read_text("utf-8").splitlines(), 1) if "count: -7" in row)
    assert f"sources/relacja-2024-06-01.yaml:{line}:5: headcounts.wiosna-9.count: error:" in told.stderr
    edit(second, ("count: -7", "count: 9"))

    built = call(esgraph, "build", ".", "-o", "release", cwd=mine)
    assert built.returncode == 0, built.stderr
    asked = call(
        esgraph, "query", "13", "-r", "release", "-f", "csv",
        "-p", "organization=https://example.org/es/id/organization/spoldzielnia-wiosna", cwd=mine,
    )  # fmt: skip
    assert [row.split(",")[2] for row in asked.stdout.splitlines()[1:]] == ["7", "9"]
    both = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s esg:headcountOf organization:spoldzielnia-wiosna } }"
    assert len(call(esgraph, "query", "-", "-r", "release", "-f", "csv", cwd=mine, stdin=both).stdout.splitlines()) == 3


def test_own_data_is_served(esgraph: Path, tmp_path: Path) -> None:
    call(esgraph, "new", "mine", cwd=tmp_path)
    assert call(esgraph, "build", "mine", "-o", "release", cwd=tmp_path).returncode == 0
    process = subprocess.Popen(
        [str(esgraph), "serve", "release", "--port", "0"], cwd=tmp_path, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(6)]
        address = re.search(r"http://127\.0\.0\.1:\d+/", "".join(lines))
        assert address is not None
        with urllib.request.urlopen(f"{address[0]}page/organization/spoldzielnia-wiosna?lang=en") as response:
            page = response.read().decode()
        assert "Wiosna Social Cooperative" in page
        assert "https://example.org/es/id/organization/spoldzielnia-wiosna" in page
        # The release was named by a relative path.
        with urllib.request.urlopen(f"{address[0]}dumps/latest/esgraph.ttl") as response:
            assert response.read() == (tmp_path / "release/esgraph.ttl").read_bytes()
    finally:
        process.terminate()
        assert process.wait(timeout=10) == 0
        process.stdout.close()  # type: ignore[union-attr]
