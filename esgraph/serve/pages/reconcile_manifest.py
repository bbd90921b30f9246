"""Turns the ontology and the release into the manifest of the reconciliation service (section “Service Manifest”)."""

from collections.abc import Iterator
from typing import Any, Final

from flask import request, url_for

from esgraph.errors import Language
from esgraph.serve import texts
from esgraph.serve.pages.reconcile_guide import ANCHOR
from esgraph.serve.reconciliation import queries, schema
from esgraph.serve.reconciliation.values import named
from esgraph.serve.reference import reference
from esgraph.serve.site import language, site
from esgraph.serve.terms import Term

_VERSIONS: Final = ("0.2",)
#: Pixels of the frame that a preview is for; an organisation with three register numbers and another name fits.
_WIDTH, _HEIGHT = 420, 300


def manifest(chosen: Language | None) -> dict[str, Any]:
    """What the service is, and where its parts are; `chosen` is the language that its addresses keep, if any."""
    root = request.host_url.rstrip("/")
    page = url_for("linked_data.page", kind="KIND", slug="SLUG", lang=chosen)
    return {
        "versions": _VERSIONS,
        "name": site().release.manifest.title[language()],
        "identifierSpace": schema.identifier_space(site().base),
        "schemaSpace": schema.SCHEMA_SPACE,
        "documentation": url_for("catalogue.index", suffix="", _anchor=ANCHOR, lang=chosen, _external=True),
        "logo": url_for("static", filename="icon.svg", _external=True),
        "defaultTypes": [named(term, language()) for _, term in present()],
        "view": {"url": root + page.replace("KIND/SLUG", "{{id}}")},
        "preview": {
            "url": f"{root}{url_for('reconcile.preview', lang=chosen)}?id={{{{id}}}}",
            "width": _WIDTH,
            "height": _HEIGHT,
        },
        "suggest": {
            what: {
                "service_url": root,
                "service_path": url_for("reconcile.suggest", what=what, lang=chosen),
                "flyout_service_url": root,
                "flyout_service_path": f"{url_for('reconcile.flyout', lang=chosen)}?id=${{id}}",
            }
            for what in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {
                "service_url": root,
                "service_path": url_for("reconcile.properties", lang=chosen),
            },
            "property_settings": _settings(),
        },
    }


def present() -> Iterator[tuple[str, Term]]:
    """The types that the graph has things of."""
    counts = site().release.manifest.counts
    return ((kind, term) for kind, term in schema.types(reference()) if counts.get(term.iri))


def _settings() -> list[dict[str, Any]]:
    """What can be chosen for a property of a data extension."""

    def told(name: str, kind: str, default: object) -> dict[str, Any]:
        label, help_text = (texts.text(f"reconcile_setting_{name}{end}", language()) for end in ("", "_help"))
        return {"name": name, "label": label, "type": kind, "default": default, "help_text": help_text}

    choices = [
        {"value": value, "name": texts.text(f"reconcile_content_{value}", language())} for value in queries.CONTENTS
    ]
    return [told("limit", "number", 0), told("content", "select", queries.CONTENTS[0]) | {"choices": choices}]
