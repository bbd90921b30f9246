"""Words of the page that says what binds two counties, or two sectors."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "net_border_county": {"pl": "Ponad granicą powiatów: {one} i {other}", "en": "Across counties: {one} and {other}"},
    "net_border_sector": {"pl": "Ponad granicą sektorów: {one} i {other}", "en": "Across sectors: {one} and {other}"},
    "net_border_lead": {
        "pl": "Organizacje po dwóch stronach tej granicy {bound}.",
        "en": "Organisations on the two sides of this border {bound}.",
    },
    "net_border_none": {
        "pl": "W tej sieci nic nie łączy organizacji po dwóch stronach tej granicy.",
        "en": "Nothing in this network binds organisations on the two sides of this border.",
    },
    "net_border_note": {
        "pl": "Organizacja, której miejsca albo rodzaju źródła nie podają, nie jest po żadnej stronie.",
        "en": "An organisation whose place or kind the sources do not give is on neither side.",
    },
    "net_border_pair": {"pl": "Kto z kim", "en": "Who with whom"},
    "net_border_first": {
        "pl": "Strona pokazuje tyle powiązań: {shown}. Wszystkie są w plikach całej sieci (kolumny {column}).",
        "en": "The page shows so many ties: {shown}. All of them are in the files of the whole network (column {column}).",
    },
    "net_border_two": {
        "pl": "dwa różne kody: dwóch powiatów (county=1408&county=1434) albo dwóch sektorów (sector=…&sector=…)",
        "en": "two different codes: of two counties (county=1408&county=1434), or of two sectors (sector=…&sector=…)",
    },
    "net_bridging": {"pl": "Kto łączy powiaty", "en": "Who bridges counties"},
    "net_bridging_lead": {
        "pl": "Organizacje, które mają partnerów w innych powiatach niż własny; w nawiasie, w ilu.",
        "en": "Organisations that have partners in other counties than their own; in brackets, in how many.",
    },
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "net_n_across": {
        "pl": {
            "one": "mają ze sobą {n} powiązanie",
            "few": "mają ze sobą {n} powiązania",
            "many": "mają ze sobą {n} powiązań",
            "other": "mają ze sobą {n} powiązania",
        },
        "en": {"one": "have {n} tie with each other", "other": "have {n} ties with each other"},
    },
}
