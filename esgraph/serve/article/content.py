"""Turns what is told of a thing into values that a template only has to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from esgraph.serve.article.neighbourhood import Way

#: What is not simply stated: each has a word and a look of its own.
Tag = Literal["conflict", "derived", "gap", "open", "probable"]

#: How the items of a section are laid out: facts of the thing itself, a list, numbered parts, or sides that differ.
Layout = Literal["facts", "list", "programme", "sides"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing as it is named: its words, the IRI that they lead to ("" for mere words), their language if another."""

    text: str
    iri: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a source that carry a statement, or a paraphrase (then `is_quote` is false).

    `date` is when the source was published, as written in the data; `is_open` marks a list that the source leaves open.
    Of a table, `at` says which row it is; `basis` is the page that the row refers to, `accessed` when it was looked at.
    """

    iri: str
    words: str
    is_quote: bool
    source: str
    source_label: str
    date: str = ""
    language: str = ""
    is_open: bool = False
    at: str = ""
    basis: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property: what it is, what it lies in, if anything, and on what it rests.

    Of a link that was confirmed, `hypothesis` is the IRI of what says how, `checked` the day, as written in the data.
    """

    what: Mention
    within: tuple[Mention, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    tags: tuple[Tag, ...] = ()
    hypothesis: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """How many more statements there are of a thing, by which property, and which way it points."""

    number: int
    way: Way
    property: str
    of: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A value that a source does not give: what is on record of that, where it is recorded, and of which source."""

    words: str
    iri: str
    source: Mention | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A property with its values, each with its evidence, or with the gap in their place."""

    label: Mention
    values: tuple[Value, ...] = ()
    gap: Gap | None = None
    more: More | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a section: the things that it names, what is said of them, on what it rests.

    `node` is the IRI of the statement itself, where it has a page; `ground` what it was derived from.
    """

    what: tuple[Mention, ...]
    notes: tuple[Note, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    tags: tuple[Tag, ...] = ()
    node: str = ""
    ground: tuple[Mention, ...] = ()
    inner: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article under a heading; `more` says what is not shown."""

    heading: str
    items: tuple[Item, ...] = ()
    layout: Layout = "list"
    intro: str = ""
    more: More | None = None
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to a page: a list of this site by its name, or a thing."""

    text: str
    iri: str = ""
    listing: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """All that a page says of one thing.

    `rest` is what no section tells; `total` statements have it as subject, `pointing` as object. `is_quote`: its title
    is the words of a source. `terc` is the code of the one place where it is, or that it is.
    """

    iri: str
    kind: str
    kicker: str
    title: str
    lead: str
    crumbs: tuple[Crumb, ...]
    sections: tuple[Section, ...]
    facts: tuple[Note, ...]
    links: tuple[Note, ...]
    gaps: tuple[Note, ...]
    rest: tuple[Note, ...]
    incoming: tuple[Section, ...]
    total: int
    pointing: int
    schema_org: str
    is_quote: bool = False
    terc: str = ""


def present(parts: Iterable["Section | None"]) -> tuple[Section, ...]:
    """The sections that there are."""
    return tuple(part for part in parts if part is not None)
