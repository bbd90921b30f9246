"""Turns what several commands share into one: options, the language of reports, the step that is at work."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
from click._termui_impl import ProgressBar

from esgraph.errors import AuthoringError, Language

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

TEXTS = click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False),
    help="Directory with the sources' texts as SOURCE.txt, to check the words of the evidence; else DATA/texts.",
)


def language(chosen: str | None) -> Language:
    """The language that was chosen, else that of the system."""
    locale = chosen or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "pl" if locale.startswith("pl") else "en"


def texts_beside(data: Path) -> Path | None:
    """The directory with the sources' texts in a data directory, if it has one."""
    texts = data / "texts"
    return texts if texts.is_dir() else None


def fail(lines: list[str], count: int, spoken: Language) -> NoReturn:
    """Print what is to mend, and end the command with 1."""
    for line in lines:
        click.echo(line, err=True)
    summary = {
        "pl": f"Do poprawienia: {count}. Nic nie zapisano.",
        "en": f"{count} to mend. Nothing was written.",
    }
    click.echo(summary[spoken], err=True)
    sys.exit(1)


def refuse(error: AuthoringError, spoken: Language) -> NoReturn:
    """Print every problem of authored material, where it is and what to do, and end the command with 1."""
    fail([problem.text(spoken) for problem in error.problems], len(error.problems), spoken)


def steps() -> Callable[[str], None]:
    """Shows the step at work in one line of a terminal, and nothing where output is no terminal."""

    def show(name: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{name} …" if name else "\r\033[K", err=True, nl=False)

    return show


@contextmanager
def bar(name: str, total: int, unit: str) -> Iterator[Callable[[int], None]]:
    """Shows a stage of long work in one line of a terminal; how far it is, how fast and how long yet, if that is known.

    Shows nothing where output is no terminal.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    if not total:
        show = steps()
        show(name)
        yield lambda _: None
        show("")
        return
    begun, done = time.monotonic(), 0

    def rate(_item: object) -> str:
        return f"{done / 1e6 / max(time.monotonic() - begun, 1e-9):.1f} M{unit}/s"

    shown: ProgressBar[object]
    with click.progressbar(length=total, label=name, file=sys.stderr, item_show_func=rate) as shown:

        def advance(more: int) -> None:
            nonlocal done
            done += more
            shown.update(more)

        yield advance
