"""Turns the command that proposes who is the same as whom into calls."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from esgraph.cli_options import LANG, TEXTS, fail, language, texts_beside
from esgraph.errors import AuthoringError, Language, Text

if TYPE_CHECKING:
    from esgraph.linking.matching import Match

_WORDS: Final[dict[str, Text]] = {
    "none": {"pl": "Nie ma nowych propozycji.", "en": "There is nothing new to propose."},
    "count": {
        "pl": "Propozycje: {count} (pewne: {certain}, prawdopodobne: {probable}, możliwe: {possible}).",
        "en": "{count} proposals: {certain} certain, {probable} probable, {possible} possible.",
    },
    "decided": {
        "pl": "Pominięto pary, o których jest już hipoteza: {count}.",
        "en": "Pairs left out because there is a hypothesis about them: {count}.",
    },
    "inside": {
        "pl": "Pominięto zapisy, których adresy należą do naszych danych, a których w nich nie ma: {count}.",
        "en": "Records left out whose IRIs are those of our data, which have no such thing: {count}.",
    },
    "written": {"pl": "Zapisano: {path}", "en": "Written: {path}"},
    "how": {"pl": "Niczego nie zapisano (--write).", "en": "Nothing was written (--write)."},
}


@click.command()
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--against", multiple=True, required=True, metavar="WHERE",
    help="What to match with: a file of RDF, a release, a data directory, or `geonames`; may be repeated.",
)  # fmt: skip
@click.option("--write", is_flag=True, help="Add the proposals to DATA/identity/proposals.yaml.")
@click.option(
    "--at-least", type=click.Choice(["possible", "probable", "certain"]), default="possible", show_default=True
)
@click.option("--limit", type=click.IntRange(1), default=3, show_default=True, help="Proposals for one thing.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day of the proposals; else today.")
@TEXTS
@LANG
def link(
    data: Path, against: tuple[str, ...], write: bool, at_least: str, limit: int, on: datetime | None,
    texts: Path | None, lang: str | None,
) -> None:  # fmt: skip
    """Propose who is the same as whom in other data.

    Compares the organisations and places of DATA with those of another source, and prints what may be the same, with
    its reasons. --write adds it to DATA/identity/proposals.yaml as hypotheses, which people confirm or reject; what was
    proposed or decided before is not proposed again.
    """
    from esgraph.build import dataset
    from esgraph.build.project import Project
    from esgraph.linking.kinds import Concepts
    from esgraph.linking.matching import match
    from esgraph.linking.proposals import Decided, new
    from esgraph.linking.rules import Outcome
    from esgraph.linking.sources import files, opened

    spoken, concepts = language(lang), Concepts.read()
    with TemporaryDirectory(prefix="esgraph-") as work:
        try:
            project = Project.open(data)
            ours_read = dataset.read(project, Path(work) / "dataset", texts or texts_beside(data))
            ours = files.of_dataset(ours_read, concepts)
            decided = Decided.read(ours_read.store(), project.settings.base)
            examiner = opened.examiner(concepts)
            theirs = [record for where in against for record in opened.records(where, concepts)]
        except AuthoringError as error:
            fail([problem.text(spoken) for problem in error.problems], len(error.problems), spoken)
    base = project.settings.base
    known = {record.iri for record in ours}
    usable = [one for one in theirs if not one.iri.startswith(f"{base}id/") or one.iri in known]
    matches = [one for one in match(ours, usable, examiner, limit) if one.outcome >= Outcome[at_least.upper()]]
    proposed = list(new(matches, decided))
    for one in proposed:
        _say(one, base, spoken)
    _sum_up(proposed, len(matches) - len(proposed), len(theirs) - len(usable), spoken)
    if proposed and write:
        _write(data, proposed, base, decided.ids, on.date() if on else date.today(), spoken)  # noqa: DTZ011
    elif proposed:
        click.echo(_WORDS["how"][spoken], err=True)


def _say(one: "Match", base: str, spoken: Language) -> None:
    from esgraph.linking import wording

    ours, theirs = (iri.removeprefix(f"{base}id/") for iri in one.pair)
    click.echo(f"{ours} = {theirs}: {wording.OUTCOMES[one.outcome].text(spoken)} ({one.score})")
    click.echo(f"    {wording.description(one)[spoken]}")


def _sum_up(proposed: "list[Match]", decided: int, inside: int, spoken: Language) -> None:
    counts = Counter(one.outcome.name.lower() for one in proposed)
    if proposed:
        numbers = {name: counts[name] for name in ("certain", "probable", "possible")}
        click.echo(_WORDS["count"][spoken].format(count=len(proposed), **numbers))
    else:
        click.echo(_WORDS["none"][spoken])
    for name, count in (("decided", decided), ("inside", inside)):
        if count:
            click.echo(_WORDS[name][spoken].format(count=count), err=True)


def _write(
    data: Path, proposed: "Iterable[Match]", base: str, taken: frozenset[str], day: date, spoken: Language
) -> None:
    from esgraph.linking.proposals import FILE, append, entries

    path = data / FILE
    before = path.read_text("utf-8") if path.exists() else ""
    after = append(before, entries(proposed, base, taken, day), str(path))
    path.parent.mkdir(exist_ok=True)
    path.write_text(after, "utf-8")
    click.echo(_WORDS["written"][spoken].format(path=path))
