"""Turns a network into GraphML (graphml.graphdrawing.org), with typed attributes.

Every edge is written as undirected, since networkx reads no file that has both sorts; `directed` says which lead from
their source to their target.
"""

from collections.abc import Iterator, Mapping

from esgraph.network.files.values import EDGE, NODE, Content, Type, Value, written
from esgraph.network.xml import attribute, content

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_TYPES: Mapping[Type, str] = {"string": "string", "boolean": "boolean", "integer": "int"}
#: Beside what is said of nodes in every format, the label in the reader's language.
_NODE: Mapping[str, Type] = {"label": "string", **NODE}


def write(given: Content) -> Iterator[str]:
    """The file, piece by piece."""
    yield _HEAD
    yield _declared("node", _NODE)
    yield _declared("edge", EDGE)
    yield f'<graph id={attribute(given.release)} edgedefault="undirected">\n<desc>{content(given.title)}</desc>\n'
    for node, values in given.nodes():
        label = {"label": node.label(given.language)}
        yield f"<node id={attribute(node.iri)}>{_values('node', label | values)}</node>\n"
    for edge, values in given.edges():
        ends = f"source={attribute(edge.one)} target={attribute(edge.other)}"
        yield f"<edge id={attribute(edge.id)} {ends}>{_values('edge', values)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _declared(what: str, types: Mapping[str, Type]) -> str:
    return "".join(
        f'<key id="{what}-{name}" for="{what}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>\n'
        for name, kind in types.items()
    )


def _values(what: str, values: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{what}-{name}">{content(written(value))}</data>' for name, value in values.items())
