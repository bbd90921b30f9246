"""A release with two associations of one name, numbers in registers, and what was merged and withdrawn."""

import shutil
from pathlib import Path

from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.report import Report
from esgraph.build.stages import Stages
from esgraph.release import Release
from tests.conftest import DATA
from tests.reading import read

NIP, OTHER_NIP, KRS, REGON = "5250001003", "1234563218", "0000123456", "123456785"

_SOURCE = f"""
name: {{pl: Zmyślony spis, en: A made-up list}}
language: pl
organizations:
  nadzieja-w-radomiu:
    type: FormalOrganization
    name: {{pl: Stowarzyszenie Nadzieja, en: Hope Association}}
    kind: association
    place: radom
    nip: "{NIP}"
    krs: "{KRS}"
  nadzieja-w-plocku:
    type: FormalOrganization
    name: {{pl: Stowarzyszenie Nadzieja, en: Hope Association of Płock}}
    kind: association
    place: plock
    nip: "{OTHER_NIP}"
  nadzieja-fundacja:
    type: FormalOrganization
    name: {{pl: Fundacja Nadzieja, en: Hope Foundation}}
    kind: foundation
    place: tluszcz
  jutrzenka:
    type: FormalOrganization
    name: {{pl: Jutrzenka, en: Daybreak}}
    kind: association
    place: tluszcz
    regon: "{REGON}"
"""

#: What the associations were called before, and what somebody wanted to be forgotten.
MERGED, GONE = "organization/dawna-nadzieja", "organization/jan-kowalski-uslugi"
_WITHDRAWN = f"""
{MERGED}:
  date: 2026-11-01
  reason: {{pl: Połączono wpisy., en: Entries were merged.}}
  replacedBy: organization/nadzieja-w-radomiu
{GONE}:
  date: 2026-11-28
  reason: {{pl: Na prośbę osoby., en: At the request of a person.}}
"""


def build(report: Report, folder: Path) -> Release:
    """The release of the first dataset with these."""
    shutil.copytree(DATA, folder / "data")
    (folder / "data/sources/zmyslony-2021.yaml").write_text(_SOURCE, encoding="utf-8")
    (folder / "data/withdrawn.yaml").write_text(_WITHDRAWN, encoding="utf-8")
    project = Project.open(folder / "data")
    return publish(read(project), report, project.settings, folder / "release", Stages())
