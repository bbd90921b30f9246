"""Turns what a form says into what a reader decided, row by row; the server itself remembers nothing between steps.

Every page shows a part of the rows. What was decided on others travels in the form as lines of a row's number and an
id, and so does what each row of the page was matched with when it was shown: what the reader left as it was is no
decision, so that it follows when the columns are read in another way.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

#: What stands for nothing of the graph.
NOTHING: Final = "-"
_CHOICE: Final = "choice-"
_LINE: Final = re.compile(r"(\d{1,6}) (\S{1,500})")


@dataclass(frozen=True, slots=True)
class Decisions:
    """By the number of a row: the id of what the reader chose, or NOTHING."""

    by_row: Mapping[int, str]

    @classmethod
    def read(cls, form: Iterable[tuple[str, str]]) -> "Decisions":
        """From the fields of a form."""
        fields = dict(form)
        decided, shown = _lines(fields.get("chosen", "")), _lines(fields.get("matched", ""))
        for name, value in fields.items():
            number = name.removeprefix(_CHOICE)
            if name.startswith(_CHOICE) and (found := _LINE.fullmatch(f"{number} {value}")):
                row, chosen = int(found[1]), found[2]
                if chosen == shown.get(row, NOTHING):
                    decided.pop(row, None)
                else:
                    decided[row] = chosen
        return cls(decided)

    def written(self) -> str:
        """As a field of a form has them."""
        return lines(self.by_row)


def lines(by_row: Mapping[int, str]) -> str:
    """Numbers of rows and ids as a field of a form has them."""
    return "\n".join(f"{row} {chosen}" for row, chosen in sorted(by_row.items()))


def field(row: int) -> str:
    """What the field is called in which a row is decided."""
    return f"{_CHOICE}{row}"


def _lines(text: str) -> dict[int, str]:
    return {
        int(row): chosen
        for line in text.split("\n")
        if (found := _LINE.fullmatch(line.strip()))
        for row, chosen in [found.groups()]
    }
