"""Turns what can be wrong with an answer of a register into problems with remedies."""

from esgraph.errors import Location, Problem


def no_answer(where: Location, form: str, detail: str) -> Problem:
    """A file that is not of the form that its name says."""
    return Problem(
        where,
        {"pl": f"to nie jest poprawny {form}: {detail}", "en": f"this is not valid {form}: {detail}"},
        {"pl": "pobierz odpowiedź rejestru jeszcze raz", "en": "get the answer of the register again"},
    )


def no_records(where: Location) -> Problem:
    """An answer of a register that says nothing."""
    return Problem(
        where,
        {"pl": "odpowiedź rejestru jest pusta", "en": "the answer of the register is empty"},
        {
            "pl": "zapisz odpis KRS (JSON) albo elementy <dane> odpowiedzi REGON (XML)",
            "en": "save the KRS excerpt (JSON), or the elements <dane> of REGON's answer (XML)",
        },
    )


def no_excerpt(where: Location, told: str) -> Problem:
    """An answer that is none of KRS; `told` is what it says itself."""
    quoted_pl, quoted_en = (f": „{told}”", f": “{told}”") if told else ("", "")
    return Problem(
        where,
        {"pl": f"to nie jest odpis z KRS{quoted_pl}", "en": f"this is no excerpt of KRS{quoted_en}"},
        {
            "pl": "sprawdź numer KRS i rejestr (P albo S) i pobierz odpis aktualny: OdpisAktualny, format=json",
            "en": "check the number and the register (P or S), and get a current excerpt: OdpisAktualny, format=json",
        },
    )


def not_current(where: Location, kind: str) -> Problem:
    """An excerpt of another kind: a full one has what was once, too."""
    return Problem(
        where,
        {"pl": f"to nie jest odpis aktualny: „{kind}”", "en": f"this is no current excerpt: “{kind}”"},
        {
            "pl": "pobierz odpis aktualny (OdpisAktualny zamiast OdpisPelny)",
            "en": "get the current excerpt (OdpisAktualny instead of OdpisPelny)",
        },
    )


def register_error(where: Location, code: str, in_polish: str, in_english: str) -> Problem:
    """An answer of REGON that says in its own words why it has none."""
    return Problem(
        where,
        {
            "pl": f"REGON odpowiedział: {in_polish or in_english or '–'} (ErrorCode {code})",
            "en": f"REGON answered: {in_english or in_polish or '–'} (ErrorCode {code})",
        },
        {
            "pl": "sprawdź numer, o który pytano, i pobierz odpowiedź jeszcze raz, albo usuń ten element <dane>",
            "en": "check the number that was asked for and get the answer again, or remove this element <dane>",
        },
    )
