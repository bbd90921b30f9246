"""Words of the page of downloads: what each file is, for whom, and how to load it."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "release_files_intro": {
        "pl": "Wszystko, z czego składa się ta strona, jest w tych plikach. Wydanie się nie zmienia: ten sam numer to zawsze te same bajty.",
        "en": "All that this site is made of is in these files. A release does not change: the same number always means the same bytes.",
    },
    "bytes": {"pl": "{n} B", "en": "{n} B"},
    "all_release_files": {"pl": "wszystkie pliki wydania, z sumami kontrolnymi", "en": "all files of the release, with their checksums"},
    "whole_graph": {"pl": "Cały graf", "en": "The whole graph"},
    "how_to_load": {"pl": "Jak wczytać", "en": "How to load it"},
    "checksum": {"pl": "SHA-256", "en": "SHA-256"},
    "date": {"pl": "Data", "en": "Date"},
    "what_it_is": {"pl": "Co to jest", "en": "What it is"},
    "human_size": {"pl": "Rozmiar", "en": "Size"},
    "stable_addresses": {"pl": "Trwałe adresy", "en": "Stable addresses"},
    "stable_latest": {
        "pl": "Pod tym adresem jest zawsze najnowsze wydanie:",
        "en": "At this address there is always the latest release:",
    },
    "stable_release": {
        "pl": "Pod tym tylko to wydanie – do cytowania i powtarzalnych obliczeń:",
        "en": "At this one only this release, for citing and for computations that can be repeated:",
    },
    "verify": {"pl": "Sprawdzenie sumy kontrolnej", "en": "Checking the checksum"},
    "verify_intro": {
        "pl": "Wynik ma być taki, jak SHA-256 przy pliku; jest też nagłówkiem ETag odpowiedzi.",
        "en": "The result must be the SHA-256 beside the file, which is also the ETag header of the answer.",
    },
    "parts_of_graph": {"pl": "Części grafu", "en": "Parts of the graph"},
    "parts_of_graph_intro": {
        "pl": "Każdy graf nazwany – to, co mówi jedno źródło, luki, hipotezy, stwierdzenia wywiedzione – można pobrać osobno:",
        "en": "Every named graph – what one source says, the gaps, the hypotheses, the derived statements – can be had by itself:",
    },
    "results_of_questions": {
        "pl": "Odpowiedzi na pytania jako CSV i JSON:",
        "en": "Answers to the questions as CSV and JSON:",
    },
    "files_ontology": {"pl": "Ontologia i kontekst", "en": "Ontology and context"},
    "files_schemes": {"pl": "Schematy pojęć", "en": "Concept schemes"},
    "files_rules": {"pl": "Reguły wnioskowania", "en": "Rules of derivation"},
    "files_shapes": {"pl": "Reguły SHACL: klasy", "en": "SHACL shapes: classes"},
    "files_quality": {"pl": "Reguły SHACL: jakość danych", "en": "SHACL shapes: quality of the data"},
    "files_questions": {"pl": "Pytania w SPARQL", "en": "Questions in SPARQL"},
    "files_report": {"pl": "Metryka i raport wydania", "en": "Manifest and report of the release"},
    "files_other": {"pl": "Inne pliki", "en": "Other files"},
    "file_esgraph.ttl": {
        "pl": "Wszystkie stwierdzenia razem, każde raz, w Turtle; pogrupowane i czytelne.",
        "en": "All statements together, each once, in Turtle; grouped and readable.",
    },
    "file_esgraph.ttl_for": {
        "pl": "Do czytania, do edytorów ontologii i programów, które nie znają grafów nazwanych.",
        "en": "For reading, for ontology editors, and for programs that do not know named graphs.",
    },
    "file_esgraph.nq": {
        "pl": "Wszystkie stwierdzenia z grafem, w którym stoją, w N-Quads; po jednym w wierszu, posortowane.",
        "en": "All statements with the graph that they stand in, in N-Quads; one a line, sorted.",
    },
    "file_esgraph.nq_for": {
        "pl": "Do baz RDF, do porównywania wydań i wszędzie tam, gdzie liczy się, które źródło to mówi.",
        "en": "For RDF stores, for comparing releases, and wherever it matters which source says so.",
    },
    "file_manifest.json": {
        "pl": "Metryka wydania: numer, daty, licencja, liczby oraz rozmiar i suma kontrolna każdego pliku.",
        "en": "The manifest of the release: number, dates, licence, counts, and the size and checksum of every file.",
    },
    "file_report.json": {"pl": "Raport sprawdzenia danych regułami SHACL, w JSON.", "en": "The report of checking the data against the SHACL shapes, in JSON."},
    "file_report.ttl": {"pl": "Ten sam raport jako graf SHACL, w Turtle.", "en": "The same report as a SHACL graph, in Turtle."},
    "file_search.sqlite": {
        "pl": "Indeks wyszukiwarki tej strony: baza SQLite z nazwami, odmianami i filtrami.",
        "en": "The index of this site’s search: an SQLite database of names, inflected forms and filters.",
    },
    "file_ontology/esgraph.ttl": {"pl": "Ontologia: własne klasy i właściwości.", "en": "The ontology: own classes and properties."},
    "file_ontology/context.jsonld": {
        "pl": "Kontekst JSON-LD: klucze, którymi pisze się pliki źródeł.",
        "en": "The JSON-LD context: the keys that files of sources are written with.",
    },
    "file_ontology/alignments/essglobal.ttl": {"pl": "Odpowiedniki w ESSGlobal.", "en": "Alignments with ESSGlobal."},
    "file_ontology/alignments/schema-org.ttl": {"pl": "Odpowiedniki w schema.org i FOAF.", "en": "Alignments with schema.org and FOAF."},
    "file_ontology/rules/cooperates-with.rq": {
        "pl": "Reguła: kto z kim współpracuje, wywiedzione ze współprac.",
        "en": "The rule of who cooperates with whom, derived from cooperations.",
    },
    "file_ontology/rules/same-as.rq": {
        "pl": "Reguła: co jest tym samym, wywiedzione z potwierdzonych hipotez.",
        "en": "The rule of what is the same, derived from confirmed hypotheses.",
    },
}  # fmt: skip

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "count_files": {
        "pl": {"one": "{n} plik", "few": "{n} pliki", "many": "{n} plików", "other": "{n} pliku"},
        "en": {"one": "{n} file", "other": "{n} files"},
    },
}
