"""Turns a release into the home page: what this is, one statement with its words, figures, where to start."""

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template

from esgraph.errors import Language
from esgraph.serve import documents, resource
from esgraph.serve.memo import remembered
from esgraph.serve.pages import lists
from esgraph.serve.pages.network import pictures
from esgraph.serve.site import Site, language, site
from esgraph.vocabulary import ESG, ORG

blueprint = Blueprint("home", __name__)

#: What the home page counts: name of the counted noun → class.
_COUNTS = {
    "count_organisations": ORG + "Organization",
    "count_conferrals": ESG + "AwardConferral",
    "count_cooperations": ESG + "Cooperation",
    "count_evidence": ESG + "Evidence",
    "count_gaps": ESG + "NotStated",
}
#: What is counted → the list of it.
_LISTED = {"organisations": "organizations", "cooperations": "cooperations"}
_STARTING_POINTS = (7, 1, 14)


@dataclass(frozen=True, slots=True)
class Example:
    """One statement of the graph, to show what all of them are like: who did what, by which words of which source."""

    iri: str
    parties: tuple[tuple[str, str], ...]
    result: tuple[str, str]
    words: str
    language: str
    source: tuple[str, str]


@blueprint.route("/")
def index() -> Response:
    """What this is, how much there is, where to start."""
    manifest = site().release.manifest
    counts = {name: manifest.counts.get(iri, 0) for name, iri in _COUNTS.items()}
    events = len(lists.members(site(), "events", language()))
    start = [question for question in site().questions if question.number in _STARTING_POINTS]
    page = render_template(
        "home.html",
        counts=counts,
        lists=_LISTED,
        events=events,
        parts=lists.LISTS["events"].left_out(events),
        start=start,
        example=_example(site(), language()),
        glance=pictures.glance(site(), language()),
    )
    return documents.lead_to_description(make_response(page))


@remembered
def _example(site: Site, language: Language) -> Example | None:
    """The first cooperation that led to an organisation, in the words of a source; None if no source has words."""
    told = (
        "?cooperation esg:cooperationOutcome/org:resultingOrganization ?result ; esg:evidence ?evidence . "
        "?evidence oa:hasSelector/oa:exact ?words ; oa:hasSource ?source"
    )
    # The first, without putting all of them in order.
    first = site.select(f"SELECT (MIN(?cooperation) AS ?first) WHERE {{ {told} }}")
    if not first or "first" not in first[0]:
        return None
    iri = first[0]["first"]["value"]
    of_it = told.replace("?cooperation", f"<{iri}>")
    found = site.select(f"SELECT ?result ?words ?source WHERE {{ {of_it} }} ORDER BY ?words ?source ?result LIMIT 1")[0]
    parties = site.select(f"SELECT ?party WHERE {{ <{iri}> esg:cooperationParty ?party }} ORDER BY ?party")
    named = [row["party"]["value"] for row in parties]
    result, source = found["result"]["value"], found["source"]["value"]
    labels = resource.read_labels(site, {*named, result, source}, language)

    def labelled(iri: str) -> tuple[str, str]:
        return iri, labels.get(iri) or resource.short(iri)

    words = found["words"]
    return Example(
        iri, tuple(map(labelled, named)), labelled(result), words["value"], words.get("xml:lang", ""), labelled(source)
    )
