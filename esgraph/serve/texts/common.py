"""Words that every page may use."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "row": {"pl": "wiersz {row}", "en": "row {row}"},
    "row_of_sheet": {"pl": "wiersz {row}, arkusz „{sheet}”", "en": "row {row}, sheet “{sheet}”"},
    "row_refers_to": {"pl": "powołuje się na", "en": "refers to"},
    "accessed": {"pl": "dostęp {day}", "en": "accessed on {day}"},
    "tagline": {
        "pl": "Kto z kim współpracuje w ekonomii społecznej, kto otrzymał wyróżnienie i kto co założył – "
        "każde stwierdzenie wskazuje słowa, z których pochodzi.",
        "en": "Who cooperates with whom in the social economy, who received an award and who founded what – "
        "every statement points to the words it came from.",
    },
    "home": {"pl": "Strona główna", "en": "Home"},
    "copy_title": {"pl": "Tego nie ma w kopii bez serwera", "en": "A copy without a server has none of this"},
    "copy_lead": {
        "pl": "To jest kopia z samych plików. Wyszukiwanie, zapytania SPARQL, drogi między organizacjami i filtry liczy serwer, którego ta kopia nie ma.",
        "en": "This is a copy made of files alone. Searches, SPARQL queries, ways between organisations and filters are computed by a server, which this copy has not.",
    },
    "copy_instead": {
        "pl": "Wszystkie dane są w plikach: można je wczytać do własnego programu albo uruchomić na nich cały serwis.",
        "en": "All data are in the files: they can be read by a program of your own, or be served whole.",
    },
    "questions": {"pl": "Pytania", "en": "Questions"},
    "sources": {"pl": "Źródła", "en": "Sources"},
    "downloads": {"pl": "Do pobrania", "en": "Downloads"},
    "vocabulary": {"pl": "Słownik", "en": "Vocabulary"},
    "main_menu": {"pl": "Menu główne", "en": "Main menu"},
    "you_are_here": {"pl": "Jesteś tutaj", "en": "You are here"},
    "evidence_words": {"pl": "słowa źródła", "en": "the source’s words"},
    "evidence_words_many": {"pl": "słowa źródeł ({n})", "en": "the sources’ words ({n})"},
    "sparql": {"pl": "SPARQL", "en": "SPARQL"},
    "colophon": {
        "pl": "esgraph zamienia opisy wydarzeń i współpracy w graf wiedzy, w którym każde stwierdzenie prowadzi do słów źródła. "
        "Co źródła przemilczają, zapisano jako lukę; w czym się różnią – jako sprzeczność.",
        "en": "esgraph turns accounts of events and cooperation into a knowledge graph in which every statement leads to the words of a source. "
        "What the sources leave out is recorded as a gap; where they differ, as a conflict.",
    },
    "switch": {"pl": "English", "en": "Polski"},
    "skip": {"pl": "Przejdź do treści", "en": "Skip to content"},
    "data_of": {"pl": "Dane z dnia", "en": "Data of"},
    "release": {"pl": "wydanie", "en": "release"},
    "licence": {"pl": "Licencja", "en": "Licence"},
    "start_here": {"pl": "Zacznij od pytania", "en": "Start from a question"},
    "all_questions": {"pl": "Wszystkie pytania", "en": "All questions"},
    "address": {"pl": "Adres kanoniczny", "en": "Canonical address"},
    "formats": {"pl": "Te same dane jako", "en": "The same data as"},
    "property": {"pl": "Właściwość", "en": "Property"},
    "value": {"pl": "Wartość", "en": "Value"},
    "details": {"pl": "szczegóły", "en": "details"},
    "derived": {"pl": "wywiedzione", "en": "derived"},
    "not_stated": {"pl": "Czego źródła nie podają", "en": "What the sources do not give"},
    "not_stated_short": {"pl": "nie podano", "en": "not stated"},
    "source": {"pl": "źródło", "en": "source"},
    "paraphrase": {"pl": "parafraza", "en": "paraphrase"},
    "graph_intro": {
        "pl": "Wszystko, co jest zapisane w tym grafie.",
        "en": "Everything that is recorded in this graph.",
    },
    "query": {"pl": "Zapytanie", "en": "Query"},
    "run": {"pl": "Wykonaj", "en": "Run"},
    "result": {"pl": "Wynik", "en": "Result"},
    "first_rows": {
        "pl": "Pokazano pierwsze {shown} z {total} wierszy; wszystkie są w pliku CSV i JSON.",
        "en": "The first {shown} of {total} rows are shown; all are in the CSV and JSON files.",
    },
    "yes": {"pl": "tak", "en": "yes"},
    "no": {"pl": "nie", "en": "no"},
    "open_in_editor": {"pl": "Otwórz w edytorze", "en": "Open in the editor"},
    "answer": {"pl": "Odpowiedź", "en": "Answer"},
    "file": {"pl": "Plik", "en": "File"},
    "shapes": {"pl": "Reguły SHACL", "en": "SHACL shapes"},
    "wrong": {"pl": "Coś jest nie tak", "en": "Something is wrong"},
    "status_400": {"pl": "Niepoprawne żądanie", "en": "Bad request"},
    "status_403": {"pl": "Odmowa", "en": "Refused"},
    "status_404": {"pl": "Nie ma takiej strony", "en": "There is no such page"},
    "status_410": {"pl": "To zostało wycofane", "en": "This was withdrawn"},
    "status_405": {"pl": "Niedozwolona metoda", "en": "Method not allowed"},
    "status_406": {"pl": "Nie ma takiego formatu", "en": "No such format"},
    "status_408": {"pl": "Żądanie trwało za długo", "en": "The request took too long"},
    "status_413": {"pl": "Za dużo jak na jedno żądanie", "en": "Too much for one request"},
    "status_415": {"pl": "Nieobsługiwany rodzaj treści", "en": "Unsupported media type"},
    "status_416": {"pl": "Plik nie ma takiej części", "en": "The file has no such part"},
    "status_429": {"pl": "Za dużo żądań", "en": "Too many requests"},
    "status_431": {"pl": "Za długie nagłówki", "en": "The headers are too long"},
    "status_500": {"pl": "Błąd serwera", "en": "Server error"},
    "status_501": {"pl": "Serwer nie obsługuje takich żądań", "en": "The server cannot do that"},
    "status_502": {"pl": "Inny serwer nie odpowiada", "en": "Another server does not answer"},
    "status_503": {"pl": "Na razie nie ma odpowiedzi", "en": "There is no answer for now"},
    "missing_near": {"pl": "Może chodziło o", "en": "Perhaps you meant"},
    "missing_search": {"pl": "Szukaj: {words}", "en": "Search for: {words}"},
    "missing_lists": {"pl": "Co tu jest", "en": "What there is"},
    "unknown_functions": {
        "pl": "Nieznane tu funkcje; tam, gdzie są wywołane, nie ma wartości:",
        "en": "Functions that are not known here; where they are called there is no value:",
    },
    "back_home": {"pl": "Wróć na stronę główną", "en": "Back to the home page"},
    "audience_regional-centre": {
        "pl": "Regionalne ośrodki polityki społecznej",
        "en": "Regional social-policy centres",
    },
    "audience_researcher": {"pl": "Badacze sieci", "en": "Network researchers"},
    "audience_journalist": {"pl": "Dziennikarze", "en": "Journalists"},
    "audience_civic-hacker": {"pl": "Twórcy aplikacji obywatelskich", "en": "Civic hackers"},
    "audience_integrator": {"pl": "Integratorzy danych", "en": "Data integrators"},
    "for_regional-centre": {
        "pl": "dla regionalnych ośrodków polityki społecznej",
        "en": "for regional social-policy centres",
    },
    "for_researcher": {"pl": "dla badaczy sieci", "en": "for network researchers"},
    "for_journalist": {"pl": "dla dziennikarzy", "en": "for journalists"},
    "for_civic-hacker": {"pl": "dla twórców aplikacji obywatelskich", "en": "for civic hackers"},
    "for_integrator": {"pl": "dla integratorów danych", "en": "for data integrators"},
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "count_rows": {
        "pl": {"one": "{n} wiersz", "few": "{n} wiersze", "many": "{n} wierszy", "other": "{n} wiersza"},
        "en": {"one": "{n} row", "other": "{n} rows"},
    },
    "count_statements": {
        "pl": {
            "one": "{n} stwierdzenie",
            "few": "{n} stwierdzenia",
            "many": "{n} stwierdzeń",
            "other": "{n} stwierdzenia",
        },
        "en": {"one": "{n} statement", "other": "{n} statements"},
    },
}
