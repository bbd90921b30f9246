"""Turns nodes that conflict into sides that stand beside each other, each under the name of its source."""

from esgraph.serve.article.content import Item, Mention, Note, Section, Value
from esgraph.serve.article.teller import Teller
from esgraph.vocabulary import ESG, RDF


def sides(teller: Teller, nodes: list[str], heading: str, *without: str) -> Section:
    """Nodes beside each other; what they conflict with stands beside them too."""
    teller.told |= {("in", ESG + "conflictsWith"), ("out", ESG + "conflictsWith")}
    listed = dict.fromkeys([*nodes, *(other for node in nodes for other in teller.conflicts(node))])
    return Section(
        heading,
        tuple(_side(teller, node, *without) for node in listed),
        "sides",
        teller.t("sources_differ"),
        tag="conflict",
    )


def of_claims(teller: Teller, *subjects: str) -> Section | None:
    """The claims about some things that others contradict, and those others."""
    near = teller.near
    claims = [node for subject in subjects for node in near.subjects(subject, RDF + "subject")]
    mine = [node for node in dict.fromkeys(claims) if near.kind(node) == "claim"]
    disputed = [node for node in mine if teller.conflicts(node)]
    return sides(teller, disputed, teller.t("where_sources_differ")) if disputed else None


def _side(teller: Teller, node: str, *without: str) -> Item:
    """One side: the source that takes it, what it says."""
    evidence = teller.evidence(node)
    sources = dict.fromkeys((one.source, one.source_label) for one in evidence)
    names = tuple(Mention(label, iri) for iri, label in sources) or (teller.mention(node),)
    item = teller.item(node, *without)
    about = (Note(Mention(teller.t("about_what")), tuple(map(Value, item.what))),)
    said = (*about, *item.notes) if teller.near.kind(node) == "claim" else item.notes
    return Item(names, said, evidence, (), node)
