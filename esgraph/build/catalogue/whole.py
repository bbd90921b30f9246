"""Turns settings, counts and files of a release into its whole description: DCAT-AP 3.0.1 and VoID, with all numbers.

No node is blank: what has no IRI elsewhere has one below `{base}catalogue#`.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import pyoxigraph as ox

from esgraph.build import authority, licence
from esgraph.build.authority import FILE_TYPES, LICENCE_KINDS, Table
from esgraph.build.catalogue import description, linking, partitions
from esgraph.build.catalogue.counting import Counts
from esgraph.build.catalogue.services import SERVICES
from esgraph.build.catalogue.statements import link, links, text, translations, types
from esgraph.build.project import Settings
from esgraph.dumps.formats import FORMATS
from esgraph.errors import Text
from esgraph.file_types import FileType, file_type
from esgraph.question import Question
from esgraph.release import FileEntry, Manifest
from esgraph.vocabulary import DCAT, DCTERMS, FOAF, RDFS, SHAPE, SKOS, SPDX, graph

_DUMP_FOLDER = "tables/"
_DUMP_NAME = "esgraph."

_WHOLE: Text = {
    "pl": "Wszystkie stwierdzenia, każde raz, bez podziału na grafy.",
    "en": "All statements, each once, without the graphs that they belong to.",
}
_QUADS: Text = {
    "pl": "Wszystkie stwierdzenia, każde z grafem, do którego należy.",
    "en": "All statements, each with the graph that it belongs to.",
}
_TABLE: Text = {
    "pl": "Tabela: rzeczy jednego rodzaju, po jednej w wierszu.",
    "en": "A table: the things of one kind, one a row.",
}
_WITH_GRAPHS = frozenset(form.media_type for form in FORMATS.values() if form.keeps_graphs)


def describe(
    settings: Settings, manifest: Manifest, counts: Counts, questions: Iterable[Question] | None = None
) -> set[ox.Triple]:
    """The whole description of a release whose files, but for this one, are in its manifest; with its questions."""
    prefix = graph(settings.base, "")
    graphs = (iri.removeprefix(prefix) for iri in counts.graphs if iri.startswith(prefix))
    triples = {
        *description.describe(settings, (name for name in graphs if name != "catalogue"), questions),
        *partitions.describe(counts, settings.base),
        *linking.describe(counts, settings.base, settings.modified),
        text(description.node(settings, "dataset"), f"{DCTERMS}identifier", manifest.id),
    }
    for name, entry in manifest.files.items():
        if is_dump(name):
            triples |= _distribution(settings, manifest, name, entry)
    return triples | _named(settings, triples)


def is_dump(name: str) -> bool:
    """Whether a file of a release holds the whole dataset, or a table of it, in a format that is known."""
    if not file_type(name).authority:
        return False
    return name.startswith(_DUMP_NAME) or (name.startswith(_DUMP_FOLDER) and name.count("/") == 1)


def _distribution(settings: Settings, manifest: Manifest, name: str, entry: FileEntry) -> set[ox.Triple]:
    this, kind = description.node(settings, name), file_type(name)
    checksum = f"{this}-checksum"
    words = _TABLE if name.startswith(_DUMP_FOLDER) else _QUADS if kind.media_type in _WITH_GRAPHS else _WHOLE
    title = _title(name, kind)
    return {
        *description.distribution(settings, name),
        *translations(this, f"{DCTERMS}title", {"pl": title, "en": title}),
        *translations(this, f"{DCTERMS}description", words),
        link(this, f"{DCTERMS}format", FILE_TYPES.iri(kind.authority)),
        text(this, f"{DCTERMS}issued", settings.modified, "date"),
        text(this, f"{DCTERMS}modified", settings.modified, "date"),
        # The file of this release alone has this hash; the access URL is that of the latest release.
        link(this, f"{DCAT}downloadURL", f"{settings.base}dumps/{manifest.id}/{name}"),
        text(this, f"{DCAT}byteSize", str(entry.size), "nonNegativeInteger"),
        link(this, f"{SPDX}checksum", checksum),
        *types(checksum, f"{SPDX}Checksum"),
        link(checksum, f"{SPDX}algorithm", f"{SPDX}checksumAlgorithm_sha256"),
        text(checksum, f"{SPDX}checksumValue", entry.sha256, "hexBinary"),
    }


def _title(name: str, kind: FileType) -> str:
    wrapping = f" ({PurePosixPath(name).suffix[1:]})" if kind.compression else ""
    table = f": {PurePosixPath(name).name.partition('.')[0]}" if name.startswith(_DUMP_FOLDER) else ""
    return f"{kind.name}{table}{wrapping}"


def _named(settings: Settings, triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """What DCAT-AP wants to know of the things of others that the description refers to: their class, their name."""
    used = {triple.object.value for triple in triples if isinstance(triple.object, ox.NamedNode)}
    found = types(settings.licence, f"{DCTERMS}LicenseDocument")
    kinds = licence.kinds(settings.licence)
    found |= links(settings.licence, f"{DCTERMS}type", map(LICENCE_KINDS.iri, kinds))
    used.update(map(LICENCE_KINDS.iri, kinds))
    for table in authority.TABLES:
        found |= _of_table(table, used)
    for area in settings.spatial:
        found |= types(area.iri, f"{DCTERMS}Location") | translations(area.iri, f"{SKOS}prefLabel", area.name)
    for iri in used:
        if iri.startswith(description.MEDIA_TYPES):
            found |= types(iri, f"{DCTERMS}MediaType")
    for iri in (SHAPE.rstrip("/"), *(service.specification for service in SERVICES)):
        found |= types(iri, f"{DCTERMS}Standard")
    for iri in {settings.publisher_url, settings.base}:
        found |= types(iri, f"{FOAF}Document")
    # The shapes of DCAT-AP that come from its UML model want even this class said.
    for service in SERVICES:
        found |= types(f"{settings.base}{service.path}", f"{RDFS}Resource")
    if f"{SPDX}checksumAlgorithm_sha256" in used:
        found |= types(f"{SPDX}checksumAlgorithm_sha256", f"{SPDX}ChecksumAlgorithm")
    return found


def _of_table(table: Table, used: set[str]) -> set[ox.Triple]:
    concepts: Mapping[str, Text] = {table.iri(code): words for code, words in table.codes.items()}
    found: set[ox.Triple] = set()
    for iri in used & concepts.keys():
        found |= types(iri, f"{SKOS}Concept", table.kind) | translations(iri, f"{SKOS}prefLabel", concepts[iri])
        found.add(link(iri, f"{SKOS}inScheme", table.scheme))
    if found or table.scheme in used:
        found |= types(table.scheme, f"{SKOS}ConceptScheme")
        found |= translations(table.scheme, f"{DCTERMS}title", table.title)
    return found
