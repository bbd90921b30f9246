"""Turns a made-up country into the times that SHACL engines take for it with the project's own shapes.

Ready-made libraries are taken from the environment of `--python`, which may be one of their own; pySHACL is given a
smaller country, and what it takes is not scaled.

    python -m tests.benchmarks.validation --triples 1000000 --python /path/to/environment/bin/python
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from esgraph import resources
from esgraph.build.validation import read_shapes
from tests.benchmarks.release import dataset_of

#: Each reads the data (argv 1, N-Triples) and the shapes (argv 2, Turtle) and prints what it took.
_REPORT = r"""
import json, re
from pathlib import Path
peak = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(json.dumps({"load": load, "seconds": seconds, "results": results, "memory": peak, "version": version(package)}))
"""
_HEAD = "import sys, time\nfrom importlib.metadata import version\nbegun = time.monotonic()\n"
_OWN = """
package = "esgraph"
import pyoxigraph as ox
from esgraph.build.shacl import read, validate
store = ox.Store()
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_TRIPLES)
load, begun = time.monotonic() - begun, time.monotonic()
shapes = read(quad.triple for quad in ox.parse(path=sys.argv[2], format=ox.RdfFormat.TURTLE))
results = len(list(validate(store, shapes)))
seconds = time.monotonic() - begun
"""
_PYSHACL = """
package = "pyshacl"
import pyshacl
from rdflib import RDF, SH, Graph
data, shapes = Graph().parse(sys.argv[1], format="nt"), Graph().parse(sys.argv[2])
load, begun = time.monotonic() - begun, time.monotonic()
_, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", do_owl_imports=False)
seconds, results = time.monotonic() - begun, len(list(report.subjects(RDF.type, SH.ValidationResult)))
"""
_SHACL = """
package = "shacl"
import shacl
shapes = shacl.Shapes.from_file(sys.argv[2])
load, begun = None, time.monotonic()
results = len(shapes.validate_file(sys.argv[1]).results)
seconds = time.monotonic() - begun
"""
_SHIFTY = """
package = "pyshifty"
import shifty
load, begun = None, time.monotonic()
results = len(shifty.validate_algebra(sys.argv[1], sys.argv[2]).violations)
seconds = time.monotonic() - begun
"""
_RUDOF = """
package = "pyrudof"
from pyrudof import RDFFormat, Rudof, RudofConfig, ShaclFormat
rudof = Rudof(RudofConfig())
rudof.read_data(open(sys.argv[1]).read(), format=RDFFormat.NTriples)
rudof.read_shacl(open(sys.argv[2]).read(), format=ShaclFormat.Turtle)
load, begun = time.monotonic() - begun, time.monotonic()
results = len(rudof.validate_shacl())
seconds = time.monotonic() - begun
"""
_ENGINES = {"esgraph": _OWN, "pySHACL": _PYSHACL, "shacl": _SHACL, "pyshifty": _SHIFTY, "pyrudof": _RUDOF}
_OURS = ("esgraph", "pySHACL")


@dataclass(frozen=True, slots=True)
class Run:
    """What one engine took: seconds beside loading (None where it cannot be told apart), results, MB at the peak."""

    version: str
    load: float | None
    seconds: float
    results: int
    memory: int


def measure(engine: str, python: str, data: Path, shapes: Path, limit: float) -> Run | str:
    """One engine in a process of its own; a word where it has no result."""
    command = [python, "-c", _HEAD + _ENGINES[engine] + _REPORT, str(data), str(shapes)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return f"not done after {limit:.0f} s"
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
        return "not installed" if last.startswith("ModuleNotFoundError") else last[:100]
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def union(triples: int, target: Path) -> int:
    """Write a country as N-Triples, each statement once; returns how many there are."""
    dataset = dataset_of(triples, target.with_suffix(""))
    dataset.union.rename(target)
    return dataset.counts.triples


def row(engine: str, size: int, found: Run | str, own: Run | str) -> str:
    """One line of the table."""
    if isinstance(found, str):
        return f"| {engine} | {size:,} | – | – | – | – | {found} |"
    load = "with it" if found.load is None else f"{found.load:.1f} s"
    ratio = f"{found.seconds / own.seconds:.1f} ×" if isinstance(own, Run) else "–"
    told = f"{found.results} results"
    return f"| {engine} {found.version} | {size:,} | {load} | {found.seconds:.1f} s | {ratio} | {found.memory} MB | {told} |"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=10_000, help="size of the country that pySHACL is given too")
    parser.add_argument("--python", default=sys.executable, help="interpreter of the environment with other libraries")
    parser.add_argument("--limit", type=float, default=600.0, help="seconds that each may take")
    parser.add_argument("--engine", action="append", choices=_ENGINES, help="may be given again; default: all")
    options = parser.parse_args()
    lines = ["| engine | statements | load | validate | of esgraph's | peak | |", "|---|--:|--:|--:|--:|--:|---|"]
    with tempfile.TemporaryDirectory(prefix="esgraph-bench-") as work:
        shapes = Path(work) / "shapes.ttl"
        read_shapes(resources.shapes()).serialize(shapes, format="turtle")
        for triples, left_out in ((options.small, ""), (options.triples, "pySHACL")):
            data = Path(work) / f"{triples}.nt"
            size = union(triples, data)
            own = measure("esgraph", sys.executable, data, shapes, options.limit)
            lines.append(row("esgraph", size, own, own))
            for engine in options.engine or _ENGINES:
                if engine not in ("esgraph", left_out):
                    python = sys.executable if engine in _OURS else options.python
                    found = measure(engine, python, data, shapes, options.limit)
                    lines.append(row(engine, size, found, own))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print("\n".join([f"{machine}, {len(list(resources.shapes().rglob('*.ttl')))} files of shapes", "", *lines]))  # noqa: T201


if __name__ == "__main__":
    main()
