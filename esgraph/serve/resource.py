"""Turns IRIs into what they are called."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from esgraph.errors import Language
from esgraph.serve.site import Site
from esgraph.vocabulary import KEYS, PREFIXES

#: Labels of so many IRIs, with so many characters, are asked for at a time.
_BATCH = 500
_BATCH_CHARS = 40_000
#: Nobody names what has a longer IRI.
_LONGEST = 2_000


def short(iri: str) -> str:
    """A prefixed name where a prefix is known, else the last part of the IRI."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.rstrip("/").rpartition("/")[2] or iri


def listed(iris: Iterable[str]) -> str:
    """IRIs as a query names them, without what could be none, in a fixed order."""
    return " ".join(f"<{iri}>" for iri in sorted(set(iris)) if iri and not set(iri) & set(' <>"{}|\\^`\n'))


def batches(iris: Iterable[str], times: int = 1) -> Iterator[list[str]]:
    """IRIs in portions, each of which makes a query of bearable length, in which they stand so many times."""
    batch: list[str] = []
    length = 0
    for iri in iris:
        if len(batch) == _BATCH or times * (length + len(iri)) > _BATCH_CHARS:
            if batch:
                yield batch
            batch, length = [], 0
        batch.append(iri)
        length += len(iri)
    if batch:
        yield batch


def exists(site: Site, iri: str) -> bool:
    """Whether the graph says anything of the IRI."""
    return bool(site.select(f"SELECT ?p WHERE {{ <{iri}> ?p ?o }} LIMIT 1"))


def read_labels(site: Site, iris: Iterable[str], language: Language) -> dict[str, str]:
    """Labels of IRIs in the reader's language, else in any.

    A node without a name is called by its class and by what it connects: “cooperation: AB OVO – Social Assistance
    Centre”. What has no class either is left out.
    """
    labels: dict[str, str] = {}
    for batch in batches(sorted({iri for iri in iris if len(iri) <= _LONGEST})):
        labels |= _labels(site, batch, language)
    return labels


def _labels(site: Site, iris: list[str], language: Language) -> dict[str, str]:
    if not (subjects := listed(iris)):
        return {}
    rows = site.select(
        f"SELECT ?s ?label WHERE {{ VALUES ?s {{ {subjects} }} ?s skos:prefLabel|rdfs:label|dcterms:title ?label }}"
    )
    labels: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row["label"].get("xml:lang") != language):
        labels.setdefault(row["s"]["value"], row["label"]["value"])
    unnamed = sorted(set(iris) - labels.keys())
    # What is named by other words than those of its parts, and so is asked for by more of a query.
    apart = [iri for iri in unnamed if iri.startswith((f"{site.base}id/tie/", f"{site.base}id/evidence/"))]
    labels |= _names_of_nodes(site, [iri for iri in unnamed if iri not in apart], language)
    for part in batches(apart, times=2):
        labels |= _names_of_nodes(site, part, language, is_apart=True)
    return labels


def _names_of_nodes(site: Site, iris: Iterable[str], language: Language, *, is_apart: bool = False) -> dict[str, str]:
    """Names by what nodes connect; `is_apart` for evidence, which is called by its words, and for ties."""
    if not (subjects := listed(iris)):
        return {}
    # Every part begins with the nodes that are meant: else the engine reads all ties, and all evidence, for a few.
    meant = f"VALUES ?s {{ {subjects} }}"
    apart = (
        f"""UNION {{ {meant} ?s oa:hasSelector/oa:exact ?name }}
            UNION {{ {meant} ?s a esg:Tie ; prov:wasDerivedFrom ?ground .
              ?ground (esg:cooperationParty|org:resultingOrganization|rdf:subject)?/skos:prefLabel ?name
              FILTER(LANG(?name) = "{language}") }}"""
        if is_apart
        else ""
    )
    rows = site.select(
        f"""SELECT ?s ?class ?key ?name WHERE {{
              {meant} ?s a/rdfs:label ?class FILTER(LANG(?class) = "{language}")
              OPTIONAL {{
                {{ {meant} ?s ?key ?o FILTER(?key IN ({", ".join(f"<{key}>" for key in KEYS)}))
                   ?o skos:prefLabel|rdfs:label ?name FILTER(LANG(?name) = "{language}") }}
                {apart}
              }} }} ORDER BY ?s ?class ?name"""
    )
    labels = {}
    for iri, found in groupby(rows, key=lambda row: row["s"]["value"]):
        labels[iri] = _node_name(list(found))
    return labels


def _node_name(rows: list[dict[str, dict[str, str]]]) -> str:
    """“class: one – other”, from the rows of one node and the first of its classes."""
    kind = rows[0]["class"]["value"]
    mine = [row for row in rows if row["class"]["value"] == kind and "name" in row]
    mine.sort(key=lambda row: KEYS.index(row["key"]["value"]) if "key" in row else len(KEYS))
    names = list(dict.fromkeys(row["name"]["value"] for row in mine))
    return f"{kind}: {' – '.join(names)}" if names else kind
