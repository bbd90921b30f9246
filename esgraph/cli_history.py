"""Turns the commands about releases that follow each other into calls."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from esgraph.cli_options import LANG, language, steps
from esgraph.errors import EsgraphError, Language

if TYPE_CHECKING:
    from esgraph.release import Release

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "patch"]), default="text", show_default=True,
    help="In words, as JSON, or as an RDF Patch.",
)  # fmt: skip
@click.option("--patch", "patch_file", type=_FILE, help="Write the RDF Patch here, too (.rdfp, .rdfp.gz).")
@click.option("--added", "added_file", type=_FILE, help="Write the statements that only B has here (.nq, .nq.gz).")
@click.option("--removed", "removed_file", type=_FILE, help="Write the statements that only A has here.")
@LANG
def diff(
    old: str, new: str, form: str, patch_file: Path | None, added_file: Path | None, removed_file: Path | None,
    lang: str | None,
) -> None:  # fmt: skip
    """Say what changed between two releases.

    A and B are release directories.
    """
    from esgraph.history import patch as patches
    from esgraph.history.quads import differences, lines
    from esgraph.release import Release

    before, after = Release.open(Path(old)), Release.open(Path(new))
    if before.manifest.base != after.manifest.base:
        raise EsgraphError(
            f"the releases are of two datasets: {before.manifest.base} and {after.manifest.base}",
            remedy="name two releases of the same dataset",
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
    import json
    from dataclasses import asdict
    from tempfile import TemporaryDirectory

    from esgraph.history import gathering, reading, telling

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
            head = json.dumps(asdict(changes.summary), ensure_ascii=False, sort_keys=True)
            sys.stdout.write(f'{{"summary": {head}, "entities": [')
            for number, change in enumerate(changes.entities()):
                told = json.dumps(change.to_json(), ensure_ascii=False, sort_keys=True)
                sys.stdout.write(f"{',' if number else ''}\n{told}")
            sys.stdout.write("\n]}\n")


@click.command()
@click.argument("old", metavar="A", type=click.Path(path_type=Path, exists=True))
@click.argument("file", metavar="PATCH", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-o", "--output", type=_FILE, required=True, help="The N-Quads after it (.nq, .nq.gz).")
def patch(old: Path, file: Path, output: Path) -> None:
    """Apply an RDF Patch to a release.

    A is a release directory, or a file of sorted N-Quads. The patch must fit: what it deletes must be there, what it
    adds must not.
    """
    from esgraph.history import patch as patches
    from esgraph.history.quads import lines
    from esgraph.release import NQUADS, Release, file_entry

    source = old if old.is_file() else Release.open(old).path / NQUADS
    entry = file_entry(source)
    with patches.opened(file) as read:
        patches.check_fit(read, entry.sha256 if entry else "")
        count = patches.save(read, lines(source), output)
        click.echo(f"{read.header.new or 'Patched'}: {count} statements → {output}")


COMMANDS = (diff, patch)
