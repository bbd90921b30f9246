"""Turns two columns of a table into the bars of a chart, which stands beside the table and never instead of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from esgraph.question import Chart
from esgraph.serve.tables import Table

#: More bars than these are no picture; the longest are shown.
_MOST = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the table: what it is called, how much it is, and its length in per cent of the longest."""

    label: str
    written: str
    percent: float


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars in the order of the table; `total` counts those too that are not shown."""

    bars: tuple[Bar, ...]
    total: int
    measure: str


def bars(chart: Chart | None, table: Table) -> Bars | None:
    """The bars of a table, or None where there is nothing to compare: no chart is meant, or fewer than two rows."""
    if chart is None:
        return None
    names = [column.name for column in table.columns]
    if chart.label not in names or chart.value not in names:
        return None
    label, value = names.index(chart.label), names.index(chart.value)
    measured = [
        (row[label], row[value], amount)
        for row, terms in zip(table.rows, table.terms, strict=True)
        if (amount := _amount(terms.get(chart.value))) is not None
    ]
    longest = max((amount for _, _, amount in measured), default=0.0)
    if len(measured) < 2 or longest <= 0:
        return None
    least = sorted((amount for _, _, amount in measured), reverse=True)[:_MOST][-1]
    shown = [one for one in measured if one[2] >= least][:_MOST]
    drawn = tuple(
        Bar(named.text if named else "", written.text if written else "", round(100 * amount / longest, 2))
        for named, written, amount in shown
    )
    return Bars(drawn, table.total, table.columns[value].heading)


def _amount(term: Mapping[str, str] | None) -> float | None:
    """A number that has a length; anything else leaves its row out of the picture."""
    try:
        amount = float(term["value"]) if term else None
    except ValueError:
        return None
    return amount if amount is not None and 0 <= amount < float("inf") else None
