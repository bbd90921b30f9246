"""Turns a network into DOT (graphviz.org): dashes where an edge is derived, arrows where it is directed."""

from collections.abc import Iterator, Mapping

from esgraph.network.files.values import Content, Value, written


def write(given: Content) -> Iterator[str]:
    """The file, piece by piece."""
    yield f"graph {_quoted(given.title)} {{\nnode [shape=box];\n"
    for node, values in given.nodes():
        yield f"{_quoted(node.iri)} [{_attributes({'label': node.label(given.language), **values})}];\n"
    for edge, values in given.edges():
        drawn: dict[str, Value] = {"id": edge.id, **values}
        if not edge.is_stated:
            drawn["style"] = "dashed"
        if edge.is_directed:
            drawn["dir"] = "forward"
        yield f"{_quoted(edge.one)} -- {_quoted(edge.other)} [{_attributes(drawn)}];\n"
    yield "}\n"


def _attributes(values: Mapping[str, Value]) -> str:
    return ", ".join(f"{name}={_quoted(written(value))}" for name, value in values.items())


def _quoted(text: str) -> str:
    """A quoted identifier; a backslash would begin an escape of Graphviz, and a line end is written as one."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r\n", "\n").replace("\n", "\\n")
    return f'"{escaped}"'
