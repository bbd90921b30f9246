"""Turns the releases that there are into a feed that readers of news follow (Atom, RFC 4287)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

MEDIA_TYPE = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Link:
    """Where something is that an entry is about (`related`, section 4.2.7.2): a page or a file, and what it is."""

    address: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry: its IRI, which never changes, title, dates (xsd:date), summary, the page about it, and what is related.

    An entry in another language is another one.
    """

    id: str
    title: str
    issued: str
    modified: str
    summary: str
    address: str
    related: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its IRI, title, author, licence and language; `own` is where it is, `page` what it is about."""

    id: str
    title: str
    author: str
    licence: str
    language: str
    own: str
    page: str

    def write(self, items: Iterable[Item]) -> str:
        """The document (RFC 4287, section 2), with the items in their order; the first is the latest."""
        listed = list(items)
        # A feed must say when it changed last (section 4.1.1), and has one release at least.
        updated = max(item.modified for item in listed)
        head = [
            f"<id>{escape(self.id)}</id>",
            f"<title>{escape(self.title)}</title>",
            f"<updated>{_time(updated)}</updated>",
            f"<author><name>{escape(self.author)}</name></author>",
            f"<rights>{escape(self.licence)}</rights>",
            f'<link rel="self" type="{MEDIA_TYPE}" href={quoteattr(self.own)}/>',
            f'<link rel="alternate" type="text/html" href={quoteattr(self.page)}/>',
        ]
        lines = [*head, *(line for item in listed for line in _entry(item))]
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{self.language}">\n'
            + "\n".join(lines)
            + "\n</feed>\n"
        )


def _entry(item: Item) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{escape(item.id)}</id>"
    yield f"<title>{escape(item.title)}</title>"
    yield f"<updated>{_time(item.modified)}</updated>"
    yield f"<published>{_time(item.issued)}</published>"
    yield f'<link rel="alternate" type="text/html" href={quoteattr(item.address)}/>'
    for one in item.related:
        attributes = f"type={quoteattr(one.media_type)} href={quoteattr(one.address)} title={quoteattr(one.title)}"
        yield f'<link rel="related" {attributes}/>'
    yield f"<summary>{escape(item.summary)}</summary>"
    yield "</entry>"


def _time(day: str) -> str:
    """A date as a moment (RFC 3339): data have days, and a feed has none."""
    return f"{day[:10]}T00:00:00Z"
