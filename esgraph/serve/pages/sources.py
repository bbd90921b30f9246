"""Turns the sources of a release into their list: who published each, when, and how much the graph has of it."""

from flask import Blueprint, render_template, url_for

from esgraph.serve import parameters
from esgraph.serve.article import page as article_page
from esgraph.serve.article import reading
from esgraph.serve.article.content import Mention
from esgraph.serve.article.naming import literal
from esgraph.serve.article.paging import Paging
from esgraph.serve.article.teller import Teller
from esgraph.serve.resource import read_labels
from esgraph.serve.site import language, site
from esgraph.vocabulary import DCTERMS, ESG, SCHEMA, graph

blueprint = Blueprint("sources", __name__)

#: Sources on a page.
SIZE = 50


@blueprint.route("/sources/")
def index() -> str:
    """The sources, the latest first, each with the account of it; then the graphs that are of no source."""
    number = parameters.page()
    counts = site().release.manifest.counts
    total = counts.get(ESG + "Source", 0)
    parameters.within(number, -(-total // SIZE))
    found = site().select(
        "SELECT DISTINCT ?s ?day WHERE { ?s a esg:Source OPTIONAL { ?s dcterms:issued ?on } BIND(STR(?on) AS ?day) } "
        f"ORDER BY DESC(?day) ?s LIMIT {SIZE} OFFSET {(number - 1) * SIZE}"
    )
    iris = list(dict.fromkeys(row["s"]["value"] for row in found))
    teller = Teller(reading.of(site(), iris), language())
    others = sorted(name for name in site().store.graphs() if not name.startswith(graph(site().base, "source/")))
    labels = read_labels(site(), others, language())
    return render_template(
        "sources.html",
        sources=[_row(teller, iri, counts.get(_account(iri), 0)) for iri in iris],
        graphs=[Mention(labels.get(name, name), name) for name in others] if number == 1 else [],
        paging=Paging(number, total, SIZE, lambda to: url_for("sources.index", page=to)),
        canonical=article_page.canonical(),
    )


def _account(source: str) -> str:
    """The graph of what a source says."""
    return graph(site().base, f"source/{source.rpartition('/')[2]}")


def _row(teller: Teller, iri: str, size: int) -> dict[str, object]:
    near = teller.near

    def said(*properties: str) -> tuple[Mention, ...]:
        return tuple(
            teller.mention(term) if term.is_iri else Mention(literal(term, teller.language))
            for term in teller.values(iri, *properties)
        )

    return {
        "name": teller.mention(iri),
        "account": _account(iri),
        "publisher": said(DCTERMS + "publisher"),
        "issued": said(DCTERMS + "issued"),
        "languages": [f"language_{code}" for code in (term.value for term in near.terms(iri, SCHEMA + "inLanguage"))],
        "rights": said(DCTERMS + "license", DCTERMS + "rights"),
        "size": size,
    }
