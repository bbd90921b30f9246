"""Turns two made-up registers of one country into the time and memory that matching them takes, and how well it does.

python -m tests.benchmarks.linking --records 100000

Half of the second register are organisations of the first, written otherwise: in capitals, abbreviated, with a slip,
with a seat behind the name, without a number; the other half are others, and namesakes of these in other towns.
"""

import argparse
import resource
import string
import time
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from esgraph.linking.index import Index
from esgraph.linking.kinds import Kinds
from esgraph.linking.matching import match
from esgraph.linking.outcome import Outcome
from esgraph.linking.record import Record
from esgraph.linking.sources import opened
from tests.benchmarks.country.names import fancy
from tests.benchmarks.country.territory import Commune, counties

_FORMS = ("Stowarzyszenie", "Fundacja", "Spółdzielnia Socjalna", "Towarzystwo", "Klub Sportowy", "Związek")
_AIMS = (
    "Na Rzecz Rozwoju", "Przyjaciół", "Miłośników", "Wspierania", "Ochrony Przyrody", "Pomocy Dzieciom", "Kobiet",
    "Seniorów", "Osób Niepełnosprawnych", "Rodziców", "Absolwentów", "Edukacji", "Kultury", "Integracji", "Promocji",
)  # fmt: skip
_BODIES = (
    "Ośrodek Pomocy Społecznej", "Centrum Integracji Społecznej", "Ochotnicza Straż Pożarna", "Dom Pomocy Społecznej",
    "Koło Gospodyń Wiejskich", "Warsztat Terapii Zajęciowej", "Biblioteka Publiczna", "Dom Kultury",
)  # fmt: skip
_SHORT = {
    "Stowarzyszenie": "Stow.", "Spółdzielnia Socjalna": "Sp. soc.", "Ośrodek Pomocy Społecznej": "OPS",
    "Centrum Integracji Społecznej": "CIS", "Ochotnicza Straż Pożarna": "OSP", "Towarzystwo": "Tow.",
}  # fmt: skip
_SYLLABLES = [c + v + e for c in "bdgklmnprstwz" for v in "aeiou" for e in ("", "l", "n", "r", "s", "k")]


def organisations(count: int, random: Random, places: list[Commune], iri: str) -> Iterator[Record]:
    """Made-up organisations; four in ten have a number in the register."""
    for number in range(count):
        place = random.choice(places)
        numbers = {"krs": frozenset((f"9{number:09}",))} if random.random() < 0.4 else {}
        name = _name(random, place)
        yield Record(f"{iri}{number}", (name,), numbers=numbers, terc=frozenset((place.terc,)), places=(place.name,))


def _name(random: Random, place: Commune) -> str:
    sort = random.random()
    if sort < 0.2:
        return f"{random.choice(_BODIES)} {place.within}"
    if sort < 0.45:
        return f"{random.choice(_FORMS)} {random.choice(_AIMS)} „{fancy(random)}”"
    if sort < 0.65:
        return f"{random.choice(_FORMS)} „{fancy(random)}”"
    invented = "".join(random.choice(_SYLLABLES) for _ in range(random.randint(2, 4))).capitalize()
    return f"{random.choice(_FORMS)} „{invented}”" if sort < 0.85 else f"{invented} Sp. z o.o."


def rewritten(one: Record, number: int, random: Random, places: list[Commune]) -> Record:
    """The same organisation as another register has it, or (for odd numbers) a namesake in another town."""
    if number % 2:
        place = random.choice([each for each in random.sample(places, 2) if each.terc not in one.terc])
        return replace(
            one,
            iri=f"https://namesakes.example/{number}",
            numbers={},
            terc=frozenset((place.terc,)),
            places=(place.name,),
        )
    name = one.names[0]
    way = random.randrange(5)
    if way == 0:
        name = name.upper()
    elif way == 1:
        name = next((name.replace(full, short) for full, short in _SHORT.items() if name.startswith(full)), name)
    elif way == 2:
        at = random.randrange(1, len(name) - 2)
        name = name[:at] + random.choice(string.ascii_lowercase) + name[at + 1 :]
    elif way == 3:
        name = f"{name} z siedzibą w {one.places[0]}"
    numbers = one.numbers if random.random() < 0.5 else {}
    return replace(one, iri=f"https://theirs.example/{number}", names=(name,), numbers=numbers)


def main() -> None:
    """Print what matching took, and how well it did."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.linking", description=__doc__)
    parser.add_argument("--records", type=int, default=100_000, help="of each register")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random = Random(options.seed)
    places = [commune for county in counties() for commune in county.communes]
    ours = list(organisations(options.records, random, places, "https://ours.example/"))
    half = options.records // 2
    theirs = [rewritten(ours[number * 2], number, random, places) for number in range(half)]
    theirs += organisations(options.records - half, random, places, "https://strangers.example/")
    random.shuffle(theirs)
    examiner, compared = opened.examiner(Kinds.read()), 0
    found = Index.candidates

    def counted(self: Index, asked: object) -> Iterator[object]:
        nonlocal compared
        for one in found(self, asked):  # type: ignore[arg-type]
            compared += 1
            yield one

    Index.candidates = counted  # type: ignore[method-assign, assignment]
    begun, worked = time.perf_counter(), time.process_time()
    matches = match(ours, theirs, examiner)
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    right = {(ours[number * 2].iri, f"https://theirs.example/{number}") for number in range(0, half, 2)}
    certain = {one.pair for one in matches if one.outcome is Outcome.CERTAIN}
    told = {one.pair for one in matches}
    alike = {one.pair for one in matches if one.found.one.names == one.found.other.names} - right
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    everything = len(ours) * len(theirs)
    lines = [
        f"{len(ours)} × {len(theirs)} records: {seconds:.1f} s, of the processor {processor:.1f} s "
        f"({len(theirs) / processor:.0f} records a second), peak {peak:.0f} MiB",
        f"pairs compared: {compared}, one of {everything / max(compared, 1):.0f}; proposals: {len(matches)}",
        f"of {len(right)} that are the same: certain {len(right & certain)}, proposed {len(right & told)}; "
        f"certain of others: {len(certain - right)}, "
        f"{len(certain & alike)} of them of one name in one place, which nothing tells apart",
    ]
    print(*lines, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
