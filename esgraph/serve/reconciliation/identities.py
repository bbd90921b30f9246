"""Turns ids and IRIs that stand in a table, as what is looked for or as values, into the entities that they name.

An id of what there is not says nothing: what is called so is compared by its name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from esgraph.errors import Language
from esgraph.serve import resource, withdrawn
from esgraph.serve.reconciliation import schema, values
from esgraph.serve.reconciliation.queries import Given, Query
from esgraph.serve.search.suggestions import Suggestion
from esgraph.serve.site import Site
from esgraph.vocabulary import ORG, SCHEMA

_KIND, _PLACE = ORG + "classification", SCHEMA + "location"

#: An id or IRI as it is written → the IRI of the entity that it names.
Named = Mapping[str, str]


def named(site: Site, queries: Iterable[Query]) -> Named:
    """What the queries name by ids or IRIs, or by those of what it took the place of, as far as it is in the graph."""
    written = {one for query in queries for one in (query.text.strip(), *_written(query))}
    iris = {one: schema.entity_iri(site.base, one) for one in written}
    now = {one: withdrawn.successor(site, iri) for one, iri in iris.items() if iri}
    present: set[str] = set()
    for batch in resource.batches(sorted(set(now.values()))):
        rows = site.select(f"SELECT DISTINCT ?s WHERE {{ VALUES ?s {{ {resource.listed(batch)} }} ?s a ?class }}")
        present |= {row["s"]["value"] for row in rows}
    return {one: iri for one, iri in now.items() if iri in present}


def _written(query: Query) -> Iterable[str]:
    return (part for given in query.given for text, named in given.values for part in (text.strip(), named) if part)


def resolved(query: Query, known: Named) -> Query:
    """A query whose values are entities where they name some, and are called something where they do not."""
    return replace(query, given=tuple(_resolved(given, known) for given in query.given))


def _resolved(given: Given, known: Named) -> Given:
    found = [(text, known.get(named) or known.get(text.strip(), "")) for text, named in given.values]
    # What is no entity may be something else of the graph, such as a kind of organisation.
    others = [("", named) for _, named in given.values if named and named not in known]
    return replace(given, values=(*found, *others))


def described(site: Site, iris: Iterable[str], language: Language) -> dict[str, Suggestion]:
    """What entities are called, of what kind and where they are, as the search describes what it finds."""
    wanted = set(iris)
    labels = resource.read_labels(site, wanted, language)
    found = values.read(site, wanted, (_KIND, _PLACE), language)

    def first(iri: str, prop: str) -> str:
        return next((value.text for value in found.get(iri, {}).get(prop, ())), "")

    return {
        iri: Suggestion(iri, schema.kind_of(iri), labels[iri], first(iri, _KIND), first(iri, _PLACE))
        for iri in wanted & labels.keys()
    }
