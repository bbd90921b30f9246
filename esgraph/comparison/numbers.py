"""Turns what is written for a register number into its digits, or into nothing where it can be no such number.

Tables write `brak`, `-` or `0000000000` where there is none: that says as little as an empty cell.
"""

from typing import Final

from esgraph import polish
from esgraph.search_index import REGISTERS, bare
from esgraph.vocabulary import ESG

#: Properties whose values are numbers in a register → the register.
NUMBERS: Final = {ESG + register: register for register in REGISTERS}

#: How long the numbers of a register are; of TERC also a voivodeship's, a county's, and a commune's without its kind.
LENGTHS: Final = {"krs": (10,), "nip": (10,), "regon": (9, 14), "terc": (2, 4, 6, 7), "simc": (7,)}
_COMMUNE: Final = 6
#: What stands behind the REGON of a body where one of its units would have a number of its own.
_NO_UNIT: Final = "00000"
#: (register, length) → the weights of the digits before the check digit, which is their sum modulo 11.
_WEIGHTS: Final = {
    ("nip", 10): (6, 5, 7, 2, 3, 4, 5, 6, 7),
    ("regon", 9): (8, 9, 2, 3, 4, 5, 6, 7),
    ("regon", 14): (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8),
}


def digits(written: str, register: str) -> str:
    """The first number that is written and can be one of a register, without leading zeros; "" if there is none."""
    found = (bare(body(one.text, register)) for one in polish.numbers(written))
    return next((number for number in found if _is_possible(number, register)), "")


def body(number: str, register: str) -> str:
    """A number as it is known by: KRS writes the REGON of a body like that of a unit, with five zeros behind it."""
    longest = LENGTHS["regon"][-1]
    if register != "regon" or not number.endswith(_NO_UNIT) or not len(number) <= longest:
        return number
    whole = number.zfill(longest).removesuffix(_NO_UNIT)
    return whole if _is_possible(bare(whole), register) else number


def same_number(given: str, known: str, register: str) -> bool:
    """Whether two numbers of a register are the same; a commune's TERC code may lack its last digit."""
    one, other = digits(given, register), bare(known)
    if register == "terc" and len(one) == _COMMUNE and len(other) == _COMMUNE + 1:
        return other.startswith(one)
    return bool(one) and one == other


def _is_possible(short: str, register: str) -> bool:
    """Whether digits without leading zeros, which tables lose, are a number: its length, not one digit, its check."""
    length = next((length for length in LENGTHS[register] if len(short) <= length), 0)
    if register == "nip" and len(short) < length:  # which begins with the code of a tax office, none with a zero
        return False
    whole = short.zfill(length)
    is_one_digit = len(set(whole)) == 1 and length > LENGTHS["terc"][0]
    if not length or not whole.strip("0") or is_one_digit:
        return False
    weights = _WEIGHTS.get((register, length))
    if weights is None:
        return True
    rest = sum(weight * int(digit) for weight, digit in zip(weights, whole, strict=False)) % 11
    # A remainder of ten is no NIP, and stands as zero in a REGON.
    return (rest % 10 if register == "regon" else rest) == int(whole[-1])
