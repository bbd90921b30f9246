"""Turns a validated Dataset into a release directory, whole or not at all.

The release is written beside its place and renamed into it, so that a build that fails or is killed leaves the
release before it as it was. Every file but the store has the same bytes for the same input.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile

from esgraph import network_index, question, release, resources, search_index, tombstones
from esgraph.build import minimum, placing, withdrawal, workers
from esgraph.build.catalogue import writer as catalogue
from esgraph.build.catalogue.counting import Counts
from esgraph.build.dataset import Dataset
from esgraph.build.dumps import sums
from esgraph.build.dumps import writer as dumps
from esgraph.build.dumps.tables import writer as tables
from esgraph.build.handover import Handover
from esgraph.build.network import writer as network
from esgraph.build.project import Settings
from esgraph.build.report import Report
from esgraph.build.search import writer as search
from esgraph.build.search.statements import relevant
from esgraph.build.stages import Stage, Stages, measured
from esgraph.errors import ReleaseError
from esgraph.network.drawing import draw, svg
from esgraph.network.files import FORMATS, Content
from esgraph.network.files import write as write_file
from esgraph.network.indexed import Indexed
from esgraph.network.network import Network
from esgraph.network.reading import connect
from esgraph.recording import Recording
from esgraph.release import Manifest, Release
from esgraph.temporary import workplace

#: Adds a file to a release that is complete but for it.
Prepare = Callable[[Release], Path]

#: Where the release waits, in the directory of the build, that another one takes the place of.
_ASIDE = "aside"
#: Statements up to which other processes take longer to start than to help.
_ALONE = 100_000


def publish(
    dataset: Dataset, report: Report, settings: Settings, target: Path, stages: Stages, prepare: Prepare | None = None
) -> Release:
    """Write the release of a dataset to `target`, in place of the release that may be there.

    `prepare` adds a file that is made from all the others. Raises ReleaseError if `target` is something else than a
    release, or lost data (see `minimumCounts`).
    """
    check_target(target)
    check_counts(dataset, settings)
    _bring_back(target)
    with workplace(target.parent, f".{target.name}~") as work:
        fresh = work / "release"
        fresh.mkdir()
        write(dataset, report, settings, fresh, stages, prepare)
        placing.put(fresh, target, work / _ASIDE)
    return Release.open(target)


def _bring_back(target: Path) -> None:
    """Put the release in its place again that a build left aside that was killed."""
    for aside in sorted(target.parent.glob(f".{target.name}~*/{_ASIDE}")):
        if not target.exists() and (aside / release.MANIFEST).is_file():
            aside.rename(target)


def check_target(target: Path) -> None:
    """Raise ReleaseError if something else than a release is at a place for one."""
    if not target.exists() or (target / release.MANIFEST).is_file():
        return
    if not target.is_dir() or any(target.iterdir()):
        raise ReleaseError(
            "there is something here that is not a release; it is left as it is",
            where=str(target),
            remedy="name another directory with -o, or remove this one",
        )


def check_counts(dataset: Dataset, settings: Settings) -> None:
    """Compare the dataset with `minimumCounts`. Raises ReleaseError for what shrank, or cannot be counted."""
    minimum.check(_by_iri(dataset.counts), settings)


def write(
    dataset: Dataset, report: Report, settings: Settings, work: Path, stages: Stages, prepare: Prepare | None = None
) -> None:
    """Write the release of a dataset into a directory that is empty, the manifest last."""
    work = work.resolve()  # as whatever opens the release names its files
    placing.link(dataset.nquads, work / release.NQUADS)
    placing.link(dataset.union, work / release.UNION)
    # Without the log of the store, in which the paths of this machine stand.
    dataset.store().backup(str(work / release.STORE))
    copy_resources(settings.base, work, withdrawal.is_gone(dataset.withdrawn))
    (work / "report.json").write_text(report.to_json(), encoding="utf-8")
    (work / "report.ttl").write_text(report.turtle, encoding="utf-8")
    manifest = _manifest(dataset, settings)
    parts = [_Part(name, work, settings, manifest, dataset.handover) for name in _PARTS]
    with stages.stage("files and indexes"):
        alone = dataset.counts.triples < _ALONE
        for done in workers.each(_write_part, parts, alone=alone):
            stages.done.append(done)
    if dataset.withdrawn:
        tombstones.write({one.iri: one.stone for one in dataset.withdrawn}, work / tombstones.FILE)
    with stages.stage("catalogue and sums"):
        files = sums.entries(_to_sum(work), work)
        files |= sums.entries(catalogue.write(replace(manifest, files=files), settings, dataset.counts, work), work)
    if prepare:
        _write_manifest(replace(manifest, files=files), work)
        with stages.stage("answers"):
            files |= sums.entries([prepare(Release.open(work))], work)
    withdrawal.check_traces(work, dataset.withdrawn)
    _write_manifest(replace(manifest, files=sums.write(work, files)), work)
    # Temporary directories are private; a release is for anyone who may read its place.
    work.chmod(0o755)


def _write_manifest(manifest: Manifest, work: Path) -> None:
    (work / release.MANIFEST).write_text(manifest.to_json(), encoding="utf-8")


def _to_sum(work: Path) -> Iterator[Path]:
    """The files of a release but for its store, whose bytes differ from build to build."""
    store = work / release.STORE
    return (path for path in work.rglob("*") if store not in path.parents)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a release that is made from its N-Quads, whatever else there is."""

    name: str
    work: Path
    settings: Settings
    manifest: Manifest
    handover: Handover | None


def _write_part(part: _Part) -> Stage:
    found: list[Stage] = []
    with measured(part.name, found.append):
        _PARTS[part.name](part)
    return found[0]


def _write_network(part: _Part) -> None:
    write_network(part.work, part.settings.base, part.handover)
    write_network_files(part.manifest, part.work)


def _write_tables(part: _Part) -> None:
    tables.write(part.work / release.UNION, part.settings, part.work / release.TABLES, handover=part.handover)


#: The parts that are written side by side; first what takes longest.
_PARTS: dict[str, Callable[[_Part], object]] = {
    "search index": lambda part: write_search(part.work, part.settings.base),
    "dumps": lambda part: dumps.write_by_subject(part.work, part.settings.base, part.handover),
    "network": _write_network,
    "dumps with graphs": lambda part: dumps.write_by_graph(part.work, part.settings.base, part.handover),
    "tables": _write_tables,
}


def copy_resources(base: str, work: Path, gone: Callable[[str], bool]) -> None:
    """Put ontology, shapes and questions into a release; questions ask for the entities of its base that are not gone.

    What they answer on the dataset that they were written on is left out: it may be another one.
    """
    shutil.copytree(resources.ontology(), work / "ontology", ignore=shutil.ignore_patterns("questions"))
    ontology = work / "ontology" / "esgraph.ttl"
    ontology.write_text(withdrawal.without_examples(ontology.read_text(encoding="utf-8"), gone), encoding="utf-8")
    shutil.copytree(resources.shapes(), work / "shapes")
    (work / "questions").mkdir()
    for path in sorted((resources.ontology() / "questions").glob("*.rq")):
        text = question.without(question.for_base(path.read_text(encoding="utf-8"), base), base, gone)
        (work / "questions" / path.name).write_text(question.without_expected(text), encoding="utf-8")


def write_search(work: Path, base: str) -> None:
    """Make the search index of a release from its statements and its questions."""
    statements = relevant(work / release.UNION)
    search.write(statements, question.read_all(work / "questions"), base, work / search_index.FILE)


def write_network(work: Path, base: str, handover: Handover | None = None) -> None:
    """Make the index of a release's network from its N-Quads."""
    network.write(work / release.NQUADS, base, work / network_index.FILE, handover)


def write_network_files(manifest: Manifest, work: Path) -> None:
    """Write the whole network of a release for network tools; `manifest` need not know its files yet."""
    folder = work / release.NETWORK_FILES
    folder.mkdir()
    with (
        closing(connect(work / network_index.FILE)) as connection,
        TemporaryFile("w+", encoding="ascii", dir=work) as recorded,
    ):
        whole = Network(manifest, Indexed(connection))
        content = Content(whole, whole.view(), recording=Recording(recorded))
        for form in FORMATS:
            write_file(form, content, folder / (f"network{form.suffix}" if form.suffix[0] == "." else form.suffix))
        picture = draw(content.view, content.language)
        (folder / "network.svg").write_text(svg(picture, lambda iri: iri), encoding="utf-8")


def _manifest(dataset: Dataset, settings: Settings) -> Manifest:
    """What a release says of itself, but for its files."""
    with dataset.nquads.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    graphs = {name: count.triples for name, count in dataset.counts.graphs.items()}
    return Manifest(
        id=f"{settings.version}-{digest[:12]}",
        version=settings.version,
        base=settings.base,
        title=settings.title,
        licence=settings.licence,
        issued=settings.issued,
        modified=settings.modified,
        generator=f"esgraph {version('esgraph')}",
        counts={
            "quads": dataset.quads,
            "triples": dataset.counts.triples,
            "graphs": len(graphs),
            **_by_iri(dataset.counts),
            **graphs,
        },
        files={},
    )


def _by_iri(counts: Counts) -> dict[str, int]:
    """The instances of every class and the statements of every property."""
    properties = {name: one.triples for name, one in counts.properties.items()}
    return properties | {name: one.entities for name, one in counts.classes.items()}
