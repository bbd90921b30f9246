"""Turns a network into Cytoscape JSON (.cyjs), as Cytoscape and cytoscape.js read it, and networkx, too.

networkx wants of each node its `value` and of each edge its `key`, beside what Cytoscape has; both are the id.
"""

import json
from collections.abc import Iterator

from esgraph.network.files.values import Content


def write(given: Content) -> Iterator[str]:
    """The file, piece by piece."""
    said = {"name": given.title, "release": given.release, "modified": given.modified}
    yield f'{{"data": {_json(said)}, "directed": false, "multigraph": true, "elements": {{\n"nodes": ['
    for number, (node, values) in enumerate(given.nodes()):
        label = node.label(given.language)
        data = {"id": node.iri, "value": node.iri, "name": label, "label": label, **values}
        yield f"{',' if number else ''}\n{_json({'data': data})}"
    yield '\n],\n"edges": ['
    for number, (edge, found) in enumerate(given.edges()):
        data = {"id": edge.id, "key": edge.id, "source": edge.one, "target": edge.other, **found}
        yield f"{',' if number else ''}\n{_json({'data': data})}"
    yield "\n]}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
