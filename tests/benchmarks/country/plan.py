"""Turns a size in statements into the counties that the country has, and the part of it that each of them is."""

from dataclasses import dataclass, replace
from random import Random

from tests.benchmarks.country.territory import County, counties


@dataclass(frozen=True, slots=True)
class Plan:
    """How a country of a size (in statements) is divided; the parts (`shares`) of its counties are together 1."""

    triples: int
    counties: tuple[County, ...]
    shares: tuple[float, ...]
    organizations: int

    @classmethod
    def of(cls, triples: int, seed: int) -> "Plan":
        """The plan for a number of statements: at five million the country has all counties.

        Counties that are neighbours in the register stay so; which of them are large is left to chance.
        """
        random = Random(f"{seed}/plan")
        every = counties()
        count = max(1, min(len(every), triples // 12_000))
        first = random.randrange(len(every))
        chosen = (every * 2)[first : first + count]
        if triples < 50_000:
            chosen = tuple(replace(county, communes=county.communes[:3]) for county in chosen)
        weights = [(rank + 1) ** -0.7 for rank in range(count)]
        random.shuffle(weights)
        shares = tuple(weight / sum(weights) for weight in weights)
        return cls(triples, chosen, shares, max(12, triples // 110))

    @property
    def institutions(self) -> int:
        """How many institutions are met in the whole country."""
        return max(3, min(40, len(self.counties) // 2))
