"""Turns switches of which nothing can come into an error that says which, and what to do."""

from typing import Final

from esgraph.errors import Message
from esgraph.network.errors import SwitchError
from esgraph.network.model import KINDS
from esgraph.network.switches import Switches

#: The last year that has four digits, as those of dates have.
_LAST_YEAR: Final = 9999

_NO_YEAR = Message(
    "„{name}” nie może mieć wartości {value}: to rok, liczba całkowita od 0 do {last}",
    "“{name}” cannot be {value}: it is a year, a whole number from 0 to {last}",
)
_WRITE_A_YEAR = Message("podaj rok, na przykład 2018", "give a year, such as 2018")
_WRONG_ORDER = Message(
    "„since” ({since}) jest późniejsze niż „until” ({until}), więc nie ma takiego roku",
    "“since” ({since}) is later than “until” ({until}), so there is no such year",
)
_SWAP = Message("zamień te lata miejscami albo pomiń jedno z nich", "swap the two years, or leave out one of them")
_NO_OFFICES = Message(
    "powiązania „post” łączą urzędy z ich organizacjami, a urzędy są w sieci tylko z przełącznikiem „offices”",
    "ties of the kind “post” bind offices to their organisations, and offices are there only with the switch “offices”",
)
_ADD_OFFICES = Message(
    "dodaj przełącznik „offices” albo inny rodzaj powiązań", "add the switch “offices”, or another kind of ties"
)
_NO_KIND = Message("nie ma takiego rodzaju powiązań: {kind}", "there is no kind of tie: {kind}")
_KINDS = Message("są: {kinds}", "there are {kinds}", {"kinds": ", ".join(KINDS)})


def check(switches: Switches) -> Switches:
    """The switches, if something can come of them. Raises SwitchError if not."""
    for name, year in (("since", switches.since), ("until", switches.until)):
        # Whoever calls from a notebook has no type checker.
        if year is not None and not (isinstance(year, int) and 0 <= year <= _LAST_YEAR):
            raise SwitchError(_NO_YEAR.of(name=name, value=repr(year), last=_LAST_YEAR), _WRITE_A_YEAR)
    if switches.since is not None and switches.until is not None and switches.since > switches.until:
        raise SwitchError(_WRONG_ORDER.of(since=switches.since, until=switches.until), _SWAP)
    if unknown := sorted(map(str, switches.kinds - set(KINDS))):
        raise SwitchError(_NO_KIND.of(kind=unknown[0]), _KINDS)
    if switches.kinds == {"post"} and not switches.offices:
        raise SwitchError(_NO_OFFICES, _ADD_OFFICES)
    return switches
