"""The libraries and fonts of the site: in the wheel with their licences, and without npm from a source distribution."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.conftest import ROOT

FRONTEND = ROOT / "esgraph" / "serve" / "frontend"
VENDOR = "esgraph/serve/static/vendor"
LOCK = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))
#: A registry that no machine has: npm fails at once, if anything asks it.
NO_REGISTRY = {"npm_config_registry": "http://127.0.0.1:9/", "npm_config_fetch_retries": "0"}
#: A build as packaging tools make it, in this environment, which has what a build requires.
BUILD = "from hatchling.build import build_{0} as make; import sys; print(make(sys.argv[1]))"


def _build(what: str, tree: Path, to: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    to.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-c", BUILD.format(what), str(to)],
        cwd=tree, env=os.environ | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of a source distribution made from this checkout."""
    folder = tmp_path_factory.mktemp("sdist")
    made = _build("sdist", ROOT, folder)
    assert made.returncode == 0, made.stderr
    (archive,) = folder.glob("esgraph-*.tar.gz")
    with tarfile.open(archive) as content:
        # As an attribute, since the first releases of Python 3.11 have no such argument, and no such filter.
        content.extraction_filter = getattr(tarfile, "data_filter", None)
        content.extractall(folder)  # noqa: S202 - our own archive
    return folder / archive.name.removesuffix(".tar.gz")


def test_wheel_from_a_source_distribution_needs_no_npm(unpacked: Path, tmp_path: Path) -> None:
    asked = "from hatchling.build import get_requires_for_build_wheel as needs; print(needs())"
    needs = subprocess.run(
        [sys.executable, "-c", asked], cwd=unpacked, capture_output=True, text=True, check=True
    ).stdout
    assert needs.strip() == "[]"
    made = _build("wheel", unpacked, tmp_path, **NO_REGISTRY)
    assert made.returncode == 0, made.stderr

    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
        notices = wheel.read(f"{VENDOR}/THIRD-PARTY.txt").decode()
    wanted = json.loads((FRONTEND / "package.json").read_text("utf-8"))["vendor"]
    assert {f"{VENDOR}/{name}" for name in wanted} <= names
    assert not [name for name in names if "/frontend/" in name or "node_modules" in name]
    # Every package that may be inside a bundle is named, with the terms that it came under.
    for place, package in LOCK["packages"].items():
        if place:
            assert f"\n{place.rpartition('node_modules/')[2]} {package['version']} (" in notices
    assert "SIL OPEN FONT LICENSE" in notices
    assert "Permission is hereby granted" in notices


def test_without_a_registry_the_build_says_what_to_do(unpacked: Path, tmp_path: Path) -> None:
    (unpacked / VENDOR / ".stamp").rename(tmp_path / "stamp")
    try:
        made = _build("wheel", unpacked, tmp_path / "wheel", **NO_REGISTRY)
    finally:
        (tmp_path / "stamp").rename(unpacked / VENDOR / ".stamp")
    assert made.returncode != 0
    assert "npm could not fetch the libraries of the site" in made.stderr
    assert "→ check that this machine reaches the npm registry" in made.stderr
    assert "Traceback" not in made.stderr


def test_lock_names_no_registry() -> None:
    assert not [place for place, package in LOCK["packages"].items() if "resolved" in package]
    assert all("integrity" in package for place, package in LOCK["packages"].items() if place)


def test_pytest_passes_over_no_directory_of_tests(pytestconfig: pytest.Config) -> None:
    """By default it does not look into `build`, `dist` and some others, and says nothing of it."""
    passed_over = pytestconfig.getini("norecursedirs")
    names = {path.parent.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert "build" in names
    assert [name for name in names for pattern in passed_over if fnmatch(name, pattern)] == []
