"""Turns what changed between two releases into a page, entity by entity, and into files."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Response, abort, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.history import keeping
from esgraph.history.changes import WHATS, Counts, EntityChange, Summary, Term
from esgraph.history.directory import between
from esgraph.history.patch import MEDIA_TYPE, SUFFIX
from esgraph.history.telling import WORDS, Line, lines
from esgraph.serve import compression, documents, literals, parameters, past, texts, wording
from esgraph.serve.article.content import Mention
from esgraph.serve.article.paging import Paging
from esgraph.serve.conditional import not_modified, tag_of
from esgraph.serve.past import Folder, Known
from esgraph.serve.resource import batches, listed, read_labels
from esgraph.serve.site import language, site
from esgraph.vocabulary import graph

#: Entities on a page.
SIZE = 50

#: What a file of changes has: how its address ends, the file, its media type.
FILES = {
    SUFFIX: (keeping.PATCH, MEDIA_TYPE),
    ".added.nq": (keeping.ADDED, "application/n-quads"),
    ".removed.nq": (keeping.REMOVED, "application/n-quads"),
    ".json": (keeping.JSON, "application/json"),
}
_PACKED = ".gz"
_SUFFIXES = (*FILES, *(f"{one}{_PACKED}" for one in FILES))


@dataclass(frozen=True, slots=True)
class Told:
    """A line of what happened to an entity, as a page prints it; `words` say what the values alone do not."""

    of: str
    label: str
    definition: str
    words: str
    before: tuple[Mention, ...]
    after: tuple[Mention, ...]
    sources: tuple[Mention, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity and what happened to it."""

    name: Mention
    kind: str
    what: str
    lines: tuple[Told, ...]


def respond(old: str, new: str) -> BaseResponse | str:
    """The page of what changed between two releases, or a file if the second ends with its suffix.

    Aborts with 404 for releases that there are not; raises RefusedError with 413 where too much changed.
    """
    suffix = next((one for one in _SUFFIXES if new.endswith(one)), "")
    old, new = _id(old), _id(new.removesuffix(suffix))
    folder = past.changes(site(), old, new)
    if folder is None:
        abort(HTTPStatus.NOT_FOUND)
    if not suffix:
        return _page(folder, old, new)
    is_packed = suffix.endswith(_PACKED)
    accepted = request.headers.get("Accept-Encoding", "")
    coding = "" if is_packed else compression.preferred(accepted, ("gzip",))
    tag = tag_of(between(old, new), suffix, coding)
    response: BaseResponse | None = not_modified(tag)
    if response is None:
        response = _file(folder.path, suffix, between(old, new), coding)
        response.set_etag(tag)
    if not is_packed:
        response.vary.add("Accept-Encoding")
    return response


def _id(name: str) -> str:
    """The id of a release, also of the latest: what is told of that changes with it, and so must its validator."""
    known = past.known(site(), name)
    return known.id if known else name


def _file(folder: Path, suffix: str, name: str, coding: str) -> BaseResponse:
    """A file of changes as it is kept, which is compressed, if that was asked for or is understood; else unpacked."""
    file, media_type = FILES[suffix.removesuffix(_PACKED)]
    if suffix.endswith(_PACKED):
        return send_file(folder / file, mimetype="application/gzip", download_name=f"{name}{suffix}", etag=False)
    if coding:
        response = send_file(folder / file, mimetype=media_type, etag=False)
        response.headers["Content-Encoding"] = coding
        return response
    if request.method == "HEAD":
        return Response(iter(()), content_type=media_type)  # its length is known only when it is unpacked
    spool = site().settings.spool()
    with gzip.open(folder / file) as stream:
        while part := stream.read(1 << 18):
            spool.write(part)
    return documents.sent(spool.finish(), media_type)


def _page(folder: Folder, old: str, new: str) -> str:
    number = parameters.page()
    what = parameters.choice("what", WHATS)
    with past.opened(folder) as changes:
        summary = changes.summary
        kind = parameters.choice("kind", summary.kinds)
        chosen: dict[str, Any] = {"kind": kind or None, "what": what or None}
        paging = Paging(
            number, changes.number(kind, what), SIZE,
            lambda to: url_for("releases.release", name=between(old, new), page=to, **chosen),
        )  # fmt: skip
        parameters.within(number, paging.pages)
        found = list(changes.entities(paging.offset, SIZE, kind, what))
    return render_template(
        "changes.html",
        old=past.known(site(), old),
        new=past.known(site(), new),
        ids=(old, new),
        summary=summary,
        in_numbers=in_numbers,
        graphs=_graphs(summary),
        entries=_entries(found),
        kind=kind,
        what=what,
        files=[f"{between(old, new)}{suffix}" for suffix in FILES],
        paging=paging,
        canonical=_canonical(old, new),
    )


def _canonical(old: str, new: str) -> str:
    kept = {name: request.args[name] for name in ("kind", "what", "page") if name in request.args}
    return url_for("releases.release", name=between(old, new), _external=True, **kept)


def changes_address(one: Known) -> str:
    """Where the page is with what changed between a release and the one before it."""
    return url_for("releases.release", name=between(one.before, one.id))


def in_numbers(summary: Summary) -> list[str]:
    """What changed in numbers with their nouns, of what is none nothing."""
    spoken = language()
    signed = {name: texts.decimal(summary.statements[name], spoken) for name in ("added", "removed")}
    told: tuple[tuple[str, Counts], ...] = (
        ("entities", summary.entities), ("gaps", summary.gaps), ("conflicts", summary.conflicts),
    )  # fmt: skip
    found = [texts.text("past_statements", spoken, added=signed["added"], removed=signed["removed"])]
    for name, counts in told:
        found += [
            texts.counted(f"past_{name}_{what}", counts[what], spoken)
            for what in WHATS
            if counts[what] and f"past_{name}_{what}" in texts.COUNTED
        ]
    return found if any(summary.statements.values()) else [texts.text("past_same", spoken)]


def _graphs(summary: Summary) -> list[tuple[Mention, Counts]]:
    """The graphs that differ, those of sources called as the source is; what is gone by the end of its IRI."""
    base = site().base
    iris = {name: graph(base, name) for name in summary.graphs}
    about = {name: f"{base}id/{name}" if name.startswith("source/") else iri for name, iri in iris.items()}
    labels = read_labels(site(), about.values(), language())
    here = site().store.graphs()
    return [
        (Mention(labels.get(about[name], name), iris[name] if iris[name] in here else ""), counts)
        for name, counts in summary.graphs.items()
    ]


def _entries(found: list[EntityChange]) -> list[Entry]:
    """Entities as the page prints them; what the served release does not have is no link."""
    told = [(change, tuple(lines(change))) for change in found]
    iris = {change.entity.value for change in found}
    iris |= {
        term.value
        for _, many in told
        for line in many
        for term in (*line.before, *line.after, *line.graphs)
        if term.is_iri
    }
    here = _here(iris)
    return [
        Entry(_mention(change.entity, here), change.kind, change.what, tuple(_told(line, here) for line in many))
        for change, many in told
    ]


def _here(iris: Iterable[str]) -> set[str]:
    """Those of some IRIs that the served release says something of, or that lie elsewhere."""
    base, graphs = site().base, site().store.graphs()
    own = sorted(iri for iri in iris if iri.startswith(f"{base}id/"))
    found = {iri for iri in iris if iri in graphs or not iri.startswith(base)}
    for batch in batches(own):
        rows = site().select(f"SELECT DISTINCT ?s WHERE {{ VALUES ?s {{ {listed(batch)} }} ?s ?p ?o }}")
        found |= {row["s"]["value"] for row in rows}
    return found


def _told(line: Line, here: set[str]) -> Told:
    spoken = language()
    label = line.property.name(spoken) if line.property else ""
    if line.language and f"language_{line.language}" in texts.TEXTS:
        label = f"{label} ({texts.text(f'language_{line.language}', spoken)})"
    return Told(
        line.of,
        label,
        wording.address(line.property.value) if line.property else "",
        WORDS[line.of][spoken],
        tuple(_mention(term, here) for term in line.before),
        tuple(_mention(term, here) for term in line.after),
        tuple(_mention(term, here) for term in line.graphs),
        line.number,
    )


def _mention(term: Term, here: set[str]) -> Mention:
    if term.is_iri:
        return Mention(term.name(language()), term.value if term.value in here else "")
    other = term.language if term.language not in ("", language()) else ""
    return Mention(literals.spoken(term.value, term.datatype, language()), language=other)
