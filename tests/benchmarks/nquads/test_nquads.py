"""The made-up country: the project's own shapes find nothing, the size is as asked, the bytes depend on the seed alone."""

import io
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from esgraph import resources
from esgraph.build import derivation
from esgraph.build.dataset import Dataset
from esgraph.build.origins import Origins
from esgraph.build.validation import validate
from esgraph.vocabulary import CV, ESG, OA, ORG, SKOS, graph
from tests.benchmarks import release
from tests.benchmarks.nquads.country import write
from tests.benchmarks.nquads.statements import BASE

_TRIPLES = 3_500


def country(triples: int, seed: int = 1) -> bytes:
    """A country as N-Quads."""
    target = io.BytesIO()
    written = write(target, triples, seed)
    assert written == target.getvalue().count(b"\n")
    return target.getvalue()


def read(nquads: bytes) -> Dataset:
    """A country as the builder holds a dataset."""
    graphs: dict[str, set[ox.Triple]] = {}
    for quad in ox.parse(nquads, ox.RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value.removeprefix(graph(BASE, "")), set()).add(quad.triple)
    frozen = {name: frozenset(triples) for name, triples in graphs.items()}
    return Dataset(BASE, frozen, Origins(), frozenset(), frozenset())


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return read(country(_TRIPLES))


def test_the_shapes_find_nothing(dataset: Dataset, shapes: Graph) -> None:
    report = validate(dataset, shapes)
    assert [finding.text("en") for finding in report.findings] == []


def test_derived_statements_are_what_the_rules_give(dataset: Dataset) -> None:
    stated = [triples for name, triples in dataset.graphs.items() if name not in ("derived", "catalogue")]
    rules = sorted((resources.ontology() / "rules").glob("*.rq"))
    assert dataset.graphs["derived"] == derivation.derive(stated, rules)


def test_it_has_everything_that_the_model_has(dataset: Dataset) -> None:
    counts = dataset.counts()
    names = (
        "Source", "Evidence", "Claim", "NotStated", "Cooperation", "Foundation", "HeadcountReport", "DerivedStatement",
        "IdentityHypothesis", "Award", "AwardEdition", "AwardConferral",
    )  # fmt: skip
    classes = [ESG + name for name in names]
    classes += [CV + "Participation", ORG + "Post", OA + "TextQuoteSelector", SKOS + "Concept"]
    assert [name for name in classes if not counts.get(name)] == []
    assert {"ontology", "schemes", "places", "identity", "gaps", "derived", "catalogue"} < set(dataset.graphs)


def test_literals_have_the_form_that_the_store_keeps(dataset: Dataset) -> None:
    store = ox.Store()
    store.extend(dataset.quads())
    assert set(store) == set(dataset.quads())


@pytest.mark.parametrize("triples", [6_000, 10_000, 60_000])
def test_the_size_is_as_asked(triples: int) -> None:
    lines = country(triples).splitlines()
    assert len(lines) == pytest.approx(triples, rel=0.05)
    assert len(lines) == len(set(lines))


def test_the_seed_alone_decides_the_bytes() -> None:
    assert country(4_000, seed=1) == country(4_000, seed=1)
    assert country(4_000, seed=1) != country(4_000, seed=2)


def test_few_take_part_in_much_and_many_once() -> None:
    who = Counter(line.split()[2] for line in country(100_000).splitlines() if b"hasParticipant>" in line)
    often = sorted(who.values())
    assert often[-1] > 40 * often[len(often) // 2]
    assert sum(times <= 2 for times in often) > len(often) / 3


def test_evidence_is_the_fewest_words(dataset: Dataset) -> None:
    exact = [str(t.object)[1:-1] for t in dataset.union() if t.predicate.value == OA + "exact"]
    assert max(len(words.split()) for words in exact) <= 15
    assert any(char in words for words in exact for char in "ąćęłńóśźż")


def test_the_catalogue_says_that_it_is_made_up(dataset: Dataset) -> None:
    texts = {t.object.value for t in dataset.graphs["catalogue"] if isinstance(t.object, ox.Literal)}
    assert "Synthetic data for benchmarks: organisations, places and events are made up." in texts


def test_its_release_is_whole_and_kept(tmp_path: Path) -> None:
    told: list[str] = []
    made = release.build(4_000, tmp_path, told.append)
    assert made.damaged() == []
    assert len(made.questions()) == 25
    lines = made.nquads.read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) == made.manifest.counts["quads"]
    store = ox.Store.read_only(str(made.store))
    union = len(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph())))
    assert union == made.manifest.counts["triples"] == len(read(made.nquads.read_bytes()).union())
    assert made.manifest.counts[ORG + "Post"] == read(made.nquads.read_bytes()).counts()[ORG + "Post"]
    assert told
    told.clear()
    assert release.build(4_000, tmp_path, told.append) == made
    assert told == []
    assert [path.name for path in tmp_path.iterdir()] == [made.path.name]


def test_sorting_in_pieces_gives_each_line_once(tmp_path: Path) -> None:
    lines = [b"c\n", b"a\n", "ł\n".encode(), b"b\n", b"a\n", b"z\n", b"c\n"]
    assert release.sort_lines(lines, tmp_path / "sorted", tmp_path, most=6) == 5
    assert (tmp_path / "sorted").read_text(encoding="utf-8") == "a\nb\nc\nz\nł\n"
    assert [path.name for path in tmp_path.iterdir()] == ["sorted"]
