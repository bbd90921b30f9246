"""Words of the pages about the network: how organisations are bound, how two are connected, what holds all together.

Names stand in quotation marks (`typography.quoted`) and in the nominative: one that is not known cannot be inflected.
"""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "network": {"pl": "Sieć", "en": "Network"},
    "net_title": {"pl": "Sieć współpracy", "en": "The network of cooperation"},
    "net_lead": {
        "pl": "Kto z kim współpracował, kto z kim coś założył, kto zasiadał w tym samym panelu – i na czyich słowach to się opiera.",
        "en": "Who cooperated with whom, who founded what together, who sat on the same panel – and on whose words it rests.",
    },
    "net_of": {"pl": "Sieć: {who}", "en": "Network: {who}"},
    "net_sentence_none": {
        "pl": "{who} nie ma w tej sieci żadnych powiązań.",
        "en": "{who} has no ties in this network.",
    },
    "net_sentence": {"pl": "{who} ma {ties} {partners}.", "en": "{who} has {ties} {partners}."},
    "net_whole_and_part": {
        "pl": "Źródła podają wprost {whole}, a {part} tylko dla niektórych z tych organizacji",
        "en": "Sources state {whole}, and {part} for some of these organisations only",
    },
    "net_rest_follows": {"pl": "Co nie jest podane wprost, wynika", "en": "What is not stated follows from"},
    "net_reason_panel": {"pl": "z wystąpienia w tym samym panelu", "en": "sitting on the same panel"},
    "net_reason_edition": {"pl": "z wyróżnienia w tej samej edycji", "en": "an award in the same edition"},
    "net_reason_identity": {
        "pl": "z prawdopodobnej, niepotwierdzonej tożsamości",
        "en": "a probable identity that is not confirmed",
    },
    "net_reason_office": {
        "pl": "z tego, że źródło wymienia urząd organizacji, a nie ją samą",
        "en": "an office of an organisation, which the source names and not the organisation itself",
    },
    "net_and": {"pl": "i", "en": "and"},
    "net_tie_disputed": {"pl": "Źródła różnią się co do niego.", "en": "Sources disagree about it."},
    "net_stands_for": {
        "pl": "{who} to prawdopodobnie {other}: przy łączeniu prawdopodobnych tożsamości obie są tu jedną organizacją.",
        "en": "{who} probably is {other}: where probable identities are merged, both are one organisation here.",
    },
    "net_same_as": {
        "pl": "{who} i {other} to ta sama organizacja, która jest tu pod tą drugą nazwą.",
        "en": "{who} and {other} are the same organisation, which is here under the latter name.",
    },
    "net_office_stands": {
        "pl": "{who} to urząd, który liczy się tu jako jego organizacja: {other}.",
        "en": "{who} is an office, which counts here as its organisation: {other}.",
    },
    "net_office_alone": {"pl": "Pokaż urzędy osobno", "en": "Show offices by themselves"},
    "net_merged": {"pl": "Policzone razem z tą organizacją", "en": "Counted together with this organisation"},
    "net_within_where": {
        "pl": "Obraz, pliki i zapytanie dotyczą ich wszystkich; zdanie powyżej i tabela mówią o samych partnerach.",
        "en": "The picture, the files and the query are of all of them; the sentence above and the table tell of partners only.",
    },
    "net_of_whole": {"pl": "Cała sieć", "en": "The whole network"},
    "net_partners": {"pl": "Z kim i na jakiej podstawie", "en": "With whom, and on what ground"},
    "net_partner": {"pl": "Organizacja", "en": "Organisation"},
    "net_ties": {"pl": "Co łączy", "en": "What binds them"},
    "net_picture": {"pl": "Obraz", "en": "The picture"},
    "net_measures": {"pl": "Miejsce w całej sieci", "en": "Its place in the whole network"},
    "net_measures_note": {
        "pl": "Policzone dla całej sieci, bez przełączników tej strony.",
        "en": "Counted for the whole network, without the switches of this page.",
    },
    # What the other end of an edge is
    "net_cooperation": {"pl": "współpraca", "en": "cooperation"},
    "net_co-founding": {"pl": "wspólne założenie", "en": "founded together"},
    "net_founding_to": {"pl": "założona organizacja", "en": "organisation that it founded"},
    "net_founding_from": {"pl": "założyciel", "en": "founder"},
    "net_founding": {"pl": "założenie", "en": "founding"},
    "net_unit_to": {"pl": "organizacja nadrzędna", "en": "organisation that it is a unit of"},
    "net_unit_from": {"pl": "jednostka w strukturze", "en": "unit of it"},
    "net_unit": {"pl": "jednostka w strukturze", "en": "unit"},
    "net_shared-panel": {"pl": "wspólny panel", "en": "shared panel"},
    "net_shared-edition": {"pl": "wspólna edycja wyróżnienia", "en": "shared award edition"},
    "net_post_to": {"pl": "organizacja urzędu", "en": "organisation of the office"},
    "net_post_from": {"pl": "urząd w tej organizacji", "en": "office in it"},
    "net_post": {"pl": "urząd w organizacji", "en": "office in an organisation"},
    "net_through": {"pl": "przez:", "en": "through"},
    "net_stated": {"pl": "podane przez źródło", "en": "stated by a source"},
    "net_derived": {"pl": "wywiedzione", "en": "derived"},
    "net_disputed": {"pl": "źródła się różnią", "en": "sources disagree"},
    "net_merged_tag": {"pl": "prawdopodobna tożsamość", "en": "probable identity"},
    "net_no_date": {"pl": "bez daty", "en": "no date"},
    "net_tie": {"pl": "powiązanie", "en": "the tie"},
    # Switches
    "net_switches": {"pl": "Co się liczy", "en": "What counts"},
    "net_kinds": {"pl": "Rodzaje powiązań", "en": "Kinds of ties"},
    "net_stated_only": {"pl": "tylko podane przez źródła", "en": "stated by sources only"},
    "net_merge": {"pl": "prawdopodobnie te same jako jedna", "en": "probably the same as one"},
    "net_offices": {"pl": "urzędy osobno", "en": "offices by themselves"},
    "net_with_offices": {"pl": "gdy urzędy są osobno", "en": "where offices are by themselves"},
    "net_since": {"pl": "Od roku", "en": "Since year"},
    "net_until": {"pl": "Do roku", "en": "Until year"},
    "net_depth": {"pl": "Jak daleko", "en": "How far"},
    "net_depth_1": {"pl": "partnerzy", "en": "partners"},
    "net_depth_2": {"pl": "partnerzy i ich partnerzy", "en": "partners and theirs"},
    "net_apply": {"pl": "Pokaż", "en": "Show"},
    "net_reset": {"pl": "Bez przełączników", "en": "Without switches"},
    "net_switched": {
        "pl": "Ta strona nie liczy wszystkich powiązań: działają przełączniki.",
        "en": "This page does not count every tie: switches are on.",
    },
    # Paths
    "net_path": {"pl": "Jak są połączone?", "en": "How are they connected?"},
    "net_path_lead": {
        "pl": "Najkrótsze drogi między dwiema organizacjami, krok po kroku, ze słowami, na których opiera się każdy krok.",
        "en": "The shortest ways between two organisations, step by step, with the words that each step rests on.",
    },
    "net_from": {"pl": "Od", "en": "From"},
    "net_to": {"pl": "Do", "en": "To"},
    "net_path_hint": {"pl": "nazwa albo jej początek", "en": "a name, or how it begins"},
    "net_path_find": {"pl": "Znajdź drogę", "en": "Find the way"},
    "net_path_of": {"pl": "Jak są połączone: {one} i {other}", "en": "How {one} and {other} are connected"},
    "net_which": {"pl": "Która organizacja?", "en": "Which organisation?"},
    "net_which_lead": {
        "pl": "Nie wiadomo, o którą organizację lub urząd chodzi. Najbliższe nazwy:",
        "en": "It is not clear which organisation or office is meant. The nearest names:",
    },
    "net_unknown": {
        "pl": "Nie ma tu organizacji ani urzędu o nazwie jak {written}.",
        "en": "There is no organisation or office here with a name like {written}.",
    },
    "net_same": {"pl": "To jedno i to samo: {one}.", "en": "The two are one and the same: {one}."},
    "net_no_path": {
        "pl": "{one} i {other} nie są w tej sieci połączone żadną drogą.",
        "en": "No way in this network leads from {one} to {other}.",
    },
    "net_no_path_hint": {
        "pl": "To znaczy tylko tyle, że żadne źródło tego grafu ich nie łączy.",
        "en": "This says only that no source of this graph connects them.",
    },
    "net_no_path_switched": {
        "pl": "Działają przełączniki, które pomijają część powiązań; bez nich droga może się znaleźć.",
        "en": "Switches are on that leave out some of the ties; without them there may be a way.",
    },
    "net_no_path_merged": {
        "pl": "Droga jest, jeśli przyjąć prawdopodobne tożsamości.",
        "en": "There is a way if probable identities are taken for granted.",
    },
    "net_no_path_show": {"pl": "Pokaż tę drogę", "en": "Show this way"},
    "net_direct": {
        "pl": "{one} i {other} {bound} bezpośrednio.",
        "en": "{one} and {other} are bound directly by {bound}.",
    },
    "net_indirect": {
        "pl": "Od {one} do {other} {ways}, {between}.",
        "en": "From {one} to {other} {ways}, {between}.",
    },
    "net_path_derived": {
        "pl": "Wszystko tu jest wywiedzione: żadne źródło nie mówi, że organizacje na tej drodze współpracowały.",
        "en": "All of this is derived: no source says that the organisations on the way cooperated.",
    },
    "net_path_besides": {"pl": "Ponadto", "en": "Besides,"},
    "net_path_partly": {"pl": "Nie każdy krok podaje źródło:", "en": "Not every step is stated by a source:"},
    "net_path_none_stated": {
        "pl": "Żadnego kroku nie podaje źródło wprost:",
        "en": "No source states any of the steps:",
    },
    "net_path_stated": {"pl": "Każdy krok podaje źródło.", "en": "A source states every step."},
    "net_each_way": {"pl": "każda {between}", "en": "each {between}"},
    "net_way": {"pl": "Droga {n}", "en": "Way {n}"},
    "net_ways_more": {"pl": "Pokazano {shown} z {total} dróg.", "en": "{shown} of {total} ways are shown."},
    "net_common": {"pl": "Wspólni partnerzy", "en": "Partners in common"},
    "net_common_none": {"pl": "Nie mają wspólnych partnerów.", "en": "They have no partners in common."},
    "net_with": {"pl": "{who}:", "en": "with {who}:"},
    # The whole
    "net_sentence_whole": {
        "pl": "{organisations} {ties}. Każde dwie organizacje, które łączy to samo powiązanie, to krawędź; razem {pairs}.",
        "en": "{organisations}, bound by {ties}. Each two that the same tie binds are an edge: {pairs} in all.",
    },
    "net_central": {"pl": "Kto jest w środku", "en": "Who is in the middle"},
    "net_central_lead": {
        "pl": "Pośrednictwo mówi, przez ile najkrótszych dróg między innymi się przechodzi; rdzeń – w jak gęstej grupie się jest; powiaty – w ilu innych powiatach ma się partnerów.",
        "en": "Betweenness says how many shortest ways between others lead through; the core, how dense a group one is in; counties, in how many other counties one has partners.",
    },
    "net_order_by": {"pl": "Według", "en": "By"},
    "net_by_degree": {"pl": "partnerów", "en": "partners"},
    "net_by_betweenness": {"pl": "pośrednictwa", "en": "betweenness"},
    "net_by_core": {"pl": "rdzenia", "en": "core"},
    "net_by_reach": {"pl": "powiatów", "en": "counties"},
    "net_degree": {"pl": "Partnerzy", "en": "Partners"},
    "net_betweenness": {"pl": "Pośrednictwo", "en": "Betweenness"},
    "net_core": {"pl": "Rdzeń", "en": "Core"},
    "net_reach": {"pl": "Inne powiaty", "en": "Other counties"},
    "net_part": {"pl": "Część", "en": "Part"},
    "net_community": {"pl": "Społeczność", "en": "Community"},
    "net_is_cut": {"pl": "spaja sieć", "en": "holds it together"},
    "net_is_cut_said": {
        "pl": "Bez tej organizacji jakaś część sieci odłączyłaby się od reszty.",
        "en": "Without this organisation some part of the network would come off.",
    },
    "net_estimated": {
        "pl": "Pośrednictwo jest oszacowane na podstawie {pivots} organizacji, równomiernie wylosowanych.",
        "en": "Betweenness is estimated from {pivots} organisations, evenly drawn.",
    },
    "net_bridges": {"pl": "Co spaja sieć", "en": "What holds it together"},
    "net_bridges_lead": {
        "pl": "Bez każdej z tych organizacji, a także bez powiązań każdej z tych par, jakaś część sieci odłączyłaby się od reszty.",
        "en": "Without any of these organisations, or without the ties of any of these pairs, some part of the network would come off.",
    },
    "net_cuts": {"pl": "Organizacje", "en": "Organisations"},
    "net_bridge_pairs": {"pl": "Pary", "en": "Pairs"},
    "net_none": {"pl": "Nie ma takich.", "en": "There are none."},
    "net_first_of": {"pl": "Pierwsze {shown} z {total}.", "en": "The first {shown} of {total}."},
    "net_parts": {"pl": "Części i społeczności", "en": "Parts and communities"},
    "net_parts_lead": {
        "pl": "Między częściami nie prowadzi żadna droga. Społeczność to grupa, która ma więcej powiązań w sobie niż z resztą; jej granice są umowne.",
        "en": "No way leads from one part to another. A community has more ties within than with the rest; its borders are a convention.",
    },
    "net_parts_list": {"pl": "Części", "en": "Parts"},
    "net_communities": {"pl": "Społeczności", "en": "Communities"},
    "net_around": {"pl": "wokół", "en": "around"},
    "net_borders": {"pl": "Ponad granicami", "en": "Across borders"},
    "net_borders_lead": {
        "pl": "Pary organizacji z różnych sektorów i z różnych powiatów, policzone tyle razy, ile mają powiązań. Gdzie sektor albo powiat nie jest znany, niczego się nie przyjmuje.",
        "en": "Pairs of organisations of different sectors and of different counties, each counted as often as they have ties. Where sector or county is not known, nothing is assumed.",
    },
    "net_sectors": {"pl": "Sektory", "en": "Sectors"},
    "net_counties": {"pl": "Powiaty", "en": "Counties"},
    "net_edges": {"pl": "Krawędzie", "en": "Edges"},
    "net_years": {"pl": "Rok po roku", "en": "Year by year"},
    "net_year": {"pl": "Rok", "en": "Year"},
    "net_total": {"pl": "Razem", "en": "Total"},
    "net_founded": {"pl": "Z jakich partnerstw coś powstało", "en": "Which partnerships led to something new"},
    "net_founded_lead": {
        "pl": "Organizacje, które założyło razem kilka innych.",
        "en": "Organisations that several others founded together.",
    },
    "net_founders": {"pl": "Założyciele", "en": "Founders"},
    "net_new": {"pl": "Co powstało", "en": "What was founded"},
    "net_when": {"pl": "Kiedy", "en": "When"},
    "net_not_counted": {
        "pl": "cała sieć jest policzona dla wszystkich powiązań i dla podanych przez źródła (stated=1); przełącznik „{switch}” działa na stronach organizacji, dróg i w plikach",
        "en": "the whole network is counted for every tie and for those that sources state (stated=1); the switch “{switch}” works on the pages of organisations and ways, and in files",
    },
    # Files and queries
    "net_files": {"pl": "Ta sieć jako plik", "en": "This network as a file"},
    "net_files_lead": {
        "pl": "Dla Gephi, Cytoscape, Graphviz, R, arkusza. Każda krawędź ma swoje słowa, źródła i daty.",
        "en": "For Gephi, Cytoscape, Graphviz, R, a spreadsheet. Every edge has its words, sources and dates.",
    },
    "net_files_released": {
        "pl": "To pliki wydania, takie same w obu językach: nazwa w label jest polska, a label_pl i label_en mają obie. Tabele dla Excela są po polsku.",
        "en": "These are files of the release, the same in both languages: the name in label is Polish, and label_pl and label_en have both. Tables for Excel are in English.",
    },
    "net_nodes_csv": {"pl": "węzły (CSV)", "en": "nodes (CSV)"},
    "net_edges_csv": {"pl": "krawędzie (CSV)", "en": "edges (CSV)"},
    "net_measures_csv": {"pl": "miary (CSV)", "en": "measures (CSV)"},
    "net_query": {"pl": "To samo w SPARQL", "en": "The same in SPARQL"},
    "net_query_lead": {
        "pl": "Zapytanie, które daje te same krawędzie: powiązanie, jego rodzaj i dwa końce.",
        "en": "The query that gives the same edges: the tie, its kind and the two ends.",
    },
    "net_query_paths": {
        "pl": "Zapytanie, które daje te same drogi: w wierszu powiązania i organizacje po kolei.",
        "en": "The query that gives the same ways: in a row, the ties and organisations one after another.",
    },
    "net_query_no_path": {
        "pl": "Zapytanie o drogi złożone z co najwyżej {most} powiązań; tak jak ta strona, nie znajduje żadnej.",
        "en": "The query for ways of {most} ties at most; like this page, it finds none.",
    },
    "net_query_same": {
        "pl": "Nie ma tu zapytania: od organizacji do niej samej nie prowadzi żadne powiązanie.",
        "en": "There is no query here: no tie leads from an organisation to itself.",
    },
    "net_query_open": {"pl": "Otwórz w edytorze", "en": "Open in the editor"},
    "net_method": {
        "pl": "Powiązania wyprowadzają reguły ze stwierdzeń źródeł; urząd liczy się jako jego organizacja, jeśli przełącznik nie mówi inaczej.",
        "en": "Rules derive the ties from what sources say; an office counts as its organisation, unless a switch says otherwise.",
    },
    "net_undated_lead": {"pl": "Pominięto {ties}.", "en": "Left out: {ties}."},
    "net_its_network": {"pl": "Sieć tej organizacji", "en": "Its network"},
    "net_how_connected": {
        "pl": "Jak jest połączona z inną organizacją?",
        "en": "How is it connected with another organisation?",
    },
    "files_network": {"pl": "Sieć współpracy", "en": "The network of cooperation"},
    "for_files_network": {
        "pl": "Cała sieć organizacji dla Gephi, Cytoscape, Graphviz, R i arkusza; każda krawędź ze słowami, na których się opiera.",
        "en": "The whole network of organisations for Gephi, Cytoscape, Graphviz, R and spreadsheets; every edge with the words that it rests on.",
    },
    "file_network.sqlite": {
        "pl": "Indeks sieci: baza SQLite, z której korzystają strony i pakiet esgraph.network.",
        "en": "The index of the network: an SQLite database that the pages and the package esgraph.network use.",
    },
    "file_network/network.gexf": {
        "pl": "GEXF 1.3, dla Gephi; lata powiązań jako okresy.",
        "en": "GEXF 1.3, for Gephi; the years of ties as spells.",
    },
    "file_network/network.graphml": {
        "pl": "GraphML, dla yEd, igraph, NetworkX.",
        "en": "GraphML, for yEd, igraph, NetworkX.",
    },
    "file_network/network.cyjs": {"pl": "Cytoscape JSON.", "en": "Cytoscape JSON."},
    "file_network/network.dot": {"pl": "DOT, dla Graphviz.", "en": "DOT, for Graphviz."},
    "file_network/network.json": {"pl": "JSON Graph Format.", "en": "JSON Graph Format."},
    "file_network/network.svg": {
        "pl": "Obraz najgęstszej części sieci, SVG.",
        "en": "A picture of the best-connected part, SVG.",
    },
    "file_network/nodes.csv": {"pl": "Tabela organizacji, CSV.", "en": "The table of organisations, CSV."},
    "file_network/edges.csv": {"pl": "Tabela powiązań par, CSV.", "en": "The table of edges, CSV."},
    "file_network/measures.csv": {
        "pl": "Miary każdej organizacji w całej sieci, CSV.",
        "en": "The measures of each organisation in the whole network, CSV.",
    },
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "net_n_ties": {
        "pl": {"one": "{n} powiązanie", "few": "{n} powiązania", "many": "{n} powiązań", "other": "{n} powiązania"},
        "en": {"one": "{n} tie", "other": "{n} ties"},
    },
    "net_n_partners": {
        "pl": {
            "one": "z {n} organizacją",
            "few": "z {n} organizacjami",
            "many": "z {n} organizacjami",
            "other": "z {n} organizacjami",
        },
        "en": {"one": "with {n} organisation", "other": "with {n} organisations"},
    },
    "net_n_partners_or_offices": {
        "pl": {
            "one": "z {n} organizacją lub urzędem",
            "few": "z {n} organizacjami lub urzędami",
            "many": "z {n} organizacjami lub urzędami",
            "other": "z {n} organizacjami lub urzędami",
        },
        "en": {"one": "with {n} organisation or office", "other": "with {n} organisations or offices"},
    },
    "net_n_within": {
        "pl": {
            "one": "W odległości co najwyżej dwóch kroków jest {n} organizacja.",
            "few": "W odległości co najwyżej dwóch kroków są {n} organizacje.",
            "many": "W odległości co najwyżej dwóch kroków jest {n} organizacji.",
            "other": "W odległości co najwyżej dwóch kroków jest {n} organizacji.",
        },
        "en": {
            "one": "Within two steps there is {n} organisation.",
            "other": "Within two steps there are {n} organisations.",
        },
    },
    "net_n_within_or_offices": {
        "pl": {
            "one": "W odległości co najwyżej dwóch kroków jest {n} organizacja lub urząd.",
            "few": "W odległości co najwyżej dwóch kroków są {n} organizacje lub urzędy.",
            "many": "W odległości co najwyżej dwóch kroków jest {n} organizacji lub urzędów.",
            "other": "W odległości co najwyżej dwóch kroków jest {n} organizacji lub urzędu.",
        },
        "en": {
            "one": "Within two steps there is {n} organisation or office.",
            "other": "Within two steps there are {n} organisations or offices.",
        },
    },
    "net_n_bound": {
        "pl": {
            "one": "łączy {n} powiązanie",
            "few": "łączą {n} powiązania",
            "many": "łączy {n} powiązań",
            "other": "łączy {n} powiązania",
        },
        "en": {"one": "{n} tie", "other": "{n} ties"},
    },
    "net_n_ways": {
        "pl": {
            "one": "prowadzi {n} najkrótsza droga",
            "few": "prowadzą {n} najkrótsze drogi",
            "many": "prowadzi {n} najkrótszych dróg",
            "other": "prowadzi {n} najkrótszej drogi",
        },
        "en": {"one": "leads {n} shortest way", "other": "lead {n} shortest ways"},
    },
    "net_n_between": {
        "pl": {
            "one": "przez {n} inną organizację",
            "few": "przez {n} inne organizacje",
            "many": "przez {n} innych organizacji",
            "other": "przez {n} innej organizacji",
        },
        "en": {"one": "through {n} other organisation", "other": "through {n} other organisations"},
    },
    "net_n_between_or_offices": {
        "pl": {
            "one": "przez {n} inną organizację lub urząd",
            "few": "przez {n} inne organizacje lub urzędy",
            "many": "przez {n} innych organizacji lub urzędów",
            "other": "przez {n} innej organizacji lub urzędu",
        },
        "en": {
            "one": "through {n} other organisation or office",
            "other": "through {n} other organisations or offices",
        },
    },
    "net_n_steps_shared": {
        "pl": {
            "one": "{n} krok jest tylko wywiedziony ze wspólnego panelu albo wspólnej edycji wyróżnienia",
            "few": "{n} kroki są tylko wywiedzione ze wspólnego panelu albo wspólnej edycji wyróżnienia",
            "many": "{n} kroków jest tylko wywiedzionych ze wspólnego panelu albo wspólnej edycji wyróżnienia",
            "other": "{n} kroku jest tylko wywiedzione ze wspólnego panelu albo wspólnej edycji wyróżnienia",
        },
        "en": {
            "one": "{n} step is only derived from a shared panel or award edition",
            "other": "{n} steps are only derived from a shared panel or award edition",
        },
    },
    "net_n_steps_merged": {
        "pl": {
            "one": "{n} krok opiera się na prawdopodobnej tożsamości, której nikt nie potwierdził",
            "few": "{n} kroki opierają się na prawdopodobnej tożsamości, której nikt nie potwierdził",
            "many": "{n} kroków opiera się na prawdopodobnej tożsamości, której nikt nie potwierdził",
            "other": "{n} kroku opiera się na prawdopodobnej tożsamości, której nikt nie potwierdził",
        },
        "en": {
            "one": "{n} step rests on a probable identity that nobody confirmed",
            "other": "{n} steps rest on a probable identity that nobody confirmed",
        },
    },
    "net_n_steps_office": {
        "pl": {
            "one": "w {n} kroku źródło wymienia urząd organizacji, a nie ją samą",
            "few": "w {n} krokach źródło wymienia urząd organizacji, a nie ją samą",
            "many": "w {n} krokach źródło wymienia urząd organizacji, a nie ją samą",
            "other": "w {n} kroku źródło wymienia urząd organizacji, a nie ją samą",
        },
        "en": {
            "one": "in {n} step the source names an office of an organisation, and not the organisation itself",
            "other": "in {n} steps the source names an office of an organisation, and not the organisation itself",
        },
    },
    "net_n_steps_disputed": {
        "pl": {
            "one": "Co do {n} kroku źródła się różnią.",
            "few": "Co do {n} kroków źródła się różnią.",
            "many": "Co do {n} kroków źródła się różnią.",
            "other": "Co do {n} kroku źródła się różnią.",
        },
        "en": {"one": "Sources disagree about {n} step.", "other": "Sources disagree about {n} steps."},
    },
    "net_all_stated": {
        "pl": {
            "one": "Podaje je źródło.",
            "few": "Wszystkie podają źródła.",
            "many": "Wszystkie podają źródła.",
            "other": "Wszystkie podają źródła.",
        },
        "en": {"one": "A source states it.", "other": "Sources state all of them."},
    },
    "net_none_stated": {
        "pl": {
            "one": "Nie podaje go wprost żadne źródło: wynika",
            "few": "Żadnego nie podaje źródło wprost: wynikają",
            "many": "Żadnego nie podaje źródło wprost: wynikają",
            "other": "Żadnego nie podaje źródło wprost: wynikają",
        },
        "en": {
            "one": "No source states it: it follows from",
            "other": "No source states any of them: they follow from",
        },
    },
    "net_n_ties_stated": {
        "pl": {
            "one": "Źródło podaje wprost {n} powiązanie",
            "few": "Źródła podają wprost {n} powiązania",
            "many": "Źródła podają wprost {n} powiązań",
            "other": "Źródła podają wprost {n} powiązania",
        },
        "en": {"one": "A source states {n} tie", "other": "Sources state {n} ties"},
    },
    "net_n_ties_in_part": {
        "pl": {
            "one": "Źródło podaje wprost {n} powiązanie tylko dla niektórych z tych organizacji",
            "few": "Źródła podają wprost {n} powiązania tylko dla niektórych z tych organizacji",
            "many": "Źródła podają wprost {n} powiązań tylko dla niektórych z tych organizacji",
            "other": "Źródła podają wprost {n} powiązania tylko dla niektórych z tych organizacji",
        },
        "en": {
            "one": "A source states {n} tie for some of these organisations only",
            "other": "Sources state {n} ties for some of these organisations only",
        },
    },
    "net_n_ties_derived": {
        "pl": {
            "one": "{n} jest wywiedzione",
            "few": "{n} są wywiedzione",
            "many": "{n} jest wywiedzionych",
            "other": "{n} jest wywiedzione",
        },
        "en": {"one": "{n} is derived", "other": "{n} are derived"},
    },
    "net_n_ties_disputed": {
        "pl": {
            "one": "Co do {n} powiązania źródła się różnią.",
            "few": "Co do {n} powiązań źródła się różnią.",
            "many": "Co do {n} powiązań źródła się różnią.",
            "other": "Co do {n} powiązania źródła się różnią.",
        },
        "en": {"one": "Sources disagree about {n} tie.", "other": "Sources disagree about {n} ties."},
    },
    "net_n_bind": {
        "pl": {
            "one": "łączy {n} powiązanie",
            "few": "łączą {n} powiązania",
            "many": "łączy {n} powiązań",
            "other": "łączy {n} powiązania",
        },
        "en": {"one": "{n} tie", "other": "{n} ties"},
    },
    "net_n_organisations": {
        "pl": {
            "one": "{n} organizację",
            "few": "{n} organizacje",
            "many": "{n} organizacji",
            "other": "{n} organizacji",
        },
        "en": {"one": "{n} organisation", "other": "{n} organisations"},
    },
    "net_n_pairs": {
        "pl": {"one": "{n} krawędź", "few": "{n} krawędzie", "many": "{n} krawędzi", "other": "{n} krawędzi"},
        "en": {"one": "{n} edge", "other": "{n} edges"},
    },
    "net_n_parts": {
        "pl": {"one": "{n} część", "few": "{n} części", "many": "{n} części", "other": "{n} części"},
        "en": {"one": "{n} part", "other": "{n} parts"},
    },
    "net_n_communities": {
        "pl": {
            "one": "{n} społeczność",
            "few": "{n} społeczności",
            "many": "{n} społeczności",
            "other": "{n} społeczności",
        },
        "en": {"one": "{n} community", "other": "{n} communities"},
    },
    "net_n_undated": {
        "pl": {
            "one": "{n} powiązanie, którego daty nie podaje żadne źródło",
            "few": "{n} powiązania, których daty nie podaje żadne źródło",
            "many": "{n} powiązań, których daty nie podaje żadne źródło",
            "other": "{n} powiązania, których daty nie podaje żadne źródło",
        },
        "en": {"one": "{n} tie whose date no source gives", "other": "{n} ties whose date no source gives"},
    },
}
