"""Turns the files of a release into downloads, each with its size, hash and media type."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template, send_file
from werkzeug.wrappers import Response as BaseResponse

from esgraph.errors import ReleaseError
from esgraph.serve.site import site

blueprint = Blueprint("downloads", __name__)

_MEDIA_TYPES = {
    ".nq": "application/n-quads",
    ".ttl": "text/turtle",
    ".rq": "application/sparql-query",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".sqlite": "application/vnd.sqlite3",
}


@blueprint.route("/downloads")
def index() -> str:
    """The files of the release, the dumps first."""
    files = site().release.manifest.files
    dumps = {name: entry for name, entry in files.items() if "/" not in name}
    parts: dict[str, dict[str, object]] = {}
    for name, entry in files.items():
        if "/" in name:
            parts.setdefault(name.partition("/")[0], {})[name] = entry
    return render_template("downloads.html", dumps=dumps, parts=parts)


@blueprint.route("/dumps/<release>/<path:file>")
def dump(release: str, file: str) -> BaseResponse:
    """One file, by release id or as the latest; only what the manifest names is ever sent."""
    current = site().release
    if release not in ("latest", current.manifest.id) or file not in {*current.manifest.files, "manifest.json"}:
        abort(HTTPStatus.NOT_FOUND)
    path = current.path / file
    media_type = _MEDIA_TYPES.get(path.suffix, "application/octet-stream")
    # The hash is the strong validator: the same name may hold other bytes in the next release.
    entry = current.manifest.files.get(file)
    if entry and (not path.is_file() or path.stat().st_size != entry.size):
        raise ReleaseError("the release on disk is not the one being served", remedy="restart the server")
    return send_file(path, mimetype=media_type, etag=entry.sha256 if entry else True, conditional=True)
