"""Turns one thing that is looked at into a line of the report: it holds, it does not and why, or nobody looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from esgraph.errors import Language, Message

State = Literal["holds", "fails", "skipped"]

_SHOWN = 10
_STATES: dict[State, dict[Language, str]] = {
    "holds": {"pl": "zgadza się", "en": "holds"},
    "fails": {"pl": "NIE zgadza się", "en": "FAILS"},
    "skipped": {"pl": "pominięto", "en": "skipped"},
}
_MORE = Message("… i jeszcze {more}", "… and {more} more")


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, whether it holds, and what was found (each a line of its own)."""

    name: Message
    state: State
    found: tuple[str | Message, ...] = ()

    def text(self, language: Language) -> str:
        """The check as a paragraph; of many findings the first."""
        lines = [f"{self.name.text(language)}: {_STATES[self.state][language]}"]
        shown = [*self.found[:_SHOWN]]
        if len(self.found) > _SHOWN:
            shown.append(_MORE.of(more=len(self.found) - _SHOWN))
        lines += [f"    {one.text(language) if isinstance(one, Message) else one}" for one in shown]
        return "\n".join(lines)


def checked(name: Message, wrong: Iterable[str | Message], told: str | Message = "") -> Check:
    """A check that fails by each thing that is wrong; `told` is said where nothing is."""
    found = tuple(wrong)
    return Check(name, "fails", found) if found else Check(name, "holds", (told,) if told else ())
