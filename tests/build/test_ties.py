"""Ties: one for each thing that binds organisations, with offices lifted, dates where sources give them, and the ground."""

from collections.abc import Iterable

import pyoxigraph as ox
import pytest

from esgraph import resources
from esgraph.build import derivation
from esgraph.build.dataset import Dataset
from esgraph.question import read_all
from esgraph.vocabulary import DCTERMS, DEFAULT_BASE, ESG, PREFIXES, PROV, RDF

RULES = sorted((resources.ontology() / "rules").glob("tie-*.rq"))
ID = f"{DEFAULT_BASE}id/"

Ties = dict[str, dict[str, set[str]]]


def ties(triples: Iterable[ox.Triple]) -> Ties:
    """Slug of each tie → what is said of it, IRIs without what they all begin with."""
    found: Ties = {}
    names = {ESG: "", DCTERMS: "", PROV: "", RDF: ""}
    for triple in triples:
        subject, predicate = str(triple.subject)[1:-1], triple.predicate.value
        if subject.startswith(f"{ID}tie/"):
            assert isinstance(triple.object, ox.NamedNode | ox.Literal)
            value = triple.object.value.removeprefix(ID).removeprefix("https://w3id.org/esgraph/scheme/tie-kind/")
            name = next(predicate.removeprefix(space) for space in names if predicate.startswith(space))
            found.setdefault(subject.removeprefix(f"{ID}tie/"), {}).setdefault(name, set()).add(value)
    assert all(tie.pop("type") == {ESG + "Tie"} for tie in found.values())
    return found


def derived(text: str) -> Ties:
    """The ties that follow from a graph written in Turtle."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    kinds = ("organization", "post", "cooperation", "foundation", "event", "participation", "edition", "conferral")
    prefixes += "".join(f"PREFIX {kind}: <{ID}{kind}/>\n" for kind in kinds)
    prefixes += "PREFIX role: <https://w3id.org/esgraph/scheme/role/>\n"
    organizations = "".join(f"organization:{name} a org:Organization .\n" for name in ("a", "b", "c"))
    posts = "post:p a org:Post ; org:postIn organization:a . post:q a org:Post ; org:postIn organization:b .\n"
    store = ox.Store()
    store.load(prefixes + organizations + posts + text, ox.RdfFormat.TURTLE)
    return ties(derivation.derive(store, map(derivation.Rule.read, RULES)))


def organizations(*names: str) -> set[str]:
    return {f"organization/{name}" for name in names}


def test_the_ties_of_the_first_dataset(dataset: Dataset) -> None:
    assert ties(dataset.graph("derived")) == {
        "cooperation-ab-ovo-ops-w-tluszczu": {
            "tieKind": {"cooperation"},
            "tieParty": organizations("ab-ovo", "ops-w-tluszczu"),
            "wasDerivedFrom": {"cooperation/ab-ovo-ops-w-tluszczu"},
        },
        "cooperation-cis-legionowo-starosta": {
            "tieKind": {"cooperation"},
            "tieParty": organizations("cis-w-legionowie", "powiat-legionowski"),
            "tieThrough": {"post/starosta-legionowski"},
            "wasDerivedFrom": {"cooperation/cis-legionowo-starosta"},
        },
        "founding-pozytek": {
            "tieKind": {"founding"},
            "tieParty": organizations("ab-ovo", "ops-w-tluszczu", "pozytek"),
            "tieTarget": organizations("pozytek"),
            "wasDerivedFrom": {"foundation/pozytek"},
        },
        "founding-pozytek-2017": {
            "tieKind": {"founding"},
            "tieParty": organizations("powiat-wolominski", "gmina-tluszcz", "pozytek"),
            "tieTarget": organizations("pozytek"),
            "date": {"2017-04"},
            "wasDerivedFrom": {"foundation/pozytek-2017"},
        },
        "shared-panel-panel-czesc-1": {
            "tieKind": {"shared-panel"},
            "tieParty": organizations("hydro-truck", "karuzela"),
            "tieThrough": {"post/prezes-hydro-truck"},
            "date": {"2018-06-08"},
            "wasDerivedFrom": {"event/panel-czesc-1"},
        },
        "shared-panel-panel-czesc-2": {
            "tieKind": {"shared-panel"},
            "tieParty": organizations("ab-ovo", "ops-w-tluszczu"),
            "date": {"2018-06-08"},
            "wasDerivedFrom": {"event/panel-czesc-2"},
        },
        "shared-edition-mmes-2018": {
            "tieKind": {"shared-edition"},
            "tieParty": organizations("cps-w-tluszczu", "powiat-legionowski", "hydro-truck", "cps-w-wegrowie"),
            "tieThrough": {"post/starosta-legionowski"},
            "date": {"2018"},
            "wasDerivedFrom": {"edition/mmes-2018"},
        },
        "unit-mbpr-oddzial-w-plocku--mbpr": {
            "tieKind": {"unit"},
            "tieParty": organizations("mbpr", "mbpr-oddzial-w-plocku"),
            "tieTarget": organizations("mbpr"),
            "wasDerivedFrom": {"claim/mbpr-2018-06-08-organization-mbpr-oddzial-w-plocku-unitof-mbpr"},
        },
    }


def test_an_office_beside_its_own_organisation_is_no_way_in() -> None:
    found = derived("cooperation:x a esg:Cooperation ; esg:cooperationParty organization:a, post:p, post:q .")
    assert found["cooperation-x"]["tieParty"] == organizations("a", "b")
    assert found["cooperation-x"]["tieThrough"] == {"post/q"}
    found = derived(
        "foundation:x a esg:Foundation ; org:resultingOrganization organization:c ; esg:founder organization:a, post:p, post:q ."
    )
    assert found["founding-x"]["tieThrough"] == {"post/q"}
    found = derived(
        "conferral:x esg:edition edition:e ; esg:recipient organization:a . conferral:y esg:edition edition:e ; esg:recipient post:p, post:q ."
    )
    assert found["shared-edition-e"]["tieThrough"] == {"post/q"}
    found = derived(
        "event:e cv:hasParticipation participation:x, participation:y, participation:z ."
        "participation:x cv:role role:panellist ; cv:hasParticipant organization:a ."
        "participation:y cv:role role:panellist ; esg:participatingPost post:p ."
        "participation:z cv:role role:panellist ; esg:participatingPost post:q ."
    )
    assert found["shared-panel-e"]["tieParty"] == organizations("a", "b")
    assert found["shared-panel-e"]["tieThrough"] == {"post/q"}


@pytest.mark.parametrize(
    "text",
    [
        # An organisation and its own office, or a person: nobody else to be tied to.
        "cooperation:x a esg:Cooperation ; esg:cooperationParty organization:a, post:p .",
        "foundation:x a esg:Foundation ; org:resultingOrganization organization:a ; esg:founder post:p .",
        "foundation:x a esg:Foundation ; org:resultingOrganization organization:a ; esg:founder <https://x.example/person> .",
        "conferral:x esg:edition edition:e ; esg:recipient organization:a, post:p, <https://x.example/person> .",
        "conferral:x esg:edition edition:e ; esg:recipient organization:a . conferral:y esg:edition edition:f ; esg:recipient organization:b .",
        # Those who sit in the audience, or of whom only the kind is known, are in no panel.
        "event:e cv:hasParticipation participation:x, participation:y, participation:z ."
        "participation:x cv:role role:panellist ; cv:hasParticipant organization:a ."
        "participation:y cv:role role:attendee ; cv:hasParticipant organization:b ."
        "participation:z cv:role role:panellist ; esg:participantKind <https://w3id.org/esgraph/scheme/kind/association> .",
        # Different parts of one event.
        "event:e cv:hasParticipation participation:x . event:f cv:hasParticipation participation:y ."
        "event:e schema:superEvent event:g . event:f schema:superEvent event:g ."
        "participation:x cv:role role:panellist ; cv:hasParticipant organization:a ."
        "participation:y cv:role role:panellist ; cv:hasParticipant organization:b .",
        "organization:a org:unitOf <https://x.example/somebody> .",
    ],
)
def test_nothing_is_tied_to_nobody(text: str) -> None:
    assert derived(text) == {}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("event:g schema:startDate '2018-06-08'^^xsd:date .", {"2018-06-08"}),
        (
            "event:e schema:startDate '2018-06-09'^^xsd:date . event:g schema:startDate '2018-06-08'^^xsd:date .",
            {"2018-06-09"},
        ),
        (
            "event:f schema:startDate '2018-06-09'^^xsd:date . event:g schema:startDate '2018-06-08'^^xsd:date .",
            {"2018-06-09"},
        ),
        # Two sources, two days: both stand.
        ("event:g schema:startDate '2018-06-08'^^xsd:date, '2018-06-09'^^xsd:date .", {"2018-06-08", "2018-06-09"}),
    ],
)
def test_a_panel_is_on_the_day_of_the_nearest_whole(days: str, expected: set[str]) -> None:
    found = derived(
        "event:e schema:superEvent event:f . event:f schema:superEvent event:g ."
        "event:e cv:hasParticipation participation:x, participation:y ."
        "participation:x cv:role role:panellist ; cv:hasParticipant organization:a ."
        f"participation:y cv:role role:panellist ; cv:hasParticipant organization:b . {days}"
    )
    assert found["shared-panel-e"]["date"] == expected


def test_a_unit_rests_on_every_claim_or_on_itself() -> None:
    claim = "a esg:Claim ; rdf:subject organization:a ; rdf:predicate org:unitOf ; rdf:object organization:b"
    found = derived(f"organization:a org:unitOf organization:b . <{ID}claim/x> {claim} . <{ID}claim/y> {claim} .")
    assert found["unit-a--b"]["wasDerivedFrom"] == {"claim/x", "claim/y"}
    assert found["unit-a--b"]["tieTarget"] == organizations("b")
    found = derived("organization:a org:unitOf organization:b .")
    assert found["unit-a--b"]["wasDerivedFrom"] == organizations("a")


def test_panels_are_those_of_the_question(dataset: Dataset) -> None:
    """“Which pairs shared a panel without a stated cooperation?” is asked of the sources; the ties say the same."""
    (question,) = (one for one in read_all(resources.ontology() / "questions") if one.number == 9)
    store = dataset.store()
    without_minus = question.text.replace("MINUS { ?one esg:cooperatesWith ?other }", "")
    assert without_minus != question.text
    rows = store.query(without_minus, use_default_graph_as_union=True)
    asked = {(row["event"].value, row["one"].value, row["other"].value) for row in rows}  # type: ignore[union-attr]
    tied = store.query(
        "PREFIX esg: <https://w3id.org/esgraph/def#> PREFIX prov: <http://www.w3.org/ns/prov#> SELECT * {"
        "?tie esg:tieKind <https://w3id.org/esgraph/scheme/tie-kind/shared-panel> ; prov:wasDerivedFrom ?event ;"
        "esg:tieParty ?one, ?other FILTER(STR(?one) < STR(?other)) }",
        use_default_graph_as_union=True,
    )
    assert {(row["event"].value, row["one"].value, row["other"].value) for row in tied} == asked  # type: ignore[union-attr]
    assert len(asked) == 2


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_rule_says_in_both_languages_what_it_does(path: object) -> None:
    lines = path.read_text("utf-8").splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "#+ summary:"
    assert lines[1].startswith("#+   pl: ") and lines[2].startswith("#+   en: ")


def test_what_is_of_two_kinds_is_no_tie_itself() -> None:
    found = derived(
        "cooperation:c a esg:Cooperation, schema:Event ; esg:cooperationParty organization:a, organization:b ;"
        " cv:hasParticipation participation:x, participation:y ."
        " participation:x cv:role role:panellist ; cv:hasParticipant organization:a ."
        " participation:y cv:role role:panellist ; cv:hasParticipant organization:b ."
    )
    assert found.keys() == {"cooperation-c"}


def test_a_statement_with_two_grounds_stays_with_one_of_them() -> None:
    """The two cooperations call the statement about q-r and s-t, of the one, and about r-s and t, of the other, alike."""
    one = "cooperation:p a esg:Cooperation ; esg:cooperationParty organization:q-r, organization:s-t ."
    other = "cooperation:p-q a esg:Cooperation ; esg:cooperationParty organization:r-s, organization:t ."
    rules = derivation.read(resources.ontology() / "rules")
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    prefixes += f"PREFIX cooperation: <{ID}cooperation/> PREFIX organization: <{ID}organization/>\n"
    old, new, anew = ox.Store(), ox.Store(), ox.Store()
    for store, text in ((old, one + other), (new, other), (anew, other)):
        store.load(prefixes + text, ox.RdfFormat.TURTLE)
    was, now = set(derivation.derive(old, rules)), set(derivation.derive(anew, rules))
    for store in (old, new):
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in was)
    changed = [quad.triple for quad in ox.parse(prefixes + one, ox.RdfFormat.TURTLE)]
    gone, come = derivation.derive_again(old, new, rules, changed)
    assert (was - gone) | come == now
    assert gone
