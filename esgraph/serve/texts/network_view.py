"""Words of the interactive picture of a network; the program of the page says those that begin with `netview_say_`."""

from collections.abc import Mapping

from esgraph.errors import Language, Text
from esgraph.network.drawing import words

_CENTRE: Text = {"pl": "organizacja, od której obraz się zaczyna", "en": "the organisation it begins with"}

TEXTS: dict[str, Text] = {
    "netview_title": {"pl": "Sieć krok po kroku", "en": "The network step by step"},
    "netview_label": {"pl": "Sieć powiązań: {node}", "en": "Network of ties: {node}"},
    "netview_lead": {
        "pl": "Obraz zaczyna się od jednej organizacji i jej partnerów. Wybierz organizację i naciśnij obok „Rozwiń” (albo "
        "kliknij ją dwa razy), aby dołączyć jej partnerów. Wybierz linię, aby zobaczyć słowa źródeł.",
        "en": "The picture begins with one organisation and its partners. Choose an organisation and press “Expand” beside "
        "the picture (or double-click it) to add its partners. Choose a line to see the words of the sources.",
    },
    "netview_keys": {
        "pl": "Strzałki przechodzą do sąsiedniej organizacji, Enter rozwija ją lub zwija, Escape odznacza, + i − zmieniają "
        "powiększenie, 0 pokazuje całość. Kółko myszy z klawiszem Ctrl też powiększa. To samo mówi lista pod obrazem.",
        "en": "Arrow keys move to the next organisation, Enter expands or collapses it, Escape clears the choice, + and − "
        "zoom, 0 shows all. The mouse wheel with Ctrl zooms, too. The list below the picture says the same.",
    },
    "netview_static": {
        "pl": "Obraz, który się nie zmienia (SVG)",
        "en": "A picture that does not change (SVG)",
    },
    "netview_filters": {"pl": "Filtry", "en": "Filters"},
    "netview_kinds": {"pl": "Rodzaje powiązań", "en": "Kinds of tie"},
    "netview_from": {"pl": "Od roku", "en": "From the year"},
    "netview_to": {"pl": "Do roku", "en": "To the year"},
    "netview_undated": {
        "pl": "Przy wybranym roku powiązania bez daty są ukryte.",
        "en": "With a year chosen, ties without a date are hidden.",
    },
    "netview_source": {"pl": "Źródło", "en": "Source"},
    "netview_stated_only": {"pl": "tylko podane przez źródło", "en": "only stated by a source"},
    "netview_between": {
        "pl": "także wywiedzione powiązania między partnerami",
        "en": "also derived ties between partners",
    },
    "netview_clear": {"pl": "Wyczyść filtry", "en": "Clear the filters"},
    "netview_zoom": {"pl": "Powiększenie", "en": "Zoom"},
    "netview_zoom_in": {"pl": "Powiększ", "en": "Zoom in"},
    "netview_zoom_out": {"pl": "Pomniejsz", "en": "Zoom out"},
    "netview_zoom_all": {"pl": "Pokaż całość", "en": "Show all"},
    "netview_beyond": {
        "pl": "Część obrazu jest poza ramką: przesuń go albo wybierz „Pokaż całość”.",
        "en": "A part of the picture is beyond the frame: drag it, or choose “Show all”.",
    },
    "netview_legend": {"pl": "Legenda", "en": "Legend"},
    "netview_box_centre": _CENTRE,
    "netview_details": {"pl": "Wybrane", "en": "Chosen"},
    "netview_choose": {
        "pl": "Nic nie wybrano. Wybierz organizację lub powiązanie na obrazie albo na liście.",
        "en": "Nothing is chosen. Choose an organisation or a tie in the picture or in the list.",
    },
    "netview_list": {"pl": "To samo jako lista", "en": "The same as a list"},
    "netview_take": {"pl": "Zabierz ze sobą", "en": "Take it with you"},
    "netview_png": {"pl": "Pobierz PNG", "en": "Download PNG"},
    "netview_svg": {"pl": "Pobierz SVG", "en": "Download SVG"},
    "netview_csv": {"pl": "Pobierz powiązania (CSV)", "en": "Download the ties (CSV)"},
    "netview_cyjs": {"pl": "Pobierz Cytoscape JSON", "en": "Download Cytoscape JSON"},
    "netview_take_note": {
        "pl": "Te pliki zawierają dokładnie to, co jest teraz na obrazie. Pliki na końcu strony nie zależą od jego filtrów.",
        "en": "These files have exactly what is in the picture now. The files at the end of the page know no filters of it.",
    },
    "netview_embed": {"pl": "Osadź na swojej stronie", "en": "Embed in your page"},
    "netview_embed_code": {"pl": "Kod do wklejenia", "en": "Code to paste"},
    "netview_copy": {"pl": "Kopiuj kod", "en": "Copy the code"},
    "netview_full": {"pl": "Cała strona tej sieci", "en": "The full page of this network"},
    # What the program of the page says.
    **{f"netview_say_line_{relation}": text for relation, text in words.LINES.items()},
    **{f"netview_say_box_{sector}": text for sector, text in words.BOXES.items()},
    "netview_say_box_centre": _CENTRE,
    "netview_say_line_stated": words.STATED,
    "netview_say_line_derived": words.DERIVED,
    "netview_say_line_disputed": words.DISPUTED,
    "netview_say_line_merged": words.MERGED,
    "netview_say_any_year": {"pl": "dowolny", "en": "any"},
    "netview_say_any_source": {"pl": "wszystkie", "en": "all"},
    "netview_say_kind_cooperation": {"pl": "współpraca", "en": "cooperation"},
    "netview_say_kind_founding": {"pl": "założenie", "en": "founding"},
    "netview_say_kind_unit": {"pl": "jednostka w strukturze", "en": "unit of"},
    "netview_say_kind_shared-panel": {"pl": "wspólny panel", "en": "shared panel"},
    "netview_say_kind_shared-edition": {"pl": "wspólna edycja wyróżnienia", "en": "shared award edition"},
    "netview_say_kind_post": {"pl": "urząd lub stanowisko", "en": "post"},
    "netview_say_tie_cooperation": {
        "pl": "{one} i {other}: współpraca",
        "en": "{one} and {other}: cooperation",
    },
    "netview_say_tie_founding": {
        "pl": "{one} to założyciel; założona organizacja: {other}",
        "en": "{one} founded {other}",
    },
    "netview_say_tie_co-founding": {
        "pl": "{one} i {other}: wspólni założyciele",
        "en": "{one} and {other}: founders of the same organisation",
    },
    "netview_say_tie_co-founding_of": {
        "pl": "{one} i {other}: wspólni założyciele; założona organizacja: {what}",
        "en": "{one} and {other}: both founded {what}",
    },
    "netview_say_tie_unit": {
        "pl": "{one} to jednostka w strukturze: {other}",
        "en": "{one} is a unit of {other}",
    },
    "netview_say_tie_shared-panel": {
        "pl": "{one} i {other}: wspólny panel",
        "en": "{one} and {other}: shared panel",
    },
    "netview_say_tie_shared-edition": {
        "pl": "{one} i {other}: wspólna edycja wyróżnienia",
        "en": "{one} and {other}: shared award edition",
    },
    "netview_say_tie_post": {
        "pl": "{one} to urząd lub stanowisko w strukturze: {other}",
        "en": "{one} is a post in {other}",
    },
    "netview_say_with_cooperation": {"pl": "współpraca: {other}", "en": "cooperation: {other}"},
    "netview_say_with_founding": {"pl": "założona organizacja: {other}", "en": "founded: {other}"},
    "netview_say_with_founding_back": {"pl": "założyciel: {other}", "en": "founder: {other}"},
    "netview_say_with_co-founding": {"pl": "wspólne założenie: {other}", "en": "co-founder: {other}"},
    "netview_say_with_co-founding_of": {
        "pl": "wspólne założenie ({what}): {other}",
        "en": "co-founder of {what}: {other}",
    },
    "netview_say_with_unit": {"pl": "w strukturze: {other}", "en": "unit of: {other}"},
    "netview_say_with_unit_back": {"pl": "jednostka: {other}", "en": "has the unit: {other}"},
    "netview_say_with_shared-panel": {"pl": "wspólny panel: {other}", "en": "shared panel: {other}"},
    "netview_say_with_shared-edition": {
        "pl": "wspólna edycja wyróżnienia: {other}",
        "en": "shared award edition: {other}",
    },
    "netview_say_with_post": {"pl": "w strukturze: {other}", "en": "post in: {other}"},
    "netview_say_with_post_back": {"pl": "urząd lub stanowisko: {other}", "en": "has the post: {other}"},
    "netview_say_stated": {"pl": "podane przez źródło", "en": "stated by a source"},
    "netview_say_derived": {"pl": "wywiedzione", "en": "derived"},
    "netview_say_disputed": {"pl": "źródła się różnią", "en": "sources disagree"},
    "netview_say_merged": {"pl": "prawdopodobna tożsamość", "en": "probable identity"},
    "netview_say_merged_tie": {
        "pl": "Źródło wymienia inną organizację, która tylko prawdopodobnie jest tą samą; nie jest to potwierdzone.",
        "en": "The source names another organisation, which only probably is the same; this is not confirmed.",
    },
    "netview_say_standing": {"pl": "Policzono razem z nią", "en": "Counted together with it"},
    "netview_say_stands": {"pl": "{name} – policzono razem z nią", "en": "{name} – counted together with it"},
    "netview_say_probable": {
        "pl": "prawdopodobna, niepotwierdzona tożsamość",
        "en": "probable, unconfirmed identity",
    },
    "netview_say_confirmed": {"pl": "tożsamość potwierdzona", "en": "confirmed identity"},
    "netview_say_why": {"pl": "dlaczego", "en": "why"},
    "netview_say_founded": {"pl": "Założona organizacja", "en": "What they founded"},
    "netview_say_from": {"pl": "Z czego wywiedzione", "en": "Derived from"},
    "netview_say_rests": {"pl": "Na czym się opiera", "en": "Rests on"},
    "netview_say_ground_cooperation": {"pl": "ta współpraca", "en": "this cooperation"},
    "netview_say_ground_founding": {"pl": "ten przekaz o założeniu", "en": "this account of the founding"},
    "netview_say_ground_shared-panel": {"pl": "ten panel", "en": "this panel"},
    "netview_say_ground_shared-edition": {"pl": "ta edycja wyróżnienia", "en": "this award edition"},
    "netview_say_kind": {"pl": "Rodzaj", "en": "Kind"},
    "netview_say_ties": {"pl": "Pokazane powiązania", "en": "Ties shown"},
    "netview_say_partners": {"pl": "Pokazani partnerzy", "en": "Partners shown"},
    "netview_say_when": {"pl": "Kiedy", "en": "When"},
    "netview_say_no_date": {"pl": "źródło nie podaje daty", "en": "the source gives no date"},
    "netview_say_status": {"pl": "Status", "en": "Status"},
    "netview_say_through": {"pl": "Przez urząd lub stanowisko", "en": "Through the post"},
    "netview_say_words": {"pl": "Słowa źródeł", "en": "Words of the sources"},
    "netview_say_words_ground": {"pl": "Słowa o tym, z czego wywiedziono", "en": "Words of what it is derived from"},
    "netview_say_no_words": {"pl": "Plik nie podaje słów źródła.", "en": "The file gives no words of a source."},
    "netview_say_paraphrase": {"pl": "parafraza", "en": "paraphrase"},
    "netview_say_evidence": {"pl": "dowód", "en": "evidence"},
    "netview_say_source": {"pl": "źródło", "en": "source"},
    "netview_say_page": {"pl": "Strona organizacji", "en": "Page of the organisation"},
    "netview_say_page_post": {"pl": "Strona urzędu lub stanowiska", "en": "Page of the post"},
    "netview_say_network": {"pl": "Sieć od tego miejsca", "en": "The network from here"},
    "netview_say_tie_page": {"pl": "Strona powiązania", "en": "Page of the tie"},
    "netview_say_expand": {"pl": "Rozwiń", "en": "Expand"},
    "netview_say_more": {"pl": "Pokaż następne organizacje: {n}", "en": "Show more organisations: {n}"},
    "netview_say_collapse": {"pl": "Zwiń", "en": "Collapse"},
    "netview_say_open": {"pl": "rozwinięta", "en": "expanded"},
    "netview_say_all_shown": {
        "pl": "Wszyscy partnerzy są na obrazie.",
        "en": "All partners are in the picture.",
    },
    "netview_say_left": {
        "pl": "{name}: nie pokazano {n} z {total} organizacji tej sieci.",
        "en": "{name}: {n} of {total} organisations of this network are not shown.",
    },
    "netview_say_hidden": {
        "pl": "Filtry ukrywają powiązania: {n}.",
        "en": "Ties hidden by the filters: {n}.",
    },
    "netview_say_between": {
        "pl": "Powiązania wywiedzione między partnerami, których nie narysowano: {n}.",
        "en": "Derived ties between partners that are not drawn: {n}.",
    },
    "netview_say_shown": {
        "pl": "Organizacje na obrazie: {nodes}, powiązania: {edges}.",
        "en": "Organisations in the picture: {nodes}, ties: {edges}.",
    },
    "netview_say_chosen": {"pl": "Wybrano: {name}.", "en": "Chosen: {name}."},
    "netview_say_cleared": {"pl": "Nic nie wybrano.", "en": "Nothing is chosen."},
    "netview_say_added": {
        "pl": "{name}: nowe organizacje: {nodes}, nowe powiązania: {edges}.",
        "en": "{name}: new organisations: {nodes}, new ties: {edges}.",
    },
    "netview_say_collapsed": {"pl": "Zwinięto: {name}.", "en": "Collapsed: {name}."},
    "netview_say_failed": {
        "pl": "Serwer nie podał tej sieci: {name}.",
        "en": "The server did not give this network: {name}.",
    },
    "netview_say_strange": {
        "pl": "Adres wymienia coś, czego nie ma na tym obrazie: {names}.",
        "en": "The address names something that is not part of this picture: {names}.",
    },
    "netview_say_offline": {
        "pl": "Serwer nie odpowiada. Sprawdź połączenie i spróbuj ponownie.",
        "en": "The server does not answer. Check the connection and try again.",
    },
    "netview_say_part": {
        "pl": "{name}: sieć jest za duża na obraz, dlatego wczytano z niej tylko organizacje najściślej połączone.",
        "en": "{name}: the network is too large for the picture, so only the organisations most closely connected were read.",
    },
    "netview_say_copied": {"pl": "Skopiowano kod.", "en": "The code is copied."},
    "netview_say_select": {
        "pl": "Przeglądarka nie pozwala kopiować; kod jest zaznaczony.",
        "en": "The browser does not allow copying; the code is selected.",
    },
    "netview_say_origin": {
        "pl": "Źródło: {dataset}, wydanie {release}. Licencja: {licence}.",
        "en": "Source: {dataset}, release {release}. Licence: {licence}.",
    },
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {}
