"""Words of searching."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "search": {"pl": "Szukaj", "en": "Search"},
    "search_site": {"pl": "Szukaj w esgraph", "en": "Search esgraph"},
    "search_label": {
        "pl": "Nazwa, miejscowość, numer KRS, NIP, REGON lub TERYT",
        "en": "Name, place, or a KRS, NIP, REGON or TERYT number",
    },
    "search_results_for": {"pl": "Wyniki dla „{q}”", "en": "Results for “{q}”"},
    "search_intro": {
        "pl": "Nazwy można wpisywać w dowolnym przypadku, bez polskich znaków i w skrócie; literówki są wybaczane.",
        "en": "Names may be typed in any grammatical case, without Polish letters, or abbreviated; typing errors are forgiven.",
    },
    "search_examples": {"pl": "Na przykład", "en": "For example"},
    "search_many": {"pl": "Wiele nazw naraz:", "en": "Many names at once:"},
    "search_browse": {"pl": "Przeglądaj", "en": "Browse"},
    "search_no_index_title": {"pl": "To wydanie nie ma indeksu", "en": "This release has no index"},
    "search_no_index": {
        "pl": "To wydanie zbudowano bez indeksu wyszukiwania albo inną wersją programu. "
        "Aby je przeszukiwać, trzeba je zbudować ponownie: esgraph build DANE -o WYDANIE.",
        "en": "This release was built without a search index, or by another version of the program. "
        "To search it, build it again: esgraph build DATA -o RELEASE.",
    },
    "search_no_index_instead": {
        "pl": "Do tego czasu można zacząć od pytań i źródeł.",
        "en": "Until then, the questions and the sources are places to start.",
    },
    "search_nothing": {"pl": "Nic takiego nie znaleziono.", "en": "Nothing like that was found."},
    "search_try": {"pl": "Co można zrobić", "en": "What to try"},
    "search_try_words": {
        "pl": "Sprawdź pisownię albo wpisz mniej słów: wystarczy nazwa własna, miejscowość lub numer.",
        "en": "Check the spelling, or use fewer words: a proper name, a place, or a number is enough.",
    },
    "search_try_without_filters": {
        "pl": "Usuń zawężenia. Bez nich:",
        "en": "Remove the filters. Without them:",
    },
    "search_try_lists": {"pl": "Przejrzyj listy", "en": "Browse the lists"},
    "search_unknown": {"pl": "Nigdzie nie występuje: {words}.", "en": "Found nowhere: {words}."},
    "search_corrected": {
        "pl": "Nie ma słowa „{typed}”; pokazano wyniki dla „{instead}”.",
        "en": "There is no word “{typed}”; these are the results for “{instead}”.",
    },
    "search_did_you_mean": {"pl": "Może chodziło o:", "en": "Did you mean:"},
    "search_some_words": {
        "pl": "Żaden wpis nie ma wszystkich tych słów; najpierw te, które mają ich najwięcej.",
        "en": "No entry has all of these words; those that have most of them come first.",
    },
    "search_cut": {
        "pl": "Uwzględniono tylko początek zapytania: {characters} znaków i {words} słów.",
        "en": "Only the beginning of the query was used: {characters} characters and {words} words.",
    },
    "search_narrow": {"pl": "Zawęź", "en": "Narrow down"},
    "search_active": {"pl": "Wybrane zawężenia", "en": "Chosen filters"},
    "search_remove": {"pl": "Usuń zawężenie:", "en": "Remove the filter:"},
    "search_remove_all": {"pl": "usuń wszystkie", "en": "remove all"},
    "search_more_values": {"pl": "więcej ({n})", "en": "more ({n})"},
    "search_in_quotes": {"pl": "W słowach źródeł:", "en": "In the words of sources:"},
    "search_page": {"pl": "strona {page} z {pages}", "en": "page {page} of {pages}"},
    "search_same_as": {"pl": "Te same wyniki jako", "en": "The same results as"},
    "suggest_status": {"pl": "Podpowiedzi: {n}. Wybierz strzałkami.", "en": "Suggestions: {n}. Use the arrow keys."},
    "suggest_none": {"pl": "Brak podpowiedzi.", "en": "No suggestions."},
    "suggest_list": {"pl": "Podpowiedzi", "en": "Suggestions"},
    "opensearch_description": {
        "pl": "Organizacje, wydarzenia, wyróżnienia i miejsca ekonomii społecznej w Polsce",
        "en": "Organisations, events, awards and places of the social economy in Poland",
    },
    "facet_type": {"pl": "Rodzaj wpisu", "en": "Kind of entry"},
    "facet_kind": {"pl": "Rodzaj organizacji", "en": "Kind of organisation"},
    "facet_region": {"pl": "Województwo", "en": "Voivodeship"},
    "facet_county": {"pl": "Powiat", "en": "County"},
    "facet_role": {"pl": "Rola w wydarzeniu", "en": "Role at an event"},
    "facet_year": {"pl": "Rok", "en": "Year"},
    "type_organization": {"pl": "organizacja", "en": "organisation"},
    "type_award": {"pl": "wyróżnienie", "en": "award"},
    "type_edition": {"pl": "edycja wyróżnienia", "en": "award edition"},
    "type_event": {"pl": "wydarzenie", "en": "event"},
    "type_place": {"pl": "miejsce", "en": "place"},
    "type_person": {"pl": "osoba", "en": "person"},
    "type_post": {"pl": "urząd lub funkcja", "en": "post"},
    "type_work": {"pl": "dzieło", "en": "work"},
    "type_source": {"pl": "źródło", "en": "source"},
    "type_question": {"pl": "pytanie", "en": "question"},
    "type_scheme": {"pl": "schemat pojęć", "en": "concept scheme"},
    "type_concept": {"pl": "pojęcie", "en": "concept"},
    "type_term": {"pl": "termin słownika", "en": "vocabulary term"},
    "type_evidence": {"pl": "słowa źródła", "en": "a source’s words"},
    "reason_name": {"pl": "nazwa w drugim języku", "en": "name in the other language"},
    "reason_other_name": {"pl": "inna nazwa", "en": "other name"},
    "reason_mention": {"pl": "w źródle jako", "en": "in a source as"},
    "reason_description": {"pl": "opis", "en": "description"},
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "count_results": {
        "pl": {"one": "{n} wynik", "few": "{n} wyniki", "many": "{n} wyników", "other": "{n} wyniku"},
        "en": {"one": "{n} result", "other": "{n} results"},
    },
    "count_quotes": {
        "pl": {"one": "{n} fragment", "few": "{n} fragmenty", "many": "{n} fragmentów", "other": "{n} fragmentu"},
        "en": {"one": "{n} passage", "other": "{n} passages"},
    },
}
