"""Turns organisations and offices into what addresses of the network call them, and back."""

from flask import url_for

from esgraph.network.model import local
from esgraph.serve.site import site
from esgraph.vocabulary import entity, is_slug

#: Slugs that are the address of something else when they stand alone.
_TAKEN = ("path",)


def iri_of(written: str) -> str:
    """The IRI of an organisation (`slug`, `organization/slug`) or office (`post/slug`); "" for what is neither."""
    kind, _, slug = written.rpartition("/")
    known = kind in ("", "organization", "post")
    return entity(site().base, kind or "organization", slug) if known and is_slug(slug) else ""


def written_of(iri: str) -> str:
    """The inverse of `iri_of`."""
    slug = local(iri).removeprefix("organization/")
    return local(iri) if slug in _TAKEN else slug


def address_of(iri: str) -> str:
    """The page of the network of an organisation or office."""
    sort, _, slug = written_of(iri).rpartition("/")
    return url_for("network.ego.page", slug=slug, sort=sort or None)
