"""Words of the pages about what a source says, about sources and about graphs."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "account": {"pl": "Co mówi źródło", "en": "What the source says"},
    "account_intro": {
        "pl": "Wszystko, co graf wziął z tego źródła, w kolejności jego tekstu: {passages}. Po jednej stronie słowa, po drugiej – co z nich wynika.",
        "en": "Everything that the graph took from this source, in the order of its text: {passages}. The words on one side, what they say on the other.",
    },
    "characters": {"pl": "znaki {start}–{end}", "en": "characters {start}–{end}"},
    "facts_elsewhere": {
        "pl": "Te słowa wspierają fakty podane przy dalszych słowach.",
        "en": "These words support facts that are told at later words.",
    },
    "paraphrases": {"pl": "Parafrazy", "en": "Paraphrases"},
    "paraphrases_intro": {
        "pl": "Tu tekst źródła nie jest cytowany, lecz streszczony; słowa są nasze.",
        "en": "Here the source is not quoted but paraphrased; the words are ours.",
    },
    "what_it_does_not_say": {"pl": "Czego to źródło nie podaje", "en": "What this source does not give"},
    "about_source": {"pl": "o tym źródle", "en": "about this source"},
    "download_graph": {"pl": "Cały graf jako", "en": "The whole graph as"},
    "sources_intro": {
        "pl": "Każde stwierdzenie w grafie pochodzi z jednego z tych źródeł. Co mówi każde z nich, czyta się w jego własnej kolejności.",
        "en": "Every statement in the graph comes from one of these sources. What each says can be read in its own order.",
    },
    "column_publisher": {"pl": "wydawca", "en": "publisher"},
    "column_published": {"pl": "opublikowano", "en": "published"},
    "column_language": {"pl": "język", "en": "language"},
    "language_pl": {"pl": "polski", "en": "Polish"},
    "language_en": {"pl": "angielski", "en": "English"},
    "other_graphs": {"pl": "Pozostałe grafy", "en": "Other graphs"},
    "other_graphs_intro": {
        "pl": "Nie pochodzą z jednego źródła: dane o miejscach, hipotezy tożsamości, luki, stwierdzenia wywiedzione, słowniki.",
        "en": "They are of no single source: data on places, identity hypotheses, gaps, derived statements, vocabularies.",
    },
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "count_passages": {
        "pl": {"one": "{n} fragment", "few": "{n} fragmenty", "many": "{n} fragmentów", "other": "{n} fragmentu"},
        "en": {"one": "{n} passage", "other": "{n} passages"},
    },
}
