"""Words of pictures of the network on pages; those that the files of pictures have, too, stand with these."""

from collections.abc import Mapping

from esgraph.errors import Language, Text
from esgraph.network.drawing import words

TEXTS: dict[str, Text] = {
    **{f"netpic_line_{relation}": text for relation, text in words.LINES.items()},
    **{f"netpic_says_{relation}": text for relation, text in words.SAYS.items()},
    **{f"netpic_box_{sector}": text for sector, text in words.BOXES.items()},
    "netpic_stated": words.STATED,
    "netpic_derived": words.DERIVED,
    "netpic_disputed": words.DISPUTED,
    "netpic_merged": words.MERGED,
    "netpic_part": words.PART,
    "netpic_ground_cooperation": {"pl": "z jakiej współpracy", "en": "from which cooperation"},
    "netpic_ground_founding": {"pl": "według jakiego przekazu", "en": "by which account"},
    "netpic_ground_shared-panel": {"pl": "w jakim panelu", "en": "on which panel"},
    "netpic_ground_shared-edition": {"pl": "w jakiej edycji", "en": "in which edition"},
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {}
