"""A release with what the first dataset does not have: places known less well, dates known less well, many of a kind."""

import shutil
from pathlib import Path

from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.report import Report
from esgraph.build.stages import Stages
from esgraph.release import Release
from tests.reading import read

_SOURCE = """
name: {pl: Zmyślona relacja, en: A made-up account}
language: pl
places:
  powiat-nieznany:
    type: AdministrativeArea
    name: {pl: powiat nieznany, en: Unknown County}
    terc: "1299"
organizations:
  wojewodzka:
    type: FormalOrganization
    name: {pl: Wojewódzka, en: Of a voivodeship}
    kind: association
    place: woj-mazowieckie
  dwa-powiaty:
    type: FormalOrganization
    name: {pl: Łąka w dwóch powiatach, en: Meadow in two counties}
    kind: foundation
    place: [wegrow, radom]
  nieznana:
    type: FormalOrganization
    name: {pl: Nieznana, en: Unknown}
    kind: association
    place: powiat-nieznany
MANY_ORGANIZATIONS
events:
  zlot:
    name: {pl: Zlot, en: Rally}
    date: [2020-05-01, 2020-05-02]
    endDate: 2020-05-03
    place: legionowo
  bez-daty:
    name: {pl: Bez daty, en: Without a date}
    place: wegrow
MANY_EVENTS
foundations:
  laka:
    founded: dwa-powiaty
    founder: organization/wojewodzka
    foundedInYear: 1995
"""

#: How many organisations of Płock and events of 2021 there are besides.
ORGANIZATIONS, EVENTS = 130, 120


def build(data: Path, report: Report, folder: Path) -> Release:
    """Make the release in a folder; the report is that of the first dataset, since nothing here looks at it."""
    copy = folder / "data"
    shutil.copytree(data, copy)
    organizations = "".join(
        f"  plocka-{number:03}:\n    type: FormalOrganization\n    kind: association\n    place: plock\n"
        f"    name: {{pl: Płocka {number:03}, en: Of Płock {number:03}}}\n"
        for number in range(ORGANIZATIONS)
    )
    events = "".join(
        f"  dzien-{number:03}:\n    date: 2021-{1 + number % 12:02}-{1 + number // 12:02}\n    place: plock\n"
        f"    name: {{pl: Dzień {number:03}, en: Day {number:03}}}\n"
        for number in range(EVENTS)
    )
    text = _SOURCE.replace("MANY_ORGANIZATIONS\n", organizations).replace("MANY_EVENTS\n", events)
    (copy / "sources" / "zmyslona-2021.yaml").write_text(text, encoding="utf-8")
    project = Project.open(copy)
    return publish(read(project), report, project.settings, folder / "release", Stages())
