"""What a build made is used by the next one, and by the one after it only if it was of use again."""

import random
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from esgraph.build.handover import Handover
from esgraph.build.kept import Kept


class Maker:
    """Makes something of a key, and counts how often."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def ask(self, kept: Kept, *keys: str) -> list[str]:
        def make(key: str) -> bytes:
            self.made.append(key)
            return f"made of {key}".encode()

        return [kept.of(key, lambda key=key: make(key)).decode() for key in keys]  # type: ignore[misc]


def test_only_what_is_new_is_made(tmp_path: Path) -> None:
    maker = Maker()
    with Kept(Handover(None, tmp_path / "1"), "some") as kept:
        assert maker.ask(kept, "a", "b", "a") == ["made of a", "made of b", "made of a"]
    with Kept(Handover(tmp_path / "1", tmp_path / "2"), "some") as kept:
        maker.made.clear()
        assert maker.ask(kept, "c", "b", "b") == ["made of c", "made of b", "made of b"]
        assert maker.made == ["c"]
    with Kept(Handover(tmp_path / "2", tmp_path / "3"), "some") as kept:
        maker.made.clear()
        maker.ask(kept, "a", "b", "c")
        assert maker.made == ["a"], "it was of no use to the build before"


def test_parts_do_not_see_what_others_made(tmp_path: Path) -> None:
    maker = Maker()
    with Kept(Handover(None, tmp_path / "1"), "one") as kept:
        maker.ask(kept, "a")
    for name, made in (("one", ["a"]), ("other", ["a", "a"])):
        with Kept(Handover(tmp_path / "1", tmp_path / "2"), name) as kept:
            maker.ask(kept, "a")
        assert maker.made == made


def test_without_a_handover_nothing_is_kept() -> None:
    maker = Maker()
    with Kept(None, "some") as kept:
        maker.ask(kept, "a", "a")
    assert maker.made == ["a", "a"]


def test_what_could_not_be_made_is_not_there_for_the_next_build(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ValueError("no")

    maker = Maker()
    with pytest.raises(ValueError, match="no"), Kept(Handover(None, tmp_path / "1"), "some") as kept:
        maker.ask(kept, "b")
        kept.of("a", fail)
    with Kept(Handover(tmp_path / "1", tmp_path / "2"), "some") as kept:
        maker.ask(kept, "a", "b")
    assert maker.made == ["b", "a", "b"]


def test_what_was_damaged_is_made_anew(tmp_path: Path) -> None:
    """Whatever byte it is, the keys among them, by which the file is searched."""
    keys = [f"{random.Random(seed).getrandbits(160):040x}" for seed in range(25)]  # noqa: S311
    values = {key: random.Random(key).randbytes(6000) for key in keys}  # noqa: S311
    with Kept(Handover(None, tmp_path / "1"), "some") as kept:
        for key in keys:
            kept.of(key, partial(values.__getitem__, key))
    path = tmp_path / "1" / "some"
    content = path.read_bytes()
    # The bytes of keys, of the first page with the schema, and some others.
    places = {content.find(key.encode()) + at for key in keys for at in (0, 1, 7)} | {*range(0, 4096, 40)}
    made: list[str] = []

    def make(key: str) -> bytes:
        made.append(key)
        return values[key]

    for place in sorted(places | {*range(0, len(content), 997)}):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x81]) + content[place + 1 :])
        with Kept(Handover(tmp_path / "1", tmp_path / "2"), "some") as kept:
            assert {key: kept.of(key, partial(make, key)) for key in keys} == values
        (tmp_path / "2" / "some").unlink()
    assert set(made) == set(keys)


def test_what_is_found_under_another_key_is_not_taken(tmp_path: Path) -> None:
    """As SQLite may in a damaged tree; here it is told that letters of both cases are the same."""
    maker = Maker()
    with Kept(Handover(None, tmp_path / "1"), "some") as kept:
        maker.ask(kept, "A")
    (tmp_path / "0").mkdir()
    with closing(sqlite3.connect(tmp_path / "0" / "some")) as other:
        other.execute("ATTACH ? AS made_before", (str(tmp_path / "1" / "some"),))
        other.execute("CREATE TABLE made (key TEXT COLLATE NOCASE PRIMARY KEY, value BLOB)")
        other.execute("INSERT INTO made SELECT * FROM made_before.made")
        other.commit()
    with Kept(Handover(tmp_path / "0", tmp_path / "2"), "some") as kept:
        assert maker.ask(kept, "A", "a") == ["made of A", "made of a"]
    assert maker.made == ["A", "a"]
