"""Turns the commands that read a data directory into calls: check it, build its release."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

import click

from esgraph.cli_history import add_release, say_what_shrank, say_what_was_built
from esgraph.cli_options import LANG, TEXTS, bar, fail, language, refuse, texts_beside
from esgraph.errors import AuthoringError, EsgraphError, Language

if TYPE_CHECKING:
    from esgraph.build.dataset import Dataset
    from esgraph.build.incremental.baseline import Cache
    from esgraph.build.project import Project
    from esgraph.build.report import Report
    from esgraph.build.stages import Stages
    from esgraph.build.validation import Engine
    from esgraph.release import Manifest

#: Sources that are named one by one.
_NAMED = 10
_DATA = click.argument("data", type=click.Path(path_type=Path))
_CACHE = click.option(
    "--cache",
    type=click.Path(path_type=Path),
    help="Directory that remembers the valid dataset, so that the next run reads and validates only what changed.",
)
_TIMINGS = click.option("--timings", is_flag=True, help="Print the time and memory of each stage.")


@click.command()
@_DATA
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The release directory.")
@click.option(
    "--releases", type=click.Path(path_type=Path), help="A directory of releases: beside those that are there."
)
@TEXTS
@_CACHE
@_TIMINGS
@LANG
def build(
    data: Path,
    output: Path | None,
    releases: Path | None,
    texts: Path | None,
    cache: Path | None,
    timings: bool,
    lang: str | None,
) -> None:
    """Build, validate and write the release of a data directory.

    With -o it takes the place of the one that is there; with --releases it is put beside those before it, and becomes
    the current one.
    """
    from esgraph.build.publish import check_target, publish
    from esgraph.build.stages import Stages
    from esgraph.history.directory import READING, Directory
    from esgraph.serve.preparing import prepare
    from esgraph.temporary import workplace

    spoken, stages = language(lang), Stages(bar)
    _keep_apart(cache, output or releases)
    # Whoever stops a service stops a build in it like Ctrl-C does, and it clears up.
    signal.signal(signal.SIGTERM, _stop)
    # What is read lies on the disk of the release, where there is room for it, and need not be copied.
    if releases is not None and output is None:
        beside = partial(workplace, Directory.begin(releases).path, READING)
    elif output is not None and releases is None:
        check_target(output)
        beside = partial(workplace, output.parent, f".{output.name}~reading-")
    else:
        raise click.UsageError("say where the release goes, with either -o or --releases")
    with _place(cache, spoken, beside) as place, _timed(stages, timings):
        project, dataset, report = _check(data, texts, place, spoken, stages)
        if releases is not None:
            add_release(dataset, report, project.settings, releases, spoken, stages)
        elif output is not None:
            before = _manifest_at(output)
            result = publish(dataset, report, project.settings, output, stages, prepare)
            say_what_was_built(result, output, spoken)
            say_what_shrank(before, result.manifest, spoken)
        _say_what_tables_gave(dataset, spoken)
        _say_what_was_compared(dataset)
        _say_what_may_be_mistaken(dataset, spoken)
        place.keep(dataset, report)


def _stop(number: int, _frame: object) -> NoReturn:
    sys.exit(128 + number)


@contextmanager
def _timed(stages: "Stages", wanted: bool) -> Iterator[None]:
    from esgraph.build.stages import table

    with stages.stage("everything"):
        yield
    if wanted:
        click.echo(table(stages.done), err=True)


def _manifest_at(path: Path) -> "Manifest | None":
    """What the release says of itself that is about to be replaced; None if there is none that can be read."""
    from esgraph.release import Release

    try:
        return Release.open(path).manifest
    except EsgraphError:
        return None


@click.command()
@_DATA
@TEXTS
@_CACHE
@_TIMINGS
@LANG
@click.option(
    "--engine", type=click.Choice(["esgraph", "pyshacl"]), default="esgraph", show_default=True,
    help="Who applies the shapes; pySHACL is slow, and of another making.",
)  # fmt: skip
def check(
    data: Path, texts: Path | None, cache: Path | None, timings: bool, lang: str | None, engine: "Engine"
) -> None:
    """Check a data directory and say what to mend."""
    from esgraph.build.stages import Stages

    spoken, stages = language(lang), Stages(bar)
    with (
        _place(cache, spoken, partial(TemporaryDirectory, prefix="esgraph-")) as place,
        _timed(stages, timings) if timings else nullcontext(),
    ):
        project, dataset, report = _check(data, texts, place, spoken, stages, engine)
        click.echo(f"{project.directory}: {dataset.quads} statements, valid")
        _say_what_tables_gave(dataset, spoken)
        _say_what_was_compared(dataset)
        _say_what_may_be_mistaken(dataset, spoken)
        _say_who_is_named(dataset, spoken)
        place.keep(dataset, report)


def _say_what_may_be_mistaken(dataset: "Dataset", spoken: Language) -> None:
    """Ask about withdrawals of what nobody has, while there is something of nearly that name."""
    from esgraph.build.withdrawal import mistaken

    asked = {
        "pl": "niczego takiego nie ma w danych, a jest „{near}”: czy to ono miało być wycofane?",
        "en": "the data have nothing of this name, but they have “{near}”: is that what was to be withdrawn?",
    }
    for one, near in mistaken(dataset.withdrawn, dataset.store()) if dataset.withdrawn else ():
        click.echo(f"{one.where}: {asked[spoken].format(near=near.rpartition('/id/')[2])}", err=True)


def _say_what_tables_gave(dataset: "Dataset", spoken: Language) -> None:
    """Say how many rows of each table were read, and what was undone or left out."""
    for summary in dataset.summaries:
        click.echo(summary.text(spoken), err=True)


def _say_what_was_compared(dataset: "Dataset") -> None:
    """Say which quotations were only taken at their word; of very many sources the first, and how many there are."""
    if missing := sorted(dataset.quoted - dataset.compared):
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        named = f"{', '.join(missing[:_NAMED])}{more}"
        click.echo(f"Quotations not compared with the text, which is not at hand (--texts): {named}")


def _say_who_is_named(dataset: "Dataset", spoken: Language) -> None:
    """List every person, so that whoever publishes sees whose data these are."""
    if persons := dataset.persons():
        click.echo({"pl": "Osoby wymienione w danych:", "en": "Persons named in the data:"}[spoken])
        for iri, label in persons:
            where = dataset.origins.find(iri)
            click.echo(f"    {label} <{iri}>{f' {where}' if where else ''}")


def _keep_apart(cache: Path | None, target: Path | None) -> None:
    """What replaces a release would remove a cache in it, and the other way round."""
    if cache and target:
        one, other = cache.resolve(), target.resolve()
        if one == other or one in other.parents or other in one.parents:
            raise click.UsageError(f"the cache ({cache}) and the release ({target}) need places of their own")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a dataset is made, and the cache that this place belongs to, if there is one."""

    directory: Path
    cache: "Cache | None" = None

    def keep(self, dataset: "Dataset", report: "Report") -> None:
        """Let the next run begin with a dataset that is not looked at any more in this one."""
        if self.cache:
            self.cache.keep(dataset.counts, report.focuses, dataset.origins.asked)


@contextmanager
def _place(
    cache: Path | None, spoken: Language, otherwise: Callable[[], AbstractContextManager[Path | str]]
) -> Iterator[_Place]:
    """A place in the cache, or one of those that are made otherwise and go with this run."""
    from esgraph.build.incremental.baseline import opened

    waiting = {
        "pl": "Tej pamięci (--cache) używa inne polecenie; czekam, aż się skończy.",
        "en": "Another command uses this cache; waiting.",
    }
    if cache is None:
        with otherwise() as work:
            yield _Place(Path(work) / "dataset")
        return
    with opened(cache, lambda: click.echo(waiting[spoken], err=True)) as held:
        yield _Place(held.dataset, held)


def _check(
    data: Path,
    texts: Path | None,
    place: _Place,
    spoken: Language,
    stages: "Stages",
    engine: "Engine" = "esgraph",
) -> tuple["Project", "Dataset", "Report"]:
    """Read a data directory into a place and validate it; what is wrong is printed, and ends the command."""
    from esgraph import resources
    from esgraph.build.dataset import read
    from esgraph.build.project import Project
    from esgraph.build.publish import check_counts
    from esgraph.build.validation import read_shapes, validate

    try:
        project = Project.open(data)
        dataset = read(project, place.directory, texts or texts_beside(data), stages, place.cache)
    except AuthoringError as error:
        refuse(error, spoken)
    with stages.stage("validating"):
        report = validate(dataset, read_shapes(resources.shapes()), engine)
    lines = [finding.text(spoken) for finding in report.findings]
    if not report.valid:
        fail(lines, sum(finding.severity == "Violation" for finding in report.findings), spoken)
    for line in lines:
        click.echo(line, err=True)
    check_counts(dataset, project.settings)
    return project, dataset, report
