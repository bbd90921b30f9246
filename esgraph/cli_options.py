"""Turns what several commands share into one: options, the language of reports, the step that is at work."""

import os
import sys
from collections.abc import Callable

import click

from esgraph.errors import Language

#: Where the language that was chosen is kept for what is printed when a command fails.
CHOSEN = "esgraph.lang"


def _keep_language(context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    context.meta[CHOSEN] = value
    return value


LANG = click.option(
    "--lang",
    type=click.Choice(["pl", "en"]),
    default=None,
    callback=_keep_language,
    is_eager=True,
    help="Language of reports; else that of the system.",
)


def language(chosen: str | None) -> Language:
    """The language that was chosen, else that of the system."""
    locale = chosen or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "pl" if locale.startswith("pl") else "en"


def steps() -> Callable[[str], None]:
    """Shows the step at work in one line of a terminal, and nothing where output is no terminal."""

    def show(name: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{name} …" if name else "\r\033[K", err=True, nl=False)

    return show
