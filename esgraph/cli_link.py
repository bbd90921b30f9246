"""Turns the commands that propose who is the same as whom, and that let people decide, into calls."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from esgraph.cli_options import LANG, TEXTS, language, refuse, texts_beside
from esgraph.errors import AuthoringError, Language, Text

if TYPE_CHECKING:
    from esgraph.linking.matching import Match
    from esgraph.linking.proposing import Proposed

_WORDS: Final[dict[str, Text]] = {
    "none": {"pl": "Nie ma nowych propozycji.", "en": "There is nothing new to propose."},
    "count": {
        "pl": "Propozycje: {count} (pewne: {certain}, prawdopodobne: {probable}, możliwe: {possible}).",
        "en": "Proposals: {count} (certain: {certain}, probable: {probable}, possible: {possible}).",
    },
    "decided": {
        "pl": "Pominięto pary, o których jest już hipoteza: {count}.",
        "en": "Pairs left out because there is a hypothesis about them: {count}.",
    },
    "inside": {
        "pl": "Pominięto zapisy, których adresy należą do naszych danych, a których w nich nie ma: {count}.",
        "en": "Records left out whose IRIs are those of our data, which have no such thing: {count}.",
    },
    "serving": {
        "pl": "Propozycje: {address} (Ctrl-C kończy)",
        "en": "Proposals: {address} (stop with Ctrl-C)",
    },
    "written": {"pl": "Zapisano: {path}", "en": "Written: {path}"},
    "how": {"pl": "Niczego nie zapisano (--write).", "en": "Nothing was written (--write)."},
}


@click.command()
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--against", multiple=True, required=True, metavar="WHERE",
    help="A file of RDF, a release, a data directory, `geonames`, or the address of a SPARQL endpoint or of a"
    " reconciliation service; may be repeated.",
)  # fmt: skip
@click.option(
    "--query", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A SPARQL query with ?id and ?name for an endpoint that has another vocabulary.",
)  # fmt: skip
@click.option("--type", "kind", default="", help="The type that a reconciliation service is asked for.")
@click.option("--seconds", type=click.FloatRange(1), default=60.0, show_default=True, help="Longest single request.")
@click.option("--write", is_flag=True, help="Add the proposals to DATA/identity/proposals.yaml.")
@click.option(
    "--at-least", type=click.Choice(["possible", "probable", "certain"]), default="possible", show_default=True
)
@click.option("--limit", type=click.IntRange(1), default=3, show_default=True, help="Proposals for one thing.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day of the proposals; else today.")
@TEXTS
@LANG
def link(
    data: Path, against: tuple[str, ...], query: Path | None, kind: str, seconds: float, write: bool, at_least: str,
    limit: int, on: datetime | None, texts: Path | None, lang: str | None,
) -> None:  # fmt: skip
    """Propose who is the same as whom in other data.

    Compares the organisations and places of DATA with those of another source, and prints what may be the same, with
    its reasons. --write adds it to DATA/identity/proposals.yaml as hypotheses, which people confirm or reject; what was
    proposed or decided before is not proposed again.
    """
    from esgraph.linking.outcome import Outcome
    from esgraph.linking.proposing import Wanted, propose
    from esgraph.linking.sources.opened import Asking

    spoken = language(lang)
    wanted = Wanted(limit, Outcome[at_least.upper()])
    try:
        found = propose(data, against, Asking(seconds, query, kind), texts or texts_beside(data), wanted)
    except AuthoringError as error:
        refuse(error, spoken)
    for one in found.matches:
        _say(one, found.base, spoken)
    _sum_up(found, spoken)
    if found.matches and write:
        _write(data, found, on.date() if on else date.today(), spoken)  # noqa: DTZ011 - the reader's day
    elif found.matches:
        click.echo(_WORDS["how"][spoken], err=True)


def _say(one: "Match", base: str, spoken: Language) -> None:
    from esgraph.linking import wording

    ours, theirs = (iri.removeprefix(f"{base}id/") for iri in one.pair)
    click.echo(f"{ours} = {theirs}: {wording.OUTCOMES[one.outcome].text(spoken)} ({one.score})")
    click.echo(f"    {wording.description(one)[spoken]}")


def _sum_up(found: "Proposed", spoken: Language) -> None:
    counts = Counter(one.outcome.name.lower() for one in found.matches)
    if found.matches:
        numbers = {name: counts[name] for name in ("certain", "probable", "possible")}
        click.echo(_WORDS["count"][spoken].format(count=len(found.matches), **numbers))
    else:
        click.echo(_WORDS["none"][spoken])
    for name, count in (("decided", found.decided), ("inside", found.inside)):
        if count:
            click.echo(_WORDS[name][spoken].format(count=count), err=True)


def _write(data: Path, found: "Proposed", day: date, spoken: Language) -> None:
    from esgraph.linking.proposals import FILE, append, entries

    path = data / FILE
    # The ends of lines stay what they are, and what people have decided is there also if this is interrupted.
    before = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    after = append(before, entries(found.matches, found.base, found.taken, day), str(path))
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f"{path.name}~")
    beside.write_bytes(after.encode())
    beside.replace(path)
    click.echo(_WORDS["written"][spoken].format(path=path))


@click.command()
@click.argument("data", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--port", type=click.IntRange(0, 65535), default=8010, show_default=True, help="0 takes a free one.")
@LANG
def review(data: Path, port: int, lang: str | None) -> None:
    """Decide on proposals in a browser, on this machine alone.

    Shows the open proposals of `esgraph link` with what speaks for them. A decision is written into their file, with
    who decided, when and why; all else in it stays as it is.
    """
    from werkzeug.serving import make_server

    from esgraph.linking.review.app import create_app

    server = make_server("127.0.0.1", port, create_app(data), threaded=True)
    click.echo(_WORDS["serving"][language(lang)].format(address=f"http://127.0.0.1:{server.server_port}/"))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
