"""Turns the figures of a release into the home page: what this is, how much there is, where to start."""

from flask import Blueprint, render_template

from esgraph.serve.site import site
from esgraph.vocabulary import CV, ESG, ORG

blueprint = Blueprint("home", __name__)

#: What the home page counts: name of the text → class.
_COUNTS = {
    "organisations": ORG + "Organization",
    "events": CV + "PublicEvent",
    "conferrals": ESG + "AwardConferral",
    "cooperations": ESG + "Cooperation",
    "evidences": ESG + "Evidence",
    "gaps_recorded": ESG + "NotStated",
}
_STARTING_POINTS = (7, 1, 14)


@blueprint.route("/")
def index() -> str:
    """What this is, how much there is, where to start."""
    manifest = site().release.manifest
    counts = {name: manifest.counts.get(iri, 0) for name, iri in _COUNTS.items()}
    start = [question for question in site().questions if question.number in _STARTING_POINTS]
    return render_template("home.html", counts=counts, start=start)
