"""Turns the entries of a source and the things of its table into one tree, in which the author's values are kept."""

from collections.abc import Iterable, Iterator, Mapping

from esgraph.build import authored
from esgraph.build.authored import Node, Sequence, items
from esgraph.build.tables.things import Thing
from esgraph.errors import Location


def merged(tree: authored.Mapping, found: Iterable[Thing]) -> authored.Mapping:
    """A source with more entries in its sections; of an entry that is there the author's values are kept."""
    sections: dict[str, dict[str, tuple[Location, Node]]] = {}
    for thing in found:
        sections.setdefault(thing.section.name, {})[thing.slug] = (thing.where, thing.entry())
    entries = []
    for name, where, value in tree.entries:
        more = sections.pop(name, {})
        entries.append((name, where, _section(value, more) if isinstance(value, authored.Mapping) else value))
    for name, more in sections.items():
        where = next(iter(more.values()))[0]
        entries.append((name, where, _section(authored.Mapping((), where), more)))
    return authored.Mapping(tuple(entries), tree.where)


def _section(section: authored.Mapping, more: Mapping[str, tuple[Location, Node]]) -> authored.Mapping:
    left = dict(more)
    entries = [
        (slug, where, _both(entry, left.pop(slug)[1]) if slug in left else entry)
        for slug, where, entry in section.entries
    ]
    entries += [(slug, where, entry) for slug, (where, entry) in left.items()]
    return authored.Mapping(tuple(entries), section.where)


def _both(own: Node, other: Node) -> Node:
    if not (isinstance(own, authored.Mapping) and isinstance(other, authored.Mapping)):
        return own
    return authored.Mapping(tuple(_entries(own, other)), own.where)


def _entries(own: authored.Mapping, other: authored.Mapping) -> Iterator[tuple[str, Location, Node]]:
    for key, where, value in own.entries:
        again = other.get(key)
        if key == "evidence" and again is not None:
            yield key, where, Sequence((*items(value), *items(again)), where)
        else:
            yield key, where, value
    yield from (entry for entry in other.entries if entry[0] not in own and entry[0] != "notStated")
