"""The kinds of pages that the site has, each with an address that shows it; a new kind of page is one more line here."""

from urllib.parse import urlencode

#: Kind of page → its address. Whatever is checked on every kind of page is checked on these.
KINDS = {
    "home": "/",
    "organization": "/page/organization/pozytek",
    "organization-awarded": "/page/organization/hydro-truck",
    "event": "/page/event/iv-mazowieckie-spotkania",
    "event-in-conflict": "/page/event/panel",
    "award": "/page/award/mmes",
    "edition": "/page/edition/mmes-2018",
    "conferral": "/page/conferral/mmes-2018-hydro-truck",
    "cooperation": "/page/cooperation/ab-ovo-ops-w-tluszczu",
    "participation": "/page/participation/panel-2-ab-ovo",
    "foundation": "/page/foundation/pozytek-2017",
    "headcount": "/page/headcount/pozytek-32",
    "post": "/page/post/starosta-legionowski",
    "place": "/page/place/tluszcz",
    "county": "/page/place/powiat-legionowski",
    "work": "/page/work/film-o-laureatach",
    "hypothesis": "/page/hypothesis/cps-w-wegrowie",
    "evidence": "/page/evidence/mbpr-2018-06-08-47-67",
    "gap": "/page/gap/mbpr-2018-06-08-organization-pozytek-place",
    "claim": "/page/claim/wreczenie-po-panelu",
    "derivation": "/page/derivation/ab-ovo-ops-w-tluszczu-ops-w-tluszczu-ab-ovo",
    "tie": "/page/tie/cooperation-cis-legionowo-starosta",
    "source": "/page/source/mbpr-2018-06-08",
    "account": "/graph/source/mbpr-2018-06-08",
    "incoming": "/page/organization/pozytek/incoming",
    "incoming-of-a-property": "/page/place/tluszcz/incoming?" + urlencode({"property": "https://schema.org/location"}),
    "statements": "/page/organization/pozytek/statements",
    "graph": "/graph/derived",
    "linkset": "/graph/linkset/geonames",
    "graph-of-schemes": "/graph/schemes",
    "sources": "/sources/",
    "map": "/map",
    "map-county": "/map/1434",
    "map-voivodeship": "/map/14",
    "map-of-nothing": "/map?kind=business&year=2017",
    "map-none": "/map/none",
    "questions": "/questions/",
    "question": "/questions/01-who-received-the-award",
    "question-with-a-field": "/questions/20-organisations-below-terc",
    "question-with-a-chart": "/questions/04-counties-with-organisations",
    "question-with-words": "/questions/14-do-sources-disagree-on-founders",
    "question-with-a-graph": "/questions/21-everything-one-source-says",
    "editor": "/sparql",
    "editor-with-an-answer": "/sparql?" + urlencode({"query": "SELECT ?who ?partner { ?who esg:cooperatesWith ?partner }"}),
    "ontology": "/def",
    "class": "/def/Cooperation",
    "property": "/def/cooperatesWith",
    "reused-class": "/def/org:Organization",
    "reused-property": "/def/org:classification",
    "schemes": "/scheme/",
    "scheme": "/scheme/kind",
    "concept": "/scheme/kind/association",
    "shapes": "/shape/",
    "shape": "/shape/OrganizationKindShape",
    "shape-with-a-query": "/shape/NipShape",
    "search": "/search",
    "search-results": "/search?" + urlencode({"q": "w Tłuszczu", "type": "organization"}),
    "search-nothing": "/search?" + urlencode({"q": "qwertyuiop"}),
    "search-words-of-sources": "/search?" + urlencode({"q": "panel dyskusyjny", "type": "evidence"}),
    "organizations": "/organizations/",
    "timeline": "/timeline",
    "timeline-of-a-year": "/timeline?when=2018",
    "without-a-date": "/timeline?when=none",
    "network": "/network",
    "network-of-an-organization": "/network/pozytek",
    "network-switched": "/network/ops-w-tluszczu?merge=1&offices=1&depth=2",
    "network-border": "/network/border?county=1408&county=1434",
    "network-border-of-sectors": "/network/border?sector=public-body&sector=social-economy-entity",
    "network-path-from-an-office": "/network/path?from=post/starosta-legionowski&to=karuzela",
    "network-path": "/network/path?from=karuzela&to=powiat-legionowski",
    "network-path-merged": "/network/path?from=karuzela&to=ab-ovo&merge=1",
    "network-no-path": "/network/path?from=karuzela&to=ab-ovo&stated=1",
    "network-path-asked": "/network/path",
    "network-path-unclear": "/network/path?" + urlencode({"from": "ab-ovo", "to": "Tłuszcz"}),
    "list-of-ones-own": "/match",
    "list-matched": "/match?example=1",
    "downloads": "/downloads",
    "releases": "/releases/",
    "release": "/releases/latest",
    "catalogue": "/catalogue",
}  # fmt: skip

#: Kind of error → an address that has it, and its status.
ERRORS = {
    "not-found": ("/page/organization/nobody", 404),
    "malformed-query": ("/sparql?" + urlencode({"query": "SELECT ?x { ?x "}), 400),
    "malformed-year": ("/map?year=20", 400),
    "malformed-parameter": ("/questions/01-who-received-the-award?edition=no+iri", 400),
}

#: Pages for a frame in other people's pages, which have no menu, and to which nothing leads but the code for a frame.
FRAMES = {
    "network-embedded": "/embed/network/pozytek",
    "reconciliation-preview": "/reconcile/preview?id=organization/ops-w-tluszczu",
}

#: Every kind of page there is, errors too: kind → address, status.
PAGES = {name: (path, 200) for name, path in (KINDS | FRAMES).items()} | ERRORS


def in_language(path: str, language: str) -> str:
    """The address of a page in a language that is said in the address."""
    return f"{path}{'&' if '?' in path else '?'}lang={language}"
