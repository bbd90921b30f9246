"""Turns somebody's list of names into a page of who is meant by each, and into the list with what the graph knows.

`GET /match` is a form for a list; `?example=1` shows what comes of one. `POST /match` reads a list that was pasted
(`table`) or uploaded (`file`) and shows its rows with their candidates; the button `go` says what is wanted: `read`,
`page-2`, or a file (`excel`, `excel-en`, `csv`). The list, how it was read and what was decided travel in the form:
nothing of it is kept here, and nobody may keep an answer.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, current_app, make_response, render_template, request
from markupsafe import Markup

from esgraph.excel import CONVENTIONS
from esgraph.serve import problem, rows, texts
from esgraph.serve.matching import asking, result, table
from esgraph.serve.matching.asking import Matched
from esgraph.serve.matching.decisions import NOTHING, Decisions, lines
from esgraph.serve.matching.headings import ROLES
from esgraph.serve.matching.result import Decided
from esgraph.serve.matching.table import SEPARATORS, Row
from esgraph.serve.pages import match_form, match_rows
from esgraph.serve.pages.match_form import Listed
from esgraph.serve.problem import RefusedError
from esgraph.serve.reconciliation import schema
from esgraph.serve.reference import reference
from esgraph.serve.resource import read_labels
from esgraph.serve.rows import Rows
from esgraph.serve.search.index import SearchIndex, search_index
from esgraph.serve.site import language, site

blueprint = Blueprint("match", __name__)
blueprint.record(lambda state: asking.install(state.app))

#: Rows of a page.
PER_PAGE: Final = 50
#: Rows that show what the columns have.
_SAMPLE: Final = 3
#: The file that a button asks for → how Excel wants it, if it is for Excel.
_FILES: Final = {"excel": CONVENTIONS["1"], "excel-en": CONVENTIONS["en"], "csv": None}
_FILE_NAME: Final = "esgraph-match"
#: Organisations in an example, and a name that no organisation of the graph should have.
_EXAMPLES: Final = 4


@blueprint.get("/match")
def form() -> Response:
    """The form, or an example of what comes of it."""
    index = _index()
    if not request.args.get("example"):
        return _response(render_template("match.html", **_limits()))
    return _response(_page(match_form.example(_example()), index, is_example=True))


@blueprint.post("/match")
def index() -> Response:
    """The rows of a list with their candidates, or the list as a file."""
    # Before anything is told on the page of lists: a form that cannot be read at all has nothing to show there.
    go = request.form.get("go", "")
    problem.tell_on(_trouble)
    searched, listed = _index(), match_form.posted()
    response = _file(listed, searched, go) if go in _FILES else _response(_page(listed, searched))
    response.headers["Cache-Control"] = "no-store"
    return response


def _index() -> SearchIndex:
    found = search_index()
    if found is None:
        raise RefusedError(HTTPStatus.NOT_FOUND, texts.message("search_no_index"))
    return found


def _response(page: str) -> Response:
    response = make_response(page)
    response.vary.update(["Accept", "Accept-Language"])
    return response


def _limits() -> dict[str, object]:
    return {"most_rows": table.MOST_ROWS, "most_bytes": table.MOST_BYTES}


def _trouble(status: HTTPStatus, what: Markup, remedy: Markup) -> str:
    """The form with what was pasted, and why it cannot be read."""
    return render_template("match.html", trouble=(status, what, remedy), written=match_form.written(), **_limits())


def _matched(listed: Listed, searched: SearchIndex, wanted: Sequence[tuple[int, Row]]) -> list[Matched]:
    with asking.turn(current_app):
        return asking.matched(site(), searched, reference(), wanted, listed.asked, language())


def _page(listed: Listed, searched: SearchIndex, *, is_example: bool = False) -> str:
    pages = -(-len(listed.table.rows) // PER_PAGE)
    number = min(max(1, listed.page), pages)
    start = (number - 1) * PER_PAGE
    wanted = list(enumerate(listed.table.rows))[start : start + PER_PAGE]
    shown = [result.decided(one, listed.decisions, site().base) for one in _matched(listed, searched, wanted)]
    views = [match_rows.view(one, listed.asked, reference(), language(), site().base) for one in shown]
    return render_template(
        "match_rows.html", listed=listed, rows=views, is_example=is_example,
        counts=match_rows.counts(views), page=number, pages=pages,
        start=start + 1, end=start + len(views),
        columns=list(enumerate(listed.table.headings)), column=match_form.column, roles=ROLES,
        separators=list(SEPARATORS), types=match_form.types(), sample=listed.table.rows[:_SAMPLE],
        matched=_lines(shown), elsewhere=_elsewhere(listed.decisions, wanted), nothing=NOTHING,
    )  # fmt: skip


def _lines(shown: Sequence[Decided]) -> str:
    """What the rows of a page are matched with."""
    base = site().base
    ids = {one.matched.number: one.matched.match for one in shown}
    return lines({number: schema.entity_id(base, match.entity.iri) for number, match in ids.items() if match})


def _elsewhere(decisions: Decisions, wanted: Sequence[tuple[int, Row]]) -> str:
    """What was decided on other pages; what was on this one stands in its own fields."""
    here = {number for number, _ in wanted}
    return Decisions({row: chosen for row, chosen in decisions.by_row.items() if row not in here}).written()


def _file(listed: Listed, searched: SearchIndex, form: str) -> Response:
    found = _matched(listed, searched, list(enumerate(listed.table.rows)))
    decided = [result.decided(one, listed.decisions, site().base) for one in found]
    convention = _FILES[form]
    made: Rows = result.file_of(site(), listed.table, decided, language(), convention)
    return rows.as_csv(made.excel(convention) if convention else made.plain(), _FILE_NAME)


def _example() -> str:
    """A few organisations of the graph as somebody may have them in a table, and one that is not in it."""
    found = site().select(
        "SELECT ?s (SAMPLE(?p) AS ?place) WHERE { ?s a org:Organization ; schema:location ?p "
        f'FILTER(STRSTARTS(STR(?s), "{schema.identifier_space(site().base)}organization/")) }} '
        f"GROUP BY ?s ORDER BY ?s LIMIT {_EXAMPLES}"
    )
    pairs = [(row["s"]["value"], row["place"]["value"]) for row in found]
    labels = read_labels(site(), [iri for pair in pairs for iri in pair], language())
    known = [(labels.get(one, ""), labels.get(place, "")) for one, place in pairs]
    head = [texts.text(f"match_role_{role}", language()) for role in ("name", "place")]
    stranger = (texts.text("match_example_stranger", language()), "")
    return "\n".join("\t".join(cells) for cells in [head, *known, stranger])
