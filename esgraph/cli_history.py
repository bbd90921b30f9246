"""Turns the commands about releases that follow each other into calls."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from esgraph.cli_options import LANG, language, steps
from esgraph.errors import EsgraphError, Language, Message, Text, Told

if TYPE_CHECKING:
    from esgraph.build.dataset import Dataset
    from esgraph.build.project import Settings
    from esgraph.build.report import Report
    from esgraph.build.stages import Stages
    from esgraph.history.directory import Directory
    from esgraph.release import Manifest, Release

_DIRECTORY = click.argument("path", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
_FILE = click.Path(path_type=Path, dir_okay=False)


_WORDS: dict[str, Text] = {
    "wait": {"pl": "Trwa tu inne budowanie; czekam, aż się skończy.", "en": "Another build is at work here; waiting."},
    "built": {
        "pl": "Wydanie {id}: stwierdzenia: {quads}, grafy: {graphs}; poprawne → {where}",
        "en": "Release {id}: {quads} statements in {graphs} graphs, valid → {where}",
    },
    "patched": {"pl": "{id}: stwierdzenia: {count} → {where}", "en": "{id}: {count} statements → {where}"},
    "outcome": {"pl": "Po zmianach", "en": "Patched"},
    "new": {"pl": "Aktualne jest teraz wydanie {id}.", "en": "Release {id} is current now."},
    "unchanged": {
        "pl": "Wydanie {id} już tu jest i jest aktualne: nic się nie zmieniło.",
        "en": "Release {id} is here already and is current: nothing changed.",
    },
    "again": {
        "pl": "Wydanie {id} już tu było; znów jest aktualne.",
        "en": "Release {id} was here already; it is current again.",
    },
    "renewed": {
        "pl": "Wydanie {id} już tu było; jego pliki zapisano od nowa.",
        "en": "Release {id} was here already; its files were written anew.",
    },
    "since": {"pl": "Zmiany od wydania {id}:", "en": "Changes since release {id}:"},
    "same": {"pl": "żadnych", "en": "none"},
    "untold": {
        "pl": "Zmian od wydania {id} nie da się powiedzieć: {why}",
        "en": "The changes since release {id} cannot be told: {why}",
    },
    "shrunk": {"pl": "Jest mniej niż poprzednio:", "en": "There is less than before:"},
    "back": {"pl": "Aktualne jest znów wydanie {id}.", "en": "Release {id} is current again."},
    "published": {
        "pl": "Wycofane rzeczy są nadal we wcześniejszych wydaniach i ich zmianach: esgraph forget {path} --earlier",
        "en": "What was withdrawn is still in earlier releases and their changes: esgraph forget {path} --earlier",
    },
    "forgotten": {"pl": "Usunięto wydanie {id} i jego zmiany.", "en": "Release {id} and its changes are removed."},
    "current": {"pl": "aktualne", "en": "current"},
    "never": {"pl": "nigdy nie było aktualne", "en": "never was current"},
    "statements": {"pl": "stwierdzenia", "en": "statements"},
    "data_of": {"pl": "dane z", "en": "data of"},
    "issued": {"pl": "wydane", "en": "issued"},
}


def say_what_was_built(release: "Release", where: Path, spoken: Language) -> None:
    """Say which release was written, and where it is."""
    manifest = release.manifest
    counts = {name: manifest.counts[name] for name in ("quads", "graphs")}
    click.echo(_WORDS["built"][spoken].format(id=manifest.id, where=where, **counts))


def say_what_shrank(before: "Manifest | None", after: "Manifest", spoken: Language) -> None:
    """Warn of what there is less of than in the release before."""
    from esgraph.history.shrinking import shrunk

    if before and before.base == after.base and (lines := shrunk(before, after)):
        click.echo(_WORDS["shrunk"][spoken], err=True)
        for line in lines:
            click.echo(f"    {line}", err=True)


def add_release(
    dataset: "Dataset", report: "Report", settings: "Settings", path: Path, spoken: Language, stages: "Stages"
) -> None:
    """Put the release of a dataset beside those before it, and say what became of that."""
    from esgraph.build.series import build
    from esgraph.history.telling import in_numbers
    from esgraph.serve.preparing import prepare

    waiting = _WORDS["wait"][spoken]
    built = build(dataset, report, settings, path, stages, lambda: click.echo(waiting, err=True), prepare)
    name, manifest = built.release.manifest.id, built.release.manifest
    if built.outcome == "new":
        say_what_was_built(built.release, path / name, spoken)
    click.echo(_WORDS[built.outcome][spoken].format(id=name))
    if built.changes:
        told = in_numbers(built.changes, spoken) or _WORDS["same"][spoken]
        click.echo(f"{_WORDS['since'][spoken].format(id=built.before)} {told}")
        say_what_shrank(_directory(path).release(built.before).manifest, manifest, spoken)
    elif built.untold:
        click.echo(_WORDS["untold"][spoken].format(id=built.before, why=_told(built.untold, spoken)), err=True)
    if dataset.withdrawn:
        _say_what_is_published(path, spoken)


def _say_what_is_published(path: Path, spoken: Language) -> None:
    """Say that a withdrawal does not reach back."""
    if len(_directory(path).ids()) > 1:
        click.echo(_WORDS["published"][spoken].format(path=path), err=True)


def _told(told: Told, spoken: Language) -> str:
    return told.text(spoken) if isinstance(told, Message) else told


def _directory(path: Path) -> "Directory":
    from esgraph.history.directory import Directory

    return Directory.open(path)


@click.command()
@_DIRECTORY
@LANG
def releases(path: Path, lang: str | None) -> None:
    """List the releases of a directory, the latest first."""
    spoken, directory = language(lang), _directory(path)
    for name in directory.ids():
        click.echo(f"{'*' if name == directory.current else ' '} {name}  {_about(directory, name, spoken)}")
    for name in directory.never_current():
        click.echo(f"  {name}  {_WORDS['never'][spoken]}")


def _about(directory: "Directory", name: str, spoken: Language) -> str:
    """What a release says of itself, or why it cannot be read."""
    from esgraph.errors import ReleaseError

    try:
        manifest = directory.release(name).manifest
    except ReleaseError as error:
        return _told(error.message, spoken)
    parts = [
        f"{_WORDS['data_of'][spoken]} {manifest.modified}",
        f"{_WORDS['issued'][spoken]} {manifest.issued}",
        f"{_WORDS['statements'][spoken]}: {manifest.counts['quads']}",
    ]
    return ", ".join(parts + ([_WORDS["current"][spoken]] if name == directory.current else []))


@click.command()
@_DIRECTORY
@click.argument("release", metavar="[ID]", required=False, default="")
@LANG
def rollback(path: Path, release: str, lang: str | None) -> None:
    """Make an earlier release of a directory current.

    Without ID the one that was current before; a server follows within a second. Nothing is removed.
    """
    from esgraph.history.directory import roll_back

    name = roll_back(_directory(path), release)
    click.echo(_WORDS["back"][language(lang)].format(id=name))


@click.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option(
    "--releases", "path", type=click.Path(path_type=Path), help="The directory of releases of which these are."
)
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "patch"]), default="text", show_default=True,
    help="In words, as JSON, or as an RDF Patch.",
)  # fmt: skip
@click.option("--patch", "patch_file", type=_FILE, help="Write the RDF Patch here, too (.rdfp, .rdfp.gz).")
@click.option("--added", "added_file", type=_FILE, help="Write the statements that only B has here (.nq, .nq.gz).")
@click.option("--removed", "removed_file", type=_FILE, help="Write the statements that only A has here.")
@LANG
def diff(
    old: str, new: str, path: Path | None, form: str, patch_file: Path | None, added_file: Path | None,
    removed_file: Path | None, lang: str | None,
) -> None:  # fmt: skip
    """Say what changed between two releases.

    A and B are release directories, or with --releases the ids of releases.
    """
    from esgraph.history import messages
    from esgraph.history import patch as patches
    from esgraph.history.quads import differences, lines
    from esgraph.release import Release

    if path:
        before, after = (_directory(path).release(one) for one in (old, new))
    else:
        before, after = (Release.open(Path(one)) for one in (old, new))
    if before.manifest.base != after.manifest.base:
        raise EsgraphError(
            messages.TWO_DATASETS.of(old=before.manifest.base, new=after.manifest.base), remedy=messages.NAME_TWO
        )

    def rows() -> Iterable[bytes]:
        changes = differences(lines(before.nquads), lines(after.nquads))
        return patches.write(patches.header(before, after), changes)

    if patch_file:
        with patches.written(patch_file) as stream:
            stream.writelines(rows())
    for sign, file in (("A", added_file), ("D", removed_file)):
        if file:
            with patches.written(file) as stream:
                changes = differences(lines(before.nquads), lines(after.nquads))
                stream.writelines(change.quad + b"\n" for change in changes if change.sign == sign)
    if form == "patch":
        sys.stdout.buffer.writelines(rows())
        sys.stdout.buffer.flush()
    else:
        _tell(before, after, form, language(lang))


def _tell(before: "Release", after: "Release", form: str, spoken: Language) -> None:
    """Print the changes in words or as JSON, entity by entity."""
    from tempfile import TemporaryDirectory

    from esgraph.history import gathering, reading, telling
    from esgraph.history.changes import document

    step = steps()
    step("comparing")
    with TemporaryDirectory(prefix="esgraph-") as folder:
        file = Path(folder) / "changes.sqlite"
        gathering.gather(before, after, file)
        step("")
        with reading.opened(file) as changes:
            if form == "text":
                manifests = before.manifest, after.manifest
                for line in telling.text(changes.summary, manifests, changes.entities(), spoken):
                    click.echo(line)
                return
            sys.stdout.writelines(document(changes.summary, changes.entities()))


@click.command()
@click.argument("old", metavar="A", type=click.Path(path_type=Path, exists=True))
@click.argument("file", metavar="PATCH", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-o", "--output", type=_FILE, required=True, help="The N-Quads after it (.nq, .nq.gz).")
@LANG
def patch(old: Path, file: Path, output: Path, lang: str | None) -> None:
    """Apply an RDF Patch to a release.

    A is a release directory, or a file of sorted N-Quads (.nq, .nq.gz). The patch must fit: what it deletes must be
    there, what it adds must not.
    """
    from esgraph.history import patch as patches
    from esgraph.history.quads import lines, sha256
    from esgraph.release import Release

    spoken = language(lang)
    source = old if old.is_file() else Release.open(old).nquads
    with patches.opened(file) as read:
        patches.check_fit(read, sha256(source))
        count = patches.save(read, lines(source), output)
        outcome = read.header.new or _WORDS["outcome"][spoken]
        click.echo(_WORDS["patched"][spoken].format(id=outcome, count=count, where=output))


@click.command()
@_DIRECTORY
@click.argument("names", metavar="[ID]...", nargs=-1)
@click.option("--earlier", is_flag=True, help="All but the current one.")
@LANG
def forget(path: Path, names: tuple[str, ...], *, earlier: bool, lang: str | None) -> None:
    """Remove releases, and what was kept of their changes.

    After a withdrawal: what was withdrawn is in earlier releases, and in what changed since.
    """
    from esgraph.history import forgetting, messages
    from esgraph.history.directory import READING
    from esgraph.temporary import workplace

    spoken, directory = language(lang), _directory(path)
    if not names and not earlier:
        raise EsgraphError(messages.NOTHING_NAMED, where=str(path), remedy=messages.NAME_IDS)
    chosen = forgetting.earlier(directory) if earlier else list(dict.fromkeys(names))
    with workplace(directory.path, READING):  # which removes what was left there of data that were read
        for one in forgetting.forget(directory, chosen, lambda: click.echo(_WORDS["wait"][spoken], err=True)):
            click.echo(_WORDS["forgotten"][spoken].format(id=one))


COMMANDS = (releases, diff, patch, rollback, forget)
