"""Turns the command that compares GLEIF's list of legal forms with the scheme of them into calls."""

from pathlib import Path
from typing import Final

import click

from esgraph.cli_options import LANG, language
from esgraph.errors import Text

_WORDS: Final[dict[str, Text]] = {
    "written": {"pl": "Zapisano: {path}", "en": "Written: {path}"},
    "known": {"pl": "kodów Polski znanych: {n}", "en": "codes of Poland that are known: {n}"},
    "new": {"pl": "nowe: {what}", "en": "new: {what}"},
    "namesakes": {
        "pl": "pominięte, bo inna używana forma ma tę nazwę: {what}",
        "en": "left out, because another form in use has the name: {what}",
    },
    "replaced": {
        "pl": "zastąpione, oznaczone owl:deprecated: {what}",
        "en": "replaced, stated to be owl:deprecated: {what}",
    },
    "ended": {"pl": "już nieużywane, a w schemacie są: {what}", "en": "no longer in use, and in the scheme: {what}"},
    "unlisted": {
        "pl": "w schemacie, a na liście ich nie ma: {what}",
        "en": "in the scheme, and not in the list: {what}",
    },
}


@click.command("legal-forms")
@click.argument("listed", metavar="LIST", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("data", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--write", is_flag=True, help="Add them to DATA/schemes/legal-forms.ttl.")
@LANG
def legal_forms(listed: Path, data: Path | None, write: bool, lang: str | None) -> None:
    """Compare GLEIF's list of legal forms with the scheme.

    LIST is the ELF code list (ISO 20275) as GLEIF publishes it, a CSV file. Printed, or with --write added, are the
    forms of Poland that neither the program's scheme nor those in DATA/schemes have, as concepts in Turtle.
    """
    if write and data is None:
        raise click.UsageError("--write needs DATA")
    from esgraph import resources
    from esgraph.reference import elf

    spoken = language(lang)
    schemes = [
        resources.ontology() / "schemes" / "legal-form.ttl",
        *sorted((data / "schemes").glob("*.ttl") if data else []),
    ]
    found = elf.compare(elf.read(listed), schemes)
    if found.new and write and data:
        target = data / "schemes" / "legal-forms.ttl"
        target.parent.mkdir(exist_ok=True)
        before = target.read_text("utf-8") if target.exists() else elf.HEAD
        target.write_text(before + found.turtle(), "utf-8")
        click.echo(_WORDS["written"][spoken].format(path=target), err=True)
    elif found.new:
        click.echo(elf.HEAD + found.turtle(), nl=False)
    click.echo(_WORDS["known"][spoken].format(n=found.known), err=True)
    for name, codes in (
        ("new", [f"{one.code} {one.name}" for one in found.new]),
        ("namesakes", [f"{one.code} {one.name} ({other})" for one, other in found.namesakes]),
        ("replaced", list(found.replaced)),
        ("ended", [f"{one.code} {one.name}" for one in found.ended]),
        ("unlisted", list(found.unlisted)),
    ):
        if codes:
            click.echo(_WORDS[name][spoken].format(what=", ".join(codes)), err=True)
