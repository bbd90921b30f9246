"""Turns a validated Dataset into a release directory, whole or not at all.

The release is written beside its place and renamed into it, so that a build that fails or is killed leaves the
release before it as it was. Every file but the store has the same bytes for the same input.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

import pyoxigraph as ox

from esgraph import network_index, question, release, resources, search_index, tombstones
from esgraph.build import withdrawal
from esgraph.build.catalogue import writer as catalogue
from esgraph.build.dataset import Dataset
from esgraph.build.dumps import sums
from esgraph.build.dumps import writer as dumps
from esgraph.build.network import writer as network
from esgraph.build.project import Settings
from esgraph.build.report import Report
from esgraph.build.search import writer as search
from esgraph.errors import ReleaseError
from esgraph.network.drawing import draw, svg
from esgraph.network.files import FORMATS, Content
from esgraph.network.files import write as write_file
from esgraph.network.indexed import Indexed
from esgraph.network.network import Network
from esgraph.network.reading import connect
from esgraph.release import Manifest, Release
from esgraph.vocabulary import PREFIXES, graph

Progress = Callable[[str], None]


def publish(dataset: Dataset, report: Report, settings: Settings, target: Path, progress: Progress) -> Release:
    """Write the release of a dataset to `target`, in place of the release that may be there.

    Raises ReleaseError if `target` is something else than a release, or lost data (see `minimumCounts`).
    """
    _check_target(target)
    check_counts(dataset, settings)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        write(dataset, report, settings, work, progress)
        _replace(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return Release.open(target)


def _check_target(target: Path) -> None:
    if not target.exists() or (target / release.MANIFEST).is_file():
        return
    if not target.is_dir() or any(target.iterdir()):
        raise ReleaseError(
            "there is something here that is not a release; it is left as it is",
            where=str(target),
            remedy="name another directory with -o, or remove this one",
        )


def check_counts(dataset: Dataset, settings: Settings) -> None:
    """Compare the dataset with `minimumCounts`. Raises ReleaseError that says what shrank."""
    counts = dataset.counts()
    short = []
    for name, least in settings.minimum_counts.items():
        prefix, _, local = name.partition(":")
        found = counts.get(f"{PREFIXES.get(prefix, '')}{local}", 0)
        if found < least:
            short.append(f"{name}: {found}, at least {least} expected")
    if short:
        raise ReleaseError(
            "the data shrank: " + "; ".join(short),
            where="dataset.yaml: minimumCounts",
            remedy="restore what is missing, or lower the count if it was removed on purpose",
        )


def write(dataset: Dataset, report: Report, settings: Settings, work: Path, progress: Progress) -> None:
    """Write the release of a dataset into a directory that is empty, the manifest last."""
    progress("dumps")
    quads = write_nquads(dataset.quads(), work / release.NQUADS)
    dumps.write(work, settings)
    copy_resources(settings.base, work)
    (work / "report.json").write_text(report.to_json(), encoding="utf-8")
    (work / "report.ttl").write_text(report.turtle, encoding="utf-8")
    progress("search index")
    write_search(work, settings.base)
    progress("network")
    write_network(work, settings.base)
    manifest = _manifest(dataset, settings, work / release.NQUADS, quads)
    write_network_files(manifest, work)
    if dataset.withdrawn:
        tombstones.write({one.iri: one.stone for one in dataset.withdrawn}, work / tombstones.FILE)
    progress("catalogue")
    files = sums.entries(work.rglob("*"), work)
    described = catalogue.write(replace(manifest, files=files), settings, work)
    files = sums.write(work, files | sums.entries(described, work))
    withdrawal.check_traces(work, dataset.withdrawn)
    progress("store")
    write_store(work)
    (work / release.MANIFEST).write_text(replace(manifest, files=files).to_json(), encoding="utf-8")
    # Temporary directories are private; a release is for anyone who may read its place.
    work.chmod(0o755)


def write_nquads(quads: Iterable[ox.Quad], path: Path) -> int:
    """Write canonical N-Quads (sorted by code point, one statement a line); returns the number of statements."""
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    lines = sorted(set(text.splitlines()))
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return len(lines)


def copy_resources(base: str, work: Path) -> None:
    """Put ontology, shapes and questions into a release; questions ask for the entities of its base."""
    shutil.copytree(resources.ontology(), work / "ontology", ignore=shutil.ignore_patterns("questions"))
    shutil.copytree(resources.shapes(), work / "shapes")
    (work / "questions").mkdir()
    for path in sorted((resources.ontology() / "questions").glob("*.rq")):
        text = question.for_base(path.read_text(encoding="utf-8"), base)
        (work / "questions" / path.name).write_text(text, encoding="utf-8")


def write_search(work: Path, base: str) -> None:
    """Make the search index of a release from its N-Quads and its questions."""
    quads = ox.parse(path=str(work / release.NQUADS), format=ox.RdfFormat.N_QUADS)
    search.write(quads, question.read_all(work / "questions"), base, work / search_index.FILE)


def write_network(work: Path, base: str) -> None:
    """Make the index of a release's network from its N-Quads."""
    network.write(work / release.NQUADS, base, work / network_index.FILE)


def write_network_files(manifest: Manifest, work: Path) -> None:
    """Write the whole network of a release for network tools; `manifest` need not know its files yet."""
    folder = work / release.NETWORK_FILES
    folder.mkdir()
    connection = connect(work / network_index.FILE)
    try:
        whole = Network(manifest, Indexed(connection))
        content = Content(whole, whole.view())
        for form in FORMATS:
            write_file(form, content, folder / (f"network{form.suffix}" if form.suffix[0] == "." else form.suffix))
        picture = draw(content.view, content.language)
        (folder / "network.svg").write_text(svg(picture, lambda iri: iri), encoding="utf-8")
    finally:
        connection.close()


def write_store(work: Path) -> None:
    """Make the store of a release from its dumps: the named graphs, and their union as the default graph.

    Oxigraph can make the union while it answers, but then a triple that two graphs state counts twice.
    """
    store = ox.Store(str(work / release.STORE))
    store.bulk_load(path=str(work / release.NQUADS), format=ox.RdfFormat.N_QUADS)
    store.bulk_load(path=str(work / release.UNION), format=ox.RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()


def _manifest(dataset: Dataset, settings: Settings, nquads: Path, quads: int) -> Manifest:
    """What a release says of itself, but for its files."""
    with nquads.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
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
            "quads": quads,
            "triples": len(dataset.union()),
            "graphs": len(dataset.graphs),
            **dataset.counts(),
            **{graph(settings.base, name): len(triples) for name, triples in dataset.graphs.items()},
        },
        files={},
    )


def _replace(work: Path, target: Path) -> None:
    """Put the finished directory in its place; if that fails, the old release comes back."""
    if not target.exists():
        work.rename(target)
        return
    old = Path(mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    target.rename(old / "release")
    try:
        work.rename(target)
    except OSError:
        (old / "release").rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
