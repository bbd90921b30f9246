"""Turns the command that looks places up in a register into calls."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from esgraph.cli_options import LANG, language
from esgraph.errors import AuthoringError, Language, Text

if TYPE_CHECKING:
    from esgraph.reference.authored import File
    from esgraph.reference.gazetteer import Resolution
    from esgraph.reference.place import Place

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
#: Candidates that are listed.
_LISTED: Final = 20
_WORDS: Final[dict[str, Text]] = {
    "none": {"pl": "nie ma takiego miejsca w rejestrze", "en": "the register has no such place"},
    "near": {"pl": "podobne: {names}", "en": "alike: {names}"},
    "several": {
        "pl": "może być: {count}; dopisz powiat albo województwo („Tłuszcz, pow. wołomiński”) albo podaj kod",
        "en": "{count} places; add the county or the voivodeship (“Tłuszcz, pow. wołomiński”), or give a code",
    },
    "nothing": {"pl": "nie ma nic do dodania; są już: {names}", "en": "nothing to add; it has already: {names}"},
    "line": {"pl": "wiersz {line}", "en": "line {line}"},
    "towns": {
        "pl": "Rejestr w programie zna tylko miasta; wieś też może się tak nazywać (cały rejestr: --simc PLIK).",
        "en": "The program’s register knows towns alone; a village may have the name, too (the whole: --simc FILE).",
    },
}


@click.command()
@click.argument("names", nargs=-1, metavar="NAME…")
@click.option(
    "--append",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Add to this places.yaml what it has not.",
)
@click.option("--terc", multiple=True, type=_FILE, help="TERC as GUS gives it out; else units of 2020-01-01.")
@click.option("--simc", multiple=True, type=_FILE, help="SIMC as GUS gives it out; else towns of 2020-01-01.")
@click.option("--geonames", type=_FILE, help="PL.zip of GeoNames, for coordinates; else places of 500 people and more.")
@click.option("--nuts", type=_FILE, help="Eurostat’s LAU–NUTS workbook, or its sheet PL as CSV, for NUTS 3 codes.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the codes were valid; else the latest.")
@LANG
def places(
    names: tuple[str, ...],
    append: Path | None,
    terc: tuple[Path, ...],
    simc: tuple[Path, ...],
    geonames: Path | None,
    nuts: Path | None,
    on: datetime | None,
    lang: str | None,
) -> None:
    """Look places up, and print or add their entries.

    A NAME is what a text says: “Tłuszcz”, “w Tłuszczu”, “Tłuszcz, pow. wołomiński”, “gmina Tłuszcz”, or a code;
    without one, the lines of standard input. What may be several places is not guessed: they are listed, and the exit
    code is 1.
    """
    from esgraph.inflection import dictionary
    from esgraph.reference import authored, teryt
    from esgraph.reference.gazetteer import Gazetteer
    from esgraph.reference.geonames import PLACES, GeoNames
    from esgraph.reference.nuts import Nuts

    spoken, known = language(lang), dictionary()
    territory = teryt.read(terc or (teryt.TERC,), simc or (teryt.SIMC,), on.date() if on else None)
    gazetteer = Gazetteer(territory, lambda word: (lemma for lemma, _ in known.readings(word)))
    asked = names or [line.strip() for line in sys.stdin if line.strip()]
    resolved = [gazetteer.resolve(name) for name in asked]
    if found := [one.place for one in resolved if one.place]:
        file = authored.File.read(append) if append else authored.File()
        units = Nuts.read(nuts) if nuts else None
        new = authored.entries(found, territory, GeoNames.read(geonames or PLACES), file, units)
        if append:
            _add(file, new, found, spoken)
        else:
            click.echo(f"places:\n{new}", nl=False)
    for one in resolved:
        _say(one, spoken)
    if not territory.is_whole and any(one.may_be_village for one in resolved):
        click.echo(_WORDS["towns"][spoken], err=True)
    if any(one.place is None for one in resolved):
        sys.exit(1)


def _add(file: "File", new: str, found: "list[Place]", spoken: Language) -> None:
    """Add entries to a file, and print them, also if they cannot be added, so that somebody can do so by hand."""
    if not new:
        known = file.ids()
        ids = {known.get(f"terc {one.terc}") or known[f"simc {one.simc}"] for one in found}
        lines = {name: _WORDS["line"][spoken].format(line=file.entries[name].line) for name in sorted(ids)}
        told = ", ".join(f"{name} ({line})" for name, line in lines.items())
        click.echo(f"{file.path}: {_WORDS['nothing'][spoken].format(names=told)}", err=True)
        return
    try:
        text = file.added(new)
    except AuthoringError:
        click.echo(new, nl=False)
        raise
    file.path.write_text(text, "utf-8")
    click.echo(new, nl=False)


def _say(one: "Resolution", spoken: Language) -> None:
    """Say what is not told, and what it may be."""
    if one.place:
        return
    if not one.places:
        alike = ", ".join(place.title for place in one.near)
        more = f"; {_WORDS['near'][spoken].format(names=alike)}" if alike else ""
        click.echo(f"{one.text}: {_WORDS['none'][spoken]}{more}", err=True)
        return
    click.echo(f"{one.text}: {_WORDS['several'][spoken].format(count=len(one.places))}", err=True)
    for place in one.places[:_LISTED]:
        click.echo(f"    {place.told(spoken)}", err=True)
    if len(one.places) > _LISTED:
        click.echo("    …", err=True)
