"""The real data, broken in many ways: each break is caught by the constraint that is there for it."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from esgraph.build.report import Report
from esgraph.build.validation import results, triples
from esgraph.vocabulary import CV, DCTERMS, ESG, OA, ORG, ROV, SCHEMA
from esgraph.vocabulary import PROV as PROV_IRI
from tests.shapes.test_shapes import alone, name_of

ID = Namespace("https://w3id.org/esgraph/id/")
SCHEME = Namespace("https://w3id.org/esgraph/scheme/")
ESGRAPH, CVOC, ORGS, SDO, WA, DCT, REG, PROVO = map(Namespace, (ESG, CV, ORG, SCHEMA, OA, DCTERMS, ROV, PROV_IRI))

MEETING = ID["event/iv-mazowieckie-spotkania"]
CONFERRAL = ID["conferral/mmes-2018-hydro-truck"]
COOPERATION = ID["cooperation/ab-ovo-ops-w-tluszczu"]
FOUNDATION = ID["foundation/pozytek"]
HEADCOUNT = ID["headcount/pozytek-32"]
POZYTEK = ID["organization/pozytek"]
PARTICIPATION = ID["participation/panel-1-karuzela"]
STAROSTA = ID["post/starosta-legionowski"]
TLUSZCZ = ID["place/tluszcz"]
SOURCE = ID["source/mbpr-2018-06-08"]
EVIDENCE = ID["evidence/mbpr-2018-06-08-1467-1521"]
HYPOTHESIS = ID["hypothesis/cps-w-tluszczu-ops-w-tluszczu"]
CLAIM = ID["claim/panel-po-filmie"]
TIE = ID["tie/unit-mbpr-oddzial-w-plocku--mbpr"]
GAP = ID["gap/mbpr-2018-06-08-organization-pozytek-place"]

Mutation = Callable[[Graph], object]


def drop(subject: Node, predicate: URIRef, value: Node | None = None) -> Mutation:
    def change(graph: Graph) -> None:
        assert (subject, predicate, value) in graph, "the data no longer has what this breaks"
        graph.remove((subject, predicate, value))

    return change


def add(subject: Node, predicate: URIRef, value: Node) -> Mutation:
    def change(graph: Graph) -> None:
        assert (subject, predicate, value) not in graph
        graph.add((subject, predicate, value))

    return change


def replace(subject: Node, predicate: URIRef, value: Node) -> Mutation:
    def change(graph: Graph) -> None:
        drop(subject, predicate)(graph)
        graph.add((subject, predicate, value))

    return change


def both(*changes: Mutation) -> Mutation:
    return lambda graph: [change(graph) for change in changes]


def text(value: str) -> Literal:
    return Literal(value)


#: What is done to the data → the constraint that must see it.
MUTATIONS: dict[str, tuple[Mutation, str]] = {
    "an organisation loses its English name": (drop(POZYTEK, SKOS.prefLabel, Literal("Pożytek Social Cooperative", lang="en")), "LabelShape-en"),
    "an organisation gets a second Polish name": (add(POZYTEK, SKOS.prefLabel, Literal("Pożytek", lang="pl")), "LabelShape-one"),
    "a name without a language": (add(POZYTEK, SKOS.prefLabel, text("Pożytek")), "NameLanguageShape-language"),
    "a printed form without a language": (add(POZYTEK, ESGRAPH.mentionedAs, text("Pożytek")), "MentionedAsLanguageShape-language"),
    "a conferral loses its evidence": (drop(CONFERRAL, ESGRAPH.evidence), "EvidencedShape-evidence"),
    "an organisation loses its evidence": (drop(ID["organization/hydro-truck"], ESGRAPH.evidence), "MentionWithoutEvidenceShape"),
    "a cooperation loses its evidence": (drop(COOPERATION, ESGRAPH.evidence), "EvidencedShape-evidence"),
    "evidence that is none": (add(CONFERRAL, ESGRAPH.evidence, SOURCE), "EvidenceLinkShape-class"),
    "evidence without a source": (drop(EVIDENCE, WA.hasSource), "EvidenceShape-source"),
    "evidence without its words": (drop(EVIDENCE, WA.hasSelector, URIRef(f"{EVIDENCE}#quote")), "EvidenceShape"),
    "words cut by a character": (replace(URIRef(f"{EVIDENCE}#position"), WA.end, Literal(1520)), "EvidenceShape-length"),
    "start and end swapped": (replace(URIRef(f"{EVIDENCE}#position"), WA.start, Literal(1521)), "PositionShape-start"),
    "a quotation too long": (replace(URIRef(f"{EVIDENCE}#quote"), WA.exact, text("słowo " * 16)), "QuoteShape-words"),
    "a hash of the wrong length": (replace(SOURCE, ESGRAPH.textSha256, text("daab")), "SourceShape-hash"),
    "a text without its hash": (drop(SOURCE, ESGRAPH.textSha256), "SourceShape-text"),
    "a quoted source without its text": (both(drop(SOURCE, ESGRAPH.textSha256), drop(SOURCE, ESGRAPH.textLength)), "SourceShape-quoted"),
    "a conferral without recipient": (drop(CONFERRAL, ESGRAPH.recipient), "ConferralShape-recipient"),
    "a conferral to a place": (replace(CONFERRAL, ESGRAPH.recipient, TLUSZCZ), "ConferralShape-who"),
    "a conferral of two editions": (add(CONFERRAL, ESGRAPH.edition, ID["edition/mmes-poprzednia"]), "ConferralShape-edition"),
    "a category that is no category": (add(CONFERRAL, ESGRAPH.category, SCHEME["kind/business"]), "InCategoryInSchemeShape-member"),
    "a rank made up": (add(CONFERRAL, ESGRAPH["rank"], ID["rank/best"]), "RankInSchemeShape-member"),
    "a participation of nobody": (drop(PARTICIPATION, CVOC.hasParticipant), "ParticipationShape"),
    "a participation without role": (drop(PARTICIPATION, CVOC.role), "ParticipationShape-role"),
    "a participation in no event": (drop(ID["event/panel-czesc-1"], CVOC.hasParticipation, PARTICIPATION), "ParticipationShape-event"),
    "an office as participant": (replace(PARTICIPATION, CVOC.hasParticipant, STAROSTA), "ParticipationShape-who"),
    "a cooperation with itself": (drop(COOPERATION, ESGRAPH.cooperationParty, ID["organization/ab-ovo"]), "CooperationShape-party"),
    "a cooperation with a town": (add(COOPERATION, ESGRAPH.cooperationParty, TLUSZCZ), "CooperationShape-who"),
    "a cooperation of unknown status": (drop(COOPERATION, ESGRAPH.status), "CooperationShape-status"),
    "a cooperation whose outcome is the organisation": (replace(COOPERATION, ESGRAPH.cooperationOutcome, POZYTEK), "CooperationShape-outcome"),
    "a founding by nobody": (drop(FOUNDATION, ESGRAPH.founder), "FoundationShape-founder"),
    "a founding of two": (add(FOUNDATION, ORGS.resultingOrganization, ID["organization/mcps"]), "FoundationShape-founded"),
    "a founding without date or gap": (drop(ID["gap/mbpr-2018-06-08-foundation-pozytek-foundedon"], ESGRAPH.gapProperty), "FoundationDateShape"),
    "a founding with two dates": (add(ID["foundation/pozytek-2017"], DCT.date, Literal("2017", datatype=XSD.gYear)), "FoundationShape-date"),
    "minus 32 people": (replace(HEADCOUNT, ESGRAPH["count"], Literal(-32)), "HeadcountShape-count"),
    "a number in words": (replace(HEADCOUNT, ESGRAPH["count"], text("trzydzieści dwie")), "HeadcountShape-count"),
    "a headcount of nobody": (drop(HEADCOUNT, ESGRAPH.headcountOf), "HeadcountShape-of"),
    "an event without a date": (both(drop(MEETING, SDO.startDate)), "EventShape"),
    "an event that ends before it begins": (add(MEETING, SDO.endDate, Literal("2018-06-07", datatype=XSD.date)), "EventShape-order"),
    "a second date without a word": (add(MEETING, SDO.startDate, Literal("2018-06-09", datatype=XSD.date)), "UndeclaredConflictShape-values"),
    "a date as text": (replace(MEETING, SDO.startDate, text("08.06.2018")), "EventShape-date"),
    "a panel that is part of its part": (add(ID["event/panel"], SDO.superEvent, ID["event/panel-czesc-1"]), "EventShape-cycle"),
    "an office in no organisation": (drop(STAROSTA, ORGS.postIn), "PostShape-in"),
    "a holder without evidence": (both(add(STAROSTA, ORGS.heldBy, ID["person/x"]), add(ID["person/x"], RDF.type, URIRef("http://xmlns.com/foaf/0.1/Person"))), "PostHolderShape-evidence"),
    "a person without function": (add(ID["person/x"], RDF.type, URIRef("http://xmlns.com/foaf/0.1/Person")), "PersonShape-function"),
    "a person with a birth date": (both(add(ID["person/x"], RDF.type, URIRef("http://xmlns.com/foaf/0.1/Person")), add(ID["person/x"], SDO.birthDate, text("1970-01-01"))), "ContactDataShape"),
    "sameAs of a probable identity": (add(ID["organization/cps-w-tluszczu"], OWL.sameAs, ID["organization/ops-w-tluszczu"]), "SameAsShape-confirmed"),
    "a probable identity with nobody": (drop(HYPOTHESIS, ESGRAPH.hypothesisCandidate), "HypothesisShape-who"),
    "an identity without a reason": (drop(HYPOTHESIS, DCT.description), "HypothesisShape-reasonPl"),
    "a proposal confirmed by nobody": (both(add(HYPOTHESIS, ESGRAPH.method, text("esgraph link")), replace(HYPOTHESIS, ESGRAPH.verdict, SCHEME["verdict/confirmed"])), "HypothesisShape-decided"),
    "a confirmation withdrawn": (replace(ID["hypothesis/tluszcz-geonames"], ESGRAPH.verdict, SCHEME["verdict/rejected"]), "SameAsShape-confirmed"),
    "a TERC code of another county": (replace(TLUSZCZ, ESGRAPH.terc, text("1411024")), "ContainedPlaceShape-code"),
    "a TERC code that lost a digit": (replace(TLUSZCZ, ESGRAPH.terc, text("143411")), "PlaceShape-terc"),
    "a SIMC code without its zero": (replace(TLUSZCZ, ESGRAPH.simc, text("966441")), "PlaceShape-simc"),
    "coordinates swapped": (replace(TLUSZCZ, URIRef("http://www.w3.org/2003/01/geo/wgs84_pos#lat"), Literal("21.4", datatype=XSD.decimal)), "PlaceShape-latitude"),
    "a place that lies in itself": (add(ID["place/woj-mazowieckie"], SDO.containedInPlace, TLUSZCZ), "ContainedPlaceShape-cycle"),
    "a KRS number without zeros": (add(POZYTEK, ESGRAPH.krs, text("123456")), "KrsShape-form"),
    "a KRS number of two organisations": (both(add(POZYTEK, ESGRAPH.krs, text("0000123456")), add(ID["organization/ab-ovo"], ESGRAPH.krs, text("0000123456"))), "SharedNumberShape-krs"),
    "a NIP with a typing error": (add(POZYTEK, ESGRAPH.nip, text("1234563281")), "NipShape-check"),
    "a REGON with a typing error": (add(POZYTEK, ESGRAPH.regon, text("123456786")), "RegonShape-check"),
    "a claim about nothing": (drop(ID["event/panel"], ESGRAPH.followsInProgramme), "ClaimShape-stated"),
    "a conflict with itself": (add(CLAIM, ESGRAPH.conflictsWith, CLAIM), "ConflictShape-other"),
    "a gap of no source": (drop(GAP, DCT.source), "GapShape-source"),
    "a gap without words": (drop(GAP, DCT.description), "GapShape-noteEn"),
    "a derived edge without ground": (add(POZYTEK, ESGRAPH.cooperatesWith, ID["organization/ab-ovo"]), "CooperatesWithShape-derived"),
    "a kind from the wrong scheme": (replace(POZYTEK, ORGS.classification, SCHEME["role/host"]), "KindInSchemeShape-member"),
    "an organisation without kind": (drop(POZYTEK, ORGS.classification), "OrganizationKindShape"),
    "a legal form as text": (replace(POZYTEK, REG.orgType, text("spółdzielnia")), "LegalFormInSchemeShape-member"),
    "a unit of nothing": (drop(ID["organization/mbpr-oddzial-w-plocku"], ORGS.unitOf), "UnitShape-unitOf"),
    "a blank node": (add(BNode(), RDF.type, ESGRAPH.Award), "NoBlankNodeShape"),
    "a key on the wrong kind of thing": (add(MEETING, ESGRAPH.recipient, POZYTEK), "RecipientDomainShape"),
    "an e-mail address in a description": (add(POZYTEK, DCT.description, Literal("pisz: biuro@example.org", lang="pl")), "DescriptionContactShape-address"),
    "an organisation that founded itself": (add(FOUNDATION, ESGRAPH.founder, POZYTEK), "FounderShape-other"),
    "half of the coordinates": (drop(TLUSZCZ, URIRef("http://www.w3.org/2003/01/geo/wgs84_pos#long")), "CoordinatesShape-longitude"),
    "a quotation beyond the text": (replace(URIRef(f"{EVIDENCE}#position"), WA.end, Literal(2001)), "QuotationBeyondTextShape-end"),
    "evidence of another source": (replace(CONFERRAL, ESGRAPH.evidence, ID["evidence/mowes-2018-b197bb9e"]), "EvidenceOfAnotherSourceShape-source"),
    "a gap that a claim fills": (both(replace(GAP, ESGRAPH.gapSubject, MEETING), replace(GAP, ESGRAPH.gapProperty, SDO.startDate)), "GapFilledShape-claim"),
    "a gap that its only source fills": (add(CONFERRAL, ESGRAPH.category, SCHEME["award-group/entities-of-merit"]), "GapFilledShape-only"),
    "a gap about a missing entry": (replace(GAP, ESGRAPH.gapSubject, ID["organization/nobody"]), "ReferenceShape"),
    "a mention of a missing entry": (add(SOURCE, SDO.mentions, ID["organization/nobody"]), "ReferenceShape"),
    "a film about a missing entry": (add(ID["work/film-o-laureatach"], SDO.about, ID["award/nothing"]), "ReferenceShape"),
    "a unit of its own unit": (add(ID["organization/mbpr"], ORGS.unitOf, ID["organization/mbpr-oddzial-w-plocku"]), "UnitCycleShape-cycle"),
    "a person without evidence": (add(ID["person/x"], RDF.type, URIRef("http://xmlns.com/foaf/0.1/Person")), "PersonEvidenceShape-evidence"),
    "a PESEL in a description": (add(HYPOTHESIS, DCT.description, Literal("PESEL 44051401359", lang="pl")), "PersonalDataInTextShape-number"),
    "a telephone number in a quotation": (replace(URIRef(f"{EVIDENCE}#quote"), WA.exact, text("prezes, tel. 600 123 456")), "PersonalDataInTextShape-number"),
    "an e-mail address in a name": (add(POZYTEK, SKOS.altLabel, Literal("biuro@example.org", lang="pl")), "PersonalDataInTextShape-address"),
    "a mapping between organisations": (add(POZYTEK, SKOS.closeMatch, ID["organization/ab-ovo"]), "MappingShape"),
    "a statement derived from a conferral": (replace(ID["derivation/tluszcz-geonames"], PROVO.wasDerivedFrom, CONFERRAL), "DerivedGroundShape-kind"),
    "a conflict with an organisation": (add(FOUNDATION, ESGRAPH.conflictsWith, POZYTEK), "ConflictOfClaimsShape"),
    "a place neither given nor missed": (replace(GAP, ESGRAPH.gapProperty, SDO.url), "OrganizationPlaceShape"),
    "a source without address": (drop(ID["source/mowes-2018"], SDO.url), "SourceAddressShape"),
    "a headcount without date or gap": (drop(ID["gap/mbpr-2018-06-08-headcount-pozytek-32-asof"], ESGRAPH.gapProperty), "HeadcountDateShape"),
    "an edition without year or gap": (drop(ID["edition/mmes-2018"], ESGRAPH.editionYear), "EditionYearShape"),
    "a place of a participation": (add(PARTICIPATION, SDO.location, TLUSZCZ), "LocationKeyShape"),
    "a date of an organisation": (add(POZYTEK, SDO.startDate, Literal("2018-06-08", datatype=XSD.date)), "EventKeysShape"),
    "an office as unit": (add(STAROSTA, ORGS.unitOf, POZYTEK), "OrganizationKeysShape"),
    "a kind of an event": (add(MEETING, ORGS.classification, SCHEME["kind/association"]), "OrganizationKeysShape"),
    "a status of a headcount": (add(HEADCOUNT, ESGRAPH.status, SCHEME["status/founded"]), "StatusKeyShape"),
    "a TERC code of an organisation": (add(POZYTEK, ESGRAPH.terc, text("14")), "PlaceKeysShape"),
    "a tie of one organisation": (drop(TIE, ESGRAPH.tieParty, ID["organization/mbpr-oddzial-w-plocku"]), "TieShape-party"),
    "a tie of no kind": (drop(TIE, ESGRAPH.tieKind), "TieShape-kind"),
    "a tie from nothing": (drop(TIE, PROVO.wasDerivedFrom), "TieShape-from"),
    "a unit of nobody": (drop(TIE, ESGRAPH.tieTarget), "TieShape-direction"),
    "a tie through an office of nobody there": (add(TIE, ESGRAPH.tieThrough, STAROSTA), "TieShape-home"),
    "a derived statement from nothing": (drop(ID["derivation/tluszcz-geonames"], PROVO.wasDerivedFrom), "DerivedShape-from"),
}  # fmt: skip


def test_the_data_as_it_is_has_no_findings(report: Report) -> None:
    assert report.findings == ()


def test_there_are_enough_mutations() -> None:
    assert len(MUTATIONS) >= 25


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutation_is_caught(union_graph: Graph, name: str) -> None:
    change, constraint = MUTATIONS[name]
    broken = Graph()
    broken += union_graph
    change(broken)
    shape = constraint.partition("-")[0]
    store = ox.Store()
    store.extend(ox.Quad(one.subject, one.predicate, one.object) for one in triples(broken))
    assert constraint in {name_of(result) for result in results(store, alone(shape))}
