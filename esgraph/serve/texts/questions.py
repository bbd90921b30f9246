"""Words of the questions: their list, their forms, their answers."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "questions_lead": {
        "pl": "Pytania, na które ten graf odpowiada od ręki. Każde jest zapytaniem SPARQL: można zmienić jego parametry, pobrać odpowiedź jako plik albo otworzyć je w edytorze.",
        "en": "Questions that this graph answers at once. Each is a SPARQL query: its parameters can be changed, its answer taken as a file, and it can be opened in the editor.",
    },
    "questions_filter": {"pl": "Szukaj wśród pytań", "en": "Find a question"},
    "questions_find": {"pl": "Szukaj", "en": "Find"},
    "questions_none": {
        "pl": "Żadne pytanie nie zawiera słów „{written}”. Spróbuj krótszego słowa albo zobacz wszystkie.",
        "en": "No question has the words “{written}”. Try a shorter word, or see all of them.",
    },
    "audience_lead_regional-centre": {
        "pl": "Dla tych, którzy prowadzą politykę społeczną regionu: wyróżnienia, współpraca, białe plamy.",
        "en": "For those who run the social policy of a region: awards, cooperation, blank spots.",
    },
    "audience_lead_researcher": {
        "pl": "Dla tych, którzy badają sieć współpracy: kto z kim, w ilu krokach, na podstawie czego.",
        "en": "For those who study the network of cooperation: who with whom, in how many steps, on what grounds.",
    },
    "audience_lead_journalist": {
        "pl": "Dla tych, którzy pytają, kto to mówi: słowa źródeł, sprzeczności i to, czego źródła nie podają.",
        "en": "For those who ask who says so: the words of sources, conflicts, and what the sources leave out.",
    },
    "audience_lead_civic-hacker": {
        "pl": "Dla tych, którzy budują z danych: miejsca, współrzędne, kody, całe źródła.",
        "en": "For those who build with data: places, coordinates, codes, whole sources.",
    },
    "audience_lead_integrator": {
        "pl": "Dla tych, którzy łączą zbiory: identyfikatory, hipotezy tożsamości, opis zbioru.",
        "en": "For those who join datasets: identifiers, identity hypotheses, the description of the dataset.",
    },
    "has_chart": {"pl": "wykres", "en": "chart"},
    "has_words": {"pl": "słowa źródeł", "en": "the sources’ words"},
    "question_number": {"pl": "Pytanie {number}", "en": "Question {number}"},
    "choose": {"pl": "– wybierz –", "en": "– choose –"},
    "ask": {"pl": "Pokaż odpowiedź", "en": "Show the answer"},
    "field_hint": {
        "pl": "Wpisz nazwę lub jej część.",
        "en": "Write a name or a part of it.",
    },
    "field_hint_code": {
        "pl": "Wpisz kod albo nazwę.",
        "en": "Write a code or a name.",
    },
    "form_trouble": {"pl": "Tego pytania nie można tak zadać", "en": "The question cannot be asked like this"},
    "field_unknown": {
        "pl": "{label}: nic nie nazywa się „{written}”. Podaj inną część nazwy.",
        "en": "{label}: nothing is called “{written}”. Write another part of the name.",
    },
    "field_ambiguous": {
        "pl": "{label}: „{written}” pasuje do kilku nazw. Wskaż jedną z nich.",
        "en": "{label}: “{written}” fits several names. Pick one of them.",
    },
    "field_not_an_iri": {
        "pl": "{label}: „{written}” nie jest pełnym adresem IRI. Wpisz adres, który zaczyna się od https://.",
        "en": "{label}: “{written}” is not an absolute IRI. Write an address that begins with https://.",
    },
    "field_absent": {
        "pl": "W tym wydaniu grafu nie ma takiej wartości, więc odpowiedź na jej temat jest pusta.",
        "en": "This release of the graph has no such value, so the answer about it is empty.",
    },
    "field_twice": {
        "pl": "{label}: podano więcej niż jedną wartość. Zostaw jedną.",
        "en": "{label}: more than one value is given. Leave one.",
    },
    "parameter_unknown": {
        "pl": "To pytanie nie ma parametru „{given}”. Jego parametry: {names}.",
        "en": "This question has no parameter “{given}”. Its parameters: {names}.",
    },
    "parameter_close": {
        "pl": "To pytanie nie ma parametru „{given}”. Może chodziło o „{close}”?",
        "en": "This question has no parameter “{given}”. Did you mean “{close}”?",
    },
    "parameter_none": {
        "pl": "To pytanie nie ma parametrów, a podano „{given}”.",
        "en": "This question has no parameters, but “{given}” was given.",
    },
    "excel_too_long": {
        "pl": "Odpowiedź ma {total} wierszy, a plik dla Excela pomieściłby {shown}. Plik .csv ma wszystkie.",
        "en": "The answer has {total} rows, of which a file for Excel would hold {shown}. The file .csv has them all.",
    },
    "no_answer": {
        "pl": "Graf nie ma na to odpowiedzi: żadne źródło nic o tym nie mówi.",
        "en": "The graph has no answer to this: no source says anything about it.",
    },
    "answer_rows": {"pl": "Odpowiedź ma {rows}.", "en": "The answer has {rows}."},
    "text_cut": {
        "pl": "Pokazano początek; całość jest w pliku.",
        "en": "The beginning is shown; the whole is in the file.",
    },
    "chart_title": {"pl": "{measure}: wykres słupkowy", "en": "{measure}: a bar chart"},
    "chart_text": {
        "pl": "Te same liczby są w tabeli poniżej. Najwięcej: {label}, {amount}.",
        "en": "The same numbers are in the table below. The most: {label}, {amount}.",
    },
    "chart_caption": {
        "pl": "{measure}. Jeden słupek to jeden wiersz tabeli poniżej.",
        "en": "{measure}. Each bar is one row of the table below.",
    },
    "chart_cut": {
        "pl": "Wykres pokazuje {shown} najdłuższych z {total}; wszystkie są w tabeli.",
        "en": "The chart shows the {shown} longest of {total}; all are in the table.",
    },
    "files_title": {"pl": "Ta odpowiedź jako plik", "en": "This answer as a file"},
    "file_excel": {
        "pl": "średnik, przecinek dziesiętny, polskie litery",
        "en": "with Polish settings: semicolons, decimal comma",
    },
    "file_excel_en": {
        "pl": "z angielskimi ustawieniami: przecinek, kropka dziesiętna",
        "en": "commas, decimal point, Polish letters",
    },
    "file_csv": {
        "pl": "dla programów: wynik SPARQL, pełne adresy IRI",
        "en": "for programs: the SPARQL result, full IRIs",
    },
    "file_json": {"pl": "wynik SPARQL z typami i językami", "en": "the SPARQL result with types and languages"},
    "file_tsv": {"pl": "wynik SPARQL z zapisem terminów RDF", "en": "the SPARQL result with RDF terms as written"},
    "file_ttl": {"pl": "graf, czytelny dla ludzi", "en": "the graph, readable by people"},
    "file_jsonld": {"pl": "graf dla programów internetowych", "en": "the graph for web programs"},
    "file_nt": {"pl": "graf, jedno stwierdzenie w wierszu", "en": "the graph, one statement a line"},
    "file_rq": {"pl": "zapytanie z tymi parametrami", "en": "the query with these parameters"},
    "query_text": {"pl": "Zapytanie SPARQL", "en": "The SPARQL query"},
    "iri_word": {"pl": "IRI", "en": "IRI"},
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {}
