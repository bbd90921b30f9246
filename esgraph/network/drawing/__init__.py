"""Turns a view of a network into a picture: a box with a name for each node, a line for each relation of two of them.

    picture = draw(ego(view, iri), "pl", centre=iri)
    text = svg(picture, address=lambda iri: "")

The same view gives the same picture, to the last digit.
"""

from esgraph.network.drawing.draw import draw, draw_paths
from esgraph.network.drawing.picture import Box, Line, Picture
from esgraph.network.drawing.svg import svg

__all__ = ["Box", "Line", "Picture", "draw", "draw_paths", "svg"]
