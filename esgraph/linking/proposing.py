"""Turns a data directory and what it is compared with into proposals: of pairs that no hypothesis is about yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from esgraph.build import dataset
from esgraph.build.project import Project
from esgraph.linking.kinds import Kinds
from esgraph.linking.matching import Match, match
from esgraph.linking.outcome import Outcome
from esgraph.linking.proposals import Decided, new
from esgraph.linking.sources import files, opened
from esgraph.linking.sources.opened import Asking


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is proposed: so many for one thing at most, and only what is so sure."""

    limit: int = 3
    least: Outcome = Outcome.POSSIBLE


@dataclass(frozen=True, slots=True)
class Proposed:
    """New matches, and how many were left out: pairs that a hypothesis is about, records with IRIs of ours alone.

    `base` is the base IRI of our data, `taken` are the ids of its hypotheses.
    """

    matches: list[Match]
    decided: int
    inside: int
    base: str
    taken: frozenset[str]


def propose(data: Path, against: Iterable[str], asking: Asking, texts: Path | None, wanted: Wanted) -> Proposed:
    """What may be the same in our data and in others.

    Raises AuthoringError for mistakes in a data directory, EsgraphError for a source that cannot be read.
    """
    concepts = Kinds.read()
    project = Project.open(data)
    base = project.settings.base
    with TemporaryDirectory(prefix="esgraph-") as work:
        read = dataset.read(project, Path(work) / "dataset", texts)
        ours = files.of_dataset(read, concepts)
        decided = Decided.read(read.store(), base)
    known = {record.iri for record in ours}
    found = [record for where in against for record in opened.records(where, asking, ours, concepts)]
    # A candidate below our own base that our data do not have would be a reference to nothing.
    theirs = [one for one in found if one.iri in known or not one.iri.startswith(f"{base}id/")]
    matches = match(ours, theirs, opened.examiner(concepts), wanted.limit)
    sure = [one for one in matches if one.outcome >= wanted.least]
    proposed = list(new(sure, decided))
    return Proposed(proposed, len(sure) - len(proposed), len(found) - len(theirs), base, decided.ids)
