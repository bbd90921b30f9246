"""Words of matching a list of one's own: the form, its rows, its file, and what may be wrong with a list."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "match": {"pl": "Własna lista", "en": "A list of your own"},
    "match_title": {"pl": "Kto z Twojej listy jest w tym grafie?", "en": "Who of your list is in this graph?"},
    "match_lead": {
        "pl": "Wklej nazwy organizacji albo tabelę z arkusza. Zobaczysz, komu z listy co odpowiada w grafie i dlaczego, poprawisz wybór i pobierzesz tę samą tabelę z identyfikatorami i numerami.",
        "en": "Paste names of organisations, or a table from a spreadsheet. You see what in the graph corresponds to whom in the list, and why; you correct the choice, and take the same table along with ids and numbers.",
    },
    "match_table": {
        "pl": "Lista: jedna nazwa w wierszu albo tabela z nagłówkami",
        "en": "The list: one name a line, or a table with headings",
    },
    "match_file": {"pl": "albo plik XLSX, CSV, TSV lub TXT", "en": "or an XLSX, CSV, TSV or TXT file"},
    "match_go": {"pl": "Dopasuj", "en": "Match"},
    "match_privacy": {
        "pl": "Serwer niczego z listy nie zachowuje i nikomu jej nie przekazuje. Czyta ją tylko po to, żeby odpowiedzieć; między krokami lista i Twoje wybory są w formularzu, w Twojej przeglądarce.",
        "en": "The server keeps nothing of the list and passes it on to nobody. It reads it only to answer; between the steps the list and your choices are in the form, in your browser.",
    },
    "match_how": {"pl": "Jak to działa", "en": "How it works"},
    "match_how_columns": {"pl": "Kolumny", "en": "Columns"},
    "match_how_columns_text": {
        "pl": "Po nagłówkach („Nazwa”, „Miejscowość”, „NIP”…) widać, co jest w kolumnach; można to zmienić. Miejscowość, gmina, powiat, rodzaj podmiotu i numery KRS, NIP i REGON rozróżniają imienników. Inne kolumny wracają w pliku bez zmian.",
        "en": "Headings (“Name”, “Town”, “NIP” …) tell what the columns are; you can change that. A town, commune or county, the kind of entity, and KRS, NIP and REGON numbers tell namesakes apart. Other columns come back in the file as they are.",
    },
    "match_how_encodings": {"pl": "Pliki", "en": "Files"},
    "match_how_encodings_text": {
        "pl": "Komórki dzieli tabulator, średnik lub przecinek. Kodowanie (UTF-8, UTF-16, Windows-1250, ISO 8859-2) jest rozpoznawane i podawane. Ze skoroszytu XLSX czytany jest pierwszy arkusz, w którym coś jest; przy innych widać ich nazwy.",
        "en": "Cells are divided by tabs, semicolons or commas. The encoding (UTF-8, UTF-16, Windows-1250, ISO 8859-2) is recognised, and told. Of an XLSX workbook the first sheet that has rows is read, and others are named.",
    },
    "match_how_choice": {"pl": "Wybór", "en": "Choice"},
    "match_how_choice_text": {
        "pl": "Zaznaczone z góry jest tylko to, co pewne: jedyne o tej nazwie albo z tym numerem, czemu nic w wierszu nie przeczy. Resztę wybierasz samodzielnie. Punkty są od 0 do 100.",
        "en": "Only what is certain is chosen beforehand: what alone has the name or the number, and nothing in the row contradicts. The rest is yours to choose. Scores are from 0 to 100.",
    },
    "match_how_result": {"pl": "Wynik", "en": "Outcome"},
    "match_how_result_text": {
        "pl": "Ta sama tabela z kolumnami: IRI, identyfikator, nazwa w grafie, KRS, NIP, REGON, TERC, punkty i skąd wybór. Plik CSV otwiera się w Excelu, a zera na początku numerów zostają.",
        "en": "The same table with more columns: IRI, id, name in the graph, KRS, NIP, REGON, TERC, score, and how it was chosen. The CSV file opens in Excel, and numbers keep the zeros that they begin with.",
    },
    "match_how_limits": {"pl": "Ograniczenia", "en": "Limits"},
    "match_how_limits_text": {
        "pl": "Najwyżej {rows} wierszy i {size}. Dłuższe listy podziel albo uzgodnij w OpenRefine:",
        "en": "At most {rows} rows and {size}. Divide longer lists, or reconcile them in OpenRefine:",
    },
    "match_see_example": {"pl": "Zobacz na przykładzie", "en": "See an example"},
    "match_trouble": {"pl": "Tej listy nie da się odczytać", "en": "This list cannot be read"},
    # Rows
    "match_rows_title": {"pl": "Dopasowanie listy", "en": "The list, matched"},
    "match_example": {
        "pl": "To przykład: kilka organizacji z tego grafu i jedna zmyślona.",
        "en": "This is an example: a few organisations of this graph, and a made-up one.",
    },
    "match_example_stranger": {
        "pl": "Stowarzyszenie Zmyślone dla Przykładu",
        "en": "Made-up Example Association",
    },
    "match_own": {"pl": "Wklej własną listę", "en": "Paste a list of your own"},
    "match_another": {"pl": "Inna lista", "en": "Another list"},
    "match_read_as": {"pl": "Co jest w kolumnach", "en": "What the columns are"},
    "match_divided_tab": {"pl": "komórki dzieli tabulator", "en": "cells are divided by tabs"},
    "match_divided_semicolon": {"pl": "komórki dzieli średnik", "en": "cells are divided by semicolons"},
    "match_divided_comma": {"pl": "komórki dzieli przecinek", "en": "cells are divided by commas"},
    "match_divided_none": {"pl": "jedna nazwa w wierszu", "en": "one name a line"},
    "match_encoding": {"pl": "kodowanie pliku: {encoding}", "en": "encoding of the file: {encoding}"},
    "match_sheet": {"pl": "arkusz „{sheet}” skoroszytu", "en": "sheet “{sheet}” of the workbook"},
    "match_other_sheets": {
        "pl": "Skoroszyt ma też inne arkusze: {sheets}. Skopiuj z nich komórki albo zapisz każdy osobno.",
        "en": "The workbook has other sheets, too: {sheets}. Copy their cells, or save each by itself.",
    },
    "match_uneven": {
        "pl": "Wiersz {line} ma więcej komórek niż nagłówki: sprawdź, czy podział jest właściwy.",
        "en": "Line {line} has more cells than there are headings: see whether cells are divided right.",
    },
    "match_column": {"pl": "kolumna {n}", "en": "column {n}"},
    "match_role_none": {"pl": "nie do szukania", "en": "not searched for"},
    "match_role_name": {"pl": "nazwa", "en": "name"},
    "match_role_place": {"pl": "miejscowość", "en": "place"},
    "match_role_krs": {"pl": "KRS", "en": "KRS"},
    "match_role_nip": {"pl": "NIP", "en": "NIP"},
    "match_role_regon": {"pl": "REGON", "en": "REGON"},
    "match_role_kind": {"pl": "rodzaj", "en": "kind"},
    "match_head": {"pl": "Pierwszy wiersz", "en": "First row"},
    "match_head_yes": {"pl": "to nagłówki", "en": "has the headings"},
    "match_head_no": {"pl": "to już dane", "en": "has data already"},
    "match_separator": {"pl": "Komórki dzieli", "en": "Cells are divided by"},
    "match_separator_tab": {"pl": "tabulator", "en": "tabs"},
    "match_separator_semicolon": {"pl": "średnik", "en": "semicolons"},
    "match_separator_comma": {"pl": "przecinek", "en": "commas"},
    "match_separator_none": {"pl": "nic: jedna nazwa w wierszu", "en": "nothing: one name a line"},
    "match_type": {"pl": "To są", "en": "These are"},
    "match_type_any": {"pl": "cokolwiek", "en": "anything"},
    "match_again": {"pl": "Dopasuj ponownie", "en": "Match again"},
    "match_found": {"pl": "Wiersze", "en": "Rows"},
    "match_of_rows": {"pl": "wiersze {start}–{end} z {total}", "en": "rows {start}–{end} of {total}"},
    "match_empty_row": {"pl": "(wiersz bez nazwy)", "en": "(a row without a name)"},
    "match_state_matched": {"pl": "dopasowane", "en": "matched"},
    "match_state_open": {"pl": "do wyboru", "en": "to be chosen"},
    "match_state_nothing": {"pl": "nic podobnego", "en": "nothing like it"},
    "match_state_chosen": {"pl": "wybrane przez Ciebie", "en": "chosen by you"},
    "match_state_rejected": {"pl": "odrzucone przez Ciebie", "en": "rejected by you"},
    "match_none_of_these": {"pl": "żadne z tych", "en": "none of these"},
    "match_score": {"pl": "punkty:", "en": "score:"},
    "match_page": {"pl": "strona", "en": "page"},
    "match_page_of": {"pl": "strona: {entity}", "en": "page of {entity}"},
    # Reasons
    "match_why_itself": {"pl": "wskazane identyfikatorem", "en": "named by its id"},
    "match_why_whole": {"pl": "ta sama nazwa", "en": "the same name"},
    "match_why_same_form": {"pl": "ta sama nazwa, inaczej zapisana", "en": "the same name, written otherwise"},
    "match_why_form_omitted": {
        "pl": "ta sama nazwa, ale forma prawna jest tylko po jednej stronie",
        "en": "the same name, but with a legal form on one side only",
    },
    "match_why_other_form": {
        "pl": "ta sama nazwa, ale inna forma prawna",
        "en": "the same name, but another legal form",
    },
    "match_why_nearly": {"pl": "bardzo podobna nazwa", "en": "a very similar name"},
    "match_why_partly": {"pl": "nazwa zgadza się w części", "en": "the name agrees in part"},
    "match_why_other_name": {"pl": "nazwa jest inna", "en": "the name is another"},
    "match_why_number_in_name": {
        "pl": "numer podany w nazwie się zgadza",
        "en": "the number in the name agrees",
    },
    "match_why_place_same": {"pl": "miejsce się zgadza", "en": "the place agrees"},
    "match_why_place_nearly": {"pl": "miejsce zgadza się w części", "en": "the place agrees in part"},
    "match_why_place_other": {"pl": "miejsce jest inne", "en": "the place is another"},
    "match_why_krs_same": {"pl": "numer KRS się zgadza", "en": "the KRS number agrees"},
    "match_why_krs_other": {"pl": "numer KRS jest inny", "en": "the KRS number is another"},
    "match_why_nip_same": {"pl": "NIP się zgadza", "en": "the NIP agrees"},
    "match_why_nip_other": {"pl": "NIP jest inny", "en": "the NIP is another"},
    "match_why_regon_same": {"pl": "REGON się zgadza", "en": "the REGON agrees"},
    "match_why_regon_other": {"pl": "REGON jest inny", "en": "the REGON is another"},
    "match_why_kind_same": {"pl": "rodzaj się zgadza", "en": "the kind agrees"},
    "match_why_kind_nearly": {"pl": "rodzaj zgadza się w części", "en": "the kind agrees in part"},
    "match_why_kind_other": {"pl": "rodzaj jest inny", "en": "the kind is another"},
    # The file
    "match_take": {"pl": "Pobierz tabelę", "en": "Take the table"},
    "match_take_text": {
        "pl": "Te same wiersze i kolumny, a za nimi: co wybrano w grafie, jego numery, punkty i skąd wybór.",
        "en": "The same rows and columns, and behind them: what was chosen of the graph, its numbers, the score, and how it was chosen.",
    },
    "match_take_all": {
        "pl": "Plik ma wszystkie wiersze, nie tylko te.",
        "en": "The file has all rows, not only these.",
    },
    "match_as_excel": {"pl": "CSV do Excela", "en": "CSV for Excel, semicolons"},
    "match_as_excel_en": {"pl": "CSV do Excela (przecinki)", "en": "CSV for Excel"},
    "match_as_csv": {"pl": "CSV dla programów", "en": "CSV for programs"},
    "match_added_iri": {"pl": "IRI", "en": "IRI"},
    "match_added_id": {"pl": "identyfikator", "en": "id"},
    "match_added_name": {"pl": "nazwa w grafie", "en": "name in the graph"},
    "match_added_krs": {"pl": "KRS w grafie", "en": "KRS in the graph"},
    "match_added_nip": {"pl": "NIP w grafie", "en": "NIP in the graph"},
    "match_added_regon": {"pl": "REGON w grafie", "en": "REGON in the graph"},
    "match_added_terc": {"pl": "TERC", "en": "TERC"},
    "match_added_score": {"pl": "punkty", "en": "score"},
    "match_added_how": {"pl": "skąd wybór", "en": "how it was chosen"},
    "match_how_matched": {"pl": "dopasowane automatycznie", "en": "matched automatically"},
    "match_how_chosen": {"pl": "wybrane ręcznie", "en": "chosen by hand"},
    "match_how_rejected": {"pl": "odrzucone ręcznie", "en": "rejected by hand"},
    "match_how_none": {"pl": "bez dopasowania", "en": "not matched"},
    # What may be wrong
    "match_empty": {"pl": "na liście nic nie ma", "en": "there is nothing in the list"},
    "match_only_head": {
        "pl": "na liście są tylko nagłówki, a poniżej nic",
        "en": "the list has headings, and nothing below them",
    },
    "match_paste": {
        "pl": "wklej nazwy, po jednej w wierszu, albo wybierz plik",
        "en": "paste names, one a line, or choose a file",
    },
    "match_bytes": {"pl": "{kilobytes} kB", "en": "{kilobytes} kB"},
    "match_too_many_bytes": {"pl": "lista ma więcej niż {most}", "en": "the list has more than {most}"},
    "match_too_many_rows": {
        "pl": "lista ma wierszy: {number}, a przyjmowanych jest najwyżej {most}; pierwszy ponad to stoi w linii {line}",
        "en": "the list has {number} rows; at most {most} are taken, and the first beyond that is on line {line}",
    },
    "match_divide": {
        "pl": "podziel listę na części po najwyżej {rows} wierszy albo uzgodnij ją w OpenRefine",
        "en": "divide the list into parts of {rows} rows at most, or reconcile it in OpenRefine",
    },
    "match_too_many_columns": {
        "pl": "linia {line}: komórek jest {number}, a przyjmowanych jest najwyżej {most}",
        "en": "line {line}: there are {number} cells; at most {most} are taken",
    },
    "match_cell_too_long": {
        "pl": "linia {line}: komórka ma więcej niż {most} znaków",
        "en": "line {line}: a cell has more than {most} characters",
    },
    "match_other_separator": {
        "pl": "sprawdź, co dzieli komórki i czy cudzysłowy są zamknięte, albo usuń zbędne kolumny",
        "en": "see what divides the cells and whether quotation marks are closed, or leave out columns",
    },
    "match_quotes": {
        "pl": "linia {line}: cudzysłów, którym zaczyna się komórka, nie jest zamknięty tam, gdzie się ona kończy",
        "en": "line {line}: the quotation mark with which a cell begins is not closed where the cell ends",
    },
    "match_quotes_remedy": {
        "pl": "zamknij go, podwój cudzysłowy wewnątrz komórki albo skopiuj komórki wprost z arkusza",
        "en": "close it, double the quotation marks within the cell, or copy the cells right from the spreadsheet",
    },
    "match_workbook": {
        "pl": "to stary skoroszyt albo skoroszyt z hasłem, dokument albo archiwum, a nie XLSX ani plik tekstowy",
        "en": "this is an old workbook or one with a password, a document or an archive, and neither XLSX nor a text file",
    },
    "match_broken_workbook": {
        "pl": "ten skoroszyt jest uszkodzony albo zabezpieczony hasłem i nie da się go przeczytać",
        "en": "this workbook is damaged, or has a password, and cannot be read",
    },
    "match_heavy_workbook": {
        "pl": "przeczytanie tego skoroszytu trwa zbyt długo",
        "en": "this workbook takes too long to read",
    },
    "match_far_row": {
        "pl": "w wierszu {row} arkusza jest coś daleko pod resztą listy",
        "en": "row {row} of the sheet has something far below the rest of the list",
    },
    "match_far_row_remedy": {
        "pl": "usuń to albo skopiuj i wklej samą listę",
        "en": "remove it, or copy and paste the list alone",
    },
    "match_unworked": {
        "pl": "w wierszu {row} arkusza jest formuła, której żaden arkusz kalkulacyjny jeszcze nie obliczył",
        "en": "row {row} of the sheet has a formula that no spreadsheet has worked out yet",
    },
    "match_unworked_remedy": {
        "pl": "otwórz skoroszyt w arkuszu kalkulacyjnym i zapisz go",
        "en": "open the workbook in a spreadsheet program, and save it",
    },
    "match_pdf": {"pl": "to plik PDF, a nie tekstowy", "en": "this is a PDF, and no text file"},
    "match_document": {"pl": "to dokument, a nie plik tekstowy", "en": "this is a document, and no text file"},
    "match_unreadable": {
        "pl": "linia {line}: są tu znaki, których nie ma w żadnym z kodowań UTF-8, UTF-16, Windows-1250 i ISO 8859-2",
        "en": "line {line}: there are characters here that none of the encodings UTF-8, UTF-16, Windows-1250 and ISO 8859-2 has",
    },
    "match_save_as_csv": {
        "pl": "w arkuszu wybierz „Zapisz jako” i „XLSX” lub „CSV UTF-8” albo skopiuj komórki i wklej je tutaj",
        "en": "in the spreadsheet choose “Save as” and “XLSX” or “CSV UTF-8”, or copy the cells and paste them here",
    },
    "match_too_many_lists": {"pl": "zbyt wiele list naraz", "en": "too many lists at once"},
    "match_too_slow": {
        "pl": "dopasowanie trwało dłużej niż {seconds} s, a gotowych jest wierszy: {rows}",
        "en": "matching took longer than {seconds} s, and {rows} rows are done",
    },
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "match_count_rows": {
        "pl": {"one": "{n} wiersz", "few": "{n} wiersze", "many": "{n} wierszy", "other": "{n} wiersza"},
        "en": {"one": "{n} row", "other": "{n} rows"},
    },
    "match_count_others": {
        "pl": {"one": "jeszcze {n} możliwość", "few": "jeszcze {n} możliwości", "many": "jeszcze {n} możliwości", "other": "jeszcze {n} możliwości"},
        "en": {"one": "{n} more", "other": "{n} more"},
    },
}  # fmt: skip
