"""Turns what is where into a map of counties with its table, the page of each county, and files of both."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.serve import atlas, choropleth, documents, inventory, parameters, presence, texts, topology
from esgraph.serve.article.paging import Paging
from esgraph.serve.collation import alphabetical
from esgraph.serve.inventory import Entry
from esgraph.serve.packed import Packed
from esgraph.serve.presence import WHATS, Presence, Selection, What
from esgraph.serve.rows import Rows
from esgraph.serve.site import language, site

blueprint = Blueprint("map", __name__)

#: The address of what has no place, beside the codes of places.
NOWHERE = "none"
_SUFFIXES = ("csv", "json", "geojson")
#: Entries of one kind of thing on the page of an area: where all kinds are shown, where one is.
_FEW, _PAGE = 20, 100
#: Entries in a file: all of a county, and an end for what has no place.
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One county of the table, or a code that no map has (then `is_drawn` is false)."""

    code: str
    name: str
    name_language: str
    counts: Mapping[What, int]
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class Section:
    """What an area has of one kind of thing: some of it, and how much in all."""

    what: What
    total: int
    entries: list[Entry]


@blueprint.route("/map")
@blueprint.route("/map.<suffix>")
def index(suffix: str = "") -> BaseResponse:
    """The map of the country, or its table as a file."""
    return _map("", suffix)


@blueprint.route("/map/<terc>")
def area(terc: str) -> BaseResponse:
    """A voivodeship on a map of its own, a county with what is there, or what has no place; or a file of these."""
    code, _, suffix = terc.partition(".")
    if code in atlas.voivodeships():
        return _map(code, suffix)
    is_known = code == NOWHERE or code in atlas.counties() or code in presence.counties(site())
    if not is_known or (suffix and suffix not in ("csv", "json")):
        abort(HTTPStatus.NOT_FOUND)
    if suffix:
        return _list_file(code, suffix)
    return _county(code)


def _map(voivodeship: str, suffix: str) -> BaseResponse:
    if suffix and suffix not in _SUFFIXES:
        abort(HTTPStatus.NOT_FOUND)
    selection = _selection()
    is_points = parameters.choice("as", ("points",)) == "points"
    if suffix == "geojson" and is_points and not voivodeship:
        return _points(selection)
    shown = WHATS if selection.is_plain else (selection.what,)
    found = {what: presence.presence(site(), Selection(what, selection.kind, selection.year)) for what in shown}
    rows = _rows(found, selection.what, voivodeship)
    if suffix == "geojson":
        return _geojson(rows)
    if suffix:
        return _table_file(rows, shown, f"map-{voivodeship}" if voivodeship else "map", suffix)
    drawn = {row.code: row.counts[selection.what] for row in rows}
    page = render_template(
        "map.html", selection=selection, shown=shown, presence=found[selection.what], rows=rows,
        picture=choropleth.picture(drawn, voivodeship), names={row.code: row for row in rows},
        voivodeship=voivodeship, voivodeships=_voivodeships(found[selection.what]), **_form(selection),
        section=_section(selection.what, _ordered(selection, voivodeship), _FEW) if voivodeship else None,
        blank=_blank(drawn, voivodeship) if voivodeship else [],
    )  # fmt: skip
    return make_response(page)


def _county(code: str) -> Response:
    selection, number = _selection(), parameters.page()
    is_one, form = bool(request.args.get("what", "")), _form(selection)
    paging = None
    if is_one:
        kept = {**form["filters"], "what": selection.what}
        found = _ordered(selection, code)
        paging = Paging(number, len(found), _PAGE, lambda to: url_for("map.area", terc=code, page=to, **kept))
        sections = [_section(selection.what, found, _PAGE, paging.offset)]
    else:
        sections = [_section(what, _ordered(Selection(what), code), _FEW) for what in WHATS]
    parameters.within(number, paging.pages if paging else 1)
    name, name_language = area_name(code)
    page = render_template(
        "map_area.html", code=code, name=name, name_language=name_language, sections=sections, selection=selection,
        is_one=is_one, paging=paging, in_files=_MOST, **form,
    )  # fmt: skip
    return make_response(page)


def _selection() -> Selection:
    """What the address asks for. Raises RefusedError for what there is not, with what there is."""
    what = parameters.choice("what", WHATS)
    chosen = next((one for one in WHATS if one == what), WHATS[0])
    kinds = {option.slug: option.iri for option in presence.kinds(site(), chosen, language())}
    kind = parameters.choice("kind", kinds)
    return Selection(chosen, kinds.get(kind, ""), parameters.year("year"))


def _form(selection: Selection) -> dict[str, Any]:
    """What the form offers, and what of it is chosen."""
    options = presence.kinds(site(), selection.what, language())
    kind = next((option.slug for option in options if option.iri == selection.kind), "")
    values = {"what": selection.what, "kind": kind, "year": selection.year}
    return {
        "whats": WHATS,
        "kinds": options,
        "years": presence.years(site(), selection.what),
        "kind": kind,
        "filters": {name: value for name, value in values.items() if value and value != WHATS[0]},
    }


def _rows(found: Mapping[What, Presence], by: What, voivodeship: str) -> list[Row]:
    """Counties with anything, those with most first."""
    codes = {code for one in found.values() for code in one.by_county if code.startswith(voivodeship)}
    rows = [
        Row(
            code, *area_name(code), {what: one.by_county.get(code, 0) for what, one in found.items()},
            code in atlas.counties(),
        )
        for code in codes
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row.counts[by], alphabetical(row.name), row.code))


def _blank(counts: Mapping[str, int], voivodeship: str) -> list[tuple[str, str, str]]:
    """Counties of a voivodeship of which the graph says nothing: code, name and its language, in the names' order."""
    codes = [code for code in atlas.counties() if code.startswith(voivodeship) and not counts.get(code)]
    return sorted(((code, *area_name(code)) for code in codes), key=lambda one: (alphabetical(one[1]), one[0]))


def area_name(code: str) -> tuple[str, str]:
    """The name of an area in the reader's language if the graph has it, else in Polish; and its language."""
    if code == NOWHERE:
        return texts.text("map_nowhere", language()), language()
    known = presence.names(site(), language()).get(code)
    if known:
        return known, language()
    found = atlas.area(code)
    return (found.name, "pl") if found else (texts.text("map_code", language(), code=code), language())


def _voivodeships(found: Presence) -> list[tuple[str, int]]:
    """Codes of all voivodeships with what each has, in the order of their names."""
    codes = sorted(atlas.voivodeships(), key=lambda code: alphabetical(texts.text(f"voivodeship_{code}", language())))
    return [(code, found.by_voivodeship.get(code, 0)) for code in codes]


def _ordered(selection: Selection, code: str) -> Packed:
    return inventory.ordered(site(), selection, "" if code == NOWHERE else code, language())


def _entries(what: What, found: Packed, size: int, offset: int = 0) -> list[Entry]:
    return inventory.entries(site(), [iri for (iri,) in found.page(offset, size)], what, language())


def _section(what: What, found: Packed, size: int, offset: int = 0) -> Section:
    return Section(what, len(found), _entries(what, found, size, offset))


def _table_file(rows: list[Row], shown: tuple[What, ...], name: str, suffix: str) -> Response:
    told: list[tuple[str | int, ...]] = [
        (row.code, row.name, row.code[:2], *(row.counts[what] for what in shown)) for row in rows
    ]
    return Rows(_headed(("terc", "county", "voivodeship", *shown)), told).respond(suffix, name)


def _list_file(code: str, suffix: str) -> Response:
    selection = _selection()
    found = _ordered(selection, code)
    told: list[tuple[str | int, ...]] = [
        (one.iri, one.label, "; ".join(one.kinds), one.date, "; ".join(one.places), one.about)
        for one in _entries(selection.what, found, _MOST)
    ]
    columns = _headed(("iri", "name", "kind", "date", "place", "about"))
    return Rows(columns, told, len(found) - len(told)).respond(suffix, f"map-{code}-{selection.what}")


def _headed(columns: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, texts.text(f"map_column_{name}", language())) for name in columns)


def _geojson(rows: list[Row]) -> Response:
    """Counties that have anything, with their boundaries; a code that no map has is without one."""
    features = [
        {
            "type": "Feature",
            "id": row.code,
            "geometry": atlas.geometry(row.code),
            "properties": {"terc": row.code, "name": row.name, **{str(what): n for what, n in row.counts.items()}},
        }
        for row in rows
    ]
    return _collection(features, boundaries=topology.topology("counties").source)


def _points(selection: Selection) -> Response:
    """Places that have coordinates of their own, with how much is there."""
    features = (
        {
            "type": "Feature",
            "id": spot.place,
            "geometry": {"type": "Point", "coordinates": [spot.longitude, spot.latitude]},
            "properties": {"name": spot.label, selection.what: spot.count},
        }
        for spot in presence.spots(site(), selection, language())
    )
    return _collection(features)


def _collection(features: Iterable[dict[str, Any]], **members: str) -> Response:
    """A feature collection (RFC 7946) with members of its own, which readers that do not know them pass over."""
    told = {"type": "FeatureCollection", "release": site().release.manifest.id, **members}
    # Written while it is made: there may be as many places as a country has.
    spool = site().settings.spool()
    spool.write(f'{json.dumps(told, ensure_ascii=False)[:-1]}, "features": ['.encode())
    for number, feature in enumerate(features):
        spool.write(f"{', ' if number else ''}{json.dumps(feature, ensure_ascii=False)}".encode())
    spool.write(b"]}\n")
    return documents.sent(spool.finish(), "application/geo+json")
