"""Turns the parts of the vocabulary (ontology, schemes, shapes) into one part of the site."""

from flask import Blueprint

from esgraph.serve.pages import ontology, schemes, shapes
from esgraph.serve.wording import wording

blueprint = Blueprint("vocabulary", __name__)
for part in (ontology, schemes, shapes):
    blueprint.register_blueprint(part.blueprint)
blueprint.context_processor(wording)
