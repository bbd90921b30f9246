"""Requests that hurt a server, or try what it refuses: name → bytes, right statuses, what the answer must not say."""

import gzip
from urllib.parse import quote

from tests.serve.hostile import Case, case, many

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = "/sparql?query=ASK%7B%7D"
EVIL = "evil.example"
PLACES = quote("https://w3id.org/esgraph/graph/places", safe="")


def http(
    target: str = ASK, *headers: str, method: str = "GET", body: bytes | str = b"", host: str = "Host: localhost"
) -> bytes:
    """A whole request that ends its connection; bytes that are no Latin-1 stand in `body` only."""
    content = body.encode() if isinstance(body, str) else body
    sized = any(header.lower().startswith(("content-length", "transfer-encoding")) for header in headers)
    length = [] if sized or not content else [f"Content-Length: {len(content)}"]
    head = [f"{method} {target} HTTP/1.1", *([host] if host else []), *headers, *length, "Connection: close"]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + content


def form(body: str, *headers: str) -> bytes:
    return http("/sparql", f"Content-Type: {FORM}", *headers, method="POST", body=body)


def direct(body: bytes, *headers: str, kind: str = DIRECT) -> bytes:
    return http("/sparql", f"Content-Type: {kind}", *headers, method="POST", body=body)


def accept(value: str) -> bytes:
    return http(ASK, f"Accept: {value}")


ENCODINGS: dict[str, Case] = {
    "overlong UTF-8 in the address": case(http("/sparql?query=ASK%7B%3Fs%3Fp%22%C0%AF%22%7D"), 400),
    "overlong UTF-8 in a form": case(form("query=ASK%7B%3Fs%3Fp%22%C0%AF%22%7D"), 400),
    "overlong UTF-8 in a body": case(direct(b'ASK{?s?p"\xc0\xaf"}'), 400, names="UTF-8"),
    "half a character in the address": case(http("/sparql?query=ASK%7B%3Fs%3Fp%22%ED%A0%80%22%7D"), 400),
    "half a character in a body": case(direct(b'ASK{?s?p"\xed\xa0\x80"}'), 400, names="UTF-8"),
    "Latin-1 in a form": case(form("query=ASK%7B%3Fs%3Fp%22%F3%22%7D"), 400),
    "a byte order mark in a body": case(direct(b"\xef\xbb\xbfASK{}"), 200, 400),
    "UTF-16": case(direct("ASK{}".encode("utf-16"), kind=f"{DIRECT}; charset=utf-16"), 200, 400, 415),
    "UTF-16 that says UTF-8": case(direct("ASK{}".encode("utf-16"), kind=f"{DIRECT}; charset=utf-8"), 400),
    "a charset that is none": case(direct(b"ASK{}", kind=f"{DIRECT}; charset=klingon"), 200, 400, 415),
    "a charset of a form that is none": case(http("/sparql", f"Content-Type: {FORM}; charset=\x01", method="POST", body="query=ASK{}"), 200, 400, 415),
    "a NUL in the address": case(http("/sparql?query=ASK%7B%7D%23%00"), 200, 400),
    "escapes that are none": case(http("/sparql?query=ASK%7B%7D%23%zz%"), 200, 400),
    "escapes that are none in a form": case(form("query=ASK%7B%7D%23%zz%&%%%=%"), 200, 400),
    "bytes in the address": case(b"GET /sparql?query=ASK{?s?p'\xc5\xbc\xff'} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200, 400),
    "spaces in the address": case(b"GET /sparql?query=ASK {} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 400, 200),
    "a compressed bomb": case(direct(gzip.compress(b"ASK{}#" + b" " * 50_000_000), "Content-Encoding: gzip"), 400, 413, 415),
}  # fmt: skip

HEADERS: dict[str, Case] = {
    "five thousand accepted types": case(accept(many("a@/b;q=0.@", 5_000, ",")), 406, 400, 431),
    "twenty thousand commas accepted": case(accept("," * 20_000), 200, 400, 406, 431),
    "the same type accepted many times": case(accept(many("text/csv;q=0.1", 5_000, ",")), 200, 400, 431),
    "a quality that is no number": case(accept("text/csv;q=NaN"), 200, 400, 406),
    "an infinite quality": case(accept("text/csv;q=1e999, */*;q=inf"), 200, 400, 406),
    "a negative quality": case(accept("text/csv;q=-1"), 200, 400, 406),
    "a very exact quality": case(accept("text/csv;q=0." + "1" * 5_000), 200, 400, 406, 431),
    "quotes without end accepted": case(accept('text/csv;a="' + "\\" * 20_000), 200, 400, 406, 431),
    "a type with other bytes": case(b"GET " + ASK.encode() + b" HTTP/1.1\r\nHost: a\r\nAccept: \xff\xfe/\x80\r\nConnection: close\r\n\r\n", 200, 400, 406),
    "five thousand languages": case(http("/", "Accept-Language: " + many("a-@;q=0.@", 5_000, ",")), 200, 400, 431),
    "languages that are none": case(http("/", "Accept-Language: ../../etc/passwd,<script>;q=x"), 200, 400, never="<script>"),
    "two content types": case(http("/sparql", f"Content-Type: {FORM}", "Content-Type: application/sparql-update", method="POST", body="query=ASK{}"), 200, 400, 403, 415),
    "a content type without end": case(direct(b"ASK{}", kind=DIRECT + ";a=b" * 5_000), 200, 400, 415, 431),
    "forwarded for nobody": case(
        http("/sparql", "Accept: text/turtle", f"X-Forwarded-Host: {EVIL}", "X-Forwarded-Proto: gopher",
             f"X-Forwarded-Prefix: /{EVIL}", f"Forwarded: host={EVIL}", f"X-Original-URL: /{EVIL}"),
        200, never=EVIL),
    "a forwarded address in a redirect": case(
        http("/id/organization/pozytek", f"X-Forwarded-Host: {EVIL}", f"X-Forwarded-Prefix: //{EVIL}"), 303, never=EVIL),
    "a host with markup": case(http("/sparql", "Accept: text/turtle", host='Host: x"><script>'), 200, 400, never="<script>"),
    "a host with a path": case(http("/sparql", "Accept: text/turtle", host="Host: x/../y?z#"), 200, 400),
    "a host without end": case(http("/sparql", "Accept: text/turtle", host=f"Host: {'x' * 60_000}"), 200, 400, 431),
    "a host on two lines": case(http("/", host=f"Host: a\r\n {EVIL}"), 200, 400),
    "a header in the host": case(http("/id/organization/pozytek", host=f"Host: a\rX-Evil: {EVIL}"), 400),
    "no host": case(http("/", host=""), 400),
    "two hosts": case(http("/", host=f"Host: a\r\nHost: {EVIL}"), 400),
    "two lengths": case(direct(b"ASK{}", "Content-Length: 5", "Content-Length: 50"), 400),
    "a negative length": case(direct(b"ASK{}", "Content-Length: -5"), 400),
    "a length with a sign": case(direct(b"ASK{}", "Content-Length: +5"), 400),
    "a length in hexadecimal": case(direct(b"ASK{}", "Content-Length: 0x5"), 400),
    "a length without end": case(direct(b"ASK{}", f"Content-Length: {'9' * 4_000}"), 400, 413),
    "a length and chunks": case(direct(b"5\r\nASK{}\r\n0\r\n\r\n", "Content-Length: 3", "Transfer-Encoding: chunked"), 200, 400),
    "chunks of chunks": case(direct(b"5\r\nASK{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked, chunked"), 200, 400, 501),
    "an encoding that is none": case(direct(b"ASK{}", "Transfer-Encoding: xchunked"), 400, 501),
    "a chunk without end": case(direct(b"F" * 40 + b"\r\nASK{}", "Transfer-Encoding: chunked"), 400, 413, 0),
    "a chunk of negative length": case(direct(b"-5\r\nASK{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), 400),
    "an extension of a chunk without end": case(direct(b"5;" + b"x" * 900_000 + b"\r\nASK{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), 200, 400, 413),
    "many small chunks": case(direct(b"1\r\n \r\n" * 99_000 + b"0\r\n\r\n", "Transfer-Encoding: chunked"), 400, 413, 408),
    "five thousand ranges": case(http("/dumps/latest/esgraph.nq", "Range: bytes=" + many("0-", 5_000, ",")), 200, 206, 400, 416, most=3_000_000),
    "a range beyond the end": case(http("/dumps/latest/esgraph.nq", "Range: bytes=99999999999999999999999-"), 416, 200, 400),
    "a range of nothing": case(http("/dumps/latest/esgraph.nq", "Range: bytes=-0"), 416, 200, 400),
    "a range that is none": case(http("/dumps/latest/esgraph.nq", "Range: bytes=a-b,--1;q=1"), 416, 200, 400),
    "a date that is none": case(http("/dumps/latest/esgraph.nq", "If-Modified-Since: Mon, 99 Foo 99999999999 99:99:99 GMT"), 200, 400),
    "tags without end": case(http("/dumps/latest/esgraph.nq", "If-None-Match: " + many('"@"', 5_000, ",")), 200, 400, 431),
    "expecting to go on": case(http("/sparql", f"Content-Type: {DIRECT}", "Expect: 100-continue", method="POST", body="ASK{}"), 200, 100),
    "expecting the impossible": case(http("/", "Expect: 200-coffee"), 200, 417),
    "huge cookies": case(http("/", "Cookie: " + many("a@=b", 9_000, ";")), 200, 400, 431),
    "a header without end": case(http("/", "X: " + "x" * 600_000), 400, 431),
    "five thousand headers": case(http("/", *(f"X-{number}: x" for number in range(5_000))), 200, 400, 431),
    "a header without a colon": case(http("/", "nonsense"), 400, 200),
    "a header with a space before the colon": case(http("/", "Content-Length : 5"), 400),
    "a NUL in a header": case(http("/", "X: a\x00b"), 400, 200),
    "lines that end with a line feed": case(b"GET / HTTP/1.1\nHost: a\nConnection: close\n\n", 200, 400, 0),
    "an upgrade": case(http("/", "Upgrade: websocket", "Sec-WebSocket-Key: x"), 200, 400, 426),
    "an upgrade to HTTP/2": case(http("/", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"), 200, 400),
    "a connection that drops headers": case(http("/", "Connection: close, Host, Content-Length, ../../x"), 200, 400),
    "a method in a header": case(http(ASK, "X-HTTP-Method-Override: DELETE", "X-Method: PUT"), 200),
    "credentials": case(http("/", "Authorization: Basic " + "A" * 9_000), 200, 400, 431),
}  # fmt: skip

_METHODS = ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")
METHODS: dict[str, Case] = {
    **{f"{method} of the endpoint": case(http("/sparql", method=method), 405) for method in _METHODS},
    **{f"{method} of a page": case(http("/page/organization/pozytek", method=method), 405) for method in _METHODS},
    "a method in small letters": case(http("/", method="get"), 400, 405, 501),
    "a method without end": case(http("/", method="G" * 9_000), 400, 405, 501),
    "a method with other characters": case(http("/", method="G<E>T"), 400, 405, 501),
    "OPTIONS of everything": case(http("*", method="OPTIONS"), 200, 204, 400, 404),
    "CONNECT": case(http("127.0.0.1:22", method="CONNECT"), 400, 404, 405, 501),
    "POST of a page": case(http("/", method="POST", body="x=y"), 405),
    "an absolute address": case(http(f"http://{EVIL}/sparql", "Accept: text/turtle"), 200, 400, 404, 421),
    "another scheme": case(http("file:///etc/passwd"), 400, 404, never="root:"),
    "another version": case(b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", 200, 400, 505),
    "the first version": case(b"GET /\r\n\r\n", 200, 400),
    "the preface of HTTP/2": case(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 404, 405, 501, 505, 0),
    "a TLS greeting": case(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64 + b"\r\n\r\n", 400, 0),
    "no request": case(b"\r\n" * 9_000 + b"x\r\n\r\n", 400, 0),
    "a hundred requests at once": case(http("/").replace(b"close", b"keep-alive") * 20 + http("/"), 200),
    "GET with a body": case(http(ASK, body=b"x" * 9_000), 200, 400),
    "HEAD of a bomb": case(http("/sparql?query=ASK%7B%3Fa%3Fb%3Fc.%3Fd%3Fe%3Ff.%3Fg%3Fh%3Fi%20FILTER(%3Fa%3D%3Fi%26%26%3Fa!%3D%3Fi)%7D", method="HEAD"), 503),
}  # fmt: skip

_OUTSIDE = (
    "/dumps/latest/",
    "/dumps/",
    "/id/",
    "/id/organization/",
    "/graph/",
    "/questions/",
    "/static/",
    "/page/organization/",
    "/",
)
_WAYS = ("../../../../../../etc/passwd", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
         "....//....//....//etc/passwd", "..\\..\\..\\..\\etc\\passwd", "/etc/passwd", "%00", "file:///etc/passwd", "..;/..;/etc/passwd",
         "%252e%252e%252fetc%252fpasswd", "pyproject.toml", "store/CURRENT", "manifest.json%00.ttl", "a" * 30_000)  # fmt: skip
PATHS: dict[str, Case] = {
    **{f"{folder}{way[:40]}": case(http(folder + way), 400, 404, 414, never="root:") for folder in _OUTSIDE for way in _WAYS},
    "two slashes": case(http(f"//{EVIL}/%2e%2e"), 400, 404, never=f"//{EVIL}"),
    "two slashes before an entity": case(http("//id/organization/pozytek"), 303, 308, 400, 404),
    "parameters of a path": case(http("/id/organization/pozytek;lang=en"), 404, 400),
    "a header in a path": case(http("/id/organization/pozytek%0d%0aX-Evil:1"), 404, 400, never="X-Evil"),
    "a header in a language": case(http("/id/organization/pozytek?lang=en%0d%0aX-Evil:1"), 303, 400, never="X-Evil"),
    "markup in a path": case(http("/id/organization/%3Cscript%3E", "Accept: text/html"), 404, never="<script>"),
    "markup in a language": case(http('/?lang="><script>'), 200, 400, never="<script>"),
    "a query in a path": case(http("/id/organization/x%3E%20%3Fp%20%3Fo%20%7D%20%23"), 404),
    "a query in a parameter": case(http("/questions/01-who-received-the-award?lang=%22%29%20%7D%20SERVICE%20%3Chttp%3A%2F%2F127.0.0.1%2F%3E%7B"), 200, 400, 403),
    "a parameter without end": case(http("/questions/01-who-received-the-award?lang=" + "x" * 60_000), 200, 400, 413, 414),
    "a thousand parameters": case(http("/?" + many("a@=b", 5_000, "&")), 200, 400, 414, most=1_000_000),
    "a suffix that is none": case(http("/data/organization/pozytek.ttl.exe"), 404),
}  # fmt: skip

_PART = 'Content-Disposition: form-data; name="query"\r\n\r\nASK{}\r\n'
BODIES: dict[str, Case] = {
    "a multipart form": case(direct(f"--x\r\n{_PART}--x--\r\n".encode(), kind="multipart/form-data; boundary=x"), 415),
    "a multipart form without end": case(direct(f"--x\r\n{_PART}".encode() * 2_000, kind="multipart/form-data; boundary=x"), 415, 413),
    "a multipart form without a boundary": case(direct(b"--x", kind="multipart/form-data"), 415, 400),
    "JSON": case(direct(b'{"query": "ASK{}"}', kind="application/json"), 415),
    "no content type": case(http("/sparql", method="POST", body="query=ASK{}"), 415, 400),
    "no body": case(http("/sparql", f"Content-Type: {DIRECT}", "Content-Length: 0", method="POST"), 400),
    "twenty thousand fields": case(form(many("a@=b", 20_000, "&")), 400, 413),
    "twenty thousand fields and a query": case(form(many("a@=b", 20_000, "&") + "&query=ASK%7B%7D"), 200, 400, 413),
    "the same query twice": case(form("query=ASK%7B%7D&query=ASK%7B%7D"), 400),
    "a query and an update": case(form("query=ASK%7B%7D&update=DROP%20ALL"), 403),
    "a query in the address and an update in the form": case(http(ASK, f"Content-Type: {FORM}", method="POST", body="update=DROP%20ALL"), 403),
    "an update in the address": case(http("/sparql?update=DROP%20ALL"), 403),
    "an update as a body": case(direct(b"DROP ALL", kind="application/sparql-update"), 403),
    "an update as a body, in capitals": case(direct(b"DROP ALL", kind="APPLICATION/SPARQL-UPDATE"), 403),
    "a dataset from elsewhere": case(http(f"{ASK}&default-graph-uri=file%3A%2F%2F%2Fetc%2Fpasswd"), 403, never="root:"),
    "a named graph from elsewhere": case(form("query=ASK%7B%7D&named-graph-uri=http%3A%2F%2F127.0.0.1%3A9%2F"), 403),
    "a dataset that is no IRI": case(http(f"{ASK}&default-graph-uri=%00%3C%3E"), 403, 400),
    "ten thousand graphs from elsewhere": case(form("query=ASK%7B%7D&" + many("named-graph-uri=urn:@", 10_000, "&")), 403, 400, 413),
    "the same graph five thousand times": case(form("query=ASK%7B%7D&" + many(f"default-graph-uri={PLACES}", 5_000, "&")), 200, 400, 413),
    "a format that is none": case(http(f"{ASK}&format=../../etc/passwd%00"), 200, 400, 406, never="root:"),
    "a format without end": case(http(f"{ASK}&format={'x' * 60_000}"), 200, 400, 406, 414),
    "a body that is announced and does not come": case(http("/sparql", f"Content-Type: {DIRECT}", "Content-Length: 900000000", method="POST"), 413),
    "a body of a million bytes": case(direct(b"ASK{}#" + b"x" * 1_000_000), 413),
}  # fmt: skip

REQUESTS: dict[str, Case] = {**ENCODINGS, **HEADERS, **METHODS, **PATHS, **BODIES}
