"""Words of the pages about the past: releases, and what changed between them."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "releases": {"pl": "Wydania", "en": "Releases"},
    "releases_lead": {
        "pl": "Wydanie to stan danych, który się nie zmienia. Gdy dane się zmieniają, ukazuje się następne, a wcześniejsze zostają pod swoimi adresami.",
        "en": "A release is a state of the data that does not change. When the data change, another one comes out, and those before it stay at their addresses.",
    },
    "releases_only": {"pl": "To wydanie jest jedyne; wcześniejszych tu nie ma.", "en": "This is the only release; there are none before it here."},
    "releases_all": {"pl": "Wszystkie wydania i co się w nich zmieniło", "en": "All releases, and what changed in them"},
    "releases_feed": {"pl": "Kanał Atom: nowe wydania", "en": "Atom feed of new releases"},
    "release_title": {"pl": "Wydanie {id}", "en": "Release {id}"},
    "release_this": {"pl": "To wydanie i jego miejsce wśród innych", "en": "This release, and its place among the others"},
    "release_served": {"pl": "To wydanie widać na tej stronie.", "en": "This is the release that this site shows."},
    "release_not_served": {
        "pl": "Strona pokazuje teraz inne wydanie; z tego można pobrać pliki.",
        "en": "The site shows another release now; of this one the files can be had.",
    },
    "release_now": {"pl": "widoczne teraz", "en": "shown now"},
    "release_rolled_back": {
        "pl": "cofnięte: strona pokazuje znów wcześniejsze",
        "en": "rolled back: the site shows an earlier one again",
    },
    "release_version": {"pl": "Wersja", "en": "Version"},
    "release_modified": {"pl": "Dane z dnia", "en": "Data of"},
    "release_issued": {"pl": "Zbiór wydano po raz pierwszy", "en": "Dataset first issued"},
    "release_statements": {"pl": "Stwierdzenia", "en": "Statements"},
    "release_before": {"pl": "Poprzednie wydanie", "en": "The release before"},
    "release_changes": {"pl": "Co się zmieniło", "en": "What changed"},
    "release_first": {"pl": "To pierwsze wydanie w tej historii.", "en": "This is the first release of this history."},
    "release_unknown_changes": {
        "pl": "Nie wiadomo, co się zmieniło od poprzedniego wydania ({id}).",
        "en": "It is not known what changed since the release before ({id}).",
    },
    "release_files": {"pl": "Pliki tego wydania", "en": "Files of this release"},
    "release_all_files": {"pl": "Wszystkie pliki", "en": "All files"},
    "changes_title": {"pl": "Co się zmieniło", "en": "What changed"},
    "changes_from_to": {"pl": "Od wydania {old} do wydania {new}", "en": "From release {old} to release {new}"},
    "changes_entities": {"pl": "Rzecz po rzeczy", "en": "Thing by thing"},
    "changes_none_told": {
        "pl": "Nic z tego, co mówią źródła, nie zmieniło się w ten sposób.",
        "en": "Nothing of what sources say changed in this way.",
    },
    "changes_graphs": {"pl": "Według grafów", "en": "By graph"},
    "changes_graphs_intro": {
        "pl": "Stwierdzenia wywiedzione, opis zbioru, ontologia i schematy są tu tylko policzone: zmieniają się z tym, z czego wynikają.",
        "en": "Derived statements, the description of the dataset, the ontology and the schemes are only counted here: they change with what they follow from.",
    },
    "changes_added": {"pl": "doszło", "en": "added"},
    "changes_removed": {"pl": "ubyło", "en": "removed"},
    "changes_files": {"pl": "Te same zmiany jako pliki", "en": "The same changes as files"},
    "changes_files_intro": {
        "pl": "Łatka (RDF Patch) zamienia esgraph.nq jednego wydania w esgraph.nq drugiego, co do bajtu: „esgraph patch”. Pozostałe pliki to stwierdzenia, które doszły, i te, których ubyło, oraz zmiany rzecz po rzeczy dla programów.",
        "en": "The patch (RDF Patch) turns the esgraph.nq of the one release into that of the other, byte by byte: “esgraph patch”. The other files are the statements that were added, those that were removed, and the changes thing by thing for programs.",
    },
    "changes_show": {"pl": "Pokaż", "en": "Show"},
    "changes_everything": {"pl": "wszystko", "en": "everything"},
    "past_is_added": {"pl": "nowe", "en": "new"},
    "past_is_removed": {"pl": "wycofane", "en": "withdrawn"},
    "past_is_changed": {"pl": "zmienione", "en": "changed"},
    "past_statements": {"pl": "stwierdzenia: +{added} −{removed}", "en": "statements: +{added} −{removed}"},
    "past_same": {"pl": "Oba wydania mówią to samo.", "en": "Both releases say the same."},
    "past_heading": {"pl": "Historia", "en": "History"},
    "past_since_oldest": {"pl": "Jest tu od najstarszego wydania", "en": "Here since the oldest release"},
    "past_since": {"pl": "Jest tu od wydania", "en": "Here since release"},
    "past_changed": {"pl": "Ostatnia zmiana: wydanie", "en": "Last changed in release"},
    "past_unchanged": {"pl": "Od tamtej pory bez zmian.", "en": "Not changed since."},
    "past_of_data": {"pl": "dane z dnia {day}", "en": "data of {day}"},
    "past_see": {"pl": "co się zmieniło", "en": "what changed"},
    "past_withdrawn": {
        "pl": "Wycofano to w wydaniu {id}; żadne źródło już o tym nie mówi.",
        "en": "This was withdrawn in release {id}; no source speaks of it any more.",
    },
    "feed_title": {"pl": "{title}: wydania", "en": "{title}: releases"},
    "feed_first": {"pl": "Pierwsze wydanie w tej historii.", "en": "The first release of this history."},
    "feed_things": {"pl": "Dotyczy: {names}", "en": "About: {names}"},
    "feed_some_things": {"pl": "Dotyczy między innymi: {names}", "en": "About, among others: {names}"},
    "feed_unknown": {"pl": "Nie wiadomo, co się zmieniło.", "en": "It is not known what changed."},
}  # fmt: skip

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {
    "past_entities_added": {
        "pl": {"one": "{n} nowa rzecz", "few": "{n} nowe rzeczy", "many": "{n} nowych rzeczy", "other": "{n} nowej rzeczy"},
        "en": {"one": "{n} new thing", "other": "{n} new things"},
    },
    "past_entities_removed": {
        "pl": {"one": "{n} wycofana rzecz", "few": "{n} wycofane rzeczy", "many": "{n} wycofanych rzeczy", "other": "{n} wycofanej rzeczy"},
        "en": {"one": "{n} thing withdrawn", "other": "{n} things withdrawn"},
    },
    "past_entities_changed": {
        "pl": {"one": "{n} zmieniona rzecz", "few": "{n} zmienione rzeczy", "many": "{n} zmienionych rzeczy", "other": "{n} zmienionej rzeczy"},
        "en": {"one": "{n} thing changed", "other": "{n} things changed"},
    },
    "past_gaps_added": {
        "pl": {"one": "{n} nowa luka", "few": "{n} nowe luki", "many": "{n} nowych luk", "other": "{n} nowej luki"},
        "en": {"one": "{n} new gap", "other": "{n} new gaps"},
    },
    "past_gaps_removed": {
        "pl": {"one": "zniknęła {n} luka", "few": "zniknęły {n} luki", "many": "zniknęło {n} luk", "other": "zniknęło {n} luki"},
        "en": {"one": "{n} gap gone", "other": "{n} gaps gone"},
    },
    "past_conflicts_added": {
        "pl": {"one": "{n} nowa sprzeczność", "few": "{n} nowe sprzeczności", "many": "{n} nowych sprzeczności", "other": "{n} nowej sprzeczności"},
        "en": {"one": "{n} new conflict", "other": "{n} new conflicts"},
    },
    "past_conflicts_removed": {
        "pl": {"one": "zniknęła {n} sprzeczność", "few": "zniknęły {n} sprzeczności", "many": "zniknęło {n} sprzeczności", "other": "zniknęło {n} sprzeczności"},
        "en": {"one": "{n} conflict gone", "other": "{n} conflicts gone"},
    },
}  # fmt: skip
