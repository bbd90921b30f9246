"""Turns the classes of the ontology into themes: what belongs together on its page, and in one diagram."""

from collections.abc import Iterable
from dataclasses import dataclass

from esgraph.serve.terms import Term
from esgraph.vocabulary import CV, DCTERMS, ESG, FOAF, ORG, SCHEMA


@dataclass(frozen=True, slots=True)
class Theme:
    """A part of the ontology; `classes` stand in its diagram, `properties` are those of no class of their own."""

    name: str
    classes: tuple[str, ...]
    properties: tuple[str, ...] = ()

    def has(self, term: Term) -> bool:
        """Whether a term belongs here: a class by name, a property by its domain, or by name."""
        return term.iri in self.classes + self.properties or any(domain in self.classes for domain in term.domains)


THEMES = (
    Theme("awards", (ESG + "Award", ESG + "AwardEdition", ESG + "AwardConferral")),
    Theme("events", (SCHEMA + "Event", CV + "Participation", SCHEMA + "CreativeWork")),
    Theme(
        "cooperation",
        (ESG + "Cooperation", ESG + "Foundation", ESG + "HeadcountReport", ESG + "Tie"),
        (ESG + "status", ESG + "cooperatesWith"),
    ),
    Theme(
        "evidence",
        (ESG + "Claim", ESG + "Evidence", ESG + "Source", ESG + "DerivedStatement"),
        (ESG + "evidence", ESG + "states", ESG + "conflictsWith", ESG + "sheet"),
    ),
    Theme(
        "identity",
        (ESG + "IdentityHypothesis", ESG + "NotStated", ESG + "ProvisionalEntity"),
        (ESG + "mentionedAs",),
    ),
    Theme(
        "organisations",
        (ORG + "Organization", ORG + "Post", FOAF + "Person", DCTERMS + "Location"),
        (ESG + "terc", ESG + "simc", ESG + "nuts"),
    ),
)

#: What belongs to no theme above.
REST = Theme("rest", ())


def sorted_by_theme(terms: Iterable[Term]) -> dict[Theme, list[Term]]:
    """Own terms by theme, each once; terms that no theme takes are under `REST`, which is left out if empty."""
    found: dict[Theme, list[Term]] = {theme: [] for theme in (*THEMES, REST)}
    for term in terms:
        if term.is_own:
            found[next((theme for theme in THEMES if theme.has(term)), REST)].append(term)
    return {theme: listed for theme, listed in found.items() if listed or theme is not REST}
