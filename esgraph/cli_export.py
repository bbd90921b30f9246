"""Turns the command that writes a static copy of the site into a call."""

from pathlib import Path

import click

from esgraph.cli_options import LANG, language, steps


@click.command()
@click.argument("release", type=click.Path(path_type=Path))
@click.option("--static", "target", type=click.Path(path_type=Path), required=True, help="The directory to write.")
@click.option(
    "--base", default="http://127.0.0.1:8000/", show_default=True,
    help="Where it will be published, for what must name itself whole.",
)  # fmt: skip
@LANG
def export(release: Path, target: Path, base: str, lang: str | None) -> None:
    """Write the site as files for any file server.

    Pages in both languages, RDF, network and other files, with links among them; what only a server can answer leads to
    a page that says so.
    """
    from esgraph.export.writer import export as write
    from esgraph.release import Release

    step = steps()
    number = write(Release.open(release), target, base.rstrip("/") + "/", step)
    step("")
    told = {"pl": "Zapisano pliki: {number} → {target}", "en": "Files written: {number} → {target}"}[language(lang)]
    click.echo(told.format(number=number, target=target))
