"""Turns a network into GEXF 1.3 (gexf.net), with typed attributes and the years of ties as spells.

Every edge is written as undirected, since networkx reads no file that has both sorts; `directed` says which lead from
their source to their target. A tie without a date has no spell, which Gephi takes for always.
"""

from collections.abc import Iterator, Mapping

from esgraph.network.files.values import EDGE, NODE, Content, Type, Value, written
from esgraph.network.xml import attribute, content

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">\n'
)


def write(given: Content) -> Iterator[str]:
    """The file, piece by piece."""
    yield _HEAD
    yield f"<meta lastmodifieddate={attribute(given.modified)}>"
    yield f"<creator>esgraph</creator><description>{content(f'{given.title} ({given.release})')}</description></meta>\n"
    yield '<graph defaultedgetype="undirected" mode="dynamic" timeformat="integer" timerepresentation="interval">\n'
    yield _declared("node", NODE)
    yield _declared("edge", EDGE)
    yield f'<nodes count="{len(given.view.nodes)}">\n'
    for node, values in given.nodes():
        label = attribute(node.label(given.language))
        yield f"<node id={attribute(node.iri)} label={label}>{_values(values)}</node>\n"
    yield f'</nodes>\n<edges count="{given.view.size}">\n'
    for edge, values in given.edges():
        ends = f"source={attribute(edge.one)} target={attribute(edge.other)}"
        spells = "".join(f'<spell start="{year}" end="{year}"/>' for year in edge.tie.years)
        yield (
            f"<edge id={attribute(edge.id)} {ends} kind={attribute(edge.relation)}>"
            f"{_values(values)}{f'<spells>{spells}</spells>' if spells else ''}</edge>\n"
        )
    yield "</edges>\n</graph>\n</gexf>\n"


def _declared(what: str, types: Mapping[str, Type]) -> str:
    lines = "".join(f'<attribute id="{name}" title="{name}" type="{kind}"/>' for name, kind in types.items())
    return f'<attributes class="{what}" mode="static">{lines}</attributes>\n'


def _values(values: Mapping[str, Value]) -> str:
    listed = "".join(
        f"<attvalue for={attribute(name)} value={attribute(written(value))}/>" for name, value in values.items()
    )
    return f"<attvalues>{listed}</attvalues>"
