"""Turns the past of the release that is served into pages: the list of releases, each of them, and a feed."""

from collections.abc import Iterator
from http import HTTPStatus

from flask import Blueprint, Response, abort, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.history.directory import between
from esgraph.history.patch import SUFFIX
from esgraph.release import MANIFEST, NQUADS, TURTLE, FileEntry, file_entry
from esgraph.serve import parameters, past, texts
from esgraph.serve.article import page as article_page
from esgraph.serve.article.paging import Paging
from esgraph.serve.feed import MEDIA_TYPE, Feed, Item, Link
from esgraph.serve.pages import changes
from esgraph.serve.pages.changes import FILES, changes_address, in_numbers
from esgraph.serve.past import Known
from esgraph.serve.site import language, site

blueprint = Blueprint("releases", __name__)

#: Releases on a page, and in the feed.
SIZE = 20
IN_FEED = 50
#: Things that an entry of the feed names, of those that changed.
NAMED = 5


@blueprint.route("/releases/")
def index() -> str:
    """The releases, the latest first."""
    number, found = parameters.page(), past.releases(site())
    paging = Paging(number, len(found), SIZE, lambda to: url_for("releases.index", page=to))
    parameters.within(number, paging.pages)
    return render_template(
        "releases.html",
        releases=found[paging.offset : paging.offset + SIZE],
        paging=paging,
        in_numbers=in_numbers,
        changes_address=changes_address,
        canonical=article_page.canonical(),
    )


@blueprint.route("/releases/feed.atom")
def atom() -> Response:
    """A feed of the releases, the latest first."""
    spoken, manifest = language(), site().release.manifest
    feed = Feed(
        id=f"{manifest.base}releases/?lang={spoken}",
        title=texts.text("feed_title", spoken, title=manifest.title[spoken]),
        author=_publisher(),
        licence=manifest.licence,
        language=spoken,
        own=url_for("releases.atom", _external=True),
        page=url_for("releases.index", _external=True),
    )
    return Response(feed.write(map(_item, past.releases(site())[:IN_FEED])), mimetype=MEDIA_TYPE)


def _publisher() -> str:
    """Who publishes the dataset, as its catalogue says; a feed must name somebody (RFC 4287, section 4.1.1)."""
    rows = site().select(
        f"SELECT ?name WHERE {{ <{site().base}catalogue> dcterms:publisher/foaf:name ?name "
        f'FILTER(LANG(?name) IN ("", "{language()}")) }} ORDER BY ?name LIMIT 1'
    )
    return rows[0]["name"]["value"] if rows else site().base


def _item(one: Known) -> Item:
    spoken = language()
    if one.changes:
        summary = ". ".join(["; ".join(in_numbers(one.changes)), *_named(one)])
    else:
        summary = texts.text("feed_unknown" if one.before else "feed_first", spoken)
    return Item(
        id=f"{site().base}releases/{one.id}?lang={spoken}",
        title=texts.text("release_title", spoken, id=one.id),
        issued=one.issued,
        modified=one.modified,
        summary=summary,
        address=url_for("releases.release", name=one.id, _external=True),
        related=tuple(_related(one)) if one.changes else (),
    )


def _named(one: Known) -> Iterator[str]:
    """A few of the things that changed since the release before, by name."""
    folder = past.changes(site(), one.before, one.id)
    if folder is None:  # it was removed since
        return
    with past.opened(folder) as kept:
        names = [change.entity.name(language()) for change in kept.entities(limit=NAMED)]
        is_all = kept.number() <= NAMED
    if names:
        yield texts.text("feed_things" if is_all else "feed_some_things", language(), names=", ".join(names))


def _related(one: Known) -> Iterator[Link]:
    """What changed since the release before: the page, the patch, and the same for programs."""
    name, title = between(one.before, one.id), texts.text("release_changes", language())
    media_types = {"": "text/html", SUFFIX: FILES[SUFFIX][1], ".json": FILES[".json"][1]}
    for suffix, media_type in media_types.items():
        address = url_for("releases.release", name=f"{name}{suffix}", _external=True)
        yield Link(address, media_type, f"{title} ({suffix})" if suffix else title)


@blueprint.route("/releases/<name>")
def release(name: str) -> BaseResponse | str:
    """One release, or what changed between two: `one...other`, as a page or as a file."""
    old, dots, new = name.partition("...")
    if dots:
        return changes.respond(old, new)
    known, opened = past.known(site(), name), past.release(site(), name)
    if known is None or opened is None:
        abort(HTTPStatus.NOT_FOUND)
    manifest = opened.manifest
    files: dict[str, FileEntry | None] = dict(sorted(manifest.files.items()))
    files[MANIFEST] = file_entry(opened.path / MANIFEST)
    return render_template(
        "release.html",
        release=known,
        title=manifest.title[language()],
        main={name: files[name] for name in (NQUADS, TURTLE, MANIFEST) if name in files},
        files={name: entry for name, entry in files.items() if entry},
        before=past.known(site(), known.before) if known.before else None,
        in_numbers=in_numbers,
        changes_address=changes_address,
        iri=f"{site().base}releases/{known.id}",
        canonical=url_for("releases.release", name=known.id, _external=True),
    )
