"""Turns valid statements into broken ones at random: what authors, programs and other people's data get wrong."""

from collections.abc import Callable, Iterable
from random import Random

import pyoxigraph as ox

from esgraph.vocabulary import ESG, OA, RDF, ROV, SCHEMA, XSD

_TYPE = ox.NamedNode(f"{RDF}type")
_LITERALS = [
    ox.Literal("08.06.2018"), ox.Literal("tekst", language="pl"), ox.Literal("text", language="en-GB"),
    ox.Literal("text", language="en"), ox.Literal(-3), ox.Literal("3.50", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.Literal("2018-02-30", datatype=ox.NamedNode(f"{XSD}date")), ox.Literal("tel. 600 123 456"),
    ox.Literal("2018-06-31", datatype=ox.NamedNode(f"{XSD}date")), ox.Literal("biuro@example.org", language="pl"),
    ox.Literal("2018-06-08", datatype=ox.NamedNode(f"{XSD}date")), ox.Literal("44051401359"), ox.Literal("x" * 90),
    ox.Literal("2018-13", datatype=ox.NamedNode(f"{XSD}gYearMonth")), ox.Literal("2018", datatype=ox.NamedNode(f"{XSD}gYear")),
    ox.Literal("trzy", datatype=ox.NamedNode(f"{XSD}integer")),
    ox.Literal(True), ox.Literal(1.5), ox.Literal("1234563218"), ox.Literal("1234563219"), ox.Literal("123456785"), ox.Literal(""),
    ox.Literal("słowo " * 20), ox.Literal("12345678512347"),
]  # fmt: skip

#: What is compared with another value, and the datatype that makes it comparable: between others, and between blank
#: nodes, pySHACL has an order (or gives up) where SPARQL has none.
_COMPARED = {
    f"{SCHEMA}startDate": f"{XSD}date", f"{SCHEMA}endDate": f"{XSD}date", f"{OA}start": f"{XSD}integer", f"{OA}end": f"{XSD}integer",
}  # fmt: skip
_AS_TEXT = (f"{ROV}orgType", f"{ESG}editionYear")


def _is_ordered(triple: ox.Triple) -> bool:
    value = triple.object
    if triple.predicate.value in _AS_TEXT:
        return not isinstance(value, ox.BlankNode)
    datatype = _COMPARED.get(triple.predicate.value)
    return datatype is None or (isinstance(value, ox.Literal) and value.datatype.value == datatype)


class Known:
    """What the valid statements are made of."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self.triples = sorted(set(triples), key=str)
        self.subjects = sorted({triple.subject for triple in self.triples}, key=str)
        self.objects = sorted({triple.object for triple in self.triples}, key=str)
        self.predicates = sorted({triple.predicate for triple in self.triples}, key=str)
        self.classes = sorted({triple.object for triple in self.triples if triple.predicate == _TYPE}, key=str)


def _copied(random: Random, known: Known, triple: ox.Triple) -> set[ox.Triple]:
    """Somebody else's node, as a whole, under the name of this one."""
    other = random.choice(known.subjects)
    return {ox.Triple(triple.subject, one.predicate, one.object) for one in known.triples if one.subject == other}


def _blank(random: Random, known: Known, triple: ox.Triple) -> set[ox.Triple]:
    node = ox.BlankNode(f"b{random.randrange(1000)}")
    return {ox.Triple(triple.subject, triple.predicate, node), ox.Triple(node, _TYPE, random.choice(known.classes))}


#: What comes in the place of a statement, and what besides it.
_CHANGES: list[tuple[Callable[[Random, Known, ox.Triple], set[ox.Triple]], bool]] = [
    (lambda _r, _k, _t: set(), True),
    (lambda _r, _k, _t: set(), True),
    (lambda r, _k, t: {ox.Triple(t.subject, t.predicate, r.choice(_LITERALS))}, True),
    (lambda r, _k, t: {ox.Triple(t.subject, t.predicate, r.choice(_LITERALS))}, False),
    (lambda r, k, t: {ox.Triple(t.subject, t.predicate, r.choice(k.objects))}, True),
    (lambda r, k, t: {ox.Triple(t.subject, t.predicate, r.choice(k.objects))}, False),
    (lambda r, k, t: {ox.Triple(t.subject, _TYPE, r.choice(k.classes))}, False),
    (lambda r, k, t: {ox.Triple(r.choice(k.subjects), t.predicate, t.object)}, False),
    (lambda r, k, t: {ox.Triple(t.subject, r.choice(k.predicates), r.choice([*_LITERALS, *k.subjects]))}, False),
    (_blank, False),
    (_copied, False),
]


def broken(triples: list[ox.Triple], seed: int, changes: int) -> set[ox.Triple]:
    """The triples with a number of changes; the same seed makes the same ones."""
    random = Random(seed)  # noqa: S311 - repeatable data is meant, not secret
    known = Known(triples)
    result = set(known.triples)
    for _ in range(changes):
        triple = random.choice(known.triples)
        change, replaces = random.choice(_CHANGES)
        new = change(random, known, triple)
        result -= {triple} if replaces else set()
        result |= new
    return {triple for triple in result if _is_ordered(triple)}
