"""What the page of proposals says, in both languages."""

from typing import Final

from esgraph.errors import Text

TEXTS: Final[dict[str, Text]] = {
    "title": {"pl": "Propozycje tożsamości", "en": "Proposals of identity"},
    "count": {"pl": "Do rozstrzygnięcia: {count}", "en": "To be decided: {count}"},
    "none": {"pl": "Nie ma propozycji do rozstrzygnięcia.", "en": "There are no proposals to decide."},
    "ours": {"pl": "W naszych danych", "en": "In our data"},
    "theirs": {"pl": "Kandydat", "en": "Candidate"},
    "feature": {"pl": "Cecha", "en": "Feature"},
    "probable": {"pl": "prawdopodobna", "en": "probable"},
    "possible": {"pl": "możliwa", "en": "possible"},
    "score": {"pl": "wynik {score} na 100", "en": "score {score} of 100"},
    "proposed": {"pl": "zaproponowano {day}", "en": "proposed on {day}"},
    "left": {"pl": "zostawiono otwarte: {by}, {day}", "en": "left open: {by}, {day}"},
    "mend": {"pl": "Popraw plik i odśwież stronę.", "en": "Mend the file, and reload the page."},
    "by": {"pl": "Kto rozstrzyga (funkcja, zespół lub inicjały)", "en": "Who decides (a function, a team or initials)"},
    "on": {"pl": "Kiedy", "en": "When"},
    "reason": {"pl": "Dlaczego (niekoniecznie)", "en": "Why (optional)"},
    "confirm": {"pl": "To ten sam byt", "en": "It is the same"},
    "reject": {"pl": "To inny byt", "en": "It is another"},
    "leave": {"pl": "Nie wiadomo", "en": "Not known"},
    "done": {"pl": "Zapisano w {file}: {name}", "en": "Written to {file}: {name}"},
    "next": {"pl": "Następne", "en": "Next"},
    "before": {"pl": "Poprzednie", "en": "Previous"},
    "language": {"pl": "English", "en": "Polski"},
    "refused": {
        "pl": "Odrzucono: to nie jest formularz tej strony. Otwórz ją na nowo.",
        "en": "Refused: this is no form of this page. Open it anew.",
    },
    "wrong": {"pl": "Nie zapisano.", "en": "Nothing was written."},
    "after": {
        "pl": "Rozstrzygnięcia są w plikach danych; `esgraph check` sprawdzi je razem z resztą.",
        "en": "Decisions stand in the files of the data; `esgraph check` looks at them with the rest.",
    },
}
