"""Turns what two releases say of themselves into what the later one has less of."""

from esgraph.release import Manifest
from esgraph.vocabulary import PREFIXES, graph


def shrunk(old: Manifest, new: Manifest) -> list[str]:
    """What there is less of, as “org:Organization: 13 → 12”: instances of classes, and graphs that are gone altogether.

    Statements that sources take back are many and mean little by themselves; they are told by the changes.
    """
    found = []
    graphs = graph(old.base, "")
    for iri, before in sorted(old.counts.items()):
        after = new.counts.get(iri, 0)
        is_graph, name = iri.startswith(graphs), _prefixed(iri)
        # Every vocabulary used here writes classes, and nothing else, with a capital letter.
        is_class = name.partition(":")[2][:1].isupper()
        if (is_class and after < before) or (is_graph and not after):
            found.append(f"{name or iri.removeprefix(old.base)}: {before} → {after}")
    return found


def _prefixed(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return ""
