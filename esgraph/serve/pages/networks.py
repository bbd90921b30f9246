"""Turns the pages and files of the network into one part of the site."""

from flask import Blueprint

from esgraph.serve.networks import install
from esgraph.serve.pages.network import border, ego, embed, files, overview, path
from esgraph.serve.site import site_of

blueprint = Blueprint("network", __name__)
for part in (overview, border, path, files, ego, embed):
    blueprint.register_blueprint(part.blueprint)
blueprint.record(lambda state: install(state.app, site_of(state.app).release))
