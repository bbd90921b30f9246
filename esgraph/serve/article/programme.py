"""Turns the parts of an event into its programme: nested, in the order of the source that tells most of it."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from esgraph.serve.article.content import Item, Section
from esgraph.serve.article.teller import SHOWN, Teller
from esgraph.serve.literals import whole
from esgraph.vocabulary import CV, DCTERMS, ESG, OA, RDF, SCHEMA

_FOLLOWS = ESG + "followsInProgramme"
#: What is said of a part where it stands; who took part has a section of its own.
_SAID = (DCTERMS + "subject", SCHEMA + "about", SCHEMA + "workPresented", CV + "hasParticipation")


def programme(teller: Teller) -> Section | None:
    """The parts of an event with their topics and works, and whose order it is if sources differ."""
    near = teller.near
    parts = near.subjects(near.iri, SCHEMA + "superEvent")
    orders = _orders(teller, parts)
    chosen = _chosen(orders)
    items = [_part(teller, part, chosen) for part in _sorted(teller, parts, chosen)]
    intro = teller.t("order_of_source", source=teller.name(chosen)) if len(orders) > 1 else ""
    return teller.section(
        teller.t("programme"), items, properties=[SCHEMA + "superEvent"], layout="programme", intro=intro
    )


def _part(teller: Teller, part: str, source: str, depth: int = 0) -> Item:
    near = teller.near
    inner = _sorted(teller, near.subjects(part, SCHEMA + "superEvent"), source) if depth < 3 else []
    claims = [
        node
        for node in near.subjects(part, RDF + "subject")
        if set(near.things(node, RDF + "predicate")) & {SCHEMA + "superEvent", SCHEMA + "position", _FOLLOWS}
    ]
    # Participants are told elsewhere; that a source names none is told here.
    notes = tuple(note for note in teller.notes(part, *_SAID) if note.gap or note.label.iri != _SAID[-1])
    disputed = any(teller.conflicts(claim) for claim in claims)
    return Item(
        (teller.mention(part),),
        notes,
        teller.evidence(*claims) or teller.evidence(part),
        ("conflict",) if disputed else (),
        inner=tuple(_part(teller, one, source, depth + 1) for one in inner[:SHOWN]),
    )


def _orders(teller: Teller, parts: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """For each source that gives an order, which part comes after which."""
    near, among = teller.near, set(parts)
    orders: dict[str, list[tuple[str, str]]] = {}
    for part in sorted(among):
        for term in near.terms(part, _FOLLOWS):
            if term.value not in among:
                continue
            for claim in teller.claims(part, _FOLLOWS, term):
                for evidence in near.things(claim, ESG + "evidence"):
                    for source in near.things(evidence, OA + "hasSource"):
                        orders.setdefault(source, []).append((part, term.value))
    return orders


def _chosen(orders: dict[str, list[tuple[str, str]]]) -> str:
    """The source that tells most of the order; "" if none does."""
    return max(sorted(orders), key=lambda source: len(orders[source]), default="")


def _sorted(teller: Teller, parts: list[str], source: str) -> list[str]:
    """Parts by position, and where there is none after what they follow; else by name."""

    def rank(part: str) -> tuple[int, str]:
        position = whole(teller.near.text(part, SCHEMA + "position"))
        return 10**6 if position is None else position, teller.name(part)

    ranked = sorted(parts, key=rank)
    before: dict[str, list[str]] = {part: [] for part in ranked}
    for part, earlier in _orders(teller, parts).get(source, []):
        before[part].append(earlier)
    try:
        found = list(TopologicalSorter(before).static_order())
    except CycleError:  # one source that contradicts itself
        return ranked
    follows = {part for part, earlier in before.items() if earlier} | {one for some in before.values() for one in some}
    placed = [part for part in found if part in follows]
    return placed + [part for part in ranked if part not in follows] if placed else ranked
