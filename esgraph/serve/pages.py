"""Turns the release as a whole into pages: the home page, the questions, the sources, and what machines probe."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.question import Question, without_head
from esgraph.serve import negotiation, protocol, resource, tables
from esgraph.serve.site import language, site
from esgraph.serve.store import Query
from esgraph.vocabulary import CV, ESG, ORG

blueprint = Blueprint("pages", __name__)

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
def home() -> str:
    """What this is, how much there is, where to start."""
    manifest = site().release.manifest
    counts = {name: manifest.counts.get(iri, 0) for name, iri in _COUNTS.items()}
    start = [question for question in site().questions if question.number in _STARTING_POINTS]
    return render_template("home.html", counts=counts, start=start)


@blueprint.route("/sources/")
def sources() -> str:
    """Every source with the graph of what it says."""
    rows = site().select("SELECT ?s WHERE { ?s a esg:Source } ORDER BY ?s")
    iris = [row["s"]["value"] for row in rows]
    labels = resource.read_labels(site(), iris, language())
    prefix = f"{site().base}id/source/"
    listed = [(labels.get(iri, iri), f"source/{iri.removeprefix(prefix)}") for iri in iris]
    return render_template("sources.html", sources=listed)


@blueprint.route("/questions/")
def questions() -> str:
    """The named queries, by whom they serve."""
    groups: dict[str, list[Question]] = {}
    for question in site().questions:
        groups.setdefault(question.audience, []).append(question)
    return render_template("questions.html", groups=groups)


@blueprint.route("/questions/<slug>")
def question(slug: str) -> BaseResponse:
    """One named query: its words, its parameters, its answer; the query and the answer as files by suffix."""
    stem, dot, suffix = slug.rpartition(".")
    name = stem if dot else slug
    found = next((one for one in site().questions if one.slug == name), None)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    values = {parameter.name: parameter.default for parameter in found.parameters}
    if "lang" in values:
        values["lang"] = language()
    values |= {name: value for name, value in request.args.items() if name in values and value}
    text = found.bind(values)
    if suffix == "rq":
        response = make_response(text)
        response.headers["Content-Type"] = "application/sparql-query"
        return response
    form = protocol.check(Query(text), site()).form
    if dot:
        return _file(text, suffix, negotiation.formats_of(form))
    return _question_page(found, values, text, is_graph=form in ("CONSTRUCT", "DESCRIBE"))


def _file(text: str, suffix: str, offers: tuple[negotiation.Format, ...]) -> BaseResponse:
    # `.json` is what people type for results in JSON.
    chosen = negotiation.by_suffix("srj" if suffix == "json" else suffix, offers)
    if chosen is None:
        abort(HTTPStatus.NOT_FOUND)
    return protocol.respond(Query(text), chosen)


def _question_page(found: Question, values: dict[str, str], text: str, *, is_graph: bool) -> Response:
    result, turtle = None, None
    if is_graph:
        turtle = site().public.query(Query(text), negotiation.GRAPHS[0].media_type).read().decode()
    else:
        result = tables.read(site(), Query(text), language())
    suffixes = ["ttl", "nt", "jsonld"] if is_graph else ["csv", "json", "tsv"]
    page = render_template(
        "question.html", question=found, values=values, text=text, query=without_head(text), result=result,
        turtle=turtle, suffixes=["rq", *suffixes],
    )  # fmt: skip
    response = make_response(page)
    response.vary.update(["Accept-Language"])
    return response


@blueprint.route("/.well-known/void")
def void() -> BaseResponse:
    """Where crawlers look for the description of the dataset."""
    return redirect(url_for("linked_data.catalogue"), HTTPStatus.SEE_OTHER)


@blueprint.route("/robots.txt")
def robots() -> Response:
    """Keep crawlers from the endpoint; the dumps are for them."""
    lines = ["User-agent: *", f"Disallow: {url_for('protocol.endpoint')}", f"Disallow: {request.script_root}/data/"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.route("/health/live")
def live() -> Response:
    """Whether the process answers."""
    return Response("live\n", mimetype="text/plain")


@blueprint.route("/health/ready")
def ready() -> Response:
    """Whether the release is loaded and answers."""
    site().select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
    return Response(f"ready {site().release.manifest.id}\n", mimetype="text/plain")
