"""Which statements are links to other datasets, and that their graphs follow what is stated, also from a baseline."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgraph import linksets
from esgraph.build import dataset as datasets
from esgraph.build import terms
from esgraph.build.dataset import Dataset
from esgraph.build.incremental import baseline, recount
from esgraph.build.incremental.baseline import Cache
from esgraph.build.project import Project
from esgraph.vocabulary import DCTERMS, ESG, GEOSPARQL, OWL, RDFS, SCHEME, SKOS
from tests.conftest import DATA

BASE = "https://example.org/data/"
THING = f"{BASE}id/place/tluszcz"
ELSEWHERE = ox.NamedNode("https://elsewhere.example/id/7")


def _target(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> str:
    found = linksets.of(BASE).target(f"<{subject}>".encode(), f"<{predicate}>".encode(), str(value).encode())
    return re.sub(r"-[0-9a-f]{8}$", "", linksets.name(found)) if found else ""


@pytest.mark.parametrize(
    ("predicate", "value", "target"),
    [
        (f"{OWL}sameAs", ox.NamedNode("https://sws.geonames.org/756919/"), "geonames"),
        (f"{OWL}sameAs", ox.NamedNode("http://www.wikidata.org/entity/Q270"), "wikidata"),
        (f"{GEOSPARQL}sfWithin", ox.NamedNode("http://data.europa.eu/nuts/code/PL912"), "nuts"),
        (f"{ESG}terc", ox.Literal("1434114"), "teryt"),
        (f"{ESG}simc", ox.Literal("0966441"), "teryt"),
        (f"{DCTERMS}identifier", ox.Literal("PL-KRS-0000100001"), "krs"),
        (f"{DCTERMS}identifier", ox.Literal("PL-REGON-123456785"), "regon"),
        # A source's own number leads nowhere, nor does the number that an identifier is made of.
        (f"{DCTERMS}identifier", ox.Literal("7/2024"), ""),
        (f"{ESG}krs", ox.Literal("0000100001"), ""),
        (f"{OWL}sameAs", ox.NamedNode(f"{BASE}id/place/other"), ""),
        # Another dataset, though this program made it, or it lies below this one's base.
        (f"{OWL}sameAs", ox.NamedNode("https://w3id.org/esgraph/id/place/other"), "w3id-org-esgraph-id"),
        (f"{OWL}sameAs", ox.NamedNode(f"{BASE}gdansk/id/place/other"), "example-org-data-gdansk-id"),
        (f"{OWL}sameAs", ox.NamedNode("https://www.wikidata.org/wiki/Q270"), "wikidata"),
        (f"{RDFS}seeAlso", ox.NamedNode("http://www.wikidata.org/entity/Q270"), "wikidata"),
        (f"{RDFS}seeAlso", ox.NamedNode("https://wikidata.org/wiki/Q270"), "wikidata"),
        (f"{RDFS}seeAlso", ox.NamedNode("http://wikidata.org/entity/Q270"), "wikidata"),
        (f"{RDFS}seeAlso", ox.NamedNode("https://www.wikidata.org/wiki/Property:P31"), "wikidata"),
        (f"{RDFS}seeAlso", ox.NamedNode("https://www.geonames.org/756135/warszawa.html"), "geonames"),
        # A page to see is no dataset, though one that is known has it.
        (f"{RDFS}seeAlso", ox.NamedNode("https://www.geonames.org/export/codes.html"), ""),
        (f"{RDFS}seeAlso", ox.NamedNode("https://www.wikidata.org/wiki/Wikidata:Introduction"), ""),
        (f"{RDFS}seeAlso", ox.NamedNode("https://gazeta.example/a/1"), ""),
        (f"{RDFS}seeAlso", ox.Literal("https://sws.geonames.org/756919/"), ""),
        (f"{ESG}hypothesisCandidate", ox.NamedNode("https://sws.geonames.org/756919/"), ""),
    ],
)  # fmt: skip
def test_a_statement_leads_to_one_dataset_or_to_none(
    predicate: str, value: ox.NamedNode | ox.Literal, target: str
) -> None:
    assert _target(THING, predicate, value) == target


def test_concepts_have_links_and_what_describes_the_dataset_has_none() -> None:
    essglobal = ox.NamedNode("http://purl.org/essglobal/standard/legal-form/L2")
    assert _target(f"{SCHEME}legal-form/cooperative", f"{SKOS}closeMatch", essglobal) == "essglobal"
    assert _target(f"{BASE}catalogue#dataset", f"{OWL}sameAs", ELSEWHERE) == ""
    assert _target(f"{BASE}id/evidence/lista-3", f"{OWL}sameAs", ELSEWHERE) == ""
    assert _target(f"{BASE}id/place/a", f"{OWL}sameAs", ELSEWHERE) == "elsewhere-example-id"


_VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(ox.Literal),
    st.sampled_from([ELSEWHERE, ox.NamedNode("https://sws.geonames.org/1/"), ox.NamedNode(THING)]),
)
_PREDICATES = st.sampled_from(sorted(map(bytes.decode, linksets.LINKING))).map(lambda name: ox.NamedNode(name[1:-1]))
_TRIPLES = st.builds(
    ox.Triple,
    st.sampled_from([THING, f"{BASE}graph/x", f"{SCHEME}kind/x"]).map(ox.NamedNode),
    st.one_of(_PREDICATES, st.just(ox.NamedNode(f"{SKOS}note"))),
    _VALUES,
)


@given(st.sets(_TRIPLES, max_size=10))
def test_what_a_linkset_holds_is_what_was_stated_in_its_graph(stated: set[ox.Triple]) -> None:
    """Whatever literals say: one may look like the end of a line."""
    sets = linksets.of(BASE)
    lines = list(terms.lines(stated, f"{BASE}graph/places"))
    assert all(map(sets.holds_not, lines))
    found = list(sets.links(line[: line.rindex(b" <")] for line in lines))
    assert not any(sets.holds_not(line) for _, line in found)
    quads = list(ox.parse(b"".join(line for _, line in found), format=ox.RdfFormat.N_QUADS))
    assert {quad.triple for quad in quads} <= stated
    for (target, _), quad in zip(found, quads, strict=True):
        assert quad.graph_name == ox.NamedNode(f"{BASE}graph/linkset/{linksets.name(target)}")


def _without_nuts(data: Path) -> None:
    places = data / "places.yaml"
    places.write_text(re.sub(r" +nuts: .*\n", "", places.read_text("utf-8")), "utf-8")


def _not_confirmed(data: Path) -> None:
    identity = data / "identity/places.yaml"
    identity.write_text(identity.read_text("utf-8").replace("verdict: confirmed", "verdict: probable", 3), "utf-8")


def _decided_again(data: Path) -> None:
    """Another day, another method, and a link that two hypotheses confirm."""
    identity = data / "identity/places.yaml"
    text = identity.read_text("utf-8").replace("decidedOn: 2026-11-29", "decidedOn: 2026-11-30", 1)
    text = text.replace('"esgraph link: same code"', '"esgraph link: other"', 2)
    again = text[text.index("  radom-geonames:") : text.index("  warszawa-wikidata:")].replace(
        "radom-geo", "radom-again-geo"
    )
    identity.write_text(text + again, "utf-8")


def _same_elsewhere(data: Path) -> None:
    identity = data / "identity/places.yaml"
    text = identity.read_text("utf-8").replace("http://www.wikidata.org/entity/Q270", ELSEWHERE.value)
    identity.write_text(text, "utf-8")


def _read(data: Path, work: Path, cache: Cache | None = None) -> Dataset:
    return datasets.read(Project.open(data), work, None, None, cache)


def _sets(dataset: Dataset) -> dict[str, int]:
    return {
        name.removeprefix("linkset/"): len(dataset.graph(name))
        for name in dataset.graphs()
        if name.startswith("linkset/")
    }


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (_decided_again, {"essglobal": 13, "geonames": 10, "nuts": 8, "teryt": 17, "wikidata": 6}),
        (_without_nuts, {"essglobal": 13, "geonames": 10, "teryt": 17, "wikidata": 6}),
        (_not_confirmed, {"essglobal": 13, "geonames": 7, "nuts": 8, "teryt": 17, "wikidata": 6}),
        (_same_elsewhere, {"elsewhere-example-id": 1, "essglobal": 13, "geonames": 10, "nuts": 8, "teryt": 17, "wikidata": 5}),
    ],
)  # fmt: skip
def test_linksets_follow_a_change_and_go_with_their_last_link(
    tmp_path: Path, edit: Callable[[Path], None], expected: dict[str, int]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    with baseline.opened(tmp_path / "cache") as cache:
        first = _read(data, cache.dataset, cache)
        before, counts = _sets(first), recount.to_json(first.counts)
        cache.keep(first.counts, {}, {})
    edit(data)
    with baseline.opened(tmp_path / "cache") as cache:
        changed = _read(data, cache.dataset, cache)
        assert changed.change is not None
        found = {re.sub(r"-[0-9a-f]{8}$", "", name): number for name, number in _sets(changed).items()}
        assert found == expected
        assert recount.to_json(changed.counts) != counts
        anew = _read(data, tmp_path / "anew")
        assert changed.nquads.read_bytes() == anew.nquads.read_bytes()
        assert recount.to_json(changed.counts) == recount.to_json(anew.counts)
        assert sorted(map(str, changed.store())) == sorted(map(str, anew.store()))
        cache.keep(changed.counts, {}, {})
    shutil.rmtree(data)
    shutil.copytree(DATA, data)
    with baseline.opened(tmp_path / "cache") as cache:
        assert _sets(_read(data, cache.dataset, cache)) == before
