"""Words of the pages about the ontology, the concept schemes and the catalogue."""

from collections.abc import Mapping

from esgraph.errors import Language, Text


def _same(name: str) -> Text:
    """A proper name, which is not translated."""
    return {"pl": name, "en": name}


TEXTS: dict[str, Text] = {
    "ontology": {"pl": "Ontologia", "en": "Ontology"},
    "schemes": {"pl": "Schematy pojęć", "en": "Concept schemes"},
    "shapes_short": {"pl": "Reguły", "en": "Rules"},
    "catalogue": {"pl": "Opis zbioru", "en": "About the dataset"},
    "vocabulary_parts": {"pl": "Części słownika", "en": "Parts of the vocabulary"},
    "on_this_page": {"pl": "Na tej stronie", "en": "On this page"},
    "ontology_version": {"pl": "Ontologia · wersja {version}", "en": "Ontology · version {version}"},
    "class": {"pl": "klasa", "en": "class"},
    "property_kind": {"pl": "właściwość", "en": "property"},
    "symmetric": {"pl": "symetryczna", "en": "symmetric"},
    "ontology_intro": {
        "pl": "Własne terminy nazywają to, czego nie dają standardowe słowniki; całą resztę graf bierze z nich. "
        "Definicje, przykłady, reguły i rysunki na tej stronie powstają z plików ontologii i reguł SHACL, a liczby użyć z danych.",
        "en": "Own terms name what no standard vocabulary gives; the graph takes all the rest from those. "
        "The definitions, examples, rules and drawings on this page are made from the files of the ontology and the SHACL shapes, the numbers of uses from the data.",
    },
    "reuse": {"pl": "Jak z tego skorzystać", "en": "How to reuse it"},
    "reuse_intro": {
        "pl": "Ontologię wolno wykorzystywać na licencji podanej obok. Adresy terminów są trwałe; pod adresem ontologii przeglądarka dostaje tę stronę, a program – RDF.",
        "en": "The ontology may be reused under the licence given beside. The addresses of terms are stable; at the address of the ontology a browser gets this page, a program RDF.",
    },
    "reuse_turtle": {"pl": "W Turtle i SPARQL", "en": "In Turtle and SPARQL"},
    "reuse_jsonld": {"pl": "W JSON-LD: kontekst z kluczami, którymi pisze się źródła", "en": "In JSON-LD: the context with the keys that sources are written with"},
    "reuse_fetch": {"pl": "Pobranie całej ontologii", "en": "Fetching the whole ontology"},
    "namespace": {"pl": "Przestrzeń nazw", "en": "Namespace"},
    "prefix": {"pl": "Przedrostek", "en": "Prefix"},
    "prefixes": {"pl": "Przedrostki użyte na tej stronie", "en": "Prefixes used on this page"},
    "version": {"pl": "Wersja", "en": "Version"},
    "issued": {"pl": "Wydano", "en": "Issued"},
    "modified": {"pl": "Zmieniono", "en": "Modified"},
    "own_terms": {"pl": "Własne terminy", "en": "Own terms"},
    "context": {"pl": "Kontekst JSON-LD", "en": "JSON-LD context"},
    "definition": {"pl": "Definicja", "en": "Definition"},
    "subclass_of": {"pl": "Rodzaj czego", "en": "A kind of"},
    "superclass_of": {"pl": "Rodzaje", "en": "Its kinds"},
    "domain": {"pl": "Dziedzina", "en": "Domain"},
    "range": {"pl": "Zakres", "en": "Range"},
    "example": {"pl": "Przykład", "en": "Example"},
    "in_graph": {"pl": "W grafie", "en": "In the graph"},
    "not_used": {"pl": "nieużyte w tym wydaniu", "en": "not used in this release"},
    "all_of_them": {"pl": "pokaż wszystkie zapytaniem", "en": "show them all by a query"},
    "find_them": {"pl": "znajdź w wyszukiwarce", "en": "find them in the search"},
    "show_by_query": {"pl": "pokaż zapytaniem", "en": "show by a query"},
    "first_uses": {"pl": "Na przykład", "en": "For example"},
    "rules_that_name_it": {"pl": "Reguły, które o tym mówią", "en": "Rules that speak of it"},
    "more_rules": {"pl": "i {n} więcej na stronie terminu", "en": "and {n} more on the page of the term"},
    "authoring_key": {"pl": "Klucz w plikach źródeł", "en": "Key in source files"},
    "section": {"pl": "część", "en": "section"},
    "alignments": {"pl": "Odpowiedniki w innych słownikach", "en": "In other vocabularies"},
    "questions_with_it": {"pl": "Pytania, które tego używają", "en": "Questions that use it"},
    "its_properties": {"pl": "Właściwości", "en": "Properties"},
    "values_are": {"pl": "Wartości", "en": "Values"},
    "stands_on": {"pl": "Występuje przy", "en": "Stands on"},
    "points_here": {"pl": "Prowadzą tu", "en": "Lead here"},
    "in_other_language": {"pl": "Po angielsku", "en": "In Polish"},
    "data_about": {"pl": "Co RDF mówi o tym terminie", "en": "What RDF says of this term"},
    "on_the_big_page": {"pl": "na stronie ontologii", "en": "on the page of the ontology"},
    "defined_elsewhere": {"pl": "Termin z innego słownika: {what}", "en": "A term of another vocabulary: {what}"},
    "definition_elsewhere": {
        "pl": "Definicję daje słownik, z którego termin pochodzi; tutaj jest tylko to, jak używa go ten graf.",
        "en": "Its definition is in the vocabulary that it comes from; here stands only how this graph uses it.",
    },
    "reused_terms": {"pl": "Terminy z innych słowników", "en": "Terms of other vocabularies"},
    "reused_intro": {
        "pl": "Wszystkie, których używa ten graf, od których zależą własne terminy albo o których mówią reguły.",
        "en": "All that this graph uses, that own terms depend on, or that the rules speak of.",
    },
    "term": {"pl": "Termin", "en": "Term"},
    "name_in_rdf": {"pl": "Nazwa w RDF", "en": "Name in RDF"},
    "uses": {"pl": "Liczba użyć", "en": "Number of uses"},
    "diagram_of": {"pl": "Rysunek: {what}", "en": "Diagram: {what}"},
    "diagram_text": {
        "pl": "Ramki to klasy, wiersze w ramce to ich właściwości, linie prowadzą do klas wartości. Wszystko, co jest na rysunku, jest też w tekście tej strony.",
        "en": "Boxes are classes, rows in a box are their properties, lines lead to the classes of the values. All that the drawing shows also stands in the text of this page.",
    },
    "diagram_caption": {
        "pl": "Linia zaczyna się przy właściwości i prowadzi do klasy jej wartości. Rysunek powstaje z dziedzin i zakresów ontologii oraz z reguł.",
        "en": "A line begins at a property and leads to the class of its values. The drawing is made from the domains and ranges of the ontology and from the rules.",
    },
    "theme_awards": {"pl": "Wyróżnienia", "en": "Awards"},
    "theme_awards_intro": {
        "pl": "Wyróżnienie ma edycje, edycja – przyznania. Dopiero przyznanie wskazuje odbiorcę, więc każde ma własny dowód.",
        "en": "An award has editions, an edition conferrals. Only a conferral names the recipient, so that each has evidence of its own.",
    },
    "theme_events": {"pl": "Wydarzenia i udział", "en": "Events and participation"},
    "theme_events_intro": {
        "pl": "Udział łączy wydarzenie z tym, kto wziął w nim udział i w jakiej roli – także wtedy, gdy źródło podaje tylko urząd albo rodzaj uczestników.",
        "en": "A participation links an event with who took part and in what role, also where the source gives only an office or a kind of participants.",
    },
    "theme_cooperation": {"pl": "Współpraca i zakładanie", "en": "Cooperation and founding"},
    "theme_cooperation_intro": {
        "pl": "Współpraca ma strony i może prowadzić do założenia organizacji; założenie ma założycieli. Program wywodzi stąd powiązania organizacji. Liczba zatrudnionych jest osobnym stwierdzeniem źródła.",
        "en": "A cooperation has parties and may lead to the founding of an organisation; a founding has founders. The builder derives ties of organisations from these. A headcount is a statement of its own.",
    },
    "theme_evidence": {"pl": "Dowody i twierdzenia", "en": "Evidence and claims"},
    "theme_evidence_intro": {
        "pl": "Każde stwierdzenie wskazuje dowód, a dowód – miejsce w źródle. To, co dodał program, wskazuje, z czego wynika.",
        "en": "Every statement points to evidence, and evidence to a place in a source. What the builder added points to what it follows from.",
    },
    "theme_identity": {"pl": "Tożsamość i luki", "en": "Identity and gaps"},
    "theme_identity_intro": {
        "pl": "To, czy dwa wpisy mówią o tym samym, jest hipotezą, dopóki się nie potwierdzi. Czego źródło nie mówi, zapisuje się jako lukę.",
        "en": "Whether two are the same is a hypothesis until it is confirmed. What a source does not say is recorded as a gap.",
    },
    "theme_organisations": {"pl": "Organizacje, urzędy i miejsca", "en": "Organisations, posts and places"},
    "theme_organisations_intro": {
        "pl": "Klasy pochodzą tu z innych słowników; własne są numery polskich rejestrów i kody TERYT.",
        "en": "The classes here come from other vocabularies; own are the numbers of Polish registers and the TERYT codes.",
    },
    "theme_rest": {"pl": "Pozostałe", "en": "Others"},
    "theme_rest_intro": {"pl": "Terminy, które należą do kilku części naraz.", "en": "Terms that belong to several parts."},
    "schemes_intro": {
        "pl": "Słowniki kontrolowane: rodzaje podmiotów, role, statusy i inne listy pojęć, z których pochodzą wartości w grafie. Każde pojęcie ma trwały adres.",
        "en": "Controlled vocabularies: kinds of entities, roles, statuses and other lists of concepts that values in the graph come from. Every concept has a stable address.",
    },
    "scheme": {"pl": "Schemat pojęć", "en": "Concept scheme"},
    "concept": {"pl": "Pojęcie", "en": "Concept"},
    "concepts": {"pl": "Pojęcia", "en": "Concepts"},
    "values_of": {"pl": "Wartości właściwości", "en": "Values of"},
    "notation": {"pl": "Kod", "en": "Notation"},
    "other_names": {"pl": "Inne nazwy", "en": "Other names"},
    "broader": {"pl": "Pojęcie szersze", "en": "Broader concept"},
    "narrower": {"pl": "Pojęcia węższe", "en": "Narrower concepts"},
    "related": {"pl": "Pojęcia pokrewne", "en": "Related concepts"},
    "mappings": {"pl": "Odpowiedniki", "en": "Mappings"},
    "where_used": {"pl": "Gdzie tego użyto", "en": "Where it is used"},
    "nowhere_used": {"pl": "W tym wydaniu nikt i nic nie ma tej wartości.", "en": "In this release nobody and nothing has this value."},
    "first_entities": {"pl": "Pokazano pierwsze {shown} z {total};", "en": "The first {shown} of {total} are shown;"},
    "concept_elsewhere": {"pl": "opisane w innym miejscu drzewa", "en": "described elsewhere in the tree"},
    "concepts_cut": {
        "pl": "Pokazano pierwsze {shown} pojęć w kolejności adresów; wszystkie są w plikach powyżej.",
        "en": "The first {shown} concepts in the order of their addresses are shown; all are in the files above.",
    },
    "scope_note": {"pl": "Uwagi", "en": "Notes"},
    "no_definition": {
        "pl": "Schemat nie podaje definicji tego pojęcia; znaczenie niesie nazwa.",
        "en": "The scheme gives no definition of this concept; its name carries the meaning.",
    },
    "catalogue_kicker": {"pl": "Zbiór danych · wersja {version}", "en": "Dataset · version {version}"},
    "catalogue_for": {
        "pl": "Wizytówka zbioru: kto go wydał, z jakiego dnia są dane, na jakiej licencji wolno ich używać i z czego się składają. "
        "Z tej strony bierze się opis do portalu otwartych danych, do przypisu i do wniosku.",
        "en": "The dataset’s calling card: who publishes it, of which day the data are, under which licence they may be used, and what they consist of. "
        "This page has what an entry in a portal of open data, a footnote or an application asks for.",
    },
    "publisher": {"pl": "Wydawca", "en": "Publisher"},
    "what_changed": {"pl": "Co zmieniono", "en": "What changed"},
    "distributions": {"pl": "Pliki", "en": "Files"},
    "services": {"pl": "Usługi", "en": "Services"},
    "services_intro": {
        "pl": "Tu programy pytają na bieżąco, bez pobierania plików.",
        "en": "Here programs ask at any time, without fetching files.",
    },
    "named_graphs": {"pl": "Grafy nazwane", "en": "Named graphs"},
    "named_graphs_intro": {
        "pl": "Każde źródło ma własny graf, a GRAPH ?g w zapytaniu odpowiada, kto to mówi; grafy linkset tylko powtarzają powiązania. Stwierdzenie, które jest w dwóch grafach, liczy się w każdym z nich.",
        "en": "Every source has a graph of its own, and GRAPH ?g in a query answers who says so; graphs of linksets only repeat links. A statement that is in two graphs counts in each.",
    },
    "graph_name": {"pl": "Graf", "en": "Graph"},
    "statements_number": {"pl": "Liczba stwierdzeń", "en": "Number of statements"},
    "together": {"pl": "Razem, każde stwierdzenie raz", "en": "Together, each statement once"},
    "graphs_cut": {"pl": "Pokazano {shown} z {total} grafów źródeł; wszystkie są na stronie źródeł:", "en": "{shown} of {total} graphs of sources are shown; all are on the page of sources:"},
    "vocabularies_used": {"pl": "Użyte słowniki", "en": "Vocabularies used"},
    "described_with": {
        "pl": "Ten opis jest też w RDF: w DCAT-AP 3, VoID i Dublin Core.",
        "en": "This description is also there as RDF: in DCAT-AP 3, VoID and Dublin Core.",
    },
    "rules_followed": {"pl": "Reguły, które spełnia", "en": "Rules that it follows"},
    "vocabulary_adms": _same("Asset Description Metadata Schema (W3C)"),
    "vocabulary_cv": _same("Core Vocabularies (SEMIC)"),
    "vocabulary_dcat": _same("Data Catalog Vocabulary, DCAT (W3C)"),
    "vocabulary_dcatap": _same("DCAT Application Profile for data portals in Europe, DCAT-AP"),
    "vocabulary_dcterms": _same("DCMI Metadata Terms (Dublin Core)"),
    "vocabulary_ess": _same("ESSGlobal"),
    "vocabulary_esg": {"pl": "Ontologia współpracy w ekonomii społecznej", "en": "Ontology of cooperation in the social economy"},
    "vocabulary_foaf": _same("Friend of a Friend, FOAF"),
    "vocabulary_geo": _same("WGS84 Geo Positioning (W3C)"),
    "vocabulary_gsp": _same("GeoSPARQL (OGC)"),
    "vocabulary_oa": _same("Web Annotation Vocabulary (W3C)"),
    "vocabulary_org": _same("The Organization Ontology (W3C)"),
    "vocabulary_owl": _same("OWL 2 Web Ontology Language (W3C)"),
    "vocabulary_prov": _same("The PROV Ontology, PROV-O (W3C)"),
    "vocabulary_rdf": _same("RDF (W3C)"),
    "vocabulary_rdfs": _same("RDF Schema (W3C)"),
    "vocabulary_rov": _same("Registered Organization Vocabulary (W3C)"),
    "vocabulary_schema": _same("schema.org"),
    "vocabulary_sd": _same("SPARQL 1.1 Service Description (W3C)"),
    "vocabulary_sh": _same("Shapes Constraint Language, SHACL (W3C)"),
    "vocabulary_skos": _same("Simple Knowledge Organization System, SKOS (W3C)"),
    "vocabulary_spdx": _same("SPDX (Linux Foundation)"),
    "vocabulary_vann": _same("VANN"),
    "vocabulary_vcard": _same("vCard Ontology (W3C)"),
    "vocabulary_void": _same("Vocabulary of Interlinked Datasets, VoID (W3C)"),
    "vocabulary_xsd": _same("XML Schema Datatypes (W3C)"),
}  # fmt: skip

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "count_uses": {
        "pl": {"one": "użyte {n} raz", "few": "użyte {n} razy", "many": "użyte {n} razy", "other": "użyte {n} razy"},
        "en": {"one": "used once", "other": "used {n} times"},
    },
    "count_instances": {
        "pl": {"one": "{n} zasób", "few": "{n} zasoby", "many": "{n} zasobów", "other": "{n} zasobu"},
        "en": {"one": "{n} resource", "other": "{n} resources"},
    },
    "count_classes": {
        "pl": {"one": "{n} klasa", "few": "{n} klasy", "many": "{n} klas", "other": "{n} klasy"},
        "en": {"one": "{n} class", "other": "{n} classes"},
    },
    "count_properties": {
        "pl": {
            "one": "{n} właściwość", "few": "{n} właściwości", "many": "{n} właściwości", "other": "{n} właściwości",
        },
        "en": {"one": "{n} property", "other": "{n} properties"},
    },
    "count_concepts": {
        "pl": {"one": "{n} pojęcie", "few": "{n} pojęcia", "many": "{n} pojęć", "other": "{n} pojęcia"},
        "en": {"one": "{n} concept", "other": "{n} concepts"},
    },
    "count_graphs": {
        "pl": {"one": "{n} graf", "few": "{n} grafy", "many": "{n} grafów", "other": "{n} grafu"},
        "en": {"one": "{n} graph", "other": "{n} graphs"},
    },
}  # fmt: skip
