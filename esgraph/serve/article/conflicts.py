"""Turns nodes that conflict into sides that stand beside each other, each under the name of its source."""

from esgraph.serve.article.content import Item, Mention, Note, Section, Value
from esgraph.serve.article.teller import Teller
from esgraph.vocabulary import RDF


def sides(teller: Teller, nodes: list[str], heading: str, *without: str) -> Section:
    """Nodes beside each other; what they conflict with stands beside them too."""
    listed = dict.fromkeys([*nodes, *(other for node in nodes for other in teller.conflicts(node))])
    return Section(
        heading, tuple(_side(teller, node, *without) for node in listed), "sides", teller.t("sources_differ"), tag="conflict"
    )


def of_claims(teller: Teller) -> Section | None:
    """The claims about this thing that others contradict, and those others."""
    near = teller.near
    mine = [node for node in near.subjects(near.iri, RDF + "subject") if near.kind(node) == "claim"]
    disputed = [node for node in mine if teller.conflicts(node)]
    return sides(teller, disputed, teller.t("where_sources_differ")) if disputed else None


def _side(teller: Teller, node: str, *without: str) -> Item:
    """One side: the source that takes it, what it says."""
    evidence = teller.evidence(node)
    sources = dict.fromkeys((one.source, one.source_label) for one in evidence)
    names = tuple(Mention(label, iri) for iri, label in sources) or (teller.mention(node),)
    item = teller.item(node, *without)
    if teller.near.kind(node) == "claim":
        said: tuple[Note, ...] = (Note(teller.mention(RDF + "subject"), tuple(Value(one) for one in item.what)), *item.notes)
    else:
        said = item.notes
    return Item(names, said, evidence, (), node)
