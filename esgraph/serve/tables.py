"""Turns the result of a SELECT or ASK query into a table for a page: labels for IRIs, links, a bounded length."""

import json
from dataclasses import dataclass

from esgraph.errors import Language
from esgraph.serve import negotiation, resource
from esgraph.serve.site import Site
from esgraph.serve.store import Query


@dataclass(frozen=True, slots=True)
class Cell:
    """One term of a result: what to show, and the IRI to link to, if it is one."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A result as a page shows it; `total` counts all rows, also those that are not shown. `boolean` is for ASK."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    total: int
    boolean: bool | None = None
    unknown_functions: tuple[str, ...] = ()


def read(site: Site, query: Query, language: Language) -> Table:
    """Answer a query as a table with labels in the reader's language."""
    answer = site.public.query(query, negotiation.RESULTS[0].media_type)
    document = json.loads(answer.read())
    if "boolean" in document:
        return Table((), (), 0, document["boolean"], answer.unknown_functions)
    names = document["head"]["vars"]
    # A linked label says what `whoLabel` beside `who` would say again.
    columns = tuple(name for name in names if not (name.endswith("Label") and name.removesuffix("Label") in names))
    bindings = document["results"]["bindings"]
    shown = bindings[: site.settings.max_html_rows]
    iris = {term["value"] for row in shown for term in row.values() if term["type"] == "uri"}
    labels = resource.read_labels(site, iris, language)
    rows = tuple(tuple(_cell(row.get(column), labels) for column in columns) for row in shown)
    return Table(columns, rows, len(bindings), None, answer.unknown_functions)


def _cell(term: dict[str, str] | None, labels: dict[str, str]) -> Cell | None:
    if term is None:
        return None
    if term["type"] == "uri":
        iri = term["value"]
        return Cell(labels.get(iri) or resource.short(iri), iri)
    return Cell(term["value"])
