"""Turns a Project into a Dataset: what all its files say, in named graphs, on disk in order and in a store."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from esgraph import question, resources
from esgraph.build import derivation, problems, withdrawal
from esgraph.build.assembly import Assembly
from esgraph.build.catalogue import description
from esgraph.build.catalogue.counting import Counts
from esgraph.build.handover import Handover
from esgraph.build.incremental.baseline import Cache
from esgraph.build.incremental.update import Change
from esgraph.build.names import Names
from esgraph.build.origins import Origins
from esgraph.build.project import Project
from esgraph.build.reading import Reader, Reading, Texts
from esgraph.build.stages import Stages
from esgraph.build.tables.summary import Summary
from esgraph.build.withdrawal import Withdrawal
from esgraph.errors import AuthoringError, EsgraphError, Location, Problem
from esgraph.release import NQUADS, STORE, UNION
from esgraph.vocabulary import ESG, FOAF, RDF, SKOS, entity, graph

_TYPE = ox.NamedNode(f"{RDF}type")
_PERSON = ox.NamedNode(f"{FOAF}Person")
_LABEL = ox.NamedNode(f"{SKOS}prefLabel")
_TEXT = ox.NamedNode(f"{ESG}textSha256")
_EXAMPLE = ox.NamedNode(f"{SKOS}example")


@dataclass(frozen=True, slots=True)
class Dataset:
    """All statements of a project in the directory `work`: sorted N-Quads, their union as N-Triples, and a store.

    The store has the named graphs, and as its default graph their union. `quoted` are the sources whose words are
    quoted; `compared` those of them whose text was at hand to compare with; `withdrawn` is what nothing may be left of.
    `change` is what is new since the baseline that it was made from, if it was made from one; `handover` is there if it
    may become a baseline; `summaries` are those of the tables that were read.
    """

    base: str
    work: Path
    counts: Counts = field(repr=False)
    origins: Origins = field(repr=False)
    quoted: frozenset[str]
    compared: frozenset[str]
    withdrawn: tuple[Withdrawal, ...] = ()
    change: Change | None = None
    handover: Handover | None = None
    summaries: tuple[Summary, ...] = ()

    @property
    def nquads(self) -> Path:
        """Every statement with its graph, as canonical N-Quads sorted by code point."""
        return self.work / NQUADS

    @property
    def union(self) -> Path:
        """Every statement once, as N-Triples in the same order."""
        return self.work / UNION

    @property
    def quads(self) -> int:
        """How many statements there are; one of two graphs counts twice."""
        return sum(count.triples for count in self.counts.graphs.values())

    def store(self) -> ox.Store:
        """The store, opened to be read."""
        return ox.Store.read_only(str(self.work / STORE))

    def triples(self) -> Iterator[ox.Triple]:
        """Every statement once."""
        return (quad.triple for quad in ox.parse(path=str(self.union), format=ox.RdfFormat.N_TRIPLES))

    def graphs(self) -> list[str]:
        """The names of the graphs."""
        prefix = graph(self.base, "")
        return sorted(iri.removeprefix(prefix) for iri in self.counts.graphs)

    def graph(self, name: str) -> set[ox.Triple]:
        """The statements of one graph."""
        node = ox.NamedNode(graph(self.base, name))
        return {quad.triple for quad in self.store().quads_for_pattern(None, None, None, node)}

    def persons(self) -> list[tuple[str, str]]:
        """Every person: the IRI, and one of the names ("" without any); in the order of the IRIs."""
        store = self.store()
        found = {}
        for quad in store.quads_for_pattern(None, _TYPE, _PERSON, ox.DefaultGraph()):
            labels = store.quads_for_pattern(quad.subject, _LABEL, None, ox.DefaultGraph())
            names = [label.object.value for label in labels if isinstance(label.object, ox.Literal)]
            if isinstance(quad.subject, ox.NamedNode):
                found[quad.subject.value] = max(names, default="")
        return sorted(found.items())


def read(
    project: Project,
    work: Path,
    texts_directory: Path | None = None,
    stages: Stages | None = None,
    cache: Cache | None = None,
) -> Dataset:
    """Read a project into a dataset, derive what follows from it, and describe it in a catalogue.

    `work` is a directory that is empty or not there yet, for what the dataset holds; `texts_directory` has the sources'
    texts as `{source}.txt`, if they are at hand. If `cache` has a baseline, only what changed since is read.
    Raises AuthoringError with every problem in the authored files.
    """
    stages = stages or Stages()
    work.mkdir(parents=True, exist_ok=True)
    base = project.settings.base
    reader = Reader(project.tables.vocabulary, base, Texts(texts_directory), project.tables)
    rules = derivation.read(resources.ontology() / "rules")
    with closing(Assembly(project, reader, work, cache)) as assembly:
        readings = assembly.read(stages)
        withdrawn, found = withdrawal.read(project.directory, base)
        graphs = _fixed(project, withdrawn)
        if found := [*_problems(project, reader, readings, _subjects(graphs["schemes"])), *found]:
            raise AuthoringError(found)
        counts, change = assembly.put_together(graphs, rules, stages)
    known = change.baseline.places if change else None
    origins = Origins(work / STORE, base, project.files, reader.places, known)
    if left := list(withdrawal.leftovers(withdrawn, work / NQUADS, origins)):
        raise AuthoringError(left)
    quoted = _quoted(work / STORE, entity(base, "source", ""))
    compared = quoted.intersection(reader.texts)
    handover = cache.handover if cache else None
    summaries = tuple(chain.from_iterable(reading.summaries for reading in readings))
    return Dataset(base, work, counts, origins, quoted, compared, withdrawn, change, handover, summaries)


def _fixed(project: Project, withdrawn: Iterable[Withdrawal]) -> dict[str, set[ox.Triple]]:
    """The graphs that no authored file makes, but for what is derived."""
    ontology = resources.ontology()
    gone = withdrawal.is_gone(withdrawn)
    terms = _turtle([ontology / "esgraph.ttl", *sorted((ontology / "alignments").glob("*.ttl"))])
    graphs = {
        "ontology": {one for one in terms if one.predicate != _EXAMPLE or not gone(str(one.object))},
        "schemes": set(_turtle([*sorted((ontology / "schemes").glob("*.ttl")), *project.schemes])),
    }
    names = {"ontology", "schemes", "gaps", "derived", *(file.graph for file in project.files)}
    questions = question.read_all(ontology / "questions", project.settings.base, gone)
    return {**graphs, "catalogue": description.describe(project.settings, sorted(names), questions)}


def _problems(project: Project, reader: Reader, readings: list[Reading], concepts: set[str]) -> Iterator[Problem]:
    """Everything that is wrong in the files, and between them."""
    if not any(file.graph.startswith("source/") for file in project.files):
        yield problems.nothing_to_read(Location(project.directory))
    yield from chain.from_iterable(reading.problems for reading in readings)
    names = Names(readings, reader.expand, reader.vocabulary, reader.base, concepts)
    yield from names.doubles()
    if all(reading.is_whole for reading in readings):
        # Where an entry could not be read, what refers to it is not to blame.
        yield from names.of_nothing()


def _quoted(store: Path, prefix: str) -> frozenset[str]:
    """Slugs of the sources that say which text their evidence counts in."""
    found = ox.Store.read_only(str(store)).quads_for_pattern(None, _TEXT, None, ox.DefaultGraph())
    subjects = (quad.subject for quad in found)
    return frozenset(node.value.removeprefix(prefix) for node in subjects if isinstance(node, ox.NamedNode))


def _subjects(triples: Iterable[ox.Triple]) -> set[str]:
    return {triple.subject.value for triple in triples if isinstance(triple.subject, ox.NamedNode)}


def _turtle(paths: Iterable[Path]) -> Iterator[ox.Triple]:
    for path in paths:
        try:
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
                yield quad.triple
        except SyntaxError as error:
            raise EsgraphError(f"not valid Turtle: {error}", where=str(path)) from error
