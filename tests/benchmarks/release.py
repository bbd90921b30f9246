"""Turns a made-up country into a release directory that `esgraph serve` takes, as `esgraph build` makes it.

python -m tests.benchmarks.release --triples 1000000
"""

import argparse
import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

from esgraph import resources
from esgraph.build.dataset import Dataset, read
from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.stages import Stages, table
from esgraph.build.validation import read_shapes, validate
from esgraph.release import Release
from esgraph.serve.preparing import prepare
from tests.benchmarks.country import project

Progress = Callable[[str], None]


def cache_home() -> Path:
    """Where releases are kept between runs (XDG base directory specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "esgraph-bench"


def build(triples: int, cache: Path, progress: Progress, seed: int = 1) -> Release:
    """The release of a country of a size (in statements); from the cache if this program has made it before."""
    target = cache / f"country-{triples}-{seed}-{_fingerprint()}"
    if not target.exists():
        cache.mkdir(parents=True, exist_ok=True)
        work = Path(mkdtemp(prefix=f".{target.name}-", dir=cache))
        try:
            _build(work, target, triples, seed, progress)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return Release.open(target)


def dataset_of(triples: int, work: Path, seed: int = 1, stages: Stages | None = None) -> Dataset:
    """A country of a size as the builder holds a dataset, in a directory that is empty."""
    project.write(work / "data", triples, seed)
    return read(Project.open(work / "data"), work / "dataset", stages=stages)


def _build(work: Path, target: Path, triples: int, seed: int, progress: Progress) -> None:
    stages = Stages()
    with stages.stage("everything"):
        dataset = dataset_of(triples, work, seed, stages)
        progress(table(stages.done))
        with stages.stage("validating"):
            report = validate(dataset, read_shapes(resources.shapes()))
        if not report.valid:
            raise RuntimeError(f"the country does not pass the shapes: {report.findings[0].text('en')}")
        publish(dataset, report, Project.open(work / "data").settings, target, stages, prepare)
    progress(table(stages.done))


def _fingerprint() -> str:
    """Changes with the program, the ontology and the country: an old release is not taken for a new one."""
    digest = hashlib.sha256(version("esgraph").encode())
    package = resources.__file__ and Path(resources.__file__).parent
    assert package
    parts = ("build/**/*.py", "dumps/*.py", "network/**/*.py", "serve/preparing.py", "*.py")
    program = {path for part in parts for path in package.glob(part) if not path.name.startswith("cli")}
    country = {path for path in Path(project.__file__).parent.iterdir() if path.is_file()}
    for path in sorted({*program, *country, *resources.ontology().rglob("*"), *resources.shapes().rglob("*")}):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def main() -> None:
    """Build a release, or say where it is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--triples", type=int, default=1_000_000, help="size in statements")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path, default=cache_home(), help="directory that keeps releases")
    options = parser.parse_args()
    made = build(options.triples, options.cache, lambda text: print(text, file=sys.stderr), options.seed)  # noqa: T201
    print(made.path)  # noqa: T201


if __name__ == "__main__":
    main()
