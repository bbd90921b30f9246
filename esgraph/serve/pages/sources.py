"""Turns the sources of a release into their list."""

from flask import Blueprint, render_template

from esgraph.serve import resource
from esgraph.serve.site import language, site

blueprint = Blueprint("sources", __name__)


@blueprint.route("/sources/")
def index() -> str:
    """Every source with the graph of what it says."""
    rows = site().select("SELECT ?s WHERE { ?s a esg:Source } ORDER BY ?s")
    iris = [row["s"]["value"] for row in rows]
    labels = resource.read_labels(site(), iris, language())
    prefix = f"{site().base}id/source/"
    listed = [(labels.get(iri, iri), f"source/{iri.removeprefix(prefix)}") for iri in iris]
    return render_template("sources.html", sources=listed)
