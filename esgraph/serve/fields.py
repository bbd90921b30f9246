"""Turns the address of a question's page into the fields of its form: what was asked, what was meant, what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from werkzeug.datastructures import MultiDict

from esgraph.errors import Language, Message, verbatim
from esgraph.question import Parameter, Question
from esgraph.serve import choices, parameters, texts
from esgraph.serve.choices import Choice, Doubt
from esgraph.serve.site import Site

#: The parameter that is not a field: the language of names is that of the page.
LANGUAGE = "lang"


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a question with its value; `written` stands in the field, `options` are all there are, if few.

    `trouble` tells the reader what is wrong with what was written, and `candidates` what may have been meant. A value
    that is an IRI but none that the graph has for the parameter `is_absent`: a right question, whose answer is empty.
    """

    parameter: Parameter
    value: str
    written: str
    label: str
    options: tuple[Choice, ...] | None
    trouble: Message | None = None
    candidates: tuple[Choice, ...] = ()
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked; `troubles` are those that belong to no field."""

    question: Question
    fields: tuple[Field, ...]
    troubles: tuple[Message, ...]
    language: Language

    @property
    def is_clear(self) -> bool:
        """Whether the question can be answered."""
        return not self.troubles and not any(field.trouble for field in self.fields)

    @property
    def values(self) -> dict[str, str]:
        """Parameter → value, for links to the files of the same answer."""
        return {field.parameter.name: field.value for field in self.fields}

    @property
    def text(self) -> str:
        """The query with these values, and names in the reader's language."""
        spoken = {LANGUAGE: self.language} if any(one.name == LANGUAGE for one in self.question.parameters) else {}
        return self.question.bind(self.values | spoken)


def read(site: Site, question: Question, given: MultiDict[str, str], language: Language, also: Iterable[str]) -> Asked:
    """Read the parameters of an address; `also` are the names that it may have beside those of the question."""
    own = [parameter for parameter in question.parameters if parameter.name != LANGUAGE]
    names = [parameter.name for parameter in own]
    known = {*names, LANGUAGE, *also}
    strangers = [name for name in given if name not in known and not parameters.is_campaign(name)]
    return Asked(
        question,
        tuple(_field(site, parameter, given, language) for parameter in own),
        tuple(_stranger(name, names) for name in strangers),
        language,
    )


def _field(site: Site, parameter: Parameter, given: MultiDict[str, str], language: Language) -> Field:
    options = choices.few(site, parameter, language)
    several = given.getlist(parameter.name)
    written = several[0].strip() if several else ""
    # An empty field is how a form says that nothing was chosen.
    found = choices.meant(site, parameter, written, language) if written else choices.default(site, parameter, language)
    label = verbatim(parameter.label)
    if len(several) > 1:
        trouble = texts.message("field_twice", label=label)
        return Field(parameter, parameter.default, written, "", options, trouble)
    if isinstance(found, Doubt):
        trouble = texts.message(f"field_{found.reason}", label=label, written=written)
        return Field(parameter, parameter.default, written, "", options, trouble, found.candidates)
    shown = _shown(site, parameter, found, language)
    absent = bool(written) and not choices.holds(site, parameter, found.value)
    return Field(parameter, found.value, shown, found.label, _with(options, found), is_absent=absent)


def _shown(site: Site, parameter: Parameter, found: Choice, language: Language) -> str:
    """What stands in a field that completes: the name, unless another thing has it too."""
    if parameter.type == "text" or not parameter.choices:
        return found.value
    return found.label if choices.meant(site, parameter, found.label, language) == found else found.value


def _with(options: tuple[Choice, ...] | None, found: Choice) -> tuple[Choice, ...] | None:
    """The options and what was asked for, which need not be among them: its answer is then empty."""
    if options is None or any(option.value == found.value for option in options):
        return options
    return (found, *options)


def _stranger(name: str, names: list[str]) -> Message:
    """That an address has a parameter which the question does not: a slip must not give another question's answer."""
    if not names:
        return texts.message("parameter_none", given=name)
    if close := get_close_matches(name, names, n=1):
        return texts.message("parameter_close", given=name, close=close[0])
    return texts.message("parameter_unknown", given=name, names=", ".join(names))
