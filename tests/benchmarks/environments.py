"""Turns the names of packages into an environment of their own, which is made once and kept in the cache.

For peers that cannot live with this project: morph-kgc would put an old pyoxigraph in the place of the new one.
"""

import hashlib
import shutil
import sys
import venv
from pathlib import Path

from tests.benchmarks.processes import Limits, PeerError, run

#: To download and unpack a few hundred MB.
_LIMITS = Limits(900, 4096)
_COMPLETE = "complete"


def interpreter(name: str, packages: tuple[str, ...], cache: Path, *, install: bool) -> Path:
    """The interpreter of an environment with some packages (PEP 508), made if `install` and not there yet.

    Raises PeerError where it is not there or cannot be made.
    """
    digest = hashlib.sha256(f"{sys.version} {packages}".encode()).hexdigest()[:10]
    home = cache / f"{name}-{digest}"
    python = home / "bin" / "python"
    if (home / _COMPLETE).exists():
        return python
    if not install:
        raise PeerError("not installed")
    shutil.rmtree(home, ignore_errors=True)
    venv.create(home, with_pip=True)
    try:
        run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages], _LIMITS)
    except PeerError as error:
        raise PeerError(f"not installed: pip install {' '.join(packages)}: {error}") from error
    (home / _COMPLETE).touch()
    return python
