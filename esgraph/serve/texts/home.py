"""Words of the home page."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "specimen": {
        "pl": "Jedno stwierdzenie i słowa, z których pochodzi",
        "en": "One statement and the words it came from",
    },
    "specimen_more": {
        "pl": "Zobacz to stwierdzenie ze wszystkimi dowodami",
        "en": "See this statement with all its evidence",
    },
    "parties": {"pl": "Strony współpracy", "en": "Parties"},
    "outcome": {"pl": "Co powstało", "en": "What came of it"},
    "in_this_graph": {"pl": "Co jest w grafie", "en": "What is in the graph"},
    "glance_title": {"pl": "Sieć na pierwszy rzut oka", "en": "The network at a glance"},
    "all_files": {"pl": "Wszystkie pliki", "en": "All files"},
    "downloads_intro": {
        "pl": "Cały graf to {statements}. Weź plik albo pytaj zdalnie; dane są otwarte.",
        "en": "The whole graph is {statements}. Take the file, or ask from afar; the data are open.",
    },
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "count_organisations": {
        "pl": {"one": "{n} organizacja", "few": "{n} organizacje", "many": "{n} organizacji", "other": "{n} organizacji"},
        "en": {"one": "{n} organisation", "other": "{n} organisations"},
    },
    "count_events": {
        "pl": {"one": "{n} wydarzenie", "few": "{n} wydarzenia", "many": "{n} wydarzeń", "other": "{n} wydarzenia"},
        "en": {"one": "{n} event", "other": "{n} events"},
    },
    "with_parts": {
        "pl": {"one": "z {n} częścią", "few": "z {n} częściami", "many": "z {n} częściami", "other": "z {n} części"},
        "en": {"one": "with {n} part", "other": "with {n} parts"},
    },
    "count_conferrals": {
        "pl": {
            "one": "{n} przyznane wyróżnienie", "few": "{n} przyznane wyróżnienia",
            "many": "{n} przyznanych wyróżnień", "other": "{n} przyznanego wyróżnienia",
        },
        "en": {"one": "{n} award conferred", "other": "{n} awards conferred"},
    },
    "count_cooperations": {
        "pl": {"one": "{n} współpraca", "few": "{n} współprace", "many": "{n} współprac", "other": "{n} współpracy"},
        "en": {"one": "{n} cooperation", "other": "{n} cooperations"},
    },
    "count_evidence": {
        "pl": {"one": "{n} dowód", "few": "{n} dowody", "many": "{n} dowodów", "other": "{n} dowodu"},
        "en": {"one": "{n} piece of evidence", "other": "{n} pieces of evidence"},
    },
    "count_gaps": {
        "pl": {"one": "{n} zapisana luka", "few": "{n} zapisane luki", "many": "{n} zapisanych luk", "other": "{n} zapisanej luki"},
        "en": {"one": "{n} recorded gap", "other": "{n} recorded gaps"},
    },
}  # fmt: skip
