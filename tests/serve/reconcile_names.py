"""Turns the list of names as tables write them into questions, and answers of the service into whether the right one is first.

The list (`reconcile_names.csv`) has names of the first dataset and of a made-up country; those of the part `held` were
written down before anything was tuned, and nothing is tuned on them.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

_LIST = Path(__file__).with_name("reconcile_names.csv")
#: The size and seed of the country, whose names the list has.
TRIPLES, SEED = 100_000, 1


@dataclass(frozen=True, slots=True)
class Named:
    """A name as a table writes it, perhaps with a place; who is meant, and what is odd about it."""

    data: str
    part: str
    query: str
    place: str
    expected: str
    what: str

    def asked(self) -> dict[str, Any]:
        """As a reconciliation query."""
        given = [{"pid": "schema:location", "v": self.place}] if self.place else []
        return {"query": self.query, "type": "org:Organization", "properties": given}


def listed() -> list[Named]:
    with _LIST.open(encoding="utf-8", newline="") as stream:
        return [Named(**row) for row in csv.DictReader(stream)]


def first(client: FlaskClient, one: Named) -> list[dict[str, Any]]:
    """The candidates of a name, the best first."""
    response = client.post("/reconcile/pl", data={"queries": json.dumps({"q": one.asked()})})
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = (response.json or {})["q"]["result"]
    return found


def missed(client: FlaskClient, names: list[Named]) -> Iterator[str]:
    """A line for each name for which another comes first, or one that scores as much and is called otherwise."""
    for one in names:
        found = first(client, one)
        best = [each for each in found if each["score"] == found[0]["score"]]
        is_right = bool(best) and all(each["name"] == one.expected for each in best)
        if one.place:
            is_right = is_right and best[0]["description"].endswith(one.place)
        if not is_right:
            told = [(each["name"], each["score"]) for each in found[:3]]
            yield f"{one.query} ({one.what}): {told}, not {one.expected}"
