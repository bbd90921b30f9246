"""Turns the network, or any part of it that has an address, into files for network tools."""

from collections.abc import Iterator, Sequence
from http import HTTPStatus
from typing import IO, Final, cast

from flask import Blueprint, Response
from werkzeug.wrappers import Response as BaseResponse

from esgraph.excel import CONVENTIONS
from esgraph.network import Network, View
from esgraph.network.drawing import Picture, draw, draw_paths, svg
from esgraph.network.drawing.choice import choose
from esgraph.network.files import FORMATS, Content, Format
from esgraph.network.paths import connection
from esgraph.release import NETWORK_FILES
from esgraph.serve import documents, downloads, messages, parameters, spreadsheet, switches
from esgraph.serve.networks import asked
from esgraph.serve.pages.network import naming
from esgraph.serve.pages.network.asking import DEPTHS, all_around, node_of, standing_in, undated, view_of
from esgraph.serve.problem import RefusedError
from esgraph.serve.site import language, site

blueprint = Blueprint("files", __name__)

#: Edges of a file that is made on request; making more takes so long that others would notice.
MOST: Final = 5_000
#: Nodes that `most` can ask for.
_SHOWN: Final = 200
_FORMATS: Final = {form.suffix.lstrip("."): form for form in FORMATS}
_SUFFIXES = "<any(gexf, graphml, cyjs, dot, json, svg):form>"
_TABLES = "<any(nodes, edges):table>.csv"


@blueprint.route(f"/network.{_SUFFIXES}")
@blueprint.route(f"/network/{_TABLES}")
def whole(form: str = "", table: str = "") -> BaseResponse:
    """The whole network as the release has it, or the part that switches leave."""
    name = form or f"{table}.csv"
    chosen = switches.read(*_of_tables(table))
    if not switches.written(chosen) and not spreadsheet.wanted():
        return _released(name)
    with asked() as given:
        view = given.network.switched(chosen)
        if view.is_larger(MOST):
            raise _too_large()
        made = _picture(draw(view, language()), "network") if form == "svg" else _file(
            given.network, view, name, "network"
        )  # fmt: skip
        return _without(made, undated(given, chosen))


@blueprint.route(f"/network/<slug>.{_SUFFIXES}")
@blueprint.route(f"/network/<slug>/{_TABLES}")
@blueprint.route(f"/network/<any(organization, post):sort>/<slug>.{_SUFFIXES}")
@blueprint.route(f"/network/<any(organization, post):sort>/<slug>/{_TABLES}")
def around(slug: str, form: str = "", table: str = "", sort: str = "") -> BaseResponse:
    """The ego network of an organisation (or, with `offices`, of an office).

    With `most` that many of its nodes: the closest, by `esgraph.network.drawing.choice`.
    """
    depth = int(parameters.choice("depth", DEPTHS) or "1")
    # The picture has a number of its own.
    chosen = switches.read("depth", *_of_tables(table), *(["most"] if form != "svg" else []))
    most = parameters.number("most", 0, _SHOWN, 0)
    with asked() as given:
        view = view_of(given.network, chosen)
        node = standing_in(view, node_of(given.network, f"{sort}/{slug}" if sort else slug))
        nodes, without = all_around(view, node, depth), view.undated_of(node)
        if form == "svg":
            return _without(_picture(draw(view, language(), centre=node, among=nodes), slug), without)
        shown = choose(view, node, most, among=nodes) if most else nodes
        # Each of them is bound to somebody nearer to the middle: there are as many edges, but for one, at least.
        if len(shown) > MOST + 1:
            raise _too_large()
        response = _file(given.network, view.within(shown), form or f"{table}.csv", slug)
        documents.leave_out(response, len(nodes) - len(shown))
        return _without(response, without)


@blueprint.route(f"/network/path.{_SUFFIXES}")
@blueprint.route(f"/network/path/{_TABLES}")
def between(form: str = "", table: str = "") -> BaseResponse:
    """The shortest paths of two organisations, with all that binds those on them step by step."""
    chosen = switches.read("from", "to", *_of_tables(table))
    with asked() as given:
        named = naming.read(given.network)
        nodes = naming.known(named)
        if response := naming.to_their_address(named):
            return response
        view = view_of(given.network, chosen)
        ends = (standing_in(view, nodes[0]), standing_in(view, nodes[1]))
        found, without = connection(view, *ends), undated(given, chosen)
        if form == "svg":
            return _without(_picture(draw_paths(view, ends, found.paths, language()), "path"), without)
        if len(found.steps) > MOST:
            raise _too_large()
        part = view.within(set(ends).union(*found.steps)).only(found.steps)
        return _without(_file(given.network, part, form or f"{table}.csv", "path"), without)


def _released(name: str) -> BaseResponse:
    """The file of the release, sent as one that is made on request is."""
    response = downloads.dump("latest", f"{NETWORK_FILES}/{name if '.' in name else f'network.{name}'}")
    # A picture is looked at where it is, the others are kept.
    shown = "inline" if name == "svg" else "attachment"
    response.headers["Content-Disposition"] = f'{shown}; filename="{_file_name("network", name)}"'
    if name in _FORMATS:
        response.headers["Content-Type"] = _FORMATS[name].media_type
    return response


def _file_name(title: str, name: str) -> str:
    return title + (f"-{name}" if "." in name else f".{name}")


def _of_tables(table: str) -> Sequence[str]:
    """The parameter of tables alone."""
    return [spreadsheet.PARAMETER] if table else []


def _without(response: Response, number: int) -> Response:
    """The same, saying how many ties were left out because no source gives their date."""
    if number:
        response.headers["Esgraph-Undated"] = str(number)
    return response


def _too_large() -> RefusedError:
    told = messages.VIEW_TOO_LARGE.of(most=MOST)
    return RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told, remedy=messages.WHOLE_INSTEAD)


def _picture(picture: Picture, title: str) -> Response:
    response = documents.sent(svg(picture, lambda iri: iri).encode(), "image/svg+xml")
    response.headers["Content-Disposition"] = f'inline; filename="{title}.svg"'
    response.vary.add("Accept-Language")
    return response


def _file(network: Network, view: View, name: str, title: str) -> Response:
    form = _FORMATS[name]
    if view.size > MOST:
        raise _too_large()
    content = Content(network, view, language(), parameters.choice(spreadsheet.PARAMETER, CONVENTIONS))
    # Whole before anything is sent: a file that ends early would look whole.
    spool = site().settings.spool()
    for piece in _encoded(form, content):
        cast("IO[bytes]", spool).write(piece)
    response = documents.sent(spool.finish(), form.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(title, name)}"'
    response.vary.add("Accept-Language")
    return response


def _encoded(form: Format, content: Content) -> Iterator[bytes]:
    for piece in form.write(content):
        yield piece.encode()
