"""Turns measurements into tables with ratios, and into the aims with whether they were reached."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.benchmarks.load import Measure

_US, _OXIGRAPH, _RDFLIB = "esgraph", "oxigraph serve", "rdflib-endpoint"


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: what was asked of whom, and what was found; `results` are the numbers of results probed."""

    query: str
    cold: bool
    server: str
    found: Measure
    results: tuple[int, ...]


@dataclass(slots=True)
class Run:
    """Everything measured at one size; memory in MiB before and after, start (with loading) in seconds."""

    size: str
    statements: int
    rows: list[Row] = field(default_factory=list)
    memory: dict[str, tuple[float, float]] = field(default_factory=dict)
    start: dict[str, float] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    attack: Measure | None = None
    attackers: int = 0

    def rate(self, query: str, server: str, *, cold: bool) -> float:
        """Answers a second, 0 if it was not measured."""
        asked = (row for row in self.rows if (row.query, row.server, row.cold) == (query, server, cold))
        return next((row.found.rate for row in asked), 0.0)


def markdown(run: Run) -> str:
    """The tables of one size, below its heading."""
    return "\n".join([*_head(run), "", *_measures(run), "", *_warnings(run), "", *_aims(run), ""])


def _head(run: Run) -> Iterator[str]:
    yield f"### {run.size}: {run.statements:,} statements"
    yield ""
    yield "| server | version | start with loading, s | memory (PSS), MiB | after the load, MiB |"
    yield "|---|---|---:|---:|---:|"
    for name, (before, after) in run.memory.items():
        yield f"| {name} | {run.versions[name]} | {run.start[name]:.1f} | {before:.0f} | {after:.0f} |"


def _measures(run: Run) -> Iterator[str]:
    yield "| query | | server | answers/s | p50 ms | p99 ms | errors | ÷ oxigraph serve | ÷ rdflib-endpoint |"
    yield "|---|---|---|---:|---:|---:|---:|---:|---:|"
    # One query after the other, all servers together.
    order = list(dict.fromkeys((row.query, row.cold) for row in run.rows))
    for query, cold in sorted(order, key=lambda one: [name for name, _ in order].index(one[0])):
        for row in run.rows:
            if (row.query, row.cold) == (query, cold):
                yield _line(run, row)
    if run.attack:
        found = run.attack
        yield (
            f"| point query, {run.attackers} hostile clients | cold | {_US} | {found.rate:.1f} (offered 20) "
            f"| {found.p50:.1f} | {found.p99:.1f} | {found.errors} | | |"
        )


def _line(run: Run, row: Row) -> str:
    ratios = [_ratio(row.found.rate, run.rate(row.query, other, cold=row.cold)) for other in (_OXIGRAPH, _RDFLIB)]
    found = row.found
    errors = f"**{found.errors}**" if found.errors else "0"
    return (
        f"| {row.query} | {'cold' if row.cold else 'repeated'} | {row.server} | {found.rate:,.1f} | {found.p50:.1f} "
        f"| {found.p99:.1f} | {errors} | {ratios[0]} | {ratios[1]} |"
    )


def _ratio(rate: float, other: float) -> str:
    return f"{rate / other:.2f}×" if other else ""


def _warnings(run: Run) -> Iterator[str]:
    """What makes figures doubtful: errors, answers that differ, servers that are absent."""
    for row in run.rows:
        if row.found.errors:
            yield (
                f"**WARNING** {row.server}, {row.query}, {'cold' if row.cold else 'repeated'}: {row.found.errors} of "
                f"{row.found.requests} requests failed; its latencies include the refusals."
            )
    if run.attack and run.attack.errors:
        yield f"**WARNING** under attack: {run.attack.errors} of {run.attack.requests} requests failed."
    for query in dict.fromkeys(row.query for row in run.rows):
        answers = {row.server: row.results for row in run.rows if row.query == query and row.cold}
        if len(set(answers.values())) > 1:
            yield f"**WARNING** {query}: the servers do not give the same number of results: {answers}"
    for name, reason in run.absent.items():
        yield f"{name} was not measured: {reason}"


def _aims(run: Run) -> Iterator[str]:
    yield "| aim | found | |"
    yield "|---|---|---|"
    for aim, found, reached in aims(run):
        yield f"| {aim} | {found} | {'reached' if reached else 'NOT reached'} |"


def aims(run: Run) -> Iterator[tuple[str, str, bool]]:
    """The aims that this run can tell of: what was aimed at, what was found, whether it is enough."""
    point = run.rate("point query", _OXIGRAPH, cold=False)
    repeated = [row for row in run.rows if row.server == _US and not row.cold and row.query != "entity page"]
    for row in repeated if point else ():
        ratio = row.found.rate / point
        yield f"repeated {row.query} ≥ 1× oxigraph serve's point query", f"{ratio:.2f}×", ratio >= 1
    for query, cold, other, least in (
        ("ego network", True, _OXIGRAPH, 5.0),
        ("point query", True, _OXIGRAPH, 0.5),
        ("ego network", True, _RDFLIB, 50.0),
    ):
        ours, theirs = run.rate(query, _US, cold=cold), run.rate(query, other, cold=cold)
        if ours and theirs:
            yield f"cold {query} ≥ {least:g}× {other}", f"{ours / theirs:.2f}×", ours / theirs >= least
    if run.attack:
        yield (
            "p99 of a point query < 20 ms under attack",
            f"{run.attack.p99:.1f} ms, {run.attack.errors} errors",
            run.attack.p99 < 20 and not run.attack.errors,
        )
