"""Turns the rules of the reconciliation service into its documentation, which stands on the page of the catalogue."""

from flask import url_for

from esgraph.errors import LANGUAGES, Language
from esgraph.serve import texts
from esgraph.serve.reconciliation import queries
from esgraph.serve.reconciliation.entries import ALIKE, FORM_ALONE
from esgraph.serve.search.asked import MOST_CHARACTERS

#: Where on the page it stands.
ANCHOR = "reconciliation-guide"


def guide(language: Language) -> list[tuple[str, str]]:
    """What there is to know of the service: a heading and a sentence or two for each."""
    scores: dict[str, object] = {f"of_{likeness.name.lower()}": round(100 * worth) for likeness, worth in ALIKE.items()}
    told: dict[str, dict[str, object]] = {
        "languages": {f"in_{one}": url_for("reconcile.service", lang=one) for one in LANGUAGES},
        "ids": {},
        "scores": scores | {"of_form": round(100 * FORM_ALONE)},
        "match": {},
        "values": {},
        "limits": {
            "queries": queries.MOST_QUERIES,
            "ids": queries.MOST_IDS,
            "properties": queries.MOST_PROPERTIES,
            "candidates": queries.MOST_CANDIDATES,
            "characters": texts.decimal(queries.MOST_CHARACTERS, language),
            "read": MOST_CHARACTERS,
        },
    }
    return [
        (texts.text(f"reconcile_guide_{name}", language), texts.text(f"reconcile_guide_{name}_text", language, **of))
        for name, of in told.items()
    ]
