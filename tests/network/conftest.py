"""The network of the first dataset, and networks made by hand."""

from collections.abc import Iterable, Sequence

import pytest

from esgraph.network import Network, Node, Tie, load
from esgraph.network.identity import Hypothesis
from esgraph.network.model import Kind
from esgraph.network.source import Gathered
from esgraph.release import Manifest, Release

ID = "https://w3id.org/esgraph/id/"

_MANIFEST = Manifest(
    "1.0.0-000000000000", "1.0.0", "https://w3id.org/esgraph/", {"pl": "Sieć", "en": "Network"}, "", "2026-11-23",
    "2026-11-23", "", {}, {},
)  # fmt: skip


@pytest.fixture(scope="session")
def network(release: Release) -> Network:
    return load(release)


def iri(name: str) -> str:
    """An organisation or, with its kind, anything else: `ab-ovo`, `post/starosta-legionowski`."""
    return f"{ID}{name}" if "/" in name else f"{ID}organization/{name}"


def name(iri: str) -> str:
    return iri.removeprefix(ID).removeprefix("organization/")


def tie(
    slug: str,
    parties: Iterable[str],
    kind: Kind = "cooperation",
    *,
    target: str = "",
    offices: Sequence[tuple[str, str]] = (),
    dates: tuple[str, ...] = (),
) -> Tie:
    """A tie of organisations by their names."""
    return Tie(
        iri(f"tie/{slug}"),
        kind,
        tuple(sorted(map(iri, parties))),
        (iri(f"{kind}/{slug}"),),
        iri(target) if target else "",
        tuple((iri(office), iri(home)) for office, home in offices),
        dates,
    )


def made(ties: Sequence[Tie], nodes: Iterable[Node] = (), hypotheses: Iterable[Hypothesis] = ()) -> Network:
    """A network of ties, without evidence."""
    known = {party: Node(party, {"pl": name(party), "en": name(party)}) for one in ties for party in one.parties}
    for one in ties:
        known |= {office: Node(office, {"pl": name(office)}, home=home) for office, home in one.offices}
    known |= {node.iri: node for node in nodes}
    ordered = tuple(sorted(ties, key=lambda one: one.order))
    return Network(_MANIFEST, Gathered(dict(sorted(known.items())), ordered, tuple(hypotheses)))
