"""Turns the sources of a release into their list: who published each, when, and how much the graph has of it."""

from flask import Blueprint, render_template, url_for

from esgraph.serve import parameters
from esgraph.serve.article import page as article_page
from esgraph.serve.article import reading
from esgraph.serve.article.content import Mention
from esgraph.serve.article.naming import literal
from esgraph.serve.article.paging import Paging
from esgraph.serve.article.teller import Teller
from esgraph.serve.resource import listed, read_labels
from esgraph.serve.site import language, site
from esgraph.vocabulary import DCTERMS, ESG, SCHEMA, graph

blueprint = Blueprint("sources", __name__)

#: Sources on a page.
SIZE = 50


@blueprint.route("/sources/")
def index() -> str:
    """The sources, the latest first, each with the account of it; then the graphs that are of no source."""
    number = parameters.page()
    total = site().release.manifest.counts.get(ESG + "Source", 0)
    parameters.within(number, -(-total // SIZE))
    found = site().select(
        "SELECT DISTINCT ?s ?day WHERE { ?s a esg:Source OPTIONAL { ?s dcterms:issued ?on } BIND(STR(?on) AS ?day) } "
        f"ORDER BY DESC(?day) ?s LIMIT {SIZE} OFFSET {(number - 1) * SIZE}"
    )
    iris = list(dict.fromkeys(row["s"]["value"] for row in found))
    teller = Teller(reading.of(site(), iris), language())
    sizes = _sizes(iris)
    others = sorted(name for name in site().store.graphs() if not name.startswith(graph(site().base, "source/")))
    labels = read_labels(site(), others, language())
    return render_template(
        "sources.html",
        sources=[_row(teller, iri, sizes.get(iri, 0)) for iri in iris],
        graphs=[Mention(labels.get(name, name), name) for name in others] if number == 1 else [],
        paging=Paging(number, total, SIZE, lambda to: url_for("sources.index", page=to)),
        canonical=article_page.canonical(),
    )


def _sizes(iris: list[str]) -> dict[str, int]:
    """How many statements the graph of each source has."""
    names = {graph(site().base, f"source/{iri.rpartition('/')[2]}"): iri for iri in iris}
    if not names:
        return {}
    rows = site().select(
        f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {listed(names)} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
    )
    return {names[row["g"]["value"]]: int(row["n"]["value"]) for row in rows if "g" in row}


def _row(teller: Teller, iri: str, size: int) -> dict[str, object]:
    near = teller.near

    def said(*properties: str) -> tuple[Mention, ...]:
        return tuple(
            teller.mention(term) if term.is_iri else Mention(literal(term, teller.language))
            for term in teller.values(iri, *properties)
        )

    return {
        "name": teller.mention(iri),
        "account": graph(near.base, f"source/{iri.rpartition('/')[2]}"),
        "publisher": said(DCTERMS + "publisher"),
        "issued": said(DCTERMS + "issued"),
        "languages": [f"language_{code}" for code in (term.value for term in near.terms(iri, SCHEMA + "inLanguage"))],
        "rights": said(DCTERMS + "license", DCTERMS + "rights"),
        "size": size,
    }
