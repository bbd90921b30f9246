"""The whole site in both languages: every link leads somewhere, every form of a page holds the same graph."""

import re
from collections.abc import Iterable

import pytest
import rdflib
from flask import Flask
from flask.testing import FlaskClient
from rdflib.compare import isomorphic

from esgraph.errors import LANGUAGES, Language
from esgraph.release import Release
from tests.serve.crawl import Crawl
from tests.site import KINDS, in_language

#: What rdflib calls the formats in which a page is also offered.
_PARSERS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
    "application/n-quads": "nquads",
    "application/trig": "trig",
}


@pytest.fixture(scope="module")
def crawl(app: Flask) -> Crawl:
    crawl = Crawl(app.test_client())
    crawl.run()
    return crawl


def _fail(what: Iterable[str]) -> None:
    """Fail with every line of what is wrong."""
    lines = sorted(what)
    if lines:
        pytest.fail("\n".join([f"{len(lines)}:", *lines[:50]]), pytrace=False)


def test_every_internal_link_resolves(crawl: Crawl) -> None:
    _fail(crawl.broken)


def test_every_link_into_a_page_finds_its_place(crawl: Crawl) -> None:
    _fail(crawl.lost())


def test_every_thing_and_every_graph_has_a_page_that_links_lead_to(crawl: Crawl, release: Release) -> None:
    """In both languages; a claim too is a thing one may want to point at."""
    base = re.escape(release.manifest.base)
    nquads = release.nquads.read_text(encoding="utf-8")
    things = {f"/page/{name}" for name in re.findall(rf"<{base}id/([^>#]*)>", nquads)}
    graphs = {f"/graph/{name}" for name in re.findall(rf"<{base}graph/([^>#]*)> \.$", nquads, re.M)}
    assert len(things) > 200
    _fail({in_language(path, one) for path in things | graphs for one in LANGUAGES} - crawl.documents.keys())


def test_every_kind_of_page_is_reached_by_links(crawl: Crawl) -> None:
    reached = {address.partition("?")[0] for address in crawl.documents}
    _fail({path for path in KINDS.values() if path.partition("?")[0] not in reached})


def test_a_language_once_chosen_stays(crawl: Crawl) -> None:
    pages = [document for document in crawl.documents.values() if document.media_type == "text/html"]
    for language in LANGUAGES:
        assert len([page for page in pages if page.address.endswith(f"lang={language}")]) > len(pages) // 3
    _fail(page.address for page in pages if f"lang={page.language}" not in page.address)


def test_no_link_leads_to_another_server_for_what_is_here(crawl: Crawl, release: Release) -> None:
    """Only the canonical link names a thing by its IRI; what readers follow stays at this server, wherever it runs."""
    _fail(
        f"{link} (on {document.address})"
        for document in crawl.documents.values()
        for link in document.links
        if link.startswith(release.manifest.base)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_alternate_parses_and_holds_the_same_graph(app: Flask, crawl: Crawl, language: Language) -> None:
    """As who follows the link gets it, without saying once more what the link says already."""
    client = app.test_client()
    pages = [page for page in crawl.documents.values() if page.language == language and page.status == 200]
    offers = {tuple((kind, where) for kind, where in page.alternates if kind in _PARSERS) for page in pages} - {()}
    # The graphs of the other language are the same but for the address.
    chosen = sorted(offers) if language == LANGUAGES[0] else sorted(offers)[::10]
    wrong = []
    for alternates in chosen:
        graphs = {where: _read(client, kind, where) for kind, where in alternates}
        reference, *others = graphs.values()
        if not reference or not all(set(one) == set(reference) or isomorphic(one, reference) for one in others):
            wrong.append(f"{ {where: len(graph) for where, graph in graphs.items()} }")
    _fail(wrong)
    assert len(chosen) > 20
    assert {kind for alternates in chosen for kind, _ in alternates} >= set(list(_PARSERS)[:4])


def _read(client: FlaskClient, media_type: str, address: str) -> rdflib.Graph:
    """The triples of all graphs together; none where the answer is of another type."""
    response = client.get(address, headers={"Accept": "*/*"}, follow_redirects=True)
    whole = rdflib.Graph()
    if (response.status_code, response.mimetype) == (200, media_type):
        dataset = rdflib.Dataset(default_union=True).parse(data=response.data, format=_PARSERS[media_type])
        for triple in dataset.triples((None, None, None)):
            whole.add(triple)
    return whole
