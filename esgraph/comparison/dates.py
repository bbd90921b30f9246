"""Turns dates as tables write them, the day first or the year first, into as much of an ISO 8601 date as they say."""

import re
from typing import Final

_BETWEEN: Final = r"\s*[./-]\s*"
_YEAR_FIRST: Final = re.compile(
    rf"(?P<year>\d{{4}})(?:{_BETWEEN}(?P<month>\d{{1,2}})(?:{_BETWEEN}(?P<day>\d{{1,2}})(?:[T ].*)?)?)?"
)
_DAY_FIRST: Final = re.compile(
    rf"(?:(?P<day>\d{{1,2}}){_BETWEEN})?(?P<month>\d{{1,2}}){_BETWEEN}(?P<year>\d{{4}})(?: \d{{1,2}}:.*)?"
)
#: What Polish writes behind a year.
_OF_YEAR: Final = re.compile(r"(?<=\d)\s?r(?:\.|oku)?$", re.IGNORECASE)
_MONTHS, _DAYS = 12, 31


def iso(written: str) -> str:
    """A date as `2018-06-08`, `2018-06` or `2018`; "" for what is none.

    >>> iso("08.06.2018 r."), iso("8/6/2018"), iso("6.2018"), iso("2018-06-08T10:00:00Z"), iso("2018"), iso("brak")
    ('2018-06-08', '2018-06-08', '2018-06', '2018-06-08', '2018', '')
    """
    text = _OF_YEAR.sub("", written.strip())
    found = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if found is None:
        return ""
    parts = [int(part) for part in found.group("year", "month", "day") if part]
    if any(not 1 <= part <= most for part, most in zip(parts[1:], (_MONTHS, _DAYS), strict=False)):
        return ""
    return "-".join(f"{part:0{2 if at else 4}d}" for at, part in enumerate(parts))
