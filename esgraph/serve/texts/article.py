"""Words of the sections of a page about a thing: headings, labels, tags."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "awards_received": {"pl": "Wyróżnienia", "en": "Awards received"},
    "events_taken_part_in": {"pl": "Udział w wydarzeniach", "en": "Events taken part in"},
    "events_organized": {"pl": "Organizowane wydarzenia", "en": "Events organised"},
    "cooperation": {"pl": "Współpraca", "en": "Cooperation"},
    "works_with": {"pl": "Z kim współpracuje", "en": "Works with"},
    "works_with_intro": {
        "pl": "Wywiedzione ze współpracy opisanej w źródłach; urząd liczy się jako jego organizacja.",
        "en": "Derived from cooperation that sources tell of; an office counts as its organisation.",
    },
    "how_founded": {"pl": "Założenie", "en": "Founding"},
    "what_it_founded": {"pl": "Współzałożone organizacje", "en": "Organisations it founded"},
    "people_employed": {"pl": "Zatrudnienie", "en": "People employed"},
    "posts_and_units": {"pl": "Stanowiska i jednostki", "en": "Posts and units"},
    "programme": {"pl": "Program", "en": "Programme"},
    "order_of_source": {
        "pl": "Źródła różnie podają kolejność; tu jest ta, o której więcej mówi: {source}.",
        "en": "Sources give different orders; this one is of the source that tells more of it: {source}.",
    },
    "participants": {"pl": "Uczestnicy", "en": "Participants"},
    "role_group": {"pl": "Kto wziął udział jako {role}", "en": "Who took part as {role}"},
    "only_kind_known": {"pl": "znany tylko rodzaj", "en": "only the kind is known"},
    "in_part": {"pl": "w części", "en": "in the part"},
    "through": {"pl": "przez", "en": "through"},
    "when": {"pl": "data", "en": "date"},
    "event": {"pl": "wydarzenie", "en": "event"},
    "works_shown": {"pl": "Pokazane i przygotowane dzieła", "en": "Works shown and made for it"},
    "awards_presented": {"pl": "Wręczone wyróżnienia", "en": "Awards presented"},
    "editions": {"pl": "Edycje", "en": "Editions"},
    "known_by_name": {"pl": "znani z nazwy", "en": "known by name"},
    "recipients": {"pl": "Odbiorcy", "en": "Recipients"},
    "list_is_open": {
        "pl": "Źródło zaznacza, że lista jest otwarta (np. słowem „m.in.”): {at_least}.",
        "en": "The source marks its list as open (by “m.in.”, among others): {at_least}.",
    },
    "counted_by_sources": {"pl": "Ilu ich było według źródeł", "en": "How many there were, by source"},
    "according_to": {"pl": "według", "en": "according to"},
    "groups_honoured": {"pl": "Grupy odbiorców", "en": "Groups of recipients"},
    "told_of_in": {"pl": "Gdzie się o tym mówi", "en": "Where this is told of"},
    "what_is_said": {"pl": "Co mówi źródło", "en": "What the source says"},
    "what_is_supposed": {"pl": "Co przypuszczamy", "en": "What is supposed"},
    "in_the_text": {"pl": "Gdzie to jest w tekście", "en": "Where it stands in the text"},
    "what_is_not_said": {"pl": "Czego brakuje", "en": "What is missing"},
    "what_came_of_it": {"pl": "Co z tego wynikło", "en": "What came of it"},
    "what_is_tied": {"pl": "Co i na jakiej podstawie powiązano", "en": "What is tied, and on what ground"},
    "what_follows": {"pl": "Co z tego wywiedziono", "en": "What was derived from it"},
    "what_rests_on_it": {"pl": "Co się na tym opiera", "en": "What rests on it"},
    "where_sources_differ": {"pl": "W czym źródła się różnią", "en": "Where sources differ"},
    "sources_differ": {
        "pl": "Źródła się różnią. Żadnej wersji nie wybrano.",
        "en": "Sources differ. None of the versions was chosen.",
    },
    "organizations_here": {"pl": "Organizacje", "en": "Organisations"},
    "events_here": {"pl": "Wydarzenia", "en": "Events"},
    "events_at_venue": {"pl": "Wydarzenia w tym obiekcie", "en": "Events at this venue"},
    "places_inside": {"pl": "Miejsca na tym obszarze", "en": "Places inside"},
    "told_of_area": {"pl": "Co dotyczy tego obszaru", "en": "What concerns this area"},
    "mentions": {"pl": "Kogo i co wymienia", "en": "Who and what it mentions"},
    "shown_at": {"pl": "Gdzie to pokazano", "en": "Where it was shown"},
    "in_sources": {"pl": "W źródłach", "en": "In the sources"},
    "description": {"pl": "Opis", "en": "Description"},
    "identity_confirmed": {"pl": "To samo co", "en": "The same as"},
    "identity_probable": {"pl": "Prawdopodobnie to samo co", "en": "Probably the same as"},
    "identity_possible": {"pl": "Być może to samo co", "en": "Possibly the same as"},
    "identity_rejected": {"pl": "Nie to samo co", "en": "Not the same as"},
    "point_here_as": {"pl": "Wskazują tutaj: {property}", "en": "Point here: {property}"},
    "kind_of": {"pl": "rodzaj", "en": "kind"},
    "identity_of": {"pl": "tożsamość", "en": "identity"},
    "name_in_other": {"pl": "nazwa angielska", "en": "Polish name"},
    "read_account": {
        "pl": "Czytaj, co mówi to źródło, w jego kolejności",
        "en": "Read what this source says, in its own order",
    },
    "facts_heading": {"pl": "W skrócie", "en": "At a glance"},
    "links_heading": {"pl": "Gdzie indziej", "en": "Elsewhere"},
    "data_heading": {"pl": "Dane", "en": "Data"},
    "cite_heading": {"pl": "Jak cytować", "en": "How to cite"},
    "citation": {
        "pl": "{title}, w: esgraph, wydanie {release}, dane z dnia {day} r.",
        "en": "{title}, in: esgraph, release {release}, data of {day}.",
    },
    "citation_release": {"pl": "Wydanie:", "en": "The release:"},
    "other_statements": {"pl": "Pozostałe stwierdzenia", "en": "Other statements"},
    "all_statements": {"pl": "Wszystkie stwierdzenia", "en": "All statements"},
    "about_what": {"pl": "o czym", "en": "about"},
    "recipients_are": {"pl": "odbiorcy", "en": "recipients"},
    "label_resultOf": {"pl": "wynikło z", "en": "resulted from"},
    "label_hasParticipation": {"pl": "uczestnicy", "en": "participants"},
    "incoming_publisher": {"pl": "Wydawane źródła", "en": "Sources it publishes"},
    "ground": {"pl": "wynika z", "en": "follows from"},
    # Tags
    "tag_conflict": {"pl": "sprzeczne", "en": "disputed"},
    "tag_derived": {"pl": "wywiedzione", "en": "derived"},
    "tag_gap": {"pl": "nie podano", "en": "not stated"},
    "tag_open": {"pl": "lista otwarta", "en": "open list"},
    "tag_probable": {"pl": "hipoteza", "en": "hypothesis"},
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    # What a tie binds: in Polish in the accusative.
    "count_tied": {
        "pl": {
            "one": "{n} organizację",
            "few": "{n} organizacje",
            "many": "{n} organizacji",
            "other": "{n} organizacji",
        },
        "en": {"one": "{n} organisation", "other": "{n} organisations"},
    },
    "count_people": {
        "pl": {"one": "{n} osoba", "few": "{n} osoby", "many": "{n} osób", "other": "{n} osoby"},
        "en": {"one": "{n} person", "other": "{n} people"},
    },
    "count_recipients": {
        "pl": {"one": "{n} odbiorca", "few": "{n} odbiorcy", "many": "{n} odbiorców", "other": "{n} odbiorcy"},
        "en": {"one": "{n} recipient", "other": "{n} recipients"},
    },
    "at_least_recipients": {
        "pl": {
            "one": "co najmniej {n} odbiorca",
            "few": "co najmniej {n} odbiorców",
            "many": "co najmniej {n} odbiorców",
            "other": "co najmniej {n} odbiorcy",
        },
        "en": {"one": "at least {n} recipient", "other": "at least {n} recipients"},
    },
    "co_founders": {
        "pl": {
            "one": "współzałożyciel",
            "few": "współzałożyciele",
            "many": "współzałożyciele",
            "other": "współzałożyciele",
        },
        "en": {"one": "together with", "other": "together with"},
    },
    "and_more": {
        "pl": {"one": "i jeszcze {n}", "few": "i jeszcze {n}", "many": "i jeszcze {n}", "other": "i jeszcze {n}"},
        "en": {"one": "and {n} more", "other": "and {n} more"},
    },
    "n_pointing_here": {
        "pl": {
            "one": "Co na to wskazuje: {n} stwierdzenie",
            "few": "Co na to wskazuje: {n} stwierdzenia",
            "many": "Co na to wskazuje: {n} stwierdzeń",
            "other": "Co na to wskazuje: {n} stwierdzenia",
        },
        "en": {"one": "What points here: {n} statement", "other": "What points here: {n} statements"},
    },
    "all_n_statements": {
        "pl": {
            "one": "Pełna tabela: {n} stwierdzenie",
            "few": "Pełna tabela: {n} stwierdzenia",
            "many": "Pełna tabela: {n} stwierdzeń",
            "other": "Pełna tabela: {n} stwierdzenia",
        },
        "en": {"one": "The whole table: {n} statement", "other": "The whole table: {n} statements"},
    },
}
