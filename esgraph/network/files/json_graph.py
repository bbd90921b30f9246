"""Turns a network into the JSON Graph Format, version 2 (jsongraphformat.info)."""

import json
from collections.abc import Iterator

from esgraph.network.files.values import Content


def write(given: Content) -> Iterator[str]:
    """The file, piece by piece."""
    said = {"release": given.release, "modified": given.modified}
    yield f'{{"graph": {{"label": {_json(given.title)}, "directed": false, "metadata": {_json(said)},\n"nodes": {{'
    for number, (node, values) in enumerate(given.nodes()):
        entry = {"label": node.label(given.language), "metadata": values}
        yield f"{',' if number else ''}\n{_json(node.iri)}: {_json(entry)}"
    yield '\n},\n"edges": ['
    for number, (edge, values) in enumerate(given.edges()):
        told: dict[str, object] = {
            "id": edge.id,
            "source": edge.one,
            "target": edge.other,
            "relation": edge.relation,
            "directed": edge.is_directed,
            "metadata": values,
        }
        yield f"{',' if number else ''}\n{_json(told)}"
    yield "\n]}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
