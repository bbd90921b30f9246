"""Turns a seed and a size into the quads of a made-up country's social economy, streamed as N-Quads.

Everything follows the project's model and passes its shapes; names, numbers and events are made up, and the catalogue
says so. The same seed and size give the same bytes. Memory holds two counties at most, whatever the size.

    python -m tests.benchmarks.nquads.country --triples 1000000 country.nq
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import BinaryIO

import pyoxigraph as ox

from esgraph import resources
from esgraph.build.catalogue import description
from esgraph.build.project import Settings
from esgraph.vocabulary import graph
from tests.benchmarks.nquads import register, territory
from tests.benchmarks.nquads.account import tell
from tests.benchmarks.nquads.actors import Actor, Society, institutions, society
from tests.benchmarks.nquads.meeting import Chronicle
from tests.benchmarks.nquads.statements import (
    BASE,
    Derivations,
    Source,
)

SETTINGS = Settings(
    title={"pl": "Zmyślony kraj: dane syntetyczne", "en": "A made-up country: synthetic data"},
    description={
        "pl": "Dane syntetyczne do pomiarów: organizacje, miejsca i wydarzenia są zmyślone.",
        "en": "Synthetic data for benchmarks: organisations, places and events are made up.",
    },
    base=BASE,
    version="1.0.0",
    issued="2026-11-23",
    modified="2026-11-23",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    publisher={"pl": "Generator danych syntetycznych", "en": "Generator of synthetic data"},
    publisher_url=BASE,
    changes={"pl": "Dane syntetyczne.", "en": "Synthetic data."},
    minimum_counts={},
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a country of a size (in statements) is divided; counties get fewer organisations the further down the list."""

    triples: int
    counties: int
    voivodeships: int
    communes: int
    organizations: int

    @classmethod
    def of(cls, triples: int) -> "Plan":
        """The plan for a number of statements: at ten million as many counties and communes as a real country has."""
        counties = max(1, min(380, triples // 12_000))
        return cls(
            triples, counties, max(1, min(16, counties // 5)), 3 if triples < 50_000 else 7, max(12, triples // 110)
        )

    def shares(self) -> list[float]:
        """The part of the country that each county is; together 1."""
        weights = [(rank + 1) ** -0.7 for rank in range(self.counties)]
        return [weight / sum(weights) for weight in weights]


class Stream:
    """Where statements are written, and how many there are; rows of several graphs are gathered and written at once."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.written = 0
        self.graphs: list[str] = []

    def write(self, name: str, rows: list[str]) -> None:
        """Write rows into a named graph and empty them."""
        if not rows:
            return
        if name not in _SHARED or name not in self.graphs:
            self.graphs.append(name)
        tail = f" <{graph(BASE, name)}> .\n"
        self._target.write((tail.join(rows) + tail).encode())
        self.written += len(rows)
        rows.clear()

    def write_quads(self, quads: list[ox.Quad]) -> None:
        """Write quads that the engine made."""
        self._target.write(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
        self.written += len(quads)

    def source(self, source: Source) -> None:
        """Write what a source says, and its gaps."""
        self.write(f"source/{source.slug}", source.rows)
        self.write("gaps", source.gaps)


_SHARED = frozenset({"places", "identity", "gaps", "derived"})


def write(target: BinaryIO, triples: int, seed: int = 1) -> int:
    """Write the country as N-Quads; returns the number of statements, about `triples` (from 3,000 on)."""
    plan = Plan.of(triples)
    stream = Stream(target)
    stream.write_quads(list(_project_graphs()))
    stream.write("places", territory.header())
    stream.write("identity", register.header())
    # What the catalogue will take: it is written last, when all graphs are known.
    reserve = len(description.describe(SETTINGS, [*_SHARED, "ontology", "schemes"]))
    for chronicle, share_end in _counties(stream, plan, seed):
        begun = stream.written
        budget = triples - reserve - 2 * len(stream.graphs)
        _tell(stream, chronicle, begun, min(budget, int(budget * share_end)))
    _catalogue(stream)
    return stream.written


def _project_graphs() -> Iterator[ox.Quad]:
    """The ontology and the schemes, as the project publishes them."""
    ontology = resources.ontology()
    for name, paths in (
        ("ontology", [ontology / "esgraph.ttl", *sorted((ontology / "alignments").glob("*.ttl"))]),
        ("schemes", sorted((ontology / "schemes").glob("*.ttl"))),
    ):
        # Through a store, so that literals have the form that the store keeps; sorted, so that the bytes are the same.
        store = ox.Store()
        for path in paths:
            store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph(BASE, name)))
        yield from sorted(store, key=str)


def _counties(stream: Stream, plan: Plan, seed: int) -> Iterator[tuple[Chronicle, float]]:
    """Each county with its register written, and the part of the country that is done when its accounts are."""
    derivations = Derivations()
    before: Society | None = None
    nation: list[Actor] = []
    done, voivodeship = 0.0, ""
    per_voivodeship = -(-plan.counties // plan.voivodeships)
    for number, share in enumerate(plan.shares()):
        random = Random(f"{seed}/{number}")
        region, within = divmod(number, per_voivodeship)
        if within == 0:
            voivodeship, rows = territory.voivodeship(region)
            stream.write("places", rows)
        area, rows = territory.county(number, region, within + 1, voivodeship, plan.communes)
        stream.write("places", rows)
        people = society(area, int(plan.organizations * share), random)
        if not nation:
            nation = institutions(area, max(3, min(40, plan.counties // 2)))
            stream.source(register.national(nation, random))
        derivations.forget()
        source, identity = register.county(people, derivations, random)
        stream.source(source)
        stream.write("identity", identity)
        done += share
        yield Chronicle(people, before or people, nation, random, derivations), done
        before = people


def _tell(stream: Stream, chronicle: Chronicle, begun: int, until: int) -> None:
    """Write accounts until the county has its share; stops at the account that comes nearest."""
    derived = chronicle.derivations.rows
    stream.write("derived", derived)
    while True:
        told = max(1, chronicle.written)
        if stream.written + (stream.written - begun) / told / 2 >= until:
            return
        for source in tell(chronicle):
            stream.source(source)
        stream.write("derived", derived)


def _catalogue(stream: Stream) -> None:
    name = ox.NamedNode(graph(BASE, "catalogue"))
    triples = description.describe(SETTINGS, sorted({*stream.graphs, "ontology", "schemes"}))
    stream.write_quads([ox.Quad(one.subject, one.predicate, one.object, name) for one in sorted(triples, key=str)])


def main() -> None:
    """Write a country to a file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--triples", type=int, default=1_000_000, help="size in statements")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("target", type=Path, help="the N-Quads file to write")
    options = parser.parse_args()
    with options.target.open("wb") as stream:
        count = write(stream, options.triples, options.seed)
    print(f"{count} statements → {options.target}")  # noqa: T201


if __name__ == "__main__":
    main()
