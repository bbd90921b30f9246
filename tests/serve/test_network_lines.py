"""The picture that is expanded: no line runs under the box of a third organisation, and every line is long enough to see.

The program of the page is run by Node, with the files of the server, for every organisation and after every expansion.
"""

import json
import math
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import esgraph.serve
from esgraph.errors import LANGUAGES
from esgraph.network import load
from esgraph.network.drawing.geometry import Frame, crosses
from esgraph.network.drawing.picture import HEADS
from esgraph.network.drawing.svg import STROKES
from esgraph.release import Release
from tests import node

PROGRAM = Path(esgraph.serve.__file__).parent / "static" / "js"
SCRIPT = Path(__file__).with_name("network_lines.mjs")
SWITCHES = ("", "depth=2", "merge=1", "merge=1&depth=2", "offices=1", "offices=1&depth=2", "merge=1&offices=1&depth=2")
#: Shorter is no line that one sees beside its arrow and its sign.
SHORTEST = 40


@pytest.fixture(scope="module", params=LANGUAGES)
def pictures(request: pytest.FixtureRequest, app: Flask, release: Release, tmp_path_factory: Any) -> Any:
    """Every picture: its boxes and the points of its lines."""
    view = load(release).view(offices=True)
    files = {}
    for switches in SWITCHES:
        for iri, one in view.nodes.items():
            if one.is_office and "offices" not in switches:
                continue
            written = iri.rpartition("/id/")[2].removeprefix("organization/")
            address = f"/network/{written}.cyjs?lang={request.param}" + (f"&{switches}" if switches else "")
            response = app.test_client().get(address)
            assert response.status_code == 200, address
            files[address] = response.get_json(force=True)
    folder = tmp_path_factory.mktemp("lines")
    given = folder / "files.json"
    given.write_text(json.dumps(files), encoding="utf-8")
    done = node.run(folder, str(SCRIPT), str(PROGRAM), str(given))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) > 2 * len(files)
    return found


def frame(x: float, y: float, width: float, height: float) -> Frame:
    return Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def told(picture: Any, *more: object) -> str:
    return f"{picture['address']} {picture['open']} narrow={picture['isNarrow']} {more}"


def test_no_line_runs_under_a_third_box(pictures: Sequence[Any]) -> None:
    for picture in pictures:
        frames = {iri: frame(*box) for iri, *box in picture["boxes"]}
        for name, source, target, points in picture["lines"]:
            for iri, box in frames.items():
                if iri not in (source, target):
                    assert not any(crosses(*ends, box) for ends in pairwise(points)), told(picture, name, iri)


def test_every_line_is_seen_and_joins_its_boxes(pictures: Sequence[Any]) -> None:
    for picture in pictures:
        frames = {iri: frame(*box) for iri, *box in picture["boxes"]}
        for name, source, target, points in picture["lines"]:
            assert sum(math.dist(*ends) for ends in pairwise(points)) > SHORTEST, told(picture, name)
            for iri, (x, y) in ((source, points[0]), (target, points[-1])):
                outer, inner = frames[iri].grown(0.1), frames[iri].grown(-10)
                assert outer.left <= x <= outer.right and outer.top <= y <= outer.bottom, told(picture, name)
                assert not (inner.left < x < inner.right and inner.top < y < inner.bottom), told(picture, name)
            # Nor does it go back through its own boxes.
            own = [frames[iri].grown(-8) for iri in (source, target)]
            assert not any(crosses(*ends, box) for ends in pairwise(points) for box in own), told(picture, name)


def test_lines_of_the_same_two_lie_apart(pictures: Sequence[Any]) -> None:
    for picture in pictures:
        for (name, *ends, points), (other, *others, more) in combinations(picture["lines"], 2):
            if set(ends) == set(others):
                assert math.dist(points[16], more[16]) > 16, told(picture, name, other)


def test_boxes_lie_apart_and_places_stay_after_expanding(pictures: Sequence[Any]) -> None:
    begun = {}
    for picture in pictures:
        frames = [frame(*box) for _, *box in picture["boxes"]]
        for one, other in combinations(frames, 2):
            assert (
                one.right < other.left or other.right < one.left or one.bottom < other.top or other.bottom < one.top
            ), told(picture)
        key = (picture["address"], picture["isNarrow"])
        if not picture["open"]:
            begun[key] = picture["boxes"]
        assert picture["boxes"][: len(begun[key])] == begun[key], told(picture)
        assert picture["strange"] == []


def test_both_pictures_have_the_same_lines(tmp_path: Path) -> None:
    script = tmp_path / "look.mjs"
    script.write_text(
        f"import {{ STROKES }} from {json.dumps((PROGRAM / 'network-look.js').as_uri())};"
        "process.stdout.write(JSON.stringify(STROKES));"
    )
    done = node.run(tmp_path, str(script))
    assert done.returncode == 0, done.stderr
    names = {"dot": "circle", "diamond": "diamond"}
    pointing = {"founding", "post"}
    read = json.loads(done.stdout)
    css = (PROGRAM.parent / "style.css").read_text(encoding="utf-8")
    assert list(read) == list(STROKES)
    for relation, (colour, wide, dashes) in STROKES.items():
        name, width, dash, head = read[relation]
        # The file of the server has the colours of the light scheme.
        assert f"--{name}: light-dark({colour}," in css
        assert (width, " ".join(f"{one:g}" for one in dash)) == (wide, dashes)
        assert head == names.get(HEADS.get(relation, ""), "triangle" if relation in pointing else "none")
