"""Turns the command that checks a release, here or on a server, into calls."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from esgraph.cli_options import LANG, language

if TYPE_CHECKING:
    from esgraph.verification.check import Check

#: IRIs of which it is seen whether they lead somewhere: one of each kind at most.
_SAMPLE = 12


@click.command()
@click.argument("what", metavar="RELEASE|FILE|FOLDER|URL")
@click.option("--profile", "profiles", type=click.Path(path_type=Path, exists=True, dir_okay=False), multiple=True,
              help="SHACL shapes for the catalogue, such as those of DCAT-AP; may be repeated.")  # fmt: skip
@click.option("--shapes/--no-shapes", default=True, help="Hold the data to the release's own shapes (slow if large).")
@click.option("--sample", type=click.IntRange(0), default=_SAMPLE, show_default=True,
              help="Of a server: so many IRIs must lead to their descriptions.")  # fmt: skip
@click.option("--sums", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Of a download: SHA256SUMS, manifest.json or catalogue.ttl; else SHA256SUMS beside it.")  # fmt: skip
@LANG
@click.pass_context
def verify(
    context: click.Context,
    what: str,
    profiles: tuple[Path, ...],
    *,
    shapes: bool,
    sample: int,
    sums: Path | None,
    lang: str | None,
) -> None:
    """Check a release, a download, or what a server gives.

    URL is the address of a home page, or of a release. Of a download, a file or a folder, what is there is checked, by
    itself and by a list of hashes. Of a release: hashes, numbers, formats, shapes, the catalogue; of a server also
    whether IRIs lead somewhere. Ends with 1 if anything does not hold.
    """
    chosen, failed = language(lang), 0
    for check in _checks(what, profiles, sample, sums, shapes=shapes):
        failed += check.state == "fails"
        click.echo(check.text(chosen))
    context.exit(1 if failed else 0)


def _checks(
    what: str, profiles: tuple[Path, ...], sample: int, sums: Path | None, *, shapes: bool
) -> Iterator["Check"]:
    from esgraph.release import Release, located
    from esgraph.verification import download, local, remote

    if not remote.is_address(what):
        place = located(Path(what))
        if sums is None and download.is_release(place):
            yield from local.verify(Release.open(place), profiles, shapes=shapes)
        else:
            yield from download.verify(place, sums)
        return
    server = remote.Server.read(what)
    with TemporaryDirectory(prefix="esgraph-verify-") as work:
        release = remote.fetch(server, Path(work))
        yield from remote.verify(server, release, sample)
        yield from local.verify_fetched(release, profiles, shapes=shapes)
