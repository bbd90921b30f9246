"""Turns a release into the home page: what this is, one statement with its words, figures, where to start."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from esgraph.serve import glance, resource
from esgraph.serve.pages import lists
from esgraph.serve.site import language, site
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
def index() -> str:
    """What this is, how much there is, where to start."""
    manifest = site().release.manifest
    counts = {name: manifest.counts.get(iri, 0) for name, iri in _COUNTS.items()}
    events = lists.number(lists.LISTS["events"])
    start = [question for question in site().questions if question.number in _STARTING_POINTS]
    return render_template(
        "home.html",
        counts=counts,
        events=events,
        parts=lists.LISTS["events"].left_out(events),
        start=start,
        example=_example(),
        glance=glance.read(site(), language()),
    )


def _example() -> Example | None:
    """The first cooperation that led to an organisation, in the words of a source; None if no source has words."""
    rows = site().select(
        """SELECT ?cooperation ?result ?words ?source WHERE {
             ?cooperation esg:cooperationOutcome/org:resultingOrganization ?result ; esg:evidence ?evidence .
             ?evidence oa:hasSelector/oa:exact ?words ; oa:hasSource ?source
           } ORDER BY ?cooperation ?words LIMIT 1"""
    )
    if not rows:
        return None
    found = rows[0]
    iri = found["cooperation"]["value"]
    parties = site().select(f"SELECT ?party WHERE {{ <{iri}> esg:cooperationParty ?party }} ORDER BY ?party")
    named = [row["party"]["value"] for row in parties]
    result, source = found["result"]["value"], found["source"]["value"]
    labels = resource.read_labels(site(), {*named, result, source}, language())

    def labelled(iri: str) -> tuple[str, str]:
        return iri, labels.get(iri) or resource.short(iri)

    words = found["words"]
    return Example(
        iri, tuple(map(labelled, named)), labelled(result), words["value"], words.get("xml:lang", ""), labelled(source)
    )
