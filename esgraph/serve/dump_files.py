"""Turns a file of a release into a response: whole, a part of it, or in fewer bytes where it is there compressed."""

import re
from collections import Counter
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Final

from flask import abort, request, send_file
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response as BaseResponse

from esgraph import file_types
from esgraph.errors import ReleaseError
from esgraph.release import CHECKSUMS, DUMP, MANIFEST, TABLES, FileEntry, Release, file_entry
from esgraph.serve import compression, messages, past
from esgraph.serve.site import site

#: Where it is said what is in a table (Model for Tabular Data, section 5.2).
_METADATA: Final = f"{TABLES}/csv-metadata.json"
_METADATA_TYPE: Final = "application/csvm+json"
#: Content codings (RFC 9110, section 8.4.1), and the files that are so coded. Zstandard is not among them: the files
#: have many frames, and some clients take the first for the whole; who wants it asks for the file by its name.
_CODINGS: Final = {"gzip": ".gz"}
#: One part of a file (RFC 9110, sections 14.1.1 and 14.1.2): from a byte on, to a byte, or so many from its end; a list
#: may have empty elements (section 5.6.1.2). No file has a position of more digits.
_PART: Final = re.compile(r"[ \t]*(?i:bytes)=[ \t,]*(?:([0-9]{1,30})-([0-9]{0,30})|-([0-9]{1,30}))[ \t,]*")


def respond(release: str, file: str) -> BaseResponse:
    """One file, by release id or as the latest. Aborts with 404 for what the manifest does not name.

    Where a client takes a coding in which the file is there, it gets the bytes of that file, unless it asks for a part:
    parts are of the file as it is. Each form has the hash of its bytes for a validator.
    """
    chosen = chosen_by(release)
    files = chosen.manifest.files
    if file not in files and file != MANIFEST:
        abort(HTTPStatus.NOT_FOUND)
    codings = tuple(coding for coding, ending in _CODINGS.items() if f"{file}{ending}" in files)
    coding = ""
    part = _part_asked()
    if codings and not part:
        coding = compression.preferred(request.headers.get("Accept-Encoding", ""), codings)
    sent = f"{file}{_CODINGS[coding]}" if coding else file
    path, entry = _held(sent) if chosen is site().release else _of_past(chosen, sent)
    response = send_file(
        path, as_attachment=_is_kept(file), download_name=name_of(file, chosen), etag=entry.sha256, conditional=False,
    )  # fmt: skip
    response.headers["Content-Type"] = _content_type(file)
    if coding:
        response.headers["Content-Encoding"] = coding
    if codings:
        response.vary.add("Accept-Encoding")
    if _is_table(file):
        response.headers.add("Link", f'<csv-metadata.json>; rel="describedby"; type="{_METADATA_TYPE}"')
    _date(response, chosen, is_latest=release == "latest")
    return _conditional(response, part)


def chosen_by(name: str) -> Release:
    """The release of an id, or the one that is served as `latest`. Aborts with 404 for one that is not here."""
    current = site().release
    found = current if name in ("latest", current.manifest.id) else past.release(site(), name)
    return found or abort(HTTPStatus.NOT_FOUND)


def _held(file: str) -> tuple[Path, FileEntry]:
    """A file of the release that is served, which is held open whatever takes its place."""
    entry = site().files.manifest_entry if file == MANIFEST else site().release.manifest.files[file]
    return site().files.path(file), entry or abort(HTTPStatus.NOT_FOUND)


def _of_past(release: Release, file: str) -> tuple[Path, FileEntry]:
    """A file of another release, which nobody holds open. Raises ReleaseError if it is not as it was written."""
    path = release.path / file
    entry = release.manifest.files.get(file) or file_entry(path)
    if entry is None or not path.is_file() or path.stat().st_size != entry.size:
        raise ReleaseError(messages.RELEASE_CHANGED, remedy=messages.RESTART)
    return path, entry


def check(name: str) -> None:
    """Abort with 404 for another release than the one that is served."""
    if name not in ("latest", site().release.manifest.id):
        abort(HTTPStatus.NOT_FOUND)


def name_of(file: str, release: Release) -> str:
    """What a file is called where it is kept: with the release that it is of (`esgraph-1.0.0-abc.ttl.gz`).

    A file whose name another one has higher up is called by its folder too (`ontology-esgraph-1.0.0-abc.ttl`).
    """
    path = PurePosixPath(file)
    if file == _METADATA:  # its tables look for it by this name
        return path.name
    others = (PurePosixPath(one) for one in release.manifest.files)
    is_taken = any(one.name == path.name and len(one.parts) < len(path.parts) for one in others)
    stem, dot, ending = ("-".join(path.parts) if is_taken else path.name).partition(".")
    return f"{stem}-{release.manifest.id}{dot}{ending}"


def checksums(release: str) -> BaseResponse:
    """The checksums of the files of a release, by the name under which each is downloaded, and by the one it has here.

    The release has a list of its own, for whoever has it as a directory; that one keeps its bytes, which are summed.
    """
    chosen = chosen_by(release)
    files = [(file, entry.sha256) for file, entry in sorted(chosen.manifest.files.items()) if file != CHECKSUMS]
    # As it is named by its header, by its address, and by the end of its address; a name of two files is none.
    ends = Counter(PurePosixPath(file).name for file, _ in files)
    named = {PurePosixPath(file).name: digest for file, digest in files if ends[PurePosixPath(file).name] == 1}
    named |= {name: digest for file, digest in files for name in (name_of(file, chosen), file)}
    # Two spaces: bytes are bytes, whatever the machine takes for the end of a line.
    response = BaseResponse("".join(f"{digest}  {name}\n" for name, digest in named.items()), mimetype="text/plain")
    response.headers.set("Content-Disposition", "attachment", filename=f"{DUMP}-{chosen.manifest.id}.sha256")
    return response


def _content_type(file: str) -> str:
    """What a file is: only text/* takes a charset (RFC 2046, section 4.1.2)."""
    if file == _METADATA:
        return _METADATA_TYPE
    media_type = file_types.media_type(file)
    kind = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    return f"{kind}; header=present" if _is_table(file) else kind


def _is_table(file: str) -> bool:
    return file.startswith(f"{TABLES}/") and file.endswith(".csv")


def _is_kept(file: str) -> bool:
    """Whether a file is to be kept rather than looked at."""
    return file.startswith((f"{DUMP}.", f"{TABLES}/"))


def _date(response: BaseResponse, release: Release, *, is_latest: bool) -> None:
    """Give a file its time.

    The day of the data is the time of a file at the address of one release only. At that of the latest another release
    of the same day may come, or an older one again, and who asks by time alone would keep what is not there any more.
    """
    response.headers.pop("Last-Modified", None)
    day = datetime.fromisoformat(release.manifest.modified).replace(tzinfo=UTC)
    # No origin tells of a time that has not come (RFC 9110, section 8.8.2.1).
    if not is_latest and day <= datetime.now(UTC):
        response.last_modified = day


def _part_asked() -> str:
    """The part of a file that is asked for, as `bytes=0-9`; "" for all of it.

    A Range header is ignored with another method than GET, in another unit, or if it is not valid (RFC 9110, section
    14.2). So is one with several parts, as it may be: who asks for them must be ready for the whole.
    """
    asked = _PART.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or asked is None:
        return ""
    first, last, length = asked.groups()
    if length is not None:
        return f"bytes=-{int(length)}"
    return "" if last and int(last) < int(first) else f"bytes={int(first)}-{int(last) if last else ''}"


def _conditional(response: BaseResponse, part: str) -> BaseResponse:
    """The answer, or the part of it, that a client has not got yet.

    What the client knows comes before the part that it wants (RFC 9110, section 13.2.2).
    """
    length = response.content_length
    whole = {name: value for name, value in request.environ.items() if name != "HTTP_RANGE"}
    response.make_conditional(whole, accept_ranges=True, complete_length=length)
    if response.status_code == HTTPStatus.PRECONDITION_FAILED:
        response.close()
        abort(HTTPStatus.PRECONDITION_FAILED)
    if not part or response.status_code != HTTPStatus.OK:
        return response
    try:
        return response.make_conditional(whole | {"HTTP_RANGE": part}, accept_ranges=True, complete_length=length)
    except RequestedRangeNotSatisfiable:
        response.close()
        raise
