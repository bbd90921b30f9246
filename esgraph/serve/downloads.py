"""Turns the files of a release into downloads, each with its size, hash and media type."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, abort, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.release import MANIFEST, NQUADS, TURTLE, FileEntry
from esgraph.serve import documents, dump_files, negotiation
from esgraph.serve.article import graph_file
from esgraph.serve.reference import reference
from esgraph.serve.site import Site, language, site
from esgraph.vocabulary import SCHEME, SCHEMES, graph

blueprint = Blueprint("downloads", __name__)

#: Formats of a single graph.
_GRAPH_FORMATS = (*negotiation.GRAPHS, *negotiation.DATASETS)

#: The files of each part of the page, by how their names begin; a name is in the first part that it fits.
_PARTS = (
    ("schemes", ("ontology/schemes/",)),
    ("rules", ("ontology/rules/",)),
    ("ontology", ("ontology/",)),
    ("quality", ("shapes/quality/",)),
    ("shapes", ("shapes/",)),
    ("questions", ("questions/",)),
    ("network", ("network/",)),
    ("report", (MANIFEST, "report.")),
    ("other", ("",)),
)
_ORDER = ("network", "report", "ontology", "schemes", "rules", "shapes", "quality", "questions", "other")


@dataclass(frozen=True, slots=True)
class Dump:
    """A file with the whole graph: how it is loaded, as a command each for a shell, rdflib and Oxigraph."""

    name: str
    entry: FileEntry
    commands: tuple[tuple[str, str], ...]


@blueprint.route("/downloads")
def index() -> str:
    """The files of the release, the dumps first."""
    current = site()
    files = {**current.release.manifest.files}
    if manifest := current.files.manifest_entry:
        files[MANIFEST] = manifest
    dumps = [_dump(name, files.pop(name)) for name in (TURTLE, NQUADS) if name in files]
    return render_template("downloads.html", dumps=dumps, parts=_parts(files), titles=_titles(current), needs=_needs())


def _needs() -> list[tuple[str, str]]:
    """What people come for, and where each finds it."""
    return [
        ("sheet", url_for("questions.index")),
        ("whole", url_for(".dump", release="latest", file=NQUADS)),
        ("reading", url_for(".dump", release="latest", file=TURTLE)),
        ("one_source", url_for("sources.index")),
        ("portal", url_for("catalogue.index")),
        ("quality", url_for(".dump", release="latest", file="report.json")),
    ]


def _dump(name: str, entry: FileEntry) -> Dump:
    address = url_for(".dump", release="latest", file=name, _external=True)
    triples = name == TURTLE
    kind, form = ("Graph", "turtle") if triples else ("Dataset", "nquads")
    return Dump(
        name,
        entry,
        (
            ("curl", f"curl -O {address}"),
            ("rdflib", f'graph = rdflib.{kind}().parse("{name}", format="{form}")'),
            ("Oxigraph", f"oxigraph load --location graph --file {name}"),
        ),
    )


def _parts(files: dict[str, FileEntry]) -> dict[str, dict[str, FileEntry]]:
    found: dict[str, dict[str, FileEntry]] = {name: {} for name in _ORDER}
    for file, entry in sorted(files.items()):
        found[next(name for name, starts in _PARTS if file.startswith(starts))][file] = entry
    return {name: listed for name, listed in found.items() if listed}


def _titles(current: Site) -> dict[str, str]:
    """What the file of a question or a scheme holds; other files have words of their own."""
    titles = {f"questions/{question.slug}.rq": question.title(language()) for question in current.questions}
    for name in SCHEMES:
        titles[f"ontology/schemes/{name}.ttl"] = reference().label(SCHEME + name, language())
    return titles


@blueprint.route("/dumps/<release>/graphs/<path:name>")
def graph_dump(release: str, name: str) -> BaseResponse:
    """One named graph in the format of the suffix, by release id or as of the latest: `graphs/source/x.ttl`."""
    dump_files.check(release)
    stem, suffix = documents.split(name, _GRAPH_FORMATS)
    iri = graph(site().base, stem)
    if not suffix or iri not in site().store.graphs():
        abort(HTTPStatus.NOT_FOUND)
    response = graph_file.respond(iri, documents.chosen(suffix, _GRAPH_FORMATS))
    file = dump_files.name_of(f"{stem.replace('/', '-')}.{suffix}")
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


@blueprint.route("/dumps/<release>/<path:file>")
def dump(release: str, file: str) -> BaseResponse:
    """One file, by release id or as the latest; only what the manifest names is ever sent."""
    return dump_files.respond(release, file)
