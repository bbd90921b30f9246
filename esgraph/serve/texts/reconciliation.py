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
    "reconcile_more": {"pl": "Cała strona", "en": "The whole page"},
    "reconcile_preview": {"pl": "{entity} w skrócie", "en": "{entity} in short"},
}

COUNTED: dict[str, Mapping[Language, Mapping[str, str]]] = {}
