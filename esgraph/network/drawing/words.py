"""Words of pictures of the network, in Polish and English: what lines and boxes are, and what a line says."""

from collections.abc import Mapping
from typing import Final

from esgraph.errors import Text

#: What a line is, by relation, for the legend.
LINES: Final[Mapping[str, Text]] = {
    "cooperation": {"pl": "współpraca", "en": "cooperation"},
    "founding": {
        "pl": "założenie (strzałka wskazuje założoną organizację)",
        "en": "founding (the arrow points at what was founded)",
    },
    "co-founding": {
        "pl": "wspólne założenie organizacji (kropka przy każdym z założycieli)",
        "en": "founding an organisation together (a dot at each founder)",
    },
    "unit": {
        "pl": "jednostka organizacyjna (romb przy organizacji, do której należy)",
        "en": "unit (the diamond is at the organisation that it belongs to)",
    },
    "shared-panel": {"pl": "udział w tym samym panelu", "en": "sitting on the same panel"},
    "shared-edition": {
        "pl": "wyróżnienie w tej samej edycji",
        "en": "being honoured in the same edition of an award",
    },
    "post": {
        "pl": "urząd lub stanowisko (strzałka wskazuje organizację)",
        "en": "post (the arrow points at the organisation)",
    },
}

#: What a line says, by relation, between two names.
SAYS: Final[Mapping[str, Text]] = {
    "cooperation": {"pl": "współpracuje z", "en": "cooperates with"},
    "founding": {"pl": "zakłada", "en": "founds"},
    "co-founding": {"pl": "zakłada tę samą organizację co", "en": "founds the same organisation as"},
    "unit": {"pl": "jest częścią", "en": "is a unit of"},
    "shared-panel": {"pl": "występuje w tym samym panelu co", "en": "sits on the same panel as"},
    "shared-edition": {
        "pl": "otrzymuje wyróżnienie w tej samej edycji co",
        "en": "is honoured in the same edition as",
    },
    "post": {"pl": "to urząd lub stanowisko w strukturze", "en": "is a post in"},
}

#: What a box is, by sector, for the legend.
BOXES: Final[Mapping[str, Text]] = {
    "social": {"pl": "podmiot ekonomii społecznej", "en": "social economy entity"},
    "public": {"pl": "podmiot publiczny", "en": "public body"},
    "office": {"pl": "urząd lub stanowisko", "en": "post"},
    "other": {"pl": "inna organizacja", "en": "another organisation"},
}

STATED: Final[Text] = {"pl": "linia ciągła: podane przez źródło", "en": "solid line: stated by a source"}
DERIVED: Final[Text] = {
    "pl": "linia przerywana: wywiedzione z tego, co mówią źródła",
    "en": "broken line: derived from what sources say",
}
DISPUTED: Final[Text] = {"pl": "źródła się różnią", "en": "sources disagree"}

MERGED: Final[Text] = {
    "pl": "znak ≈: opiera się na prawdopodobnej, niepotwierdzonej tożsamości organizacji",
    "en": "the sign ≈: rests on a probable, unconfirmed identity of organisations",
}

TITLE: Final[Text] = {"pl": "Sieć współpracy", "en": "The network of cooperation"}
TITLE_OF: Final[Text] = {"pl": "Sieć współpracy: {name}", "en": "The network of cooperation: {name}"}
#: The numbers stand behind colons, so that no noun depends on them.
PART: Final[Text] = {
    "pl": "Pokazane: {shown} z {total}; pominięte, bo słabiej połączone: {left_out}.",
    "en": "Shown: {shown} of {total}; left out, being less connected: {left_out}.",
}
COUNTED: Final[Text] = {"pl": "Prostokąty: {boxes}. Linie: {lines}.", "en": "Boxes: {boxes}. Lines: {lines}."}
