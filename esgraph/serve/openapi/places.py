"""Turns the places for values in a route into parameters, with examples that the release has."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from esgraph.release import DUMP, MANIFEST
from esgraph.serve.memo import kept
from esgraph.serve.openapi.parts import Parameter, Schema, one_of
from esgraph.serve.site import Site

#: A place for a value in a route: its converter with what that takes, and its name.
PLACE: Final = re.compile(r"<(?:(?P<converter>\w+)(?:\((?P<choices>[^)]*)\))?:)?(?P<name>\w+)>")

#: What stands in a place, by its name.
_TOLD: Final[Mapping[str, str]] = {
    "file": "The name of a file of the release.",
    "form": "The format, by its suffix.",
    "kind": "The kind of entity, as in its IRI.",
    "lang": "The language of names and messages.",
    "name": "The name, as in the IRI; with the suffix of a format behind it, the answer is in that format.",
    "number": "The number of the part.",
    "release": "The id of a release, or latest.",
    "scheme_name": "The name of a concept scheme.",
    "slug": "The end of the IRI; with the suffix of a format behind it, the answer is in that format.",
    "sort": "Whether an organisation or an office is meant.",
    "suffix": "The format, by its suffix.",
    "table": "Which table.",
    "terc": "The TERC code of a voivodeship or county, or none; with csv or json behind a dot, a file.",
    "what": "What is suggested.",
}
#: What may stand there: by the name of the endpoint and the place, else by the place alone.
_EXAMPLES: Final[Mapping[tuple[str, str], list[str]]] = {
    ("", "release"): ["latest"],
    ("", "kind"): ["organization"],
    ("downloads.dump", "file"): [MANIFEST, f"{DUMP}.nt"],
    ("downloads.graph_dump", "name"): ["places.ttl", "derived.nq"],
    ("linked_data.named_graph", "name"): ["places", "derived.trig"],
    ("map.area", "terc"): ["14", "14.json", "none.csv"],
    ("map.index", "suffix"): ["csv", "json", "geojson"],
    ("catalogue.index", "suffix"): ["ttl", "jsonld"],
    ("releases.release", "name"): ["latest"],
    ("sitemap.part", "number"): ["1"],
    ("vocabulary.ontology.index", "suffix"): ["ttl"],
    ("vocabulary.ontology.term", "name"): ["Cooperation", "cooperatesWith.jsonld"],
    ("vocabulary.schemes.index", "suffix"): ["ttl"],
    ("vocabulary.schemes.scheme", "name"): ["kind", "kind.nt"],
    ("vocabulary.schemes.concept", "scheme_name"): ["kind"],
    ("vocabulary.schemes.concept", "name"): ["association", "association.rdf"],
    ("vocabulary.shapes.index", "suffix"): ["ttl"],
    ("vocabulary.shapes.shape", "name"): ["OrganizationKindShape", "NipShape.ttl"],
}


def parameters(site: Site, endpoint: str, route: str) -> Iterator[Parameter]:
    """The places of a route as parameters: with their choices, if the route has some, else with examples."""
    for found in PLACE.finditer(route):
        name, choices = found["name"], found["choices"]
        told = _TOLD[name]
        if choices:
            yield one_of(name, told, [one.strip() for one in choices.split(",")], is_required=True, where="path")
            continue
        is_number = found["converter"] == "int"
        schema: Schema = {"type": "integer", "minimum": 0} if is_number else {"type": "string", "minLength": 1}
        if examples := _examples(site, endpoint, name):
            schema["examples"] = [int(one) for one in examples] if is_number else examples
        yield Parameter(name, told, schema, is_required=True, where="path")


def _examples(site: Site, endpoint: str, name: str) -> list[str]:
    if name == "slug":
        return _slugs(site)
    return _EXAMPLES.get((endpoint, name)) or _EXAMPLES.get(("", name), [])


@kept
def _slugs(site: Site) -> list[str]:
    """The end of the IRI of one organisation, of those that have ties if there are any."""
    space = f"{site.base}id/organization/"
    for pattern in ("?tie esg:tieParty ?who", "?who a org:Organization"):
        found = site.select(f'SELECT ?who WHERE {{ {pattern} FILTER(STRSTARTS(STR(?who), "{space}")) }} LIMIT 1')
        if found:
            return [found[0]["who"]["value"].removeprefix(space)]
    return []
