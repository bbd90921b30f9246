"""Turns IRIs that the graph names and does not describe, of vocabularies and licences, into the names people know."""

import re

from esgraph.errors import Language
from esgraph.serve import texts
from esgraph.vocabulary import PREFIXES

_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)/?$")
_VOCABULARIES = {namespace: f"vocabulary_{prefix}" for prefix, namespace in PREFIXES.items()}


def known_name(iri: str, language: Language) -> str:
    """The name of a vocabulary or of a licence of Creative Commons; "" for anything else."""
    if found := _CREATIVE_COMMONS.match(iri):
        return f"CC {found[1].upper()} {found[2]}"
    name = _VOCABULARIES.get(iri, "")
    return texts.text(name, language) if name in texts.TEXTS else ""
