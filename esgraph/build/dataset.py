"""Turns a Project into a Dataset: every authored file as triples in its named graph, with the origin of each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from esgraph import resources
from esgraph.build import authored, derivation, problems, withdrawal
from esgraph.build.catalogue import description
from esgraph.build.evidence import SourceText
from esgraph.build.expansion import Expansion, expand
from esgraph.build.keys import Vocabulary
from esgraph.build.names import Names
from esgraph.build.origins import Origins
from esgraph.build.project import Project
from esgraph.build.terms import Row
from esgraph.build.withdrawal import Withdrawal
from esgraph.errors import AuthoringError, EsgraphError, Location, Problem
from esgraph.vocabulary import ESG, FOAF, RDF, SKOS, entity, graph

_TYPE = ox.NamedNode(RDF + "type")
_PERSON = ox.NamedNode(FOAF + "Person")
_LABEL = ox.NamedNode(SKOS + "prefLabel")


@dataclass(frozen=True, slots=True)
class Dataset:
    """All triples by named graph, and where the authored ones stand.

    `quoted` are the sources whose words are quoted; `compared` those of them whose text was at hand to compare with;
    `withdrawn` is what nothing may be left of.
    """

    base: str
    graphs: dict[str, frozenset[ox.Triple]]
    origins: Origins = field(repr=False)
    quoted: frozenset[str]
    compared: frozenset[str]
    withdrawn: tuple[Withdrawal, ...] = ()

    def quads(self) -> Iterator[ox.Quad]:
        """Every statement with its graph, in no particular order."""
        for name, triples in self.graphs.items():
            node = ox.NamedNode(graph(self.base, name))
            for triple in triples:
                yield ox.Quad(triple.subject, triple.predicate, triple.object, node)

    def union(self) -> frozenset[ox.Triple]:
        """The triples of all graphs together, each once."""
        return frozenset().union(*self.graphs.values())

    def persons(self) -> list[tuple[str, str]]:
        """Every person: the IRI, and one of the names ("" without any); in the order of the IRIs."""
        found = {
            triple.subject.value
            for triples in self.graphs.values()
            for triple in triples
            if triple.predicate == _TYPE and triple.object == _PERSON and isinstance(triple.subject, ox.NamedNode)
        }
        names: dict[str, str] = dict.fromkeys(found, "")
        for triple in self.union():
            subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
            if subject in found and triple.predicate == _LABEL and isinstance(triple.object, ox.Literal):
                names[subject] = max(names[subject], triple.object.value)
        return sorted(names.items())

    def counts(self) -> dict[str, int]:
        """Number of instances by class IRI and of statements by property IRI, over all graphs."""
        counts: Counter[str] = Counter()
        for triple in self.union():
            counts[triple.predicate.value] += 1
            if triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
                counts[triple.object.value] += 1
        return dict(counts)


def read(project: Project, texts_directory: Path | None = None) -> Dataset:
    """Read a project into a dataset, derive what follows from it, and describe it in a catalogue.

    `texts_directory` holds the sources' texts as `{source}.txt`, if they are at hand.
    Raises AuthoringError with every problem found in the authored files.
    """
    ontology = resources.ontology()
    vocabulary = Vocabulary.read(ontology / "context.jsonld")
    texts = _texts(texts_directory)
    expansions, found = _expand(project, vocabulary, texts)
    withdrawn, mistakes = withdrawal.read(project.directory, project.settings.base)
    found += mistakes
    graphs: dict[str, set[ox.Triple]] = {
        "ontology": set(_turtle([ontology / "esgraph.ttl", *sorted((ontology / "alignments").glob("*.ttl"))])),
        "schemes": set(_turtle([*sorted((ontology / "schemes").glob("*.ttl")), *project.schemes])),
    }
    names = Names(expansions, vocabulary, project.settings.base, _subjects(graphs["schemes"]))
    found += names.doubles()
    if len(expansions) == len(project.files) and not any(expansion.has_holes for expansion in expansions):
        # Where an entry could not be read, what refers to it is not to blame.
        found += names.of_nothing()
    if found:
        raise AuthoringError(found)
    origins = Origins()
    base = project.settings.base
    for expansion in expansions:
        origins.update(expansion.origins)
        graphs.setdefault(expansion.graph, set()).update(_triples(expansion.rows))
        graphs.setdefault("gaps", set()).update(_triples(expansion.gaps))
    graphs["derived"] = derivation.derive(graphs.values(), sorted((ontology / "rules").glob("*.rq")))
    graphs["catalogue"] = description.describe(project.settings, sorted(graphs))
    canonical = {name: _canonical(graphs[name]) for name in sorted(graphs)}
    quoted = _quoted(canonical, entity(base, "source", ""))
    if left := list(withdrawal.leftovers(withdrawn, canonical, origins)):
        raise AuthoringError(left)
    return Dataset(base, canonical, origins, quoted, quoted & texts.keys(), withdrawn)


def _quoted(graphs: dict[str, frozenset[ox.Triple]], prefix: str) -> frozenset[str]:
    """Slugs of the sources that say which text their evidence counts in."""
    triples = (triple for triples in graphs.values() for triple in triples)
    subjects = (triple.subject for triple in triples if triple.predicate.value == f"{ESG}textSha256")
    return frozenset(node.value.removeprefix(prefix) for node in subjects if isinstance(node, ox.NamedNode))


def _subjects(triples: Iterable[ox.Triple]) -> set[str]:
    return {triple.subject.value for triple in triples if isinstance(triple.subject, ox.NamedNode)}


def _canonical(triples: set[ox.Triple]) -> frozenset[ox.Triple]:
    """The triples with literals as the store keeps them (52.10 is 52.1), so that dumps and queries agree."""
    store = ox.Store()
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return frozenset(quad.triple for quad in store)


def _texts(directory: Path | None) -> dict[str, SourceText]:
    if directory is None:
        return {}
    if not directory.is_dir():
        raise EsgraphError("no such directory of texts", where=str(directory))
    return {path.stem: SourceText.read(path) for path in sorted(directory.glob("*.txt"))}


def _expand(
    project: Project, vocabulary: Vocabulary, texts: dict[str, SourceText]
) -> tuple[list[Expansion], list[Problem]]:
    expansions: list[Expansion] = []
    found: list[Problem] = []
    if not any(file.graph.startswith("source/") for file in project.files):
        found.append(problems.nothing_to_read(Location(project.directory)))
    for file in project.files:
        try:
            tree = authored.read(file.path, file.path)
        except AuthoringError as error:
            found += error.problems
            continue
        expansion = expand(tree, file.graph, vocabulary, project.settings.base, texts)
        expansions.append(expansion)
        found += expansion.problems
    return expansions, found


def _triples(rows: Iterable[Row]) -> Iterator[ox.Triple]:
    text = "".join(f"{row} .\n" for row in rows)
    return (quad.triple for quad in ox.parse(text, ox.RdfFormat.N_TRIPLES))


def _turtle(paths: Iterable[Path]) -> Iterator[ox.Triple]:
    for path in paths:
        try:
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
                yield quad.triple
        except SyntaxError as error:
            raise EsgraphError(f"not valid Turtle: {error}", where=str(path)) from error
