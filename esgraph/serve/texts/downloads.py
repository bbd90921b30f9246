"""Words of the page of downloads: what each file is, for whom, and how to load it."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "release_files_intro": {
        "pl": "Wszystko, z czego składa się ta strona, jest w tych plikach. Wydanie się nie zmienia: ten sam numer to zawsze te same bajty.",
        "en": "All that this site is made of is in these files. A release does not change: the same number always means the same bytes.",
    },
    "bytes": {"pl": "{n} B", "en": "{n} B"},
    "all_release_files": {"pl": "Wszystkie pliki wydania i do czego służą", "en": "All files of the release, and what each is for"},
    "which_file": {"pl": "Co komu potrzebne", "en": "Which file for what"},
    "need_sheet": {"pl": "Tabela do Excela", "en": "A table for Excel"},
    "take_sheet": {
        "pl": "Na stronie każdego pytania odpowiedź jest też plikiem „CSV, Excel”; tak samo na mapie i osi czasu.",
        "en": "On the page of each question the answer is a file “CSV, Excel” too; likewise on the map and the timeline.",
    },
    "where_sheet": {"pl": "Pytania", "en": "Questions"},
    "need_own_list": {"pl": "Identyfikatory do własnej listy", "en": "Ids for a list of your own"},
    "take_own_list": {
        "pl": "Wklej nazwy, a dostaniesz je z identyfikatorami, numerami i kodami TERC.",
        "en": "Paste names, and get them back with ids, register numbers and TERC codes.",
    },
    "where_own_list": {"pl": "Własna lista", "en": "A list of your own"},
    "need_whole": {"pl": "Całość, do zachowania albo wczytania do bazy", "en": "Everything, to keep or to load into a database"},
    "take_whole": {
        "pl": "Jeden plik ze wszystkimi stwierdzeniami; przy każdym jest źródło, z którego pochodzi.",
        "en": "One file with all statements, each with the source that it comes from.",
    },
    "where_whole": {"pl": "esgraph.nq", "en": "esgraph.nq"},
    "need_reading": {"pl": "Całość do przejrzenia", "en": "Everything, to look through"},
    "take_reading": {
        "pl": "Te same stwierdzenia w edytorze tekstu: zebrane przy rzeczach, których dotyczą.",
        "en": "The same statements for a text editor, gathered by the things that they are about.",
    },
    "where_reading": {"pl": "esgraph.ttl", "en": "esgraph.ttl"},
    "need_one_source": {"pl": "To, co mówi jedno źródło", "en": "What one source says"},
    "take_one_source": {
        "pl": "Przy każdym źródle jest osobny plik z tym, co z niego wzięto.",
        "en": "Each source has a file of its own with what was taken from it.",
    },
    "where_one_source": {"pl": "Źródła", "en": "Sources"},
    "need_portal": {"pl": "Zgłoszenie do portalu otwartych danych", "en": "An entry in a portal of open data"},
    "take_portal": {
        "pl": "Opis zbioru w standardzie DCAT, który czytają takie portale: kto wydał, na jakiej licencji, w jakich plikach.",
        "en": "The description of the dataset in DCAT, the standard that such portals read: publisher, licence, files.",
    },
    "where_portal": {"pl": "Opis zbioru", "en": "About the dataset"},
    "need_quality": {"pl": "Wynik kontroli danych", "en": "The outcome of checking the data"},
    "take_quality": {
        "pl": "Raport: co znalazły reguły jakości i w którym pliku, w którym wierszu to poprawić.",
        "en": "The report: what the rules of quality found, and in which file and line to mend it.",
    },
    "where_quality": {"pl": "report.json", "en": "report.json"},
    "for_files_report": {
        "pl": "Metryka i opis mówią, co jest w tym wydaniu i z jakiego dnia są dane; raport – co wykazała ich kontrola. Są tu też gotowe wpisy bibliograficzne.",
        "en": "The manifest and the description say what is in this release and of which day the data are; the report, what checking them found. Entries for a bibliography are here too.",
    },
    "for_files_ontology": {
        "pl": "Znaczenie wszystkich pojęć, którymi opisano dane. Dla tych, którzy łączą te dane z własnymi albo opisują nowe źródła.",
        "en": "What all the terms mean that the data are described with. For those who join them with their own, or write new sources.",
    },
    "for_files_schemes": {
        "pl": "Listy dopuszczalnych wartości – rodzaje podmiotów, role, statusy – po polsku i angielsku. Przydają się też we własnych formularzach i wykazach.",
        "en": "Lists of the values allowed – kinds of entities, roles, statuses – in Polish and English. Of use in your own forms and registers too.",
    },
    "for_files_rules": {
        "pl": "Przepisy, według których program dopisuje to, co wynika ze stwierdzeń źródeł, na przykład kto z kim współpracuje.",
        "en": "The recipes by which the program adds what follows from the statements of sources, such as who cooperates with whom.",
    },
    "for_files_shapes": {
        "pl": "Co musi mieć każda rzecz, zanim zostanie opublikowana: po jednym pliku na rodzaj.",
        "en": "What each thing must have before it is published: one file for each kind.",
    },
    "for_files_quality": {
        "pl": "Czego w danych nie może być: odwołań donikąd, przemilczanych braków, danych osobowych.",
        "en": "What must not be in the data: references to nothing, silent omissions, personal data.",
    },
    "for_files_questions": {
        "pl": "Gotowe zapytania dla programów. Same odpowiedzi, także do Excela, są na stronach pytań.",
        "en": "Queries ready for programs. The answers themselves, for Excel too, are on the pages of the questions.",
    },
    "for_files_other": {
        "pl": "To, z czego korzysta sama strona; do pracy z danymi zwykle niepotrzebne.",
        "en": "What the site itself uses; seldom needed for working with the data.",
    },
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
    "verify": {"pl": "Sprawdzenie sum kontrolnych", "en": "Checking the checksums"},
    "verify_intro": {
        "pl": "Jeden plik można sprawdzić, nie zapisując go. Wynik ma być taki, jak SHA-256 przy pliku; jest też nagłówkiem ETag odpowiedzi.",
        "en": "One file can be checked without keeping it. The result must be the SHA-256 beside the file, which is also the ETag header of the answer.",
    },
    "parts_of_graph": {"pl": "Części grafu", "en": "Parts of the graph"},
    "parts_of_graph_intro": {
        "pl": "Każdy graf nazwany – to, co mówi jedno źródło, luki, hipotezy, stwierdzenia wywiedzione – można pobrać osobno, w każdym z formatów. Wykaz:",
        "en": "Every named graph – what one source says, the gaps, the hypotheses, the derived statements – can be had by itself, in each of the formats. The list:",
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
    "files_report": {"pl": "Metryka, opis i raport wydania", "en": "Manifest, description and report of the release"},
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
        "pl": "Wszystkie stwierdzenia, każde z grafem, do którego należy, w N-Quads; po jednym w wierszu, posortowane.",
        "en": "All statements, each with the graph that it belongs to, in N-Quads; one a line, sorted.",
    },
    "file_esgraph.nq_for": {
        "pl": "Do baz RDF, do porównywania wydań i wszędzie tam, gdzie liczy się, które źródło to mówi.",
        "en": "For RDF stores, for comparing releases, and wherever it matters which source says so.",
    },
    "whole_graph_intro": {
        "pl": "W trzech pierwszych formatach przy każdym stwierdzeniu jest graf źródła, z którego pochodzi; w trzech następnych każde stwierdzenie jest raz. Pliki .gz i .zst to te same dane w mniejszej liczbie bajtów.",
        "en": "In the first three formats each statement has the graph of the source that it comes from; in the other three each statement stands once. Files that end in .gz and .zst are the same data in fewer bytes.",
    },
    "dump_format": {"pl": "Format", "en": "Format"},
    "coded_on_the_way": {
        "pl": "Programom, które przyjmują dane skompresowane (nagłówek Accept-Encoding), serwer sam wysyła mniej bajtów; przerwane pobieranie można wznowić.",
        "en": "To programs that take compressed data (the header Accept-Encoding) the server sends fewer bytes by itself; a download that broke off can be resumed.",
    },
    "verify_all": {
        "pl": "Lista sum ma każdy plik wydania pod nazwą, pod którą zapisuje go przeglądarka, i pod nazwą z adresu. W katalogu z pobranymi plikami:",
        "en": "The list of checksums has every file of the release by the name under which a browser saves it, and by the name in its address. In the directory of what was downloaded:",
    },
    "verify_list": {"pl": "Lista sum SHA-256", "en": "List of SHA-256 checksums"},
    "files_of_graph": {"pl": "Pliki", "en": "Files"},
    "graphs_of_sources": {
        "pl": "Pliki grafów źródeł ({n}) są na stronach źródeł; ich adresy mają postać:",
        "en": "The files of the graphs of sources ({n}) are on the pages of the sources; their addresses look like this:",
    },
    "need_tables": {"pl": "Tabele do obliczeń", "en": "Tables for computing"},
    "take_tables": {
        "pl": "Organizacje, wydarzenia, współprace i inne: każdy rodzaj w osobnym pliku CSV, z opisem kolumn.",
        "en": "Organisations, events, cooperations and others: each kind in a CSV file of its own, with its columns described.",
    },
    "where_tables": {"pl": "Tabele (CSV)", "en": "Tables (CSV)"},
    "files_tables": {"pl": "Tabele (CSV)", "en": "Tables (CSV)"},
    "for_files_tables": {
        "pl": "Po jednej tabeli na rodzaj rzeczy. Pierwsza kolumna to adres rzeczy (IRI), odsyłacze też są adresami. Co jest w kolumnach i czym rozdzielono kilka wartości w komórce, mówi csv-metadata.json. Dla programów: pandas, R, baz danych; do Excela lepsze są pliki z odpowiedziami na pytania.",
        "en": "One table for each kind of thing. The first column is the address of the thing (IRI), and links are addresses too. What the columns hold, and what stands between several values in a cell, is in csv-metadata.json. For programs: pandas, R, databases; for Excel the files with answers to questions are better.",
    },
    "file_esgraph.trig": {
        "pl": "Te same stwierdzenia co w N-Quads, w TriG: zebrane w grafach i przy rzeczach, z nazwami w skrócie.",
        "en": "The same statements as in N-Quads, in TriG: gathered by graphs and by things, with names shortened.",
    },
    "file_esgraph.trig_for": {
        "pl": "Do czytania z podziałem na źródła.",
        "en": "For reading source by source.",
    },
    "file_esgraph.jsonld": {
        "pl": "Te same stwierdzenia, każde w swoim grafie, w JSON-LD; w postaci rozwiniętej, która nie potrzebuje kontekstu.",
        "en": "The same statements, each in its graph, in JSON-LD; in expanded form, which needs no context.",
    },
    "file_esgraph.jsonld_for": {
        "pl": "Do programów, które czytają JSON; większość z nich wczytuje cały plik do pamięci.",
        "en": "For programs that read JSON; most of them read the whole file into memory.",
    },
    "file_esgraph.nt": {
        "pl": "Wszystkie stwierdzenia razem, każde raz, w N-Triples; po jednym w wierszu, posortowane.",
        "en": "All statements together, each once, in N-Triples; one a line, sorted.",
    },
    "file_esgraph.nt_for": {
        "pl": "Do narzędzi, które czytają wiersz po wierszu, i do szybkiego wczytywania bez grafów nazwanych.",
        "en": "For tools that read line by line, and for loading fast without named graphs.",
    },
    "file_esgraph.rdf": {
        "pl": "Wszystkie stwierdzenia razem, każde raz, w RDF/XML.",
        "en": "All statements together, each once, in RDF/XML.",
    },
    "file_esgraph.rdf_for": {
        "pl": "Do starszych edytorów ontologii i do narzędzi, które znają tylko XML.",
        "en": "For older ontology editors, and for tools that know XML only.",
    },
    "file_SHA256SUMS": {
        "pl": "Sumy SHA-256 wszystkich plików wydania pod ich nazwami w wydaniu, dla kopii całego katalogu.",
        "en": "The SHA-256 of all files of the release by their names in it, for a copy of the whole directory.",
    },
    "file_tables/csv-metadata.json": {
        "pl": "Opis wszystkich tabel w standardzie CSVW: co jest w każdej kolumnie, po polsku i angielsku.",
        "en": "The description of all tables in the standard CSVW: what is in each column, in Polish and English.",
    },
    "file_tables/organizations.csv": {
        "pl": "Organizacje: rodzaj, forma prawna, miejsce, numery rejestrowe, z kim współpracują.",
        "en": "Organisations: kind, legal form, place, register numbers, whom they cooperate with.",
    },
    "file_tables/posts.csv": {
        "pl": "Urzędy i stanowiska: w jakiej są organizacji i kto je zajmuje.",
        "en": "Posts: which organisation they are in, and who holds them.",
    },
    "file_tables/persons.csv": {
        "pl": "Osoby, o których mówią źródła.",
        "en": "Persons that the sources speak of.",
    },
    "file_tables/events.csv": {
        "pl": "Wydarzenia i ich części: data, miejsce, organizator, tematy.",
        "en": "Events and their parts: date, place, organiser, topics.",
    },
    "file_tables/works.csv": {
        "pl": "Dzieła, na przykład filmy: o czym są i na jakie wydarzenie powstały.",
        "en": "Works, such as films: what they are about, and for which event they were made.",
    },
    "file_tables/awards.csv": {
        "pl": "Wyróżnienia.",
        "en": "Awards.",
    },
    "file_tables/editions.csv": {
        "pl": "Edycje wyróżnień: rok, kategorie, liczba odbiorców, gdzie je wręczono.",
        "en": "Editions of awards: year, categories, number of recipients, where they were presented.",
    },
    "file_tables/places.csv": {
        "pl": "Miejsca: w czym leżą, kody TERC, SIMC i NUTS, współrzędne.",
        "en": "Places: what they lie in, TERC, SIMC and NUTS codes, coordinates.",
    },
    "file_tables/conferrals.csv": {
        "pl": "Kto otrzymał wyróżnienie: edycja, odbiorca, kategoria, stopień, słowa źródeł.",
        "en": "Who received an award: edition, recipient, category, rank, the words of the sources.",
    },
    "file_tables/participations.csv": {
        "pl": "Kto brał udział w wydarzeniach, w jakiej roli, słowa źródeł.",
        "en": "Who took part in events, in what role, the words of the sources.",
    },
    "file_tables/cooperations.csv": {
        "pl": "Kto z kim współpracował i co z tego wyszło, słowa źródeł.",
        "en": "Who cooperated with whom, and what came of it, the words of the sources.",
    },
    "file_tables/foundations.csv": {
        "pl": "Kto założył jaką organizację i kiedy, słowa źródeł.",
        "en": "Who founded which organisation, and when, the words of the sources.",
    },
    "file_tables/headcounts.csv": {
        "pl": "Liczby osób zatrudnionych w organizacjach, słowa źródeł.",
        "en": "Numbers of people employed by organisations, the words of the sources.",
    },
    "file_tables/hypotheses.csv": {
        "pl": "Hipotezy: co może być tym samym bytem, z oceną.",
        "en": "Hypotheses: what may be the same as what, with a verdict.",
    },
    "file_tables/sources.csv": {
        "pl": "Źródła: adres, wydawca, data, o czym mówią.",
        "en": "Sources: address, publisher, date, what they speak of.",
    },
    "file_tables/claims.csv": {
        "pl": "Pojedyncze stwierdzenia: podmiot, właściwość, wartość, słowa źródeł, sprzeczności.",
        "en": "Single statements: subject, property, value, the words of the sources, conflicts.",
    },
    "file_tables/evidence.csv": {
        "pl": "Dowody: źródło, słowa i ich miejsce w tekście.",
        "en": "Evidence: source, words, and where they stand in the text.",
    },
    "file_tables/gaps.csv": {
        "pl": "Luki: czego źródła nie podają.",
        "en": "Gaps: what the sources do not give.",
    },
    "file_tables/ties.csv": {
        "pl": "Powiązania organizacji: strony, rodzaj, data, z czego wynikają.",
        "en": "Ties between organisations: parties, kind, date, what they follow from.",
    },
    "file_tables/derivations.csv": {
        "pl": "Stwierdzenia wywiedzione i to, z czego wynikają.",
        "en": "Derived statements, and what they follow from.",
    },
    "file_tables/concepts.csv": {
        "pl": "Pojęcia ze schematów: nazwy i definicje wartości, które są w innych tabelach.",
        "en": "Concepts of the schemes: names and definitions of the values in the other tables.",
    },
    "file_manifest.json": {
        "pl": "Metryka wydania: numer, daty, licencja, liczby oraz rozmiar i suma kontrolna każdego pliku.",
        "en": "The manifest of the release: number, dates, licence, counts, and the size and checksum of every file.",
    },
    "file_report.json": {"pl": "Raport sprawdzenia danych regułami SHACL, w JSON.", "en": "The report of checking the data against the SHACL shapes, in JSON."},
    "file_report.ttl": {"pl": "Ten sam raport jako graf SHACL, w Turtle.", "en": "The same report as a SHACL graph, in Turtle."},
    "file_catalogue.ttl": {
        "pl": "Opis zbioru dla portali i programów w DCAT-AP i VoID: liczby, pliki z sumami kontrolnymi, przykładowe zapytania.",
        "en": "The description of the dataset for portals and programs in DCAT-AP and VoID: numbers, files with checksums, example queries.",
    },
    "file_CITATION.cff": {
        "pl": "Jak cytować to wydanie, w Citation File Format (czytają go m.in. GitHub i Zenodo).",
        "en": "How to cite this release, in the Citation File Format (GitHub and Zenodo read it, among others).",
    },
    "file_citation.bib": {
        "pl": "Ten sam wpis w BibTeX, do LaTeX-a, Zotero i innych programów z bibliografią.",
        "en": "The same entry in BibTeX, for LaTeX, Zotero and other programs with bibliographies.",
    },
    "file_answers.sqlite": {
        "pl": "Odpowiedzi na zapytania, których wymagają strony o całości: baza SQLite dla serwera.",
        "en": "The answers to the queries that pages about everything need: an SQLite database for the server.",
    },
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
    "file_ontology/rules/nuts.rq": {
        "pl": "Reguła: odesłania do jednostek NUTS, wywiedzione z kodów miejsc.",
        "en": "The rule of links to NUTS units, derived from the codes of places.",
    },
    "file_ontology/rules/org-id.rq": {
        "pl": "Reguła: identyfikatory org-id (PL-KRS-…, PL-REGON-…), wywiedzione z numerów w rejestrach.",
        "en": "The rule of org-id identifiers (PL-KRS-…, PL-REGON-…), derived from register numbers.",
    },
    "file_ontology/rules/same-as.rq": {
        "pl": "Reguła: co jest tym samym, wywiedzione z potwierdzonych hipotez.",
        "en": "The rule of what is the same, derived from confirmed hypotheses.",
    },
    "file_ontology/rules/tie-cooperation.rq": {
        "pl": "Reguła: powiązania stron tej samej współpracy.",
        "en": "The rule of ties between parties to the same cooperation.",
    },
    "file_ontology/rules/tie-founding.rq": {
        "pl": "Reguła: powiązania założycieli i tego, co założyli.",
        "en": "The rule of ties between founders and what they founded.",
    },
    "file_ontology/rules/tie-shared-edition.rq": {
        "pl": "Reguła: powiązania odbiorców tej samej edycji wyróżnienia.",
        "en": "The rule of ties between recipients of the same award edition.",
    },
    "file_ontology/rules/tie-shared-panel.rq": {
        "pl": "Reguła: powiązania panelistów tej samej części wydarzenia.",
        "en": "The rule of ties between panellists of the same part of an event.",
    },
    "file_ontology/rules/tie-unit.rq": {
        "pl": "Reguła: powiązania jednostek z organizacjami, w których strukturze są.",
        "en": "The rule of ties between units and the organisations that they belong to.",
    },
}  # fmt: skip

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "count_files": {
        "pl": {"one": "{n} plik", "few": "{n} pliki", "many": "{n} plików", "other": "{n} pliku"},
        "en": {"one": "{n} file", "other": "{n} files"},
    },
}
