"""What a build made is used by the next one, and by the one after it only if it was of use again."""

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
    maker = Maker()
    with Kept(Handover(None, tmp_path / "1"), "some") as kept:
        whole = maker.ask(kept, *"abcdefgh")
    path = tmp_path / "1" / "some"
    content = path.read_bytes()
    for place in range(0, len(content), 7):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x20]) + content[place + 1 :])
        with Kept(Handover(tmp_path / "1", tmp_path / f"2-{place}"), "some") as kept:
            assert maker.ask(kept, *"abcdefgh") == whole
    assert len(maker.made) > 8
