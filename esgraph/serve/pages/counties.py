"""Turns organisations, events and awards with a place into a map of counties with its table."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template

from esgraph.serve import atlas

blueprint = Blueprint("map", __name__)


@blueprint.route("/map/<terc>")
def area(terc: str) -> str:
    """One county or voivodeship: what the graph has there."""
    found = atlas.area(terc)
    if found is None or len(terc) not in (2, 4):
        abort(HTTPStatus.NOT_FOUND)
    return render_template("map_area.html", area=found)
