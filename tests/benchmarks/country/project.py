"""Turns a seed and a size into a project directory as `esgraph build` reads it: a made-up country's social economy.

Everything follows the project's model and passes its shapes; places are those of Poland, while organisations, persons,
numbers and events are made up, and `dataset.yaml` says so. The same seed and size give the same bytes. Memory holds two
counties at most, whatever the size.
"""

from dataclasses import dataclass
from pathlib import Path
from random import Random

import pyoxigraph as ox

from esgraph import linksets, resources
from esgraph.build import settings
from esgraph.build.catalogue import description, linking
from esgraph.errors import EsgraphError
from tests.benchmarks.country import register, territory
from tests.benchmarks.country.account import finish, tell
from tests.benchmarks.country.actors import Actor, Society, institutions, society
from tests.benchmarks.country.derived import Derived
from tests.benchmarks.country.faults import Faults, Part
from tests.benchmarks.country.meeting import FULL, Chronicle
from tests.benchmarks.country.plan import Plan
from tests.benchmarks.country.source import Sheet, Source
from tests.benchmarks.country.territory import County

#: Base of the synthetic dataset, in a domain that nobody can have (RFC 6761, section 6.5).
BASE = "https://country.example/"

#: An account of fewer statements is not begun.
_LEAST = 150
_LISTED = "2026-01-01"
_DATASET = f"""\
title: {{pl: "Zmyślony kraj: dane syntetyczne", en: "A made-up country: synthetic data"}}
description:
  pl: "Dane syntetyczne do pomiarów: organizacje, osoby i wydarzenia są zmyślone, miejsca są prawdziwe."
  en: "Synthetic data for benchmarks: organisations, persons and events are made up, places are real."
base: {BASE}
version: 1.0.0
issued: 2026-11-23
modified: 2026-11-23
licence: https://creativecommons.org/licenses/by/4.0/
publisher:
  name: {{pl: Generator danych syntetycznych, en: Generator of synthetic data}}
  url: {BASE}
changes: {{pl: Dane syntetyczne., en: Synthetic data.}}
"""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, and how many statements the build makes of them, with its own graphs."""

    files: int
    statements: int


def write(directory: Path, triples: int, seed: int = 1, faults: Faults | None = None) -> Written:
    """Write a country of about `triples` statements (within 2 % from 6,000 on), with faults where they are wanted.

    The number that is given back is exact, but for what the faults add. Raises EsgraphError if there is something in the
    directory already.
    """
    if directory.exists() and any(directory.iterdir()):
        raise EsgraphError("the directory is not empty", where=str(directory), remedy="name a new one")
    for folder in _FOLDERS:
        (directory / folder).mkdir(parents=True)
    (directory / "dataset.yaml").write_text(_DATASET, encoding="utf-8")
    return _Country(directory, Plan.of(triples, seed), seed, faults or Faults()).write()


#: Where links of a country lead: those of its schemes, its places and its organisations.
_TARGETS = ("essglobal", "krs", "regon", "teryt")
_FOLDERS = ("sources", "places", "identity")


def _fixed(dataset: Path) -> tuple[int, int]:
    """Statements that the build adds whatever the sources say, and how many more for each source."""
    own = resources.ontology()
    count = len(list(linking.lines(BASE, _TARGETS)))
    for paths in ([own / "esgraph.ttl", *(own / "alignments").glob("*.ttl")], [*(own / "schemes").glob("*.ttl")]):
        quads = {quad for path in paths for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}
        lines = (f"{quad.subject} {quad.predicate} {quad.object}".encode() for quad in quads)
        count += len(quads) + len(list(linksets.of(BASE).links(lines)))
    known = settings.read(dataset)
    graphs = ["derived", "gaps", "identity", "ontology", "places", "schemes"]
    catalogue = len(description.describe(known, graphs))
    each = len(description.describe(known, [*graphs, "source/one"])) - catalogue
    return count + catalogue, each


class _Country:
    def __init__(self, directory: Path, plan: Plan, seed: int, faults: Faults) -> None:
        self.directory = directory
        self.plan = plan
        self.seed = seed
        self.faults = faults
        self.derived = Derived()
        self.files = 1
        self._stated, self._per_source = _fixed(directory / "dataset.yaml")
        # What the graphs of places and of identity say of themselves.
        self._stated += territory.HEAD_STATEMENTS + register.HEAD_STATEMENTS

    @property
    def statements(self) -> int:
        """How many statements there are so far, with those that are derived from them."""
        return self._stated + self.derived.statements

    def write(self) -> Written:
        """Write what the whole country has, then county by county its places, its lists and its accounts."""
        codes = sorted({county.terc[:2] for county in self.plan.counties})
        self._sheet("places", "polska", territory.country(codes), territory.HEAD)
        nation = institutions(self.plan.counties[0], self.plan.institutions)
        names = "Wykaz instytucji krajowych", "List of national institutions"
        random = Random(f"{self.seed}/country")
        self._lists(register.Register("wykaz-krajowy", names, self.derived, random), nation)
        done = 0.0
        before: Society | None = None
        for county, share in zip(self.plan.counties, self.plan.shares, strict=True):
            random = Random(f"{self.seed}/{county.terc}")
            people = society(county, int(self.plan.organizations * share), random)
            part = self.faults.part(done, done + share, _names(people))
            self.derived.forget()
            self._register(people, random, part, register.HEAD if before is None else ())
            chronicle = Chronicle(people, before or people, nation, random, self.derived)
            done += share
            self._accounts(chronicle, int(self.plan.triples * done), part)
            before = people
        self.faults.write(self.directory)
        return Written(self.files, self.statements)

    def _register(self, people: Society, random: Random, part: Part, head: tuple[str, ...]) -> None:
        """Write the places and the lists of a county, and who may be named twice in them."""
        county = people.county
        key = f"powiat-{county.terc}"
        places = territory.places(county)
        part.spoil(places, "places", key)
        self._sheet("places", key, places)
        names = f"Wykaz podmiotów: {county.body}", f"List of entities: {county.english}"
        lists = register.Register(f"wykaz-{county.terc}", names, self.derived, random)
        self._lists(lists, people.actors, county)
        part.spoil(lists.identity, "identity", key)
        self._sheet("identity", key, lists.identity, head)
        for name, content in part.files():
            self._file("sources", name, content)

    def _accounts(self, chronicle: Chronicle, until: int, part: Part) -> None:
        """Write accounts until the county has its share; the last ones are as long as there is room for."""
        begun = self.statements
        publisher = chronicle.society.actors[0].slug
        while True:
            chronicle.room = min(FULL, until - self.statements)
            meeting = tell(chronicle)
            done = self.statements + meeting.source.statements
            is_last = until - done < _LEAST
            part.spoil_account(meeting.source, meeting.slug, 1.0 if is_last else (done - begun) / (until - begun))
            for source, text in finish(meeting, BASE, publisher):
                self._source(source, text)
            if is_last:
                return

    def _lists(self, lists: register.Register, actors: list[Actor], county: County | None = None) -> None:
        for source, names in lists.lists(actors, county):
            self._source(source, source.finish(BASE, names, _LISTED, actors[0].slug if county else ""))

    def _source(self, source: Source, text: str) -> None:
        self._stated += source.statements + self._per_source
        self._file("sources", source.slug, text.encode())

    def _sheet(self, folder: str, name: str, sheet: Sheet, head: tuple[str, ...] = ()) -> None:
        self._stated += sheet.statements
        if sheet or head:
            self._file(folder, name, sheet.text(*head).encode())

    def _file(self, folder: str, name: str, content: bytes) -> None:
        (self.directory / folder / f"{name}.yaml").write_bytes(content)
        self.files += 1


def _names(people: Society) -> dict[str, str]:
    """What a fault can speak of in a county."""
    first = people.actors[0]
    return {
        "base": f"{BASE}id/",
        "organization": first.slug,
        "post": first.office,
        "place": first.commune.seat,
        "award": register.award(people.county)[0],
    }
