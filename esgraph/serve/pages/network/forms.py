"""Turns the switches of a request into the form that sets them, and into what its links and files keep."""

from dataclasses import dataclass

from flask import request, url_for

from esgraph.network.model import KINDS
from esgraph.network.switches import Switches
from esgraph.serve import switches
from esgraph.serve.switches import Arguments

#: What people call the formats.
_NAMES = {
    ".gexf": "GEXF",
    ".graphml": "GraphML",
    ".cyjs": "Cytoscape JSON",
    ".dot": "DOT",
    ".json": "JSON Graph",
    ".svg": "SVG",
}

_WHOLE = "network.files.whole"


@dataclass(frozen=True, slots=True)
class Form:
    """The switches of a page; `arguments` are the parameters that differ from what one gets without any."""

    switches: Switches
    depth: int
    arguments: Arguments
    endpoint: str
    place: Arguments

    @property
    def is_switched(self) -> bool:
        """Whether anything is on; how far one looks is no switch."""
        return bool(self.arguments.keys() - {"depth"})

    @property
    def of_paths(self) -> Arguments:
        """The parameters that pages of ways take, too."""
        return {name: value for name, value in self.arguments.items() if name != "depth"}

    @property
    def is_narrowed(self) -> bool:
        """Whether something is on that leaves ties out."""
        return bool(self.arguments.keys() & {"kind", "stated", "since", "until"})

    @property
    def with_merging(self) -> Arguments:
        """The address of the same page where probable identities are merged."""
        return {**self.place, **self.arguments, "merge": "1"}

    @property
    def with_offices(self) -> Arguments:
        """The address of the same page where offices are by themselves."""
        return {**self.place, **self.arguments, "offices": "1"}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of ties to choose from, all of them: what is not offered would be left out by sending the form."""
        return KINDS

    @property
    def files(self) -> list[tuple[str, str]]:
        """The same part of the network as files: the name of each format, and its address."""
        given = {**self.place, **self.arguments, "lang": self._language}
        return [(name, url_for(self.endpoint, form=suffix.lstrip("."), **given))
                for suffix, name in _NAMES.items()]  # fmt: skip

    def file(self, suffix: str) -> str:
        """The address of the file of one format."""
        return url_for(self.endpoint, form=suffix, **{**self.place, **self.arguments})

    def table(self, name: str, excel: str = "") -> str:
        """The address of the table of nodes, or of edges."""
        # A table for Excel is made on request, in the language of the page.
        spoken = request.args.get("lang") if excel else self._language
        given = {**self.place, **self.arguments, "lang": spoken, "excel": excel or None}
        return url_for(self.endpoint, table=name, **given)

    @property
    def is_released(self) -> bool:
        """Whether the files are those of the release, which are the same in every language."""
        return self.endpoint == _WHOLE and not self.arguments

    @property
    def _language(self) -> str | None:
        return None if self.is_released else request.args.get("lang")

    @property
    def data(self) -> str:
        """Where a program finds what the picture shows."""
        return self.file("cyjs")


def form(chosen: Switches, written: str, depth: int) -> Form:
    """The form of the page of an organisation."""
    arguments = switches.written(chosen)
    if depth > 1:
        arguments["depth"] = str(depth)
    sort, _, slug = written.rpartition("/")
    place: Arguments = {"slug": slug, "sort": sort} if sort else {"slug": slug}
    return Form(chosen, depth, arguments, "network.files.around", place)


def whole(chosen: Switches) -> Form:
    """The form of the page of the whole network."""
    return Form(chosen, 1, switches.written(chosen), _WHOLE, {})


def between(chosen: Switches, one: str, other: str) -> Form:
    """The form of the page of two organisations."""
    return Form(chosen, 1, switches.written(chosen), "network.files.between", {"from": one, "to": other})
