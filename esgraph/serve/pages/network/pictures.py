"""Turns the whole network into a small picture: what hangs together most closely, at a glance."""

from esgraph.errors import Language
from esgraph.network.drawing import Picture, draw
from esgraph.network.model import STATED
from esgraph.network.switches import Switches
from esgraph.serve.memo import remembered
from esgraph.serve.networks import asked, has_network
from esgraph.serve.site import Site

#: Boxes of the picture of the whole: more is no glance.
_MOST = 20


@remembered
def glance(site: Site, language: Language) -> Picture | None:  # noqa: ARG001 - whose memo it is
    """The part of the network that hangs together most closely; None for a release without a network.

    Of a small network every tie; of a large one cooperation, founding and units, since an award with many recipients
    would be all that one sees.
    """
    if not has_network():
        return None
    with asked() as given:
        overview = given.overviews["all"]
        total = overview.counts()["nodes"]
        switches = Switches() if total <= _MOST else Switches(kinds=STATED)
        view = given.network.switched(switches)
        # The build knows who has most partners: nobody needs to read all of them to begin.
        seeds = [one.node for one in overview.ranked("degree", 2 * _MOST) if one.node in view]
        return draw(view, language, most=_MOST, total=total, seeds=seeds) if seeds else None
