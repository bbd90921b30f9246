"""Turns a Project into a Dataset: what all its files say, in named graphs, on disk in order and in a store."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from esgraph import question, resources
from esgraph.build import derivation, problems, withdrawal
from esgraph.build.catalogue import counting, description
from esgraph.build.catalogue.counting import Counts
from esgraph.build.keys import Vocabulary
from esgraph.build.names import Names
from esgraph.build.origins import Origins
from esgraph.build.project import Project
from esgraph.build.reading import Reader, Reading, Texts
from esgraph.build.stages import Stages
from esgraph.build.withdrawal import Withdrawal
from esgraph.dumps import ordering
from esgraph.errors import AuthoringError, EsgraphError, Location, Problem
from esgraph.release import NQUADS, STORE, UNION
from esgraph.vocabulary import ESG, FOAF, RDF, SKOS, entity, graph

_TYPE = ox.NamedNode(f"{RDF}type")
_PERSON = ox.NamedNode(f"{FOAF}Person")
_LABEL = ox.NamedNode(f"{SKOS}prefLabel")
_TEXT = ox.NamedNode(f"{ESG}textSha256")
_EXAMPLE = ox.NamedNode(f"{SKOS}example")
#: Statements that are written at once.
_SOME = 100_000


@dataclass(frozen=True, slots=True)
class Dataset:
    """All statements of a project in the directory `work`: sorted N-Quads, their union as N-Triples, and a store.

    The store has the named graphs, and as its default graph their union. `quoted` are the sources whose words are
    quoted; `compared` those of them whose text was at hand to compare with; `withdrawn` is what nothing may be left of.
    """

    base: str
    work: Path
    counts: Counts = field(repr=False)
    origins: Origins = field(repr=False)
    quoted: frozenset[str]
    compared: frozenset[str]
    withdrawn: tuple[Withdrawal, ...] = ()

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


def read(project: Project, work: Path, texts_directory: Path | None = None, stages: Stages | None = None) -> Dataset:
    """Read a project into a dataset, derive what follows from it, and describe it in a catalogue.

    `work` is a directory that is empty or not there yet, for what the dataset holds; `texts_directory` has the sources'
    texts as `{source}.txt`, if they are at hand. Raises AuthoringError with every problem in the authored files.
    """
    stages = stages or Stages()
    work.mkdir(parents=True, exist_ok=True)
    base = project.settings.base
    reader = Reader(Vocabulary.read(resources.ontology() / "context.jsonld"), base, Texts(texts_directory))
    pieces = work / "pieces"
    pieces.mkdir()
    size = sum(file.path.stat().st_size for file in project.files)
    with stages.stage("reading", size, "B") as advance:
        readings = reader.read(project.files, pieces, advance)
    withdrawn, found = withdrawal.read(project.directory, base)
    graphs = _fixed(project, withdrawn)
    found = [*_problems(project, reader, readings, _subjects(graphs["schemes"])), *found]
    if found:
        raise AuthoringError(found)
    with stages.stage("ordering"):
        _write(graphs, base, pieces / "fixed.nq")
        stated = work / "stated.nq"
        _write_distinct(ordering.merge(sorted(pieces.iterdir()), work), stated)
        shutil.rmtree(pieces)
    counts = _store(stated, work, base, stages)
    origins = Origins(work / STORE, base, project.files, reader.places)
    if left := list(withdrawal.leftovers(withdrawn, work / NQUADS, origins)):
        raise AuthoringError(left)
    quoted = _quoted(work / STORE, entity(base, "source", ""))
    return Dataset(base, work, counts, origins, quoted, quoted.intersection(reader.texts), withdrawn)


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


def _write(graphs: Mapping[str, Iterable[ox.Triple]], base: str, target: Path) -> None:
    """Write graphs as sorted N-Quads, with literals as the store keeps them (52.10 is 52.1)."""
    store = ox.Store()
    for name, triples in graphs.items():
        node = ox.NamedNode(graph(base, name))
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, node) for triple in triples)
    lines = (ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    with target.open("wb") as out:
        out.writelines(sorted(lines))


def _store(stated: Path, work: Path, base: str, stages: Stages) -> Counts:
    """Load what is stated, derive what follows, and load that, too; returns what there is of what.

    The store has the union as its default graph: Oxigraph can make it while it answers, but then a statement that two
    graphs make counts twice, and what the rules ask takes ten times as long. The named graphs, which take longest, are
    loaded meanwhile.
    """
    store = ox.Store(str(work / STORE))
    derived = work / "derived.nq"
    with ThreadPoolExecutor(1) as beside:
        named = beside.submit(store.bulk_load, path=str(stated), format=ox.RdfFormat.N_QUADS)
        with stages.stage("loading", stated.stat().st_size, "B"):
            _load_union(store, stated, work)
        with stages.stage("deriving"):
            rules = sorted((resources.ontology() / "rules").glob("*.rq"))
            lines = _lines(derivation.derive(store, rules), graph(base, "derived"))
            _write_distinct(ordering.sort(lines, work), derived)
            _load_union(store, derived, work)
            _write_distinct(ordering.merge([stated, derived], work), work / NQUADS)
            with (work / NQUADS).open("rb") as quads, (work / UNION).open("wb") as out:
                out.writelines(ordering.union(quads))
        with stages.stage("counting"):
            counts = counting.count(work / NQUADS, base)
        with stages.stage("loading the graphs"):
            named.result()
            store.bulk_load(path=str(derived), format=ox.RdfFormat.N_QUADS)
            store.optimize()
            store.flush()
    for file in (stated, derived):
        file.unlink()
    return counts


def _load_union(store: ox.Store, nquads: Path, scratch: Path) -> None:
    """Load the union of sorted N-Quads into the default graph."""
    union = scratch / "loading.nt"
    with nquads.open("rb") as quads, union.open("wb") as out:
        out.writelines(ordering.union(quads))
    store.bulk_load(path=str(union), format=ox.RdfFormat.N_TRIPLES)
    union.unlink()


def _write_distinct(lines: Iterable[bytes], target: Path) -> None:
    """Write sorted lines, each once."""
    with target.open("wb") as out:
        out.writelines(ordering.distinct(lines))


def _lines(triples: Iterable[ox.Triple], name: str) -> Iterator[bytes]:
    """Triples as lines of N-Quads of one graph."""
    node = ox.NamedNode(name)
    quads = (ox.Quad(triple.subject, triple.predicate, triple.object, node) for triple in triples)
    while some := list(islice(quads, _SOME)):
        yield from (ox.serialize(some, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)


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
