"""Turns the application into the description of all that it has for programs, at `/openapi.json` (OpenAPI 3.1)."""

from flask import Blueprint, Response, current_app, jsonify, request

from esgraph.serve.openapi import document
from esgraph.serve.site import site

blueprint = Blueprint("openapi", __name__)


@blueprint.route("/openapi.json")
def index() -> Response:
    """What this server has for programs: this description."""
    return jsonify(document.document(current_app, site(), request.url_root.rstrip("/")))
