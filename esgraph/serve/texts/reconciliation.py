"""Words of the reconciliation service: what programs show of it, and its small pages."""

from collections.abc import Mapping

from esgraph.errors import Language, Text

TEXTS: dict[str, Text] = {
    "reconcile_setting_limit": {"pl": "Ile wartości najwyżej", "en": "Values at most"},
    "reconcile_setting_limit_help": {
        "pl": "Najwyżej tyle wartości w wierszu; 0 to wszystkie.",
        "en": "At most so many values in a row; 0 means all.",
    },
    "reconcile_setting_content": {"pl": "Postać wartości", "en": "Form of values"},
    "reconcile_setting_content_help": {
        "pl": "Jak podać wartość, która sama jest rzeczą w grafie.",
        "en": "How to give a value that is itself a thing in the graph.",
    },
    "reconcile_content_entity": {"pl": "rzecz uzgodniona z grafem", "en": "a thing reconciled with the graph"},
    "reconcile_content_name": {"pl": "nazwa", "en": "name"},
    "reconcile_content_id": {"pl": "identyfikator", "en": "identifier"},
    "reconcile_guide": {"pl": "Własna tabela: jak uzgadniać", "en": "A table of your own: how to reconcile"},
    "reconcile_guide_intro": {
        "pl": "W OpenRefine: „Reconcile → Start reconciling → Add standard service”, a potem ten adres:",
        "en": "In OpenRefine: “Reconcile → Start reconciling → Add standard service”, and then this address:",
    },
    "reconcile_guide_browser": {
        "pl": "Bez żadnego programu, w przeglądarce:",
        "en": "Without any program, in the browser:",
    },
    "reconcile_guide_languages": {"pl": "Języki", "en": "Languages"},
    "reconcile_guide_languages_text": {
        "pl": "Nazwy po polsku są pod {in_pl}, po angielsku pod {in_en}; bez języka w adresie wybiera go program. Szuka się zawsze w obu.",
        "en": "Names in Polish are at {in_pl}, in English at {in_en}; without a language in the address the client chooses it. Both are always searched.",
    },
    "reconcile_guide_ids": {"pl": "Identyfikatory", "en": "Ids"},
    "reconcile_guide_ids_text": {
        "pl": "Rzecz ma identyfikator jak w swoim adresie za „id/”: „organization/pozytek”; typ i właściwość jak za „def/”: „org:Organization”, „nip”. Identyfikator albo cały adres może też stać w tabeli zamiast nazwy. Po połączeniu wpisów dawny identyfikator prowadzi do nowego; wycofany nie ma wartości.",
        "en": "A thing has the id that its address has behind “id/”: “organization/pozytek”; a type or a property the one behind “def/”: “org:Organization”, “nip”. An id or a whole address may also stand in the table instead of a name. After entries were merged, an old id leads to the new one; a withdrawn one has no values.",
    },
    "reconcile_guide_scores": {"pl": "Punkty", "en": "Scores"},
    "reconcile_guide_scores_text": {
        "pl": "Od 0 do 100. Cała nazwa: 100; ta sama z formą prawną zapisaną inaczej albo z siedzibą lub adresem: {of_same_form}; bez formy po jednej stronie: {of_form_omitted}; z inną formą: {of_other_form}; sama forma: najwyżej {of_form}. Część nazwy ma mniej, im mniej się zgadza. Podane wartości liczą się obok nazwy, a numer w rejestrze bardziej niż ona.",
        "en": "From 0 to 100. A whole name: 100; the same with its legal form written otherwise, or with a seat or an address: {of_same_form}; without a form on one side: {of_form_omitted}; with another form: {of_other_form}; a form alone: at most {of_form}. A part of a name has less, the less of it agrees. Values that are given count beside the name, and a register number more than it.",
    },
    "reconcile_guide_match": {"pl": "Dopasowanie", "en": "Match"},
    "reconcile_guide_match_text": {
        "pl": "Pewne jest tylko to, co jako jedyne tak się nazywa (także z formą prawną zapisaną inaczej) albo ma podany numer KRS, NIP lub REGON, czemu nie przeczy żadna podana wartość ani forma prawna i co ma najwięcej punktów. Z imienników żaden nie jest pewny, dopóki nie rozróżni ich typ, miejsce lub numer; numer kogoś innego przeczy. Resztę rozstrzyga człowiek.",
        "en": "Certain is only what alone is called so (also with its legal form written otherwise) or has the KRS, NIP or REGON number that is given, what no value that is given and no legal form contradicts, and what scores best. Of namesakes none is certain until a type, a place or a number tells them apart; a number of somebody else contradicts. The rest is for people to decide.",
    },
    "reconcile_guide_values": {"pl": "Wartości", "en": "Values"},
    "reconcile_guide_values_text": {
        "pl": "Miejsce podaje się nazwą w dowolnym przypadku, identyfikatorem albo kodem TERC lub SIMC, datę jako 08.06.2018 lub 2018-06-08, numer z kreskami lub bez. „Brak”, „-” i to, co nie może być numerem (długość, cyfra kontrolna) ani datą, nic nie mówi, jak puste pole.",
        "en": "A place is given by its name in any case, by its id, or by its TERC or SIMC code; a date as 08.06.2018 (the day first) or 2018-06-08; a number with or without hyphens. “Brak”, “-” and what can be no number (length, check digit) or no date say nothing, like an empty cell.",
    },
    "reconcile_guide_limits": {"pl": "Ograniczenia", "en": "Limits"},
    "reconcile_guide_limits_text": {
        "pl": "W żądaniu: zapytań {queries}, identyfikatorów {ids}, właściwości {properties}. Kandydatów jest najwyżej {candidates}, także gdy „limit” jest większy. Zapytanie i wartość mają najwyżej {characters} znaków, a szuka się po pierwszych {read}.",
        "en": "In a request: {queries} queries, {ids} ids, {properties} properties. Candidates are at most {candidates}, also where “limit” is more. A query and a value have at most {characters} characters, of which the first {read} are searched for.",
    },
    "reconcile_more": {"pl": "Cała strona", "en": "The whole page"},
    "reconcile_preview": {"pl": "{entity} w skrócie", "en": "{entity} in short"},
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {}
