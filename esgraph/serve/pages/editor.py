"""Turns the vocabulary of a release into what the query editor completes from, and the words that it speaks in."""

from flask import Blueprint, Response, jsonify, request

from esgraph.serve import texts
from esgraph.serve.site import language, site
from esgraph.serve.texts import editor
from esgraph.vocabulary import DEFAULT_BASE, ESG, graph, prefixes

blueprint = Blueprint("editor", __name__)


@blueprint.route("/sparql/editor.json")
def settings() -> Response:
    """Prefixes, terms with their labels, where an IRI has its page here, and the words of the interface."""
    chosen = language()
    response = jsonify(
        prefixes=prefixes(site().base),
        terms=_terms(),
        places=_places(),
        words={name: texts.text(name, chosen) for name in editor.SENT},
        rows=texts.COUNTED["count_rows"][chosen],
        library=editor.LIBRARY if chosen == "pl" else {},
    )
    response.vary.add("Accept-Language")
    return response


def _terms() -> list[dict[str, str]]:
    """The classes and properties that the ontology has or reuses; by custom a class begins with a capital."""
    rows = site().select(
        f"SELECT DISTINCT ?term ?label WHERE {{ GRAPH <{graph(site().base, 'ontology')}> {{ ?term rdfs:label ?label }} "
        f'FILTER(LANG(?label) = "{language()}") }} ORDER BY ?term'
    )
    terms = []
    for row in rows:
        iri = row["term"]["value"]
        name = iri.replace("#", "/").rpartition("/")[2]
        if name:
            kind = "class" if name[0].isupper() else "property"
            terms.append({"iri": iri, "label": row["label"]["value"], "kind": kind})
    return terms


def _places() -> list[tuple[str, str]]:
    """Beginnings of IRIs and what stands for them in addresses of this server, as `Site.local_path` has it."""
    base, root = site().base, request.script_root
    ours = [(f"{base}id/", f"{root}/page/"), (f"{base}graph/", f"{root}/graph/"), (ESG, f"{root}/def/")]
    shared = [(f"{DEFAULT_BASE}{part}/", f"{root}/{part}/") for part in ("scheme", "shape")]
    return [*ours, *shared]
