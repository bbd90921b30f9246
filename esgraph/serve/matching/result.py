"""Turns a list and what was decided of its rows into the same list with columns of what the graph knows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from esgraph.errors import Language
from esgraph.excel import Convention
from esgraph.serve import resource, texts
from esgraph.serve.matching.asking import Matched
from esgraph.serve.matching.decisions import NOTHING, Decisions
from esgraph.serve.matching.table import Table
from esgraph.serve.reconciliation import schema
from esgraph.serve.reconciliation.candidates import Candidate
from esgraph.serve.rows import Rows
from esgraph.serve.site import Site

#: How a row came by what stands in it: the service matched it, the reader chose it, or nothing was; and the reader's
#: word that what was matched is not meant.
How = Literal["matched", "chosen", "none", "rejected"]

_NUMBERS: Final = ("krs", "nip", "regon", "terc")
#: What is read for a place that has no code of its own.
_AROUND: Final = "around"
#: What is added, in its order: name for programs; the heading is a text.
_ADDED: Final = ("iri", "id", "name", *_NUMBERS, "score", "how")

#: Numbers that Excel shows as they are written, and reckons with: no nought before, no more digits than it shows.
_WHOLE: Final = re.compile(r"-?(?:0|[1-9]\d{0,10})", re.ASCII)
_FRACTION: Final = re.compile(r"-?(?:0|[1-9]\d{0,10})([.,])\d{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Decided:
    """A row, what is meant by it (None: nothing), and how that came about."""

    matched: Matched
    entity: Candidate | None
    how: How


def decided(one: Matched, decisions: Decisions, base: str) -> Decided:
    """What is meant by a row: what the reader chose, else the match. What is no candidate of it cannot be chosen."""
    chosen = decisions.by_row.get(one.number)
    if chosen == NOTHING:
        return Decided(one, None, "rejected" if one.match else "none")
    if chosen and (found := one.named(schema.entity_iri(base, chosen))):
        return Decided(one, found, "matched" if found is one.match else "chosen")
    return Decided(one, one.match, "matched" if one.match else "none")


def file_of(
    site: Site, table: Table, rows: Sequence[Decided], language: Language, convention: Convention | None
) -> Rows:
    """The list with what was decided, for Excel by a convention, else for programs."""
    numbers = _numbers(site, {row.entity.entity.iri for row in rows if row.entity})
    names = [heading or texts.text("match_column", language, n=at) for at, heading in enumerate(table.headings, 1)]
    added = [(f"esgraph_{name}", texts.text(f"match_added_{name}", language)) for name in _ADDED]
    return Rows(
        (*((name, name) for name in names), *added),
        [
            (
                *(_own(cell, convention) for cell in row.matched.row.cells),
                *_added(site.base, row, numbers, language, is_for_people=convention is not None),
            )
            for row in rows
        ],
    )


def _own(cell: str, convention: Convention | None) -> str | int | Decimal:
    """A cell of the reader: for Excel a number, if it would show it as it is written."""
    if convention and _WHOLE.fullmatch(cell):
        return int(cell)
    if convention and (found := _FRACTION.fullmatch(cell)) and found[1] == convention.decimal_sign:
        return Decimal(cell.replace(",", "."))
    return cell


def _added(
    base: str, row: Decided, numbers: Mapping[tuple[str, str], str], language: Language, *, is_for_people: bool
) -> Iterable[str | Decimal]:
    how = texts.text(f"match_how_{row.how}", language) if is_for_people else row.how
    if row.entity is None:
        return (*[""] * (len(_ADDED) - 1), how)
    entity = row.entity.entity
    own = (numbers.get((entity.iri, name), "") for name in _NUMBERS)
    score = Decimal(str(row.entity.score))
    return (entity.iri, schema.entity_id(base, entity.iri), entity.label, *own, score, how)


def _numbers(site: Site, iris: Iterable[str]) -> dict[tuple[str, str], str]:
    """(entity, register) → its number, or numbers; TERC is that of its place, else of the smallest area around it."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for batch in resource.batches(sorted(set(iris))):
        subjects = resource.listed(batch)
        for row in site.select(
            f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?s {{ {subjects} }} "
            "{ VALUES ?p { esg:krs esg:nip esg:regon esg:terc } ?s ?p ?o } UNION "
            "{ ?s schema:location ?place . ?place esg:terc ?o BIND(esg:terc AS ?p) } UNION "
            f'{{ ?s schema:location?/schema:containedInPlace+ ?area . ?area esg:terc ?o BIND("{_AROUND}" AS ?p) }} }}'
        ):
            found[row["s"]["value"], row["p"]["value"].rpartition("#")[2]].add(row["o"]["value"])
    for (iri, name), codes in list(found.items()):
        if name == _AROUND and (iri, "terc") not in found:
            longest = max(map(len, codes))
            found[iri, "terc"] = {code for code in codes if len(code) == longest}
    return {key: ", ".join(sorted(values)) for key, values in found.items()}
