"""Turns what happened when into a timeline with its list, and files of both: CSV, JSON, and a calendar of events."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, Response, jsonify, make_response, render_template
from werkzeug.wrappers import Response as BaseResponse

from esgraph.errors import Language
from esgraph.serve import atlas, chronicle, messages, parameters, presence, spreadsheet, texts, timescale
from esgraph.serve.chronicle import SORTS, Entry, Selection
from esgraph.serve.rows import Rows
from esgraph.serve.site import language, site

blueprint = Blueprint("timeline", __name__)

#: Entries of a page; of a file; of what has no date, where it stands beside the rest.
_PAGE, _MOST, _FEW = 100, 50_000, 10
#: What asks for things without a date, in place of a date.
UNDATED = "none"
_WHEN = re.compile(rf"\d{{4}}(?:-(?:0[1-9]|1[0-2]))?|{UNDATED}", re.ASCII)
_COLUMNS = ("date", "what", "name", "iri", "node", "place", "sources")


@blueprint.route("/timeline")
def index() -> BaseResponse:
    """The picture and the list; of things without a date the list alone."""
    selection, is_undated = _selection()
    number = parameters.page()
    total = _undated(selection) if is_undated else chronicle.total(site(), selection)
    pages = max(1, -(-total // _PAGE))
    parameters.within(number, pages)
    read = chronicle.undated_entries if is_undated else chronicle.entries
    entries = read(site(), selection, language(), _PAGE, (number - 1) * _PAGE) if total else []
    counts: dict[str, Mapping[str, int]] = {
        sort: chronicle.months(site(), sort, selection.area) for sort in selection.sorts
    }
    without = 0 if is_undated or selection.when else _undated(selection)
    page = render_template(
        "timeline.html", selection=selection, is_undated=is_undated, total=total, page=number, pages=pages,
        groups=_by_year(entries), scale=None if is_undated else timescale.draw(counts, selection.when[:4]),
        without=without, undated=chronicle.undated_entries(site(), selection, language(), _FEW) if without else [],
        sorts=SORTS, sort=selection.sorts[0] if len(selection.sorts) == 1 else "", years=_years(counts),
        areas=_areas(), filters=_filters(selection), month_names=_month_names(),
    )  # fmt: skip
    return make_response(page)


@blueprint.route("/timeline.csv")
def table() -> Response:
    """The list as CSV, those without a date last; `excel` as everywhere."""
    convention = spreadsheet.wanted()
    headed = tuple((name, texts.text(f"time_column_{name}", language())) for name in _COLUMNS)
    rows = Rows(headed, _rows())
    response = make_response(rows.excel(convention) if convention else rows.plain())
    response.headers["Content-Type"] = spreadsheet.MEDIA_TYPE
    response.headers["Content-Disposition"] = 'attachment; filename="timeline.csv"'
    response.vary.add("Accept-Language")
    return response


@blueprint.route("/timeline.json")
def listing() -> Response:
    """The list as JSON."""
    response = jsonify([dict(zip(_COLUMNS, row, strict=True)) for row in _rows()])
    response.vary.add("Accept-Language")
    return response


@blueprint.route("/timeline.ics")
def calendar() -> Response:
    """Events whose day is known, as a calendar (RFC 5545): each a whole day, or several."""
    selection, is_undated = _selection()
    if is_undated:
        raise parameters.wrong("when", UNDATED, messages.A_TIME)
    dated = chronicle.entries(site(), Selection(("events",), selection.area, selection.when), language(), _MOST)
    response = make_response(_calendar([entry for entry in dated if len(entry.date) == 10], language()))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="events.ics"'
    response.vary.add("Accept-Language")
    return response


def _calendar(entries: list[Entry], chosen: Language) -> bytes:
    # Only who asks for a calendar waits for this to load.
    from icalendar import Calendar, Event

    release = site().release.manifest
    stamp = datetime.fromisoformat(release.modified).replace(tzinfo=UTC)
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//esgraph//{release.id}//{chosen.upper()}")
    made.add("x-wr-calname", release.title[chosen])
    ends = chronicle.ends(site(), [entry.thing for entry in entries])
    for entry in entries:
        begins = date.fromisoformat(entry.date)
        event = Event()
        # Two dates of one event, by two sources, are two entries.
        event.add("uid", f"{entry.thing}#{entry.date}")
        event.add("dtstamp", stamp)
        event.add("dtstart", begins)
        # The end of a whole-day event is the day after its last one (RFC 5545, section 3.6.1).
        event.add("dtend", max(begins, ends.get(entry.thing, begins)) + timedelta(days=1))
        event.add("summary", entry.name)
        if entry.places:
            event.add("location", ", ".join(label for _, label in entry.places))
        if entry.rivals:
            others = ", ".join(texts.day(rival.date, chosen) for rival in entry.rivals if rival.date)
            event.add("description", texts.text("time_rival_date", chosen, when=others))
        event.add("url", entry.thing)
        made.add_component(event)
    return bytes(made.to_ical())


def _selection() -> tuple[Selection, bool]:
    """What the address asks for, and whether it asks for things without a date. Raises RefusedError for nonsense."""
    what = parameters.choice("what", SORTS)
    sorts = tuple(sort for sort in SORTS if what in ("", sort))
    known = {*atlas.voivodeships(), *atlas.counties(), *presence.counties(site())}
    area = parameters.choice("area", known, messages.AN_AREA)
    when = parameters.pattern("when", _WHEN, messages.A_TIME)
    return Selection(sorts, area, "" if when == UNDATED else when), when == UNDATED


def _undated(selection: Selection) -> int:
    return sum(chronicle.undated(site(), sort, selection.area) for sort in selection.sorts)


def _areas() -> list[tuple[str, list[tuple[str, str]]]]:
    """Counties to choose, by voivodeship, in the order of their names."""
    known = presence.names(site(), language())
    groups: dict[str, list[tuple[str, str]]] = {}
    for code in sorted(presence.counties(site())):
        found = atlas.area(code)
        name = known.get(code) or (found.name if found else texts.text("map_code", language(), code=code))
        groups.setdefault(code[:2], []).append((code, name))
    return sorted(
        ((code, sorted(members, key=lambda one: presence.fold(one[1]))) for code, members in groups.items()),
        key=lambda group: presence.fold(_voivodeship(group[0])),
    )


def _voivodeship(code: str) -> str:
    name = f"voivodeship_{code}"
    return texts.text(name, language()) if name in texts.TEXTS else code


def _years(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    return sorted({when[:4] for periods in counts.values() for when in periods}, reverse=True)


def _by_year(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Entries as they come, those of a year together; "" for those without a date."""
    groups: list[tuple[str, list[Entry]]] = []
    for entry in entries:
        if not groups or groups[-1][0] != entry.date[:4]:
            groups.append((entry.date[:4], []))
        groups[-1][1].append(entry)
    return groups


def _filters(selection: Selection) -> dict[str, str]:
    """What of the address holds also for other pages of the list, and for its files."""
    what = selection.sorts[0] if len(selection.sorts) == 1 else ""
    values = {"what": what, "area": selection.area, "when": selection.when}
    return {name: value for name, value in values.items() if value}


def _month_names() -> list[str]:
    return [texts.month(number, language()) for number in range(1, 13)]


def _rows() -> list[tuple[str | int, ...]]:
    selection, is_undated = _selection()
    found = [] if is_undated else chronicle.entries(site(), selection, language(), _MOST)
    if is_undated or not selection.when:
        found += chronicle.undated_entries(site(), selection, language(), _MOST)
    return [
        (
            entry.date, entry.sort, entry.name, entry.iri, entry.thing,
            "; ".join(label for _, label in entry.places), "; ".join(iri for iri, _ in entry.sources),
        )
        for entry in found
    ]  # fmt: skip
