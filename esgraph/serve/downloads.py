"""Turns the files of a release into downloads, each with its size, hash and media type."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.dumps.formats import FORMATS, Format
from esgraph.release import BIBTEX, CATALOGUE, CHECKSUMS, CITATION, DUMP, MANIFEST, NQUADS, TURTLE, FileEntry
from esgraph.serve import documents, dump_files, negotiation, resource
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
    ("tables", ("tables/",)),
    ("report", (MANIFEST, "report.", CHECKSUMS, CATALOGUE, CITATION, BIBTEX)),
    ("other", ("",)),
)
_ORDER = ("tables", "network", "report", "ontology", "schemes", "rules", "shapes", "quality", "questions", "other")


@dataclass(frozen=True, slots=True)
class Dump:
    """The whole graph in a format: its file, and the same compressed."""

    form: Format
    files: dict[str, FileEntry]

    @property
    def name(self) -> str:
        """The file as it is."""
        return next(iter(self.files))


@dataclass(frozen=True, slots=True)
class Graph:
    """A named graph: its name below `graph/`, what it is called, how many statements it has."""

    name: str
    label: str
    statements: int


@blueprint.route("/downloads")
def index() -> str:
    """The files of the release, the dumps first."""
    current = site()
    files = {**current.release.manifest.files}
    if manifest := current.files.manifest_entry:
        files[MANIFEST] = manifest
    dumps = [Dump(form, found) for form in FORMATS.values() if (found := _taken(files, f"{DUMP}.{form.suffix}"))]
    graphs, sources = _graphs(current)
    return render_template(
        "downloads.html",
        dumps=dumps,
        loading=_loading(current),
        graphs=graphs,
        sources=sources,
        graph_formats=_GRAPH_FORMATS,
        parts=_parts(files),
        titles=_titles(current),
        needs=_needs(files),
    )


def _taken(files: dict[str, FileEntry], name: str) -> dict[str, FileEntry]:
    """A file and its compressed forms, taken out of the others."""
    return {one: files.pop(one) for one in (name, f"{name}.gz", f"{name}.zst") if one in files}


def _needs(files: dict[str, FileEntry]) -> list[tuple[str, str]]:
    """What people come for, and where each finds it."""
    needs = [
        ("sheet", url_for("questions.index")),
        ("own_list", url_for("match.form")),
        ("tables", url_for(".index", _anchor="tables")),
        ("whole", url_for(".dump", release="latest", file=NQUADS)),
        ("reading", url_for(".dump", release="latest", file=TURTLE)),
        ("one_source", url_for("sources.index")),
        ("portal", url_for("catalogue.index")),
        ("quality", url_for(".dump", release="latest", file="report.json")),
    ]
    has_tables = any(name.startswith("tables/") for name in files)
    return [one for one in needs if has_tables or one[0] != "tables"]


def _loading(current: Site) -> list[tuple[str, list[str]]]:
    """Programs, and the commands by which each takes a file of this release; those that it has."""
    commands = [
        ("curl", NQUADS, f"curl -O {_address(NQUADS)}"),
        ("gzip", f"{NQUADS}.gz", f"gzip -d {NQUADS}.gz"),
        ("zstd", f"{NQUADS}.zst", f"zstd -d {NQUADS}.zst"),
        ("rdflib", TURTLE, f'graph = rdflib.Graph().parse("{TURTLE}")'),
        ("rdflib", "esgraph.trig", 'dataset = rdflib.Dataset().parse("esgraph.trig", format="trig")'),
        ("Oxigraph", NQUADS, f"oxigraph load --location graph --file {NQUADS}"),
        ("pandas", "tables/places.csv", f'places = pandas.read_csv("{_address("tables/places.csv")}", dtype=str)'),
    ]
    found: dict[str, list[str]] = {}
    for program, file, command in commands:
        if file in current.release.manifest.files:
            found.setdefault(program, []).append(command)
    return list(found.items())


def _address(file: str) -> str:
    return url_for(".dump", release="latest", file=file, _external=True)


def _graphs(current: Site) -> tuple[list[Graph], int]:
    """The graphs that are no source's, by name, and how many are: those may be very many, and have a list of theirs."""
    prefix = graph(current.base, "")
    counts = {iri: number for iri, number in current.release.manifest.counts.items() if iri.startswith(prefix)}
    others = sorted(iri for iri in counts if not iri.startswith(f"{prefix}source/"))
    labels = resource.read_labels(current, others, language())
    named = ((iri, iri.removeprefix(prefix)) for iri in others)
    return [Graph(name, labels.get(iri, name), counts[iri]) for iri, name in named], len(counts) - len(others)


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
    file = dump_files.name_of(f"{stem.replace('/', '-')}.{suffix}", site().release)
    response.headers.set("Content-Disposition", "attachment", filename=file)
    return response


@blueprint.route(f"/dumps/<release>/{DUMP}.sha256")
def checksums(release: str) -> BaseResponse:
    """The checksums of what is downloaded, by release id or as of the latest."""
    return dump_files.checksums(release)


@blueprint.route("/dumps/", strict_slashes=False)
@blueprint.route("/dumps/<release>/", strict_slashes=False)
def folder(release: str = "latest") -> BaseResponse:
    """Lead to the page that lists the files of a release."""
    if release == "latest":
        return redirect(url_for(".index"))
    return redirect(url_for("releases.release", name=dump_files.chosen_by(release).manifest.id))


@blueprint.route(f"/dumps/<release>/{DUMP}")
def whole(release: str) -> BaseResponse:
    """Lead to the whole graph in the format that the client likes best, of those in which the release has it."""
    files = dump_files.chosen_by(release).manifest.files
    offers = [one for one in _GRAPH_FORMATS if f"{DUMP}.{one.suffix}" in files]
    chosen = documents.chosen("", offers)
    response = redirect(url_for(".dump", release=release, file=f"{DUMP}.{chosen.suffix}"), HTTPStatus.SEE_OTHER)
    response.vary.add("Accept")
    return response


@blueprint.route("/dumps/<release>/<path:file>")
def dump(release: str, file: str) -> BaseResponse:
    """One file, by release id or as the latest; only what the manifest names is ever sent."""
    return dump_files.respond(release, file)
