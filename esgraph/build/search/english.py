"""Turns a folded English word into its forms: singular and plural, in British and in American spelling."""

import re
from typing import Final

_PAIRS: Final = (
    "ageing aging, analyse analyze, analyser analyzer, behaviour behavior, behavioural behavioral, cancelled canceled,"
    " catalogue catalog, centre center, colour color, counselling counseling, counsellor counselor, defence defense,"
    " dialogue dialog, endeavour endeavor, enrol enroll, enrolment enrollment, favour favor, fulfil fulfill, grey gray,"
    " harbour harbor, honour honor, judgement judgment, kilometre kilometer, labelled labeled,"
    " labour labor, labourer laborer, licence license, metre meter, modelling modeling, neighbour neighbor,"
    " neighbourhood neighborhood, orthopaedic orthopedic, paediatric pediatric, plough plow, practise practice,"
    " programme program, theatre theater, traveller traveler, travelling traveling"
)
#: What stands before -ise and -ize, -isation and -ization. Not every word that ends so has both: enterprise, exercise.
_VERBS: Final = (
    "author|capital|central|decentral|deinstitutional|digital|final|formal|general|global|harmon|hospital|human"
    "|individual|institutional|legal|local|maxim|minim|mobil|modern|normal|optim|organ|personal|popular|priorit"
    "|professional|real|recogn|reorgan|revital|social|special|stabil|standard|subsid|summar|util|visual"
)


def _both_ways(pairs: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for pair in pairs.split(","):
        british, american = pair.split()
        known |= {british: american, american: british}
    return known


_OTHER: Final = _both_ways(_PAIRS)
_WITH_Z: Final = re.compile(rf"({_VERBS})i([sz])(e|ed|er|es|ers|ing|ation|ations|ational)")


def english_forms(word: str) -> frozenset[str]:
    """A folded word in singular and plural, and as those write it who spell it otherwise.

    >>> sorted(english_forms("centres"))
    ['center', 'centers', 'centre', 'centres']
    """
    forms = _numbers(word)
    return forms.union(*(_numbers(other) for form in forms if (other := _spelt_otherwise(form))))


def _numbers(word: str) -> frozenset[str]:
    if word.endswith("ies") and len(word) > 4:
        return frozenset({word, word[:-3] + "y"})
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return frozenset({word, word[:-1]})
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return frozenset({word, word[:-1] + "ies"})
    return frozenset({word, word + "es" if word.endswith(("s", "x", "ch", "sh")) else word + "s"})


def _spelt_otherwise(word: str) -> str:
    if found := _WITH_Z.fullmatch(word):
        return f"{found[1]}i{'z' if found[2] == 's' else 's'}{found[3]}"
    return _OTHER.get(word, "")
