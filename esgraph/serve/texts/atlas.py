"""Words of the map and the timeline."""

from collections.abc import Mapping

from esgraph.errors import Language, Text
from esgraph.regions import VOIVODESHIPS

TEXTS: dict[str, Text] = {
    **{f"voivodeship_{code}": {"pl": polish, "en": english} for code, (polish, english) in VOIVODESHIPS.items()},
    "map": {"pl": "Mapa", "en": "Map"},
    "timeline": {"pl": "Oś czasu", "en": "Timeline"},
    "in_voivodeship": {"pl": "województwo {area}", "en": "{area} Voivodeship"},
    "locator_label": {"pl": "Na mapie Polski: {area}", "en": "On the map of Poland: {area}"},
    "map_title": {"pl": "Mapa powiatów", "en": "Map of counties"},
    "map_lead_organizations": {
        "pl": "Gdzie są organizacje, o których mówią źródła. Zaznaczony powiat prowadzi do listy.",
        "en": "Where the organisations are that the sources speak of. A marked county leads to its list.",
    },
    "map_lead_events": {
        "pl": "Gdzie odbyły się wydarzenia, o których mówią źródła. Zaznaczony powiat prowadzi do listy.",
        "en": "Where the events took place that the sources speak of. A marked county leads to its list.",
    },
    "map_lead_awards": {
        "pl": "Skąd są odbiorcy wyróżnień. Zaznaczony powiat prowadzi do listy.",
        "en": "Where the recipients of awards come from. A marked county leads to its list.",
    },
    "map_what": {"pl": "Co pokazać", "en": "What to show"},
    "map_organizations": {"pl": "Organizacje", "en": "Organisations"},
    "map_events": {"pl": "Wydarzenia", "en": "Events"},
    "map_awards": {"pl": "Wyróżnienia", "en": "Awards"},
    "map_kind_organizations": {"pl": "Rodzaj organizacji", "en": "Kind of organisation"},
    "map_kind_events": {"pl": "Rodzaj wydarzenia", "en": "Kind of event"},
    "map_kind_awards": {"pl": "Wyróżnienie", "en": "Award"},
    "map_year_organizations": {"pl": "Rok założenia", "en": "Year of founding"},
    "map_year_events": {"pl": "Rok wydarzenia", "en": "Year of the event"},
    "map_year_awards": {"pl": "Rok edycji", "en": "Year of the edition"},
    "map_all": {"pl": "wszystkie", "en": "all"},
    "map_all_years": {"pl": "wszystkie lata, także nieznane", "en": "all years, also unknown ones"},
    "map_show": {"pl": "Pokaż", "en": "Show"},
    "map_label": {"pl": "{what} według powiatów: {area}", "en": "{what} by county: {area}"},
    "map_to_table": {"pl": "Te same liczby w tabeli", "en": "The same numbers in a table"},
    "map_or_more": {"pl": "i więcej", "en": "or more"},
    "map_blank_organizations": {
        "pl": "Powiaty bez organizacji w tym grafie",
        "en": "Counties without an organisation in this graph",
    },
    "map_blank_events": {"pl": "Powiaty bez wydarzeń w tym grafie", "en": "Counties without an event in this graph"},
    "map_blank_awards": {"pl": "Powiaty bez wyróżnień w tym grafie", "en": "Counties without an award in this graph"},
    "map_no_data": {"pl": "brak danych w tym grafie", "en": "no data in this graph"},
    "map_counted": {"pl": "Co policzono", "en": "What is counted"},
    "map_in_counties": {"pl": "W powiatach", "en": "In counties"},
    "map_in_voivodeship": {"pl": "W województwie", "en": "In the voivodeship"},
    "map_only_voivodeship": {"pl": "Znane tylko województwo", "en": "Only the voivodeship is known"},
    "map_only_title": {"pl": "Bliżej nieokreślone miejsce w województwie", "en": "Known only to be in the voivodeship"},
    "map_nowhere": {"pl": "Bez miejsca w grafie", "en": "Without a place in the graph"},
    "map_parts": {"pl": "Części wydarzeń, liczone z całością", "en": "Parts of events, counted with the whole"},
    "map_none_organizations": {"pl": "żadna", "en": "none"},
    "map_none_events": {"pl": "żadne", "en": "none"},
    "map_none_awards": {"pl": "żadne", "en": "none"},
    "map_files": {"pl": "Te same dane", "en": "The same data"},
    "map_points": {"pl": "GeoJSON, punkty", "en": "GeoJSON, points"},
    "map_voivodeships": {"pl": "Województwa", "en": "Voivodeships"},
    "map_whole": {"pl": "cała Polska", "en": "all of Poland"},
    "map_table": {"pl": "Powiaty w tabeli", "en": "Counties in a table"},
    "map_not_drawn": {"pl": "kodu nie ma na mapie", "en": "no such code on the map"},
    "map_code": {"pl": "kod TERC {code}", "en": "TERC code {code}"},
    "map_dash": {
        "pl": "Kreska (–) znaczy, że ten graf nic o tym nie mówi, a nie, że niczego tam nie ma.",
        "en": "A dash (–) means that this graph says nothing, not that there is nothing.",
    },
    "map_empty": {
        "pl": "Graf nie ma tu niczego, co odpowiada temu wyborowi.",
        "en": "The graph has nothing here that fits this choice.",
    },
    "map_first": {"pl": "Pokazano pierwsze {shown} z {total}.", "en": "The first {shown} of {total} are shown."},
    "map_method": {
        "pl": "O powiecie rozstrzyga kod TERC miejsca albo tego, w czym ono leży. Organizacja z kilku powiatów liczy się w każdym "
        "z nich. Część wydarzenia bez własnego miejsca liczy się z całością. Wyróżnienie liczy się w powiecie swojego odbiorcy.",
        "en": "The county follows from the TERC code of a place, or of what it lies in. An organisation of several counties counts in each. "
        "A part of an event without a place of its own counts with the whole. An award counts in the county of its recipient.",
    },
    "map_source": {
        "pl": "Granice: Państwowy Rejestr Granic (GUGiK), uproszczone; stan z 2020 r.",
        "en": "Boundaries: State Register of Borders (GUGiK), simplified; state of 2020.",
    },
    "map_all_here": {"pl": "wszystko stąd", "en": "everything here"},
    "map_without_filters": {"pl": "bez zawężania", "en": "without filters"},
    "map_see_all": {"pl": "Zobacz wszystko: {counted}", "en": "See all: {counted}"},
    "map_nothing_organizations": {
        "pl": "Ten graf nie zna tu żadnej organizacji.",
        "en": "This graph knows of no organisation here.",
    },
    "map_nothing_events": {
        "pl": "Ten graf nie zna tu żadnego wydarzenia.",
        "en": "This graph knows of no event here.",
    },
    "map_nothing_awards": {
        "pl": "Ten graf nie zna stąd żadnego odbiorcy wyróżnienia.",
        "en": "This graph knows of no recipient of an award from here.",
    },
    "map_nothing_nowhere": {"pl": "Nie ma takich.", "en": "There are none."},
    "map_column_terc": {"pl": "kod TERC", "en": "TERC code"},
    "map_column_county": {"pl": "powiat", "en": "county"},
    "map_column_voivodeship": {"pl": "województwo", "en": "voivodeship"},
    "map_column_organizations": {"pl": "organizacje", "en": "organisations"},
    "map_column_events": {"pl": "wydarzenia", "en": "events"},
    "map_column_awards": {"pl": "wyróżnienia", "en": "awards"},
    "map_column_iri": {"pl": "adres IRI", "en": "IRI"},
    "map_column_name": {"pl": "nazwa", "en": "name"},
    "map_column_kind": {"pl": "rodzaj", "en": "kind"},
    "map_column_date": {"pl": "data", "en": "date"},
    "map_column_place": {"pl": "miejsce", "en": "place"},
    "map_column_about": {"pl": "edycja wyróżnienia", "en": "award edition"},
    "time_lead": {
        "pl": "Wydarzenia, założone organizacje i edycje wyróżnień w czasie, tak dokładnie, jak podają źródła.",
        "en": "Events, organisations founded and editions of awards in time, as exactly as the sources tell.",
    },
    "time_what": {"pl": "Co pokazać", "en": "What to show"},
    "time_everything": {"pl": "wszystko", "en": "everything"},
    "time_events": {"pl": "Wydarzenia", "en": "Events"},
    "time_foundings": {"pl": "Założenie organizacji", "en": "Foundings"},
    "time_editions": {"pl": "Edycje wyróżnień", "en": "Award editions"},
    "time_one_events": {"pl": "wydarzenie", "en": "event"},
    "time_one_foundings": {"pl": "założenie organizacji", "en": "founding"},
    "time_one_editions": {"pl": "edycja wyróżnienia", "en": "award edition"},
    "time_where": {"pl": "Powiat", "en": "County"},
    "time_everywhere": {"pl": "wszystkie, także bez miejsca", "en": "all, also without a place"},
    "time_when": {"pl": "Rok", "en": "Year"},
    "time_always": {"pl": "wszystkie lata", "en": "all years"},
    "time_label": {"pl": "Ile czego w czasie", "en": "How many of what in time"},
    "time_bar": {"pl": "{when}: {counted}", "en": "{when}: {counted}"},
    "time_bar_year": {"pl": "{when}, bez miesiąca: {counted}", "en": "{when}, month not stated: {counted}"},
    "time_band": {
        "pl": "Obwódka na szerokość roku: źródło podaje tylko rok.",
        "en": "An outline as wide as a year: the source gives the year only.",
    },
    "time_before": {"pl": "Wcześniej niż na obrazie: {n}.", "en": "Earlier than the picture: {n}."},
    "time_list": {"pl": "Lista", "en": "List"},
    "time_to_list": {"pl": "To samo jako lista", "en": "The same as a list"},
    "time_undated": {"pl": "Bez podanej daty", "en": "Date not stated"},
    "time_undated_lead": {
        "pl": "Źródła nie mówią, kiedy to było.",
        "en": "The sources do not say when this was.",
    },
    "time_undated_all": {"pl": "Zobacz wszystkie bez daty", "en": "See all without a date"},
    "time_rival_date": {"pl": "inne źródło: {when}", "en": "another source: {when}"},
    "time_rival_other": {"pl": "sprzeczny przekaz: {when}", "en": "conflicting account: {when}"},
    "time_no_date": {"pl": "data niepodana", "en": "date not stated"},
    "time_founders": {"pl": "założyciele", "en": "founders"},
    "time_account": {"pl": "ten przekaz", "en": "this account"},
    "time_empty": {
        "pl": "Graf nie ma niczego, co odpowiada temu wyborowi.",
        "en": "The graph has nothing that fits this choice.",
    },
    "time_method": {
        "pl": "Część wydarzenia bez własnej daty ma datę całości i nie jest liczona osobno. Gdy źródła podają różne daty, "
        "rzecz jest na liście przy każdej z nich.",
        "en": "A part of an event without a date of its own has that of the whole and is not counted by itself. Where sources "
        "give different dates, a thing stands at each of them.",
    },
    "time_column_date": {"pl": "data", "en": "date"},
    "time_column_what": {"pl": "co", "en": "what"},
    "time_column_name": {"pl": "nazwa", "en": "name"},
    "time_column_iri": {"pl": "adres IRI", "en": "IRI"},
    "time_column_node": {"pl": "przekaz (IRI)", "en": "account (IRI)"},
    "time_column_place": {"pl": "miejsce", "en": "place"},
    "time_column_sources": {"pl": "źródła", "en": "sources"},
    "glance_words": {"pl": "Te same powiązania słowami", "en": "The same ties in words"},
    "page_of": {"pl": "strona {page} z {pages}", "en": "page {page} of {pages}"},
    "files_cut": {
        "pl": "Pliki zawierają pierwsze {shown} wpisów z {total}; wszystkie są w plikach z całym grafem:",
        "en": "The files hold the first {shown} of {total} entries; all of them are in the files of the whole graph:",
    },
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "count_organizations": {
        "pl": {"one": "{n} organizacja", "few": "{n} organizacje", "many": "{n} organizacji", "other": "{n} organizacji"},
        "en": {"one": "{n} organisation", "other": "{n} organisations"},
    },
    "count_awards": {
        "pl": {
            "one": "{n} wyróżnienie", "few": "{n} wyróżnienia", "many": "{n} wyróżnień", "other": "{n} wyróżnienia",
        },
        "en": {"one": "{n} award", "other": "{n} awards"},
    },
    "map_missing_organizations": {
        "pl": {
            "one": "Na mapie nie ma {n} organizacji: graf nie zna jej siedziby.",
            "few": "Na mapie nie ma {n} organizacji: graf nie zna ich siedzib.",
            "many": "Na mapie nie ma {n} organizacji: graf nie zna ich siedzib.",
            "other": "Na mapie nie ma {n} organizacji: graf nie zna ich siedzib.",
        },
        "en": {
            "one": "{n} organisation is not on the map: the graph does not know its seat.",
            "other": "{n} organisations are not on the map: the graph does not know their seats.",
        },
    },
    "map_missing_events": {
        "pl": {
            "one": "Na mapie nie ma {n} wydarzenia: graf nie zna jego miejsca.",
            "few": "Na mapie nie ma {n} wydarzeń: graf nie zna ich miejsc.",
            "many": "Na mapie nie ma {n} wydarzeń: graf nie zna ich miejsc.",
            "other": "Na mapie nie ma {n} wydarzeń: graf nie zna ich miejsc.",
        },
        "en": {
            "one": "{n} event is not on the map: the graph does not know its place.",
            "other": "{n} events are not on the map: the graph does not know their places.",
        },
    },
    "map_missing_awards": {
        "pl": {
            "one": "Na mapie nie ma {n} wyróżnienia: graf nie zna siedziby jego odbiorcy.",
            "few": "Na mapie nie ma {n} wyróżnień: graf nie zna siedzib ich odbiorców.",
            "many": "Na mapie nie ma {n} wyróżnień: graf nie zna siedzib ich odbiorców.",
            "other": "Na mapie nie ma {n} wyróżnień: graf nie zna siedzib ich odbiorców.",
        },
        "en": {
            "one": "{n} award is not on the map: the graph does not know the seat of its recipient.",
            "other": "{n} awards are not on the map: the graph does not know the seats of their recipients.",
        },
    },
    "count_parts": {
        "pl": {"one": "{n} część", "few": "{n} części", "many": "{n} części", "other": "{n} części"},
        "en": {"one": "{n} part", "other": "{n} parts"},
    },
    "count_foundings": {
        "pl": {"one": "{n} założenie", "few": "{n} założenia", "many": "{n} założeń", "other": "{n} założenia"},
        "en": {"one": "{n} founding", "other": "{n} foundings"},
    },
    "count_editions": {
        "pl": {"one": "{n} edycja", "few": "{n} edycje", "many": "{n} edycji", "other": "{n} edycji"},
        "en": {"one": "{n} edition", "other": "{n} editions"},
    },
    "count_items": {
        "pl": {"one": "{n} pozycja", "few": "{n} pozycje", "many": "{n} pozycji", "other": "{n} pozycji"},
        "en": {"one": "{n} entry", "other": "{n} entries"},
    },
    "blank_counties": {
        "pl": {"one": "{n} powiat", "few": "{n} powiaty", "many": "{n} powiatów", "other": "{n} powiatu"},
        "en": {"one": "{n} county", "other": "{n} counties"},
    },
    "in_counties": {
        "pl": {"one": "w {n} powiecie", "few": "w {n} powiatach", "many": "w {n} powiatach", "other": "w {n} powiatu"},
        "en": {"one": "in {n} county", "other": "in {n} counties"},
    },
}  # fmt: skip
