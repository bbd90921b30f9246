"""Turns the IRI of what was taken out of a release into what is still said of it, or into who took its place."""

from collections.abc import Mapping

from esgraph import tombstones
from esgraph.errors import Message, verbatim
from esgraph.serve import messages
from esgraph.serve.memo import kept
from esgraph.serve.site import Site
from esgraph.tombstones import Tombstone


def tombstone(site: Site, iri: str) -> Tombstone | None:
    """What is said of a thing that was withdrawn; None for what was not."""
    return _tombstones(site).get(tombstones.key(iri))


def successor(site: Site, iri: str) -> str:
    """Who took the place of a thing, in however many steps; the IRI itself where nobody did."""
    passed = {iri}
    while (stone := tombstone(site, iri)) and stone.replaced_by and stone.replaced_by not in passed:
        iri = stone.replaced_by
        passed.add(iri)
    return iri


def told(stone: Tombstone) -> Message:
    """When and why a thing was withdrawn."""
    return messages.WITHDRAWN.of(date=stone.date, reason=verbatim({"pl": stone.reason["pl"], "en": stone.reason["en"]}))


@kept
def _tombstones(site: Site) -> Mapping[str, Tombstone]:
    if tombstones.FILE not in site.release.manifest.files:
        return {}
    return tombstones.read(site.files.path(tombstones.FILE))
