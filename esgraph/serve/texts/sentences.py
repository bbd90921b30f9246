"""Words of the sentence that a page about a thing opens with, and of what kind the thing is.

Sentences name things in the nominative only: a name that is not known cannot be inflected.
"""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    # What a thing is
    "kind_award": {"pl": "wyróżnienie", "en": "award"},
    "kind_claim": {"pl": "twierdzenie", "en": "claim"},
    "kind_conferral": {"pl": "przyznanie wyróżnienia", "en": "award conferral"},
    "kind_cooperation": {"pl": "współpraca", "en": "cooperation"},
    "kind_derivation": {"pl": "stwierdzenie wywiedzione", "en": "derived statement"},
    "kind_edition": {"pl": "edycja wyróżnienia", "en": "award edition"},
    "kind_event": {"pl": "wydarzenie", "en": "event"},
    "kind_evidence": {"pl": "dowód", "en": "evidence"},
    "kind_foundation": {"pl": "założenie", "en": "founding"},
    "kind_gap": {"pl": "luka", "en": "gap"},
    "kind_graph": {"pl": "graf nazwany", "en": "named graph"},
    "kind_headcount": {"pl": "stan zatrudnienia", "en": "headcount"},
    "kind_hypothesis": {"pl": "hipoteza tożsamości", "en": "identity hypothesis"},
    "kind_organization": {"pl": "organizacja", "en": "organisation"},
    "kind_participation": {"pl": "udział w wydarzeniu", "en": "participation"},
    "kind_person": {"pl": "osoba", "en": "person"},
    "kind_place": {"pl": "miejsce", "en": "place"},
    "kind_post": {"pl": "urząd lub stanowisko", "en": "post"},
    "kind_resource": {"pl": "zasób", "en": "resource"},
    "kind_source": {"pl": "źródło", "en": "source"},
    "kind_tie": {"pl": "powiązanie", "en": "tie"},
    "kind_work": {"pl": "dzieło", "en": "work"},
    # One sentence about it
    "lead_is": {"pl": "{thing} to {kind}", "en": "{thing} is {kind}"},
    "lead_is_in": {"pl": "{thing} to {kind}; siedziba: {place}", "en": "{thing} is {kind} based in {place}"},
    "lead_post": {
        "pl": "{thing} to urząd lub stanowisko w strukturze: {organization}",
        "en": "{thing} is a post in {organization}",
    },
    "lead_tally": {"pl": "W grafie: {tally}", "en": "In the graph: {tally}"},
    "lead_founders_differ": {
        "pl": "Źródła różnie podają, kto założył tę organizację",
        "en": "Sources differ on who founded this organisation",
    },
    "lead_event": {"pl": "{thing} to wydarzenie{when}{where}", "en": "{thing} is an event{when}{where}"},
    "lead_part": {"pl": "{thing} to część wydarzenia: {event}{aside}.", "en": "{thing} is a part of {event}{aside}."},
    "on_day": {"pl": "{day} r.", "en": "{day}"},
    "dated": {"pl": " z dnia {day}", "en": " of {day}"},
    "placed": {"pl": "; miejsce: {place}", "en": " in {place}"},
    "lead_award": {
        "pl": "{thing} to wyróżnienie; w grafie: {editions}.",
        "en": "{thing} is an award; in the graph: {editions}.",
    },
    "lead_edition": {
        "pl": "{thing} to edycja wyróżnienia: {award}. Z nazwy {known}.",
        "en": "{thing} is an edition of {award}. By name, {known}.",
    },
    "lead_edition_open": {
        "pl": "{thing} to edycja wyróżnienia: {award}. Z nazwy {known}, lecz lista jest otwarta.",
        "en": "{thing} is an edition of {award}. By name, {known}, but the list is open.",
    },
    "lead_edition_unknown": {
        "pl": "{thing} to edycja wyróżnienia: {award}. Żadne źródło nie podaje odbiorców.",
        "en": "{thing} is an edition of {award}. No source names its recipients.",
    },
    "lead_conferral": {"pl": "{who} – odbiorca wyróżnienia: {award}{where}.", "en": "{who} received {award}{where}."},
    "lead_at_event": {"pl": "; wydarzenie: {event}", "en": " at this event: {event}"},
    "lead_participation": {
        "pl": "{who} – {role}; wydarzenie: {event}.",
        "en": "{who} – {role} at this event: {event}.",
    },
    "lead_cooperation": {
        "pl": "Strony współpracy to {parties}{status}.",
        "en": "{parties} are parties to a cooperation{status}.",
    },
    "lead_status": {"pl": "; status: {status}", "en": "; its status: {status}"},
    "lead_foundation": {
        "pl": "{founded} – założenie według jednego ze źródeł; {label}: {founders}{when}.",
        "en": "The founding of {founded} according to one source; {label}: {founders}{when}.",
    },
    "lead_date": {"pl": "; data: {date}", "en": "; date: {date}"},
    "lead_headcount": {
        "pl": "{organization}: {people}; tak podaje źródło: {source}.",
        "en": "{organization}: {people}; so says this source: {source}.",
    },
    "lead_place_in": {"pl": "{thing} to {kind}; położenie: {place}", "en": "{thing} is {kind} in: {place}"},
    "lead_source": {
        "pl": "{stated} w grafie; {mentioned}.",
        "en": "{stated} in the graph; {mentioned}.",
    },
    "lead_made_for": {"pl": "; przygotowano na wydarzenie: {event}", "en": "; it was made for this event: {event}"},
    "lead_quote": {"pl": "Słowa źródła: {source}.", "en": "Words of this source: {source}."},
    "lead_quote_at": {
        "pl": "Słowa źródła: {source}; znaki {start}–{end} jego tekstu.",
        "en": "Words of this source: {source}; characters {start}–{end} of its text.",
    },
    "lead_row": {
        "pl": "Słowa tabeli, która jest źródłem: {source}; {at}.",
        "en": "Words of a table that is this source: {source}; {at}.",
    },
    "lead_paraphrase": {
        "pl": "Parafraza, nie cytat. Źródło: {source}.",
        "en": "A paraphrase, not a quotation. Source: {source}.",
    },
    "lead_claim": {"pl": "Tak mówi źródło: {source}.", "en": "So says this source: {source}."},
    "lead_derived": {
        "pl": "Żadne źródło nie mówi tego wprost; wynika to z innego stwierdzenia: {ground}.",
        "en": "No source says so in words; it follows from another statement: {ground}.",
    },
    "lead_tie": {
        "pl": "To powiązanie łączy {parties} (rodzaj: {kind}). Żadne źródło nie podaje go osobno; wynika z tego: {ground}.",
        "en": "This tie binds {parties} (its kind: {kind}). No source gives it by itself; it follows from this: {ground}.",
    },
    "lead_gap": {
        "pl": "Źródło nie podaje wartości „{property}”; rzecz, której to dotyczy: {subject}.",
        "en": "The source gives no “{property}” of this: {subject}.",
    },
    "lead_confirmed": {"pl": "{one} i {other} to jedno i to samo.", "en": "{one} and {other} are one and the same."},
    "lead_probable": {
        "pl": "{one} i {other} to prawdopodobnie jedno i to samo.",
        "en": "{one} and {other} are probably one and the same.",
    },
    "lead_possible": {
        "pl": "{one} i {other} to być może jedno i to samo.",
        "en": "{one} and {other} are possibly one and the same.",
    },
    "lead_rejected": {"pl": "{one} i {other} to nie jedno i to samo.", "en": "{one} and {other} are not the same."},
    "lead_no_candidate": {
        "pl": "{one}: nie wiadomo, czy to inna nazwa czegoś już znanego; kandydata brak.",
        "en": "{one}: it is not known whether this is another name of something known; there is no candidate.",
    },
    "and": {"pl": "i", "en": "and"},
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "tally_awards": {
        "pl": {"one": "{n} wyróżnienie", "few": "{n} wyróżnienia", "many": "{n} wyróżnień", "other": "{n} wyróżnienia"},
        "en": {"one": "{n} award", "other": "{n} awards"},
    },
    "tally_participations": {
        "pl": {
            "one": "{n} udział w wydarzeniu",
            "few": "{n} udziały w wydarzeniach",
            "many": "{n} udziałów w wydarzeniach",
            "other": "{n} udziału w wydarzeniach",
        },
        "en": {"one": "{n} participation in an event", "other": "{n} participations in events"},
    },
    "tally_cooperations": {
        "pl": {"one": "{n} współpraca", "few": "{n} współprace", "many": "{n} współprac", "other": "{n} współpracy"},
        "en": {"one": "{n} cooperation", "other": "{n} cooperations"},
    },
    "tally_foundings": {
        "pl": {
            "one": "{n} współzałożona organizacja",
            "few": "{n} współzałożone organizacje",
            "many": "{n} współzałożonych organizacji",
            "other": "{n} współzałożonej organizacji",
        },
        "en": {"one": "{n} organisation founded", "other": "{n} organisations founded"},
    },
    "tally_editions": {
        "pl": {"one": "{n} edycja", "few": "{n} edycje", "many": "{n} edycji", "other": "{n} edycji"},
        "en": {"one": "{n} edition", "other": "{n} editions"},
    },
    "known_recipients": {
        "pl": {
            "one": "znany jest {n} odbiorca",
            "few": "znani są {n} odbiorcy",
            "many": "znanych jest {n} odbiorców",
            "other": "znane jest {n} odbiorcy",
        },
        "en": {"one": "{n} recipient is known", "other": "{n} recipients are known"},
    },
    "founders_label": {
        "pl": {"one": "założyciel", "few": "założyciele", "many": "założyciele", "other": "założyciele"},
        "en": {"one": "founder", "other": "founders"},
    },
    "rest_on_source": {
        "pl": {
            "one": "Na tym źródle opiera się {n} stwierdzenie",
            "few": "Na tym źródle opierają się {n} stwierdzenia",
            "many": "Na tym źródle opiera się {n} stwierdzeń",
            "other": "Na tym źródle opiera się {n} stwierdzenia",
        },
        "en": {"one": "{n} statement rests on this source", "other": "{n} statements rest on this source"},
    },
    "count_mentioned": {
        "pl": {
            "one": "wymieniono tu {n} rzecz",
            "few": "wymieniono tu {n} rzeczy",
            "many": "wymieniono tu {n} rzeczy",
            "other": "wymieniono tu {n} rzeczy",
        },
        "en": {"one": "{n} thing is mentioned in it", "other": "{n} things are mentioned in it"},
    },
}
