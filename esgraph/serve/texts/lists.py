"""Words of the lists to browse, and of the pages that long lists are cut into."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "list_organizations": {"pl": "Organizacje", "en": "Organisations"},
    "list_persons": {"pl": "Osoby", "en": "Persons"},
    "list_events": {"pl": "Wydarzenia", "en": "Events"},
    "list_awards": {"pl": "Wyróżnienia", "en": "Awards"},
    "list_cooperations": {"pl": "Współprace", "en": "Cooperations"},
    "list_foundations": {"pl": "Założenia organizacji", "en": "Foundings"},
    "list_places": {"pl": "Miejsca", "en": "Places"},
    "list_works": {"pl": "Dzieła", "en": "Works"},
    "list_sources": {"pl": "Źródła", "en": "Sources"},
    "lists": {"pl": "Listy", "en": "Lists"},
    "column_name": {"pl": "Nazwa", "en": "Name"},
    "column_kind": {"pl": "Rodzaj", "en": "Kind"},
    "column_place": {"pl": "Miejsce", "en": "Place"},
    "column_date": {"pl": "Data", "en": "Date"},
    "column_other_name": {"pl": "Inna nazwa", "en": "Other name"},
    "column_status": {"pl": "Status", "en": "Status"},
    "column_outcome": {"pl": "Wynik", "en": "Outcome"},
    "column_founders": {"pl": "Założyciele", "en": "Founders"},
    "column_inside": {"pl": "Położenie", "en": "Lies in"},
    "column_terc": {"pl": "Kod TERC", "en": "TERC code"},
    "column_about": {"pl": "O czym", "en": "About"},
    # Pages of long lists
    "listing_incoming": {"pl": "Co na to wskazuje", "en": "What points here"},
    "listing_statements": {"pl": "Wszystkie stwierdzenia", "en": "All statements"},
    "listing_intro_incoming": {
        "pl": "Każde stwierdzenie grafu, którego wartością jest ta rzecz, według właściwości.",
        "en": "Every statement of the graph that has this as its value, by property.",
    },
    "listing_intro_statements": {
        "pl": "Każde stwierdzenie grafu, którego podmiotem jest ta rzecz, według właściwości.",
        "en": "Every statement of the graph that has this as its subject, by property.",
    },
    "properties": {"pl": "Właściwości", "en": "Properties"},
    "all_properties": {"pl": "wszystkie właściwości", "en": "all properties"},
    "list_pages": {"pl": "Strony listy", "en": "Pages of the list"},
    "page_n": {"pl": "Strona {n} z {total}", "en": "Page {n} of {total}"},
    "previous_page": {"pl": "Poprzednia", "en": "Previous"},
    "next_page": {"pl": "Następna", "en": "Next"},
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "parts_left_out": {
        "pl": {
            "one": "Bez {n} części wydarzenia: jest w programie całości.",
            "few": "Bez {n} części wydarzeń: są w programach całości.",
            "many": "Bez {n} części wydarzeń: są w programach całości.",
            "other": "Bez {n} części wydarzeń: są w programach całości.",
        },
        "en": {
            "one": "Without {n} part of an event: it is in the programme of the whole.",
            "other": "Without {n} parts of events: they are in the programmes of the whole.",
        },
    },
    "count_entries": {
        "pl": {"one": "{n} pozycja", "few": "{n} pozycje", "many": "{n} pozycji", "other": "{n} pozycji"},
        "en": {"one": "{n} entry", "other": "{n} entries"},
    },
}
