"""Every fact F01–F30 of the first source is in the graph, with its evidence in the words of the source."""

import pyoxigraph as ox
import pytest

from esgraph.vocabulary import prefixes

BASE = "https://w3id.org/esgraph/"
SOURCE = "mbpr-2018-06-08"
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes(BASE).items())

MEETING = "<https://w3id.org/esgraph/id/event/iv-mazowieckie-spotkania>"
CEREMONY = "<https://w3id.org/esgraph/id/event/wreczenie-mmes-2018>"
FAIR = "<https://w3id.org/esgraph/id/event/targi-podmiotow-ekonomii-spolecznej>"
SCREENING = "<https://w3id.org/esgraph/id/event/projekcja-filmu-o-laureatach>"
PANEL = "<https://w3id.org/esgraph/id/event/panel>"
EDITION = "<https://w3id.org/esgraph/id/edition/mmes-2018>"
FILM = "<https://w3id.org/esgraph/id/work/film-o-laureatach>"


def organization(slug: str) -> str:
    return f"<https://w3id.org/esgraph/id/organization/{slug}>"


def post(slug: str) -> str:
    return f"<https://w3id.org/esgraph/id/post/{slug}>"


def part(number: int) -> str:
    return f"<https://w3id.org/esgraph/id/event/panel-czesc-{number}>"


def concept(scheme: str, slug: str) -> str:
    return f"<https://w3id.org/esgraph/scheme/{scheme}/{slug}>"


def claim(subject: str, predicate: str, value: str) -> str:
    """A plain statement that carries its own evidence."""
    return f"{subject} {predicate} {value} . ?fact rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {value} ."


def participation(event: str, role: str, who: str) -> str:
    return f"{event} cv:hasParticipation ?fact . ?fact cv:role {concept('role', role)} ; {who} ."


def conferral(recipient: str) -> str:
    return (
        f"?fact a esg:AwardConferral ; esg:edition {EDITION} ; esg:recipient {recipient} ; esg:conferredAt {CEREMONY} ."
    )


def attendee(kind: str) -> str:
    return participation(MEETING, "attendee", f"esg:participantKind {concept('kind', kind)}")


#: Fact → [(what the graph must say of ?fact, words that its evidence must hold)].
FACTS: dict[str, list[tuple[str, str]]] = {
    "F01": [
        (f"BIND({MEETING} AS ?fact) ?fact a cv:PublicEvent ; "
         'skos:prefLabel "IV Mazowieckie Spotkania z Ekonomią Społeczną"@pl .', "odbyły się IV Mazowieckie Spotkania"),
        (claim(MEETING, "cv:eventNumber", '"IV"@pl'), "IV Mazowieckie Spotkania"),
    ],
    "F02": [(claim(MEETING, "schema:startDate", '"2018-06-08"^^xsd:date'), "08.06.2018 r.")],
    "F03": [(claim(MEETING, "schema:location", "<https://w3id.org/esgraph/id/place/warszawa>"), "w Warszawie")],
    "F04": [
        (claim(MEETING, "esg:combinedWith", FAIR), "połączone z Targami Podmiotów Ekonomii Społecznej"),
        (f"BIND({FAIR} AS ?fact) ?fact a schema:ExhibitionEvent ; "
         'skos:prefLabel "Targi Podmiotów Ekonomii Społecznej"@pl .', "Targami Podmiotów Ekonomii Społecznej"),
    ],
    "F05": [
        (participation(FAIR, "exhibitor", f"esg:participantKind {concept('kind', 'social-economy-entity')} ; "
                       "dcterms:spatial <https://w3id.org/esgraph/id/place/woj-mazowieckie>"),
         "z terenu województwa mazowieckiego"),
    ],
    "F06": [
        (claim(MEETING, "esg:aim", CEREMONY), "Jednym z celów spotkania było wręczenie wyróżnień"),
        (claim(EDITION, "esg:presentedAt", CEREMONY), "„Mazowieckiej Marki Ekonomii Społecznej’ 2018”"),
        (f'BIND({EDITION} AS ?fact) ?fact esg:editionOf <https://w3id.org/esgraph/id/award/mmes> ; '
         'esg:editionYear "2018"^^xsd:gYear .', "m.in."),
    ],
    "F07": [(claim(EDITION, "esg:hasCategory", concept("award-group", "best-functioning-entities")),
             "najlepiej funkcjonujących")],
    "F08": [(claim(EDITION, "esg:hasCategory", concept("award-group", "entities-of-merit")),
             "zasłużonych dla rozwoju ekonomii społecznej")],
    "F09": [(claim(EDITION, "esg:hasCategory", concept("award-group", "persons-of-the-environment")),
             "osób z otoczenia ekonomii na Mazowszu")],
    "F10": [(conferral(organization("cps-w-tluszczu")), "Centrum Pomocy Społecznej w Tłuszczu")],
    "F11": [(conferral(post("starosta-legionowski")), "Starosta powiatu legionowskiego")],
    "F12": [(conferral(organization("hydro-truck")), "firma Hydro – Truck")],
    "F13": [(conferral(organization("cps-w-wegrowie")), "Centrum Pomocy Społecznej w Węgrowie")],
    "F14": [(f"BIND({EDITION} AS ?fact) ?fact esg:evidence/esg:listIsExhaustive false .", "m.in.")],
    "F15": [
        (f"BIND({SCREENING} AS ?fact) ?fact a schema:ScreeningEvent .", "zaprezentowany został film"),
        (claim(SCREENING, "schema:workPresented", FILM), "film nt. laureatów"),
        (claim(FILM, "schema:about", "<https://w3id.org/esgraph/id/award/mmes>"), "film nt. laureatów"),
        (claim(SCREENING, "schema:superEvent", MEETING), "W dalszej części spotkania"),
    ],
    "F16": [(claim(FILM, "esg:madeFor", MEETING), "przygotowany specjalnie na tę okazję")],
    "F17": [
        (claim(PANEL, "esg:followsInProgramme", SCREENING), "Kolejną częścią spotkania był panel dyskusyjny"),
        (claim(PANEL, "schema:superEvent", MEETING), "panel dyskusyjny"),
    ],
    "F18": [
        (participation(PANEL, "panellist", f"esg:participantKind {concept('kind', kind)}"), words)
        for kind, words in (
            ("social-economy-entity", "przedstawicieli podmiotów ekonomii społecznej"),
            ("local-government", "samorządu"),
            ("institution", "instytucji"),
            ("supporting-person", "osób wspierających ekonomię społeczną"),
        )
    ],
    "F19": [(claim(part(number), "schema:superEvent", PANEL), "na trzy części") for number in (1, 2, 3)],
    "F20": [
        (participation(part(1), "panellist", f"esg:participatingPost {post('prezes-hydro-truck')}"),
         "prezes firmy Hydro – Truck"),
        (f"BIND({post('prezes-hydro-truck')} AS ?fact) ?fact a org:Post ; org:postIn {organization('hydro-truck')} .",
         "prezes firmy Hydro – Truck"),
    ],
    "F21": [(participation(part(1), "panellist", f"cv:hasParticipant {organization('karuzela')}"),
             "Stowarzyszenie „Karuzela”")],
    "F22": [
        (claim(part(1), "dcterms:subject", concept("topic", "business-cooperation")), "współpracy"),
        (claim(part(1), "dcterms:subject", concept("topic", "trust-in-business")), "budowania zaufania w biznesie"),
    ],
    "F23": [(participation(part(2), "panellist", f"cv:hasParticipant {organization('ab-ovo')}"), "AB OVO w Tłuszczu")],
    "F24": [(participation(part(2), "panellist", f"cv:hasParticipant {organization('ops-w-tluszczu')}"),
             "Ośrodek Pomocy Społecznej w Tłuszczu")],
    "F25": [
        (f"?fact a esg:Cooperation ; esg:cooperationParty {organization('ab-ovo')}, {organization('ops-w-tluszczu')} ; "
         "esg:cooperationOutcome <https://w3id.org/esgraph/id/foundation/pozytek> .", "dzięki współpracy powołali"),
        (f"?fact a esg:Foundation ; org:resultingOrganization {organization('pozytek')} ; "
         f"esg:founder {organization('ab-ovo')}, {organization('ops-w-tluszczu')} ; "
         "esg:resultOf <https://w3id.org/esgraph/id/cooperation/ab-ovo-ops-w-tluszczu> .", "powołali Spółdzielnię"),
    ],
    "F26": [(f"?fact a esg:HeadcountReport ; esg:headcountOf {organization('pozytek')} ; "
             'esg:count "32"^^xsd:integer .', "zatrudniającą 32 osoby")],
    "F27": [(claim(part(3), "dcterms:subject", concept("topic", "social-integration-centre-activities")),
             "Ostatnia część dotyczyła działań")],
    "F28": [
        ("?fact a esg:Cooperation ; "
         f"esg:cooperationParty {organization('cis-w-legionowie')}, {post('starosta-legionowski')} .",
         "we współpracy ze Starosta powiatu legionowskiego"),
        (claim(part(3), "schema:about", "<https://w3id.org/esgraph/id/cooperation/cis-legionowo-starosta>"),
         "Centrum Integracji Społecznej w Legionowie"),
    ],
    "F29": [
        (participation(MEETING, "attendee", f"cv:hasParticipant {organization('mbpr')} ; "
                       f"esg:representedThrough {organization('mbpr-oddzial-w-plocku')} ; "
                       f"esg:representativeCapacity {concept('role', 'employee')}"),
         "reprezentowane było przez pracownika Oddziału Terenowego w Płocku"),
        (claim(organization("mbpr-oddzial-w-plocku"), "org:unitOf", organization("mbpr")), "Oddziału Terenowego"),
    ],
    "F30": [
        (attendee("regional-social-assistance-centre"), "Regionalnych Centrów Pomocy Społecznej"),
        (attendee("social-economy-support-centre"), "Ośrodków Wsparcia Ekonomii Społecznej"),
        (attendee("social-integration-centre"), "Centrów Integracji Społecznej"),
        (attendee("social-cooperative"), "Spółdzielni Socjalnych"),
        (attendee("vocational-activity-establishment"), "Zakładów Aktywności Zawodowej"),
        (attendee("foundation"), "fundacji"),
    ],
}  # fmt: skip

#: What the source does not say: subject → properties recorded as gaps.
GAPS: dict[str, list[str]] = {
    MEETING: ["esg:venue", "schema:organizer"],
    EDITION: ["esg:recipient"],
    post("starosta-legionowski"): ["org:heldBy"],
    post("prezes-hydro-truck"): ["org:heldBy"],
    part(3): ["cv:hasParticipation"],
    part(2): ["dcterms:subject"],
    "<https://w3id.org/esgraph/id/foundation/pozytek>": ["dcterms:date"],
    organization("pozytek"): ["schema:location"],
    "<https://w3id.org/esgraph/id/headcount/pozytek-32>": ["dcterms:date", "esg:employmentKind"],
    organization("karuzela"): ["schema:location"],
    organization("hydro-truck"): ["schema:location", "rov:orgType"],
    **{
        f"<https://w3id.org/esgraph/id/conferral/mmes-2018-{slug}>": ["esg:category"]
        for slug in ("cps-w-tluszczu", "starosta-legionowski", "hydro-truck", "cps-w-wegrowie")
    },
}


def ask(store: ox.Store, pattern: str) -> bool:
    answer = store.query(f"{PREFIXES}ASK {{ {pattern} }}")
    assert isinstance(answer, ox.QueryBoolean)
    return bool(answer)


def test_all_thirty_facts_are_named() -> None:
    assert list(FACTS) == [f"F{number:02}" for number in range(1, 31)]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [pytest.param(*fact, id=name) for name, facts in FACTS.items() for fact in facts],
)
def test_fact_is_in_the_sources_graph_with_its_words(store: ox.Store, pattern: str, words: str) -> None:
    assert ask(
        store,
        f"""GRAPH <{BASE}graph/source/{SOURCE}> {{
              {pattern}
              ?fact esg:evidence ?evidence .
              ?evidence oa:hasSource <{BASE}id/source/{SOURCE}> ; oa:hasSelector ?quote, ?position .
              ?quote oa:exact ?exact . ?position oa:start ?start ; oa:end ?end .
              FILTER(CONTAINS(?exact, "{words}") && ?end - ?start = STRLEN(?exact))
            }}""",
    )


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        pytest.param(subject, predicate, id=f"{subject[31:-1]} {predicate}")
        for subject, ps in GAPS.items()
        for predicate in ps
    ],
)
def test_gap_is_recorded(store: ox.Store, subject: str, predicate: str) -> None:
    assert ask(
        store,
        f"""GRAPH <{BASE}graph/gaps> {{
              ?gap a esg:NotStated ; esg:gapSubject {subject} ; esg:gapProperty {predicate} ;
                dcterms:source <{BASE}id/source/{SOURCE}> ; dcterms:description ?note .
            }}""",
    )


@pytest.mark.parametrize(
    ("about", "candidate", "verdict"),
    [
        ("cps-w-tluszczu", organization("ops-w-tluszczu"), "probable"),
        ("cps-w-wegrowie", "", "possible"),
        ("cis-w-legionowie", organization("pcis-w-legionowie"), "probable"),
    ],
)
def test_identity_stays_a_hypothesis(store: ox.Store, about: str, candidate: str, verdict: str) -> None:
    pattern = f"?h esg:hypothesisAbout {organization(about)} ; esg:verdict {concept('verdict', verdict)}"
    has_candidate = f"{pattern} ; esg:hypothesisCandidate {candidate or '?any'} ."
    graph = f"GRAPH <{BASE}graph/identity>"
    assert ask(store, f"{graph} {{ {pattern} }}")
    assert ask(store, f"{graph} {{ {has_candidate} }}") is bool(candidate)
    assert not ask(store, f"GRAPH ?g {{ {organization(about)} owl:sameAs ?other }}")


def test_other_sources_conflict_and_do_not_overwrite(store: ox.Store) -> None:
    assert ask(
        store,
        f"""
        GRAPH <{BASE}graph/source/pozytek-2018-03-07> {{
          ?other esg:conflictsWith <{BASE}id/foundation/pozytek> ; dcterms:date "2017-04"^^xsd:gYearMonth ;
            esg:founder {organization("powiat-wolominski")}, {organization("gmina-tluszcz")} .
        }}
        GRAPH <{BASE}graph/source/{SOURCE}> {{ <{BASE}id/foundation/pozytek> esg:founder {organization("ab-ovo")} }}""",
    )
    assert ask(
        store,
        f"""
        GRAPH <{BASE}graph/source/mowes-2018> {{
          {CEREMONY} esg:followsInProgramme {PANEL} .
          ?claim rdf:subject {CEREMONY} ; esg:conflictsWith <{BASE}id/claim/panel-po-filmie> ;
            esg:evidence/esg:paraphrase ?words .
          {MEETING} esg:venue/skos:prefLabel "Centrum Handlowe Blue City"@pl ; schema:organizer {organization("mcps")} .
          {organization("karuzela")} schema:location <{BASE}id/place/radom> .
        }}""",
    )
    assert ask(
        store,
        f"""GRAPH <{BASE}graph/source/radiooko-2024> {{
              {EDITION} esg:recipientCount "26"^^xsd:integer .
              <{BASE}id/award/mmes> skos:historyNote ?note .
            }}""",
    )


def test_no_person_is_in_the_graph(store: ox.Store) -> None:
    assert not ask(store, "GRAPH ?g { ?person a foaf:Person }")
    assert not ask(store, "GRAPH ?g { ?post org:heldBy ?person }")
