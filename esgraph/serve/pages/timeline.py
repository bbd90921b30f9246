"""Turns what happened when into a timeline with its list, and files of both: CSV, JSON, and a calendar of events."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, make_response, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.errors import Language
from esgraph.serve import atlas, chronicle, documents, messages, parameters, presence, texts, timescale
from esgraph.serve.article.paging import Paging
from esgraph.serve.chronicle import SORTS, Entry, Selection
from esgraph.serve.collation import alphabetical
from esgraph.serve.packed import EMPTY, Packed
from esgraph.serve.pages.counties import area_name
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
    filters = _filters(selection)
    # Of a year it is not known what without a date belongs to it.
    undated = chronicle.undated(site(), selection.sorts, selection.area) if not selection.when else EMPTY
    found = undated if is_undated else chronicle.dated(site(), selection)
    kept: dict[str, Any] = {**filters, "when": UNDATED} if is_undated else {**filters}
    paging = Paging(
        parameters.page(), len(found), _PAGE, lambda to: url_for("timeline.index", page=to, _anchor="list", **kept)
    )
    parameters.within(paging.number, paging.pages)
    counts: dict[str, Mapping[str, int]] = {
        sort: chronicle.months(site(), sort, selection.area) for sort in selection.sorts
    }
    beside = EMPTY if is_undated else undated
    page = render_template(
        "timeline.html", selection=selection, is_undated=is_undated, paging=paging,
        groups=_by_year(_entries(found, paging.offset, _PAGE)),
        scale=None if is_undated else timescale.draw(counts, selection.when[:4]),
        without=len(beside), undated=_entries(beside, 0, _FEW),
        sorts=SORTS, sort=selection.sorts[0] if len(selection.sorts) == 1 else "", years=_years(counts),
        areas=_areas(), filters=filters, kept=kept, month_names=_month_names(), in_files=_MOST,
    )  # fmt: skip
    return make_response(page)


def _entries(found: Packed, offset: int, size: int) -> list[Entry]:
    return chronicle.entries(site(), found.page(offset, size), language())


@blueprint.route("/timeline.<any(csv, json):suffix>")
def table(suffix: str) -> Response:
    """The list as a file, those without a date last; `excel` as everywhere."""
    selection, is_undated = _selection()
    dated = EMPTY if is_undated else chronicle.dated(site(), selection)
    undated = EMPTY if selection.when else chronicle.undated(site(), selection.sorts, selection.area)
    entries = _entries(dated, 0, _MOST)
    entries += _entries(undated, 0, _MOST - len(entries))
    left_out = len(dated) + len(undated) - len(entries)
    headed = tuple((name, texts.text(f"time_column_{name}", language())) for name in _COLUMNS)
    return Rows(headed, [_row(entry) for entry in entries], left_out).respond(suffix, "timeline")


@blueprint.route("/timeline.ics")
def calendar() -> Response:
    """Events whose day is known, as a calendar (RFC 5545): each a whole day, or several."""
    selection, is_undated = _selection()
    if is_undated:
        raise parameters.wrong("when", UNDATED, messages.A_TIME)
    dated = chronicle.dated(site(), Selection(("events",), selection.area, selection.when))
    entries = _entries(dated, 0, _MOST)
    response = make_response(_calendar([entry for entry in entries if len(entry.date) == 10], language()))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="events.ics"'
    documents.leave_out(response, len(dated) - len(entries))
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


def _areas() -> list[tuple[str, list[tuple[str, str]]]]:
    """Counties to choose, by voivodeship, in the order of their names."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code in sorted(presence.counties(site())):
        groups.setdefault(code[:2], []).append((code, area_name(code)[0]))
    return sorted(
        ((code, sorted(members, key=lambda one: alphabetical(one[1]))) for code, members in groups.items()),
        key=lambda group: alphabetical(_voivodeship(group[0])),
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


def _row(entry: Entry) -> tuple[str | int, ...]:
    return (
        entry.date, entry.sort, entry.name, entry.iri, entry.thing,
        "; ".join(label for _, label in entry.places), "; ".join(iri for iri, _ in entry.sources),
    )  # fmt: skip
