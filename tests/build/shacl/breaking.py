"""Turns valid statements into broken ones at random: what authors, programs and other people's data get wrong."""

from random import Random

import pyoxigraph as ox

from esgraph.vocabulary import RDF, XSD

_TYPE = ox.NamedNode(f"{RDF}type")
_LITERALS = [
    ox.Literal("08.06.2018"), ox.Literal("tekst", language="pl"), ox.Literal("text", language="en-GB"),
    ox.Literal("text", language="en"), ox.Literal(-3), ox.Literal("3.50", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.Literal("2018-02-30", datatype=ox.NamedNode(f"{XSD}date")), ox.Literal("tel. 600 123 456"),
    ox.Literal("2018-06-31", datatype=ox.NamedNode(f"{XSD}date")), ox.Literal("biuro@example.org", language="pl"),
    ox.Literal("2018-06-08", datatype=ox.NamedNode(f"{XSD}date")), ox.Literal("44051401359"), ox.Literal("x" * 90),
    ox.Literal("2018-13", datatype=ox.NamedNode(f"{XSD}gYearMonth")), ox.Literal("2018", datatype=ox.NamedNode(f"{XSD}gYear")),
    ox.Literal("trzy", datatype=ox.NamedNode(f"{XSD}integer")), ox.Literal("maybe", datatype=ox.NamedNode(f"{XSD}boolean")),
    ox.Literal(True), ox.Literal(1.5), ox.Literal("1234563218"), ox.Literal("1234563219"), ox.Literal("123456785"), ox.Literal(""),
    ox.Literal("słowo " * 20), ox.Literal("12345678512347"),
]  # fmt: skip


def broken(triples: list[ox.Triple], seed: int, changes: int) -> set[ox.Triple]:
    """The triples with a number of changes; the same seed makes the same ones."""
    random = Random(seed)
    found = sorted(set(triples), key=str)
    subjects = sorted({triple.subject for triple in found}, key=str)
    objects = sorted({triple.object for triple in found}, key=str)
    classes = sorted({triple.object for triple in found if triple.predicate == _TYPE}, key=str)
    predicates = sorted({triple.predicate for triple in found}, key=str)
    result = set(found)
    for number in range(changes):
        triple = random.choice(found)
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        match random.randrange(11):
            case 0 | 1:
                result.discard(triple)
            case 2:
                result.add(ox.Triple(subject, predicate, random.choice(_LITERALS)))
            case 3:
                result.discard(triple)
                result.add(ox.Triple(subject, predicate, random.choice(_LITERALS)))
            case 4:
                result.discard(triple)
                result.add(ox.Triple(subject, predicate, random.choice(objects)))
            case 5:
                result.add(ox.Triple(subject, predicate, random.choice(objects)))
            case 6:
                result.add(ox.Triple(subject, _TYPE, random.choice(classes)))
            case 7:
                result.add(ox.Triple(random.choice(subjects), predicate, value))
            case 8:
                result.add(ox.Triple(subject, random.choice(predicates), random.choice([*_LITERALS, *subjects])))
            case 9:
                result.add(ox.Triple(subject, predicate, ox.BlankNode(f"b{number}")))
                result.add(ox.Triple(ox.BlankNode(f"b{number}"), _TYPE, random.choice(classes)))
            case _:
                # Somebody else's node, as a whole, under the name of this one.
                other = random.choice(subjects)
                result |= {ox.Triple(subject, one.predicate, one.object) for one in found if one.subject == other}
    return result
