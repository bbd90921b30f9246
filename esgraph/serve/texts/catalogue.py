"""Words of the page about the dataset: how to cite it, its files, its numbers, its links to other datasets."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "how_to_cite": {"pl": "Jak cytować", "en": "How to cite"},
    "cite_dataset": {
        "pl": "{publisher} ({year}). {title}. Wersja {version}, wydanie {release}, dane z dnia {day} r.",
        "en": "{publisher} ({year}). {title}. Version {version}, release {release}, data of {day}.",
    },
    "cite_why": {
        "pl": "Numer wydania mówi, z których danych korzystano: późniejsze wydanie może mówić co innego. Gotowy wpis do bibliografii:",
        "en": "The number of the release says which data were used: a later one may say otherwise. An entry for a bibliography:",
    },
    "series_member": {"pl": "{title}: wydanie {id}", "en": "{title}: release {id}"},
    "contact_point": {"pl": "Kontakt", "en": "Contact"},
    "publisher_kind": {"pl": "Rodzaj wydawcy", "en": "Kind of publisher"},
    "access": {"pl": "Dostęp", "en": "Access"},
    "updates": {"pl": "Aktualizacje", "en": "Updates"},
    "availability": {"pl": "Planowana dostępność", "en": "Planned availability"},
    "area_covered": {"pl": "Obszar", "en": "Area covered"},
    "period_covered": {"pl": "Okres", "en": "Period covered"},
    "from_to": {"pl": "od {start} do {end}", "en": "{start} to {end}"},
    "categories": {"pl": "Kategorie", "en": "Themes"},
    "keywords": {"pl": "Słowa kluczowe", "en": "Keywords"},
    "languages": {"pl": "Języki", "en": "Languages"},
    "previous_release": {"pl": "Poprzednie wydanie", "en": "Release before this one"},
    "file_format": {"pl": "Format", "en": "Format"},
    "in_numbers": {"pl": "W liczbach", "en": "In numbers"},
    "dataset_things": {"pl": "Opisane rzeczy", "en": "Things described"},
    "dataset_classes": {"pl": "Klasy", "en": "Classes"},
    "dataset_properties": {"pl": "Właściwości", "en": "Properties"},
    "largest_classes": {"pl": "Czego jest najwięcej", "en": "What there is most of"},
    "number_of_things": {"pl": "Liczba rzeczy", "en": "Number of things"},
    "all_partitions": {
        "pl": "Liczby dla wszystkich klas, właściwości i grafów są w opisie w RDF.",
        "en": "The numbers for all classes, properties and graphs are in the description as RDF.",
    },
    "links_to_others": {"pl": "Powiązania z innymi zbiorami", "en": "Links to other datasets"},
    "other_dataset": {"pl": "Zbiór", "en": "Dataset"},
    "links_to_others_intro": {
        "pl": "Powiązania z każdym zbiorem tworzą też osobny graf, który można pobrać. O tym, czy rzecz w innym zbiorze jest tą samą rzeczą, decyduje potwierdzona hipoteza; jej strona podaje sposób i dzień, jeżeli je zapisano.",
        "en": "The links to each dataset are also a graph that can be had by itself. Whether a thing in another dataset is the same is decided by a confirmed hypothesis, whose page gives method and day where they are on record.",
    },
    "kind_linkset": {"pl": "zbiór powiązań", "en": "linkset"},
    "linkset_intro": {
        "pl": "Co w tym grafie wiedzy prowadzi do zbioru {target}.",
        "en": "What in this knowledge graph leads to {target}.",
    },
    "link_of": {"pl": "Co", "en": "What"},
    "link_how": {"pl": "Jak powiązane", "en": "How it is linked"},
    "link_to": {"pl": "Z czym", "en": "To what"},
    "links_made_how": {"pl": "Jak powstały", "en": "How they were made"},
    "links_as_of": {"pl": "Stan na dzień", "en": "As of"},
    "number_of_links": {"pl": "Liczba powiązań", "en": "Number of links"},
    "for_programs": {
        "pl": "Wszystko, co jest tu dla programów (adresy, parametry, odpowiedzi), opisuje plik OpenAPI 3.1:",
        "en": "All that is here for programs (addresses, parameters, answers) is described by an OpenAPI 3.1 file:",
    },
    "for_editors": {
        "pl": "Przedrostki i pytania jako przykładowe zapytania (SHACL) są w grafie „catalogue” i w opisie punktu dostępu, gdzie szukają ich edytory SPARQL.",
        "en": "The prefixes, and the questions as example queries (SHACL), are in the graph “catalogue” and in the description of the endpoint, where SPARQL editors look for them.",
    },
}  # fmt: skip

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {}
