"""Words of the query editor, with those that its library has in English only."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "editor_title": {"pl": "Edytor zapytań SPARQL", "en": "SPARQL query editor"},
    "editor_lead": {
        "pl": "Zapytaj graf o cokolwiek. Prefiksy zbioru działają bez deklaracji, a bez klauzuli GRAPH zapytanie widzi wszystkie źródła razem; GRAPH ?g odpowiada, kto to mówi.",
        "en": "Ask the graph anything. The prefixes of the dataset need no declaration, and without a GRAPH clause a query sees all sources together; GRAPH ?g answers who says so.",
    },
    "editor_keys": {
        "pl": "Ctrl+Enter wykonuje zapytanie, Ctrl+Spacja podpowiada klasy, właściwości i nazwy z danych, Tab prowadzi dalej po stronie, Ctrl+] i Ctrl+[ zmieniają wcięcie.",
        "en": "Ctrl+Enter runs the query, Ctrl+Space suggests classes, properties and names from the data, Tab leads on through the page, Ctrl+] and Ctrl+[ indent.",
    },
    "editor_examples": {"pl": "Przykłady: dwadzieścia pięć pytań", "en": "Examples: the twenty-five questions"},
    "editor_examples_lead": {
        "pl": "Każde otwiera się tu jako zapytanie, które można zmienić.",
        "en": "Each opens here as a query that can be changed.",
    },
    "editor_prefixes": {"pl": "Prefiksy", "en": "Prefixes"},
    "editor_endpoint": {
        "pl": "Dla programów: protokół SPARQL 1.1 pod adresem",
        "en": "For programs: the SPARQL 1.1 Protocol at",
    },
    "editor_tab": {"pl": "Zapytanie", "en": "Query"},
    "editor_new_tab": {"pl": "Nowe zapytanie", "en": "New query"},
    "editor_running": {"pl": "Trwa wykonywanie zapytania…", "en": "The query is running…"},
    "editor_table": {"pl": "Tabela", "en": "Table"},
    "editor_source": {"pl": "Surowy wynik", "en": "Raw result"},
    "editor_error": {"pl": "Zapytania nie wykonano", "en": "The query was not answered"},
    "editor_more": {"pl": "Pokaż następne", "en": "Show more"},
    "editor_first_rows": {
        "pl": "Pokazano {shown} z {total} wierszy.",
        "en": "{shown} of {total} rows are shown.",
    },
    "editor_cut": {
        "pl": "Pokazano początek; całość jest w pliku.",
        "en": "The beginning is shown; the whole is in the file.",
    },
    "editor_subject": {"pl": "Podmiot", "en": "Subject"},
    "editor_predicate": {"pl": "Orzeczenie", "en": "Predicate"},
    "editor_object": {"pl": "Dopełnienie", "en": "Object"},
    "editor_as_file": {"pl": "Jako plik", "en": "As a file"},
    "editor_offline": {
        "pl": "Serwer nie odpowiada. Sprawdź połączenie i spróbuj ponownie.",
        "en": "The server does not answer. Check the connection and try again.",
    },
    "editor_share_address": {"pl": "Adres tego zapytania", "en": "The address of this query"},
    "editor_tab_name": {"pl": "Nazwa karty", "en": "Name of the tab"},
    "editor_syntax": {
        "pl": "Od tego wiersza zapytanie nie jest poprawnym SPARQL.",
        "en": "From this line on the query is not valid SPARQL.",
    },
    "editor_tabs": {"pl": "Karty z zapytaniami", "en": "Tabs with queries"},
    "editor_views": {"pl": "Widok wyniku", "en": "View of the result"},
    "editor_suggestions": {"pl": "Podpowiedzi", "en": "Suggestions"},
    "editor_example": {
        "pl": "# Kto z kim współpracuje\nSELECT ?kto ?partner WHERE {\n  ?kto esg:cooperatesWith ?partner\n}\nORDER BY ?kto ?partner\nLIMIT 100",
        "en": "# Who cooperates with whom\nSELECT ?who ?partner WHERE {\n  ?who esg:cooperatesWith ?partner\n}\nORDER BY ?who ?partner\nLIMIT 100",
    },
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {}

#: What the library itself writes on the page, and how it reads in Polish.
LIBRARY: Mapping[str, str] = {
    "Run query": "Wykonaj zapytanie",
    "Share query": "Udostępnij zapytanie",
    "Close tab": "Zamknij kartę",
    "New Tab": "Nowa karta",
    "Rename Tab": "Zmień nazwę karty",
    "Copy Tab": "Kopiuj kartę",
    "Close Tab": "Zamknij kartę",
    "Close other tabs": "Zamknij pozostałe karty",
    "Undo close Tab": "Przywróć zamkniętą kartę",
    "Press CTRL - <spacebar> to autocomplete": "Ctrl+Spacja: podpowiedzi",
}

#: Those of the texts that the page's program needs.
SENT = (
    "editor_tab", "editor_new_tab", "editor_running", "editor_table", "editor_source", "editor_error", "editor_more",
    "editor_first_rows", "editor_cut", "editor_as_file", "editor_offline", "editor_share_address", "editor_tab_name",
    "editor_tabs", "editor_views", "editor_suggestions", "editor_title", "no_answer", "yes", "no", "result", "editor_syntax", "answer_rows", "editor_subject", "editor_predicate", "editor_object",
)  # fmt: skip
