"""Words of the map, the timeline and the network at a glance."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

#: Names of the voivodeships by TERC code, as they stand after “województwo”, or before “Voivodeship”.
_VOIVODESHIPS: dict[str, tuple[str, str]] = {
    "02": ("dolnośląskie", "Lower Silesian"),
    "04": ("kujawsko-pomorskie", "Kuyavian-Pomeranian"),
    "06": ("lubelskie", "Lublin"),
    "08": ("lubuskie", "Lubusz"),
    "10": ("łódzkie", "Łódź"),
    "12": ("małopolskie", "Lesser Poland"),
    "14": ("mazowieckie", "Mazovian"),
    "16": ("opolskie", "Opole"),
    "18": ("podkarpackie", "Subcarpathian"),
    "20": ("podlaskie", "Podlaskie"),
    "22": ("pomorskie", "Pomeranian"),
    "24": ("śląskie", "Silesian"),
    "26": ("świętokrzyskie", "Świętokrzyskie"),
    "28": ("warmińsko-mazurskie", "Warmian-Masurian"),
    "30": ("wielkopolskie", "Greater Poland"),
    "32": ("zachodniopomorskie", "West Pomeranian"),
}

TEXTS: dict[str, Text] = {
    **{f"voivodeship_{code}": {"pl": polish, "en": english} for code, (polish, english) in _VOIVODESHIPS.items()},
    "map": {"pl": "Mapa", "en": "Map"},
    "timeline": {"pl": "Oś czasu", "en": "Timeline"},
    "in_voivodeship": {"pl": "województwo {area}", "en": "{area} Voivodeship"},
    "locator_label": {"pl": "Na mapie Polski: {area}", "en": "On the map of Poland: {area}"},
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {}
