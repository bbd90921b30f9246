"""Turns the address of a licence into its identifier in the SPDX list and its kinds in ADMS."""

import re

#: The versions that there are (SPDX License List), each with its deed or its text, in a language or in none.
_CREATIVE_COMMONS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/licenses/(by(?:-nc)?(?:-sa|-nd)?)/(1\.0|2\.0|2\.5|3\.0|4\.0)"
    r"(?:/(?:(?:legalcode|deed)(?:\.[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)?)?)?"
)
_DEED = re.compile(r"/(?:legalcode|deed)(?:\.[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)?$")
_OTHERS = {
    "creativecommons.org/publicdomain/zero/1.0": "CC0-1.0",
    "opendatacommons.org/licenses/by/1-0": "ODC-By-1.0",
    "opendatacommons.org/licenses/odbl/1-0": "ODbL-1.0",
    "opendatacommons.org/licenses/pddl/1-0": "PDDL-1.0",
}
_KINDS = {
    "by": "Attribution",
    "nc": "NonCommercialUseOnly",
    "nd": "NoDerivativeWork",
    "sa": "ViralEffect-ShareAlike",
}
_KINDS_OF_OTHERS = {
    "CC0-1.0": ("PublicDomain",),
    "ODC-By-1.0": ("Attribution",),
    "ODbL-1.0": ("Attribution", "ViralEffect-ShareAlike"),
    "PDDL-1.0": ("PublicDomain",),
}


def spdx(address: str) -> str:
    """The SPDX identifier of a licence of Creative Commons or Open Data Commons; "" for any other."""
    if found := _CREATIVE_COMMONS.fullmatch(address):
        return f"CC-{found[1].upper()}-{found[2]}"
    return _OTHERS.get(_DEED.sub("", re.sub(r"^https?://(?:www\.)?", "", address)).rstrip("/"), "")


def kinds(address: str) -> tuple[str, ...]:
    """The codes of ADMS licence types that a licence is of; none for one that is not known here."""
    if found := _CREATIVE_COMMONS.fullmatch(address):
        return tuple(_KINDS[part] for part in found[1].split("-"))
    return _KINDS_OF_OTHERS.get(spdx(address), ())
