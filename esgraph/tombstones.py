"""Turns things that were taken out of a release into what is still said of them: when and why, and who they are now.

Their IRIs may hold what was to be forgotten, so that they stand here as hashes only. That hides a name from a reader of
the file, not from somebody who guesses it: whoever has an IRI in mind can see whether it was withdrawn, as by asking
for it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from esgraph.errors import ReleaseError

FILE: Final = "tombstones.json"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """When a thing was withdrawn (xsd:date), why (by language), and the IRI that took its place ("" if none did)."""

    date: str
    reason: Mapping[str, str]
    replaced_by: str = ""


def key(iri: str) -> str:
    """What a thing is found by: the SHA-256 of its IRI."""
    return hashlib.sha256(iri.encode()).hexdigest()


def write(tombstones: Mapping[str, Tombstone], path: Path) -> None:
    """Write tombstones by IRI; the file has no IRI of what was withdrawn."""
    told = {key(iri): asdict(one) for iri, one in tombstones.items()}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def read(path: Path) -> Mapping[str, Tombstone]:
    """The tombstones of a file by their keys. Raises ReleaseError if it cannot be read."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return {name: Tombstone(**told) for name, told in raw.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise ReleaseError(f"the tombstones cannot be read: {error}", where=str(path)) from error
