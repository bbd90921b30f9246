"""Turns a release whose other files are there into the files that describe it: its catalogue and how it is cited."""

from pathlib import Path

from esgraph import question, release
from esgraph.build.catalogue import citation, whole
from esgraph.build.catalogue.counting import Counts
from esgraph.build.project import Settings
from esgraph.dumps.formats import TURTLE, write_prefixed
from esgraph.release import Manifest
from esgraph.vocabulary import ADMS, DCATAP, PREFIXES, SPDX, VCARD

_PREFIXES = {**PREFIXES, "adms": ADMS, "dcatap": DCATAP, "spdx": SPDX, "vcard": VCARD}


def write(manifest: Manifest, settings: Settings, counts: Counts, work: Path) -> list[Path]:
    """Write `catalogue.ttl`, `CITATION.cff` and `citation.bib`; `manifest` knows all other files."""
    described = work / release.CATALOGUE
    triples = whole.describe(settings, manifest, counts, question.read_all(work / "questions"))
    with described.open("wb") as out:
        write_prefixed(sorted(triples, key=str), TURTLE, _PREFIXES, out)
    cited = {
        work / release.CITATION: citation.cff(settings, manifest),
        work / release.BIBTEX: citation.bibtex(settings, manifest),
    }
    for path, text in cited.items():
        path.write_text(text, encoding="utf-8")
    return [described, *cited]
