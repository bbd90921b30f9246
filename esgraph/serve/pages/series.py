"""Turns the releases of a directory into what DCAT says of a series: its members, the first, what came before what.

The catalogue of a release is made of its data alone, and the same data released elsewhere have another past; so what
came before is told by the server that has it (DCAT 3, section 12).
"""

from collections.abc import Iterable

import pyoxigraph as ox

from esgraph.errors import LANGUAGES
from esgraph.release import NQUADS
from esgraph.serve import past, texts
from esgraph.serve.description import described
from esgraph.serve.past import Known
from esgraph.serve.site import Site
from esgraph.vocabulary import DCAT, DCTERMS, RDF, XSD

_ISSUED = ox.NamedNode(f"{DCTERMS}issued")
_DATE = ox.NamedNode(f"{XSD}date")


def earlier(site: Site) -> tuple[Known, ...]:
    """The releases that came before the one that is served and are still here, the latest first."""
    found = past.releases(site)
    served = next(number for number, one in enumerate(found) if one.is_served)
    return found[served + 1 :]


def address(site: Site, release: Known) -> str:
    """The IRI of an earlier release, where its page is."""
    return f"{site.base}releases/{release.id}"


def before(site: Site, release: Known) -> Known | None:
    """The release that was current before another one; where it is no longer here, the one that came before it."""
    found = past.releases(site)
    older = found[found.index(release) + 1 :]
    return next((one for one in older if one.id == release.before), next(iter(older), None))


def with_series(site: Site, triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The catalogue of the release that is served, in the series of those that came before it."""
    releases = earlier(site)
    catalogue = f"{site.base}catalogue"
    began = min(one.issued for one in releases)
    whole = []
    for triple in triples:
        is_begin = triple.predicate == _ISSUED and triple.subject.value in (catalogue, f"{catalogue}#series")  # type: ignore[union-attr]  # a catalogue has no triple terms
        if is_begin and triple.object.value > began:  # type: ignore[union-attr]  # nor has this property one
            triple = ox.Triple(triple.subject, triple.predicate, ox.Literal(began, datatype=_DATE))
        whole.append(triple)
    whole.append(_link(f"{catalogue}#series", f"{DCAT}first", address(site, releases[-1])))
    whole += _before(site, f"{catalogue}#dataset", next(one for one in past.releases(site) if one.is_served))
    for one in releases:
        whole += _member(site, one)
    return sorted(set(whole), key=str)


def _before(site: Site, dataset: str, release: Known) -> list[ox.Triple]:
    """What came before a dataset, unless its own catalogue says so already."""
    found = before(site, release)
    if found is None or described(site).first(dataset, f"{DCAT}prev"):
        return []
    return [_link(dataset, f"{DCAT}{name}", address(site, found)) for name in ("prev", "previousVersion")]


def _member(site: Site, release: Known) -> list[ox.Triple]:
    """An earlier release as a dataset with its dump."""
    known, this = described(site), address(site, release)
    dump = f"{this}#{NQUADS}"
    found = [
        _link(f"{site.base}catalogue", f"{DCAT}dataset", this),
        _link(this, f"{RDF}type", f"{DCAT}Dataset"),
        _link(this, f"{DCAT}inSeries", f"{site.base}catalogue#series"),
        _link(this, f"{DCAT}distribution", dump),
        _text(this, f"{DCAT}version", release.version),
        _text(this, f"{DCTERMS}identifier", release.id),
        _text(this, f"{DCTERMS}issued", release.issued, "date"),
        _text(this, f"{DCTERMS}modified", release.modified, "date"),
        _link(dump, f"{RDF}type", f"{DCAT}Distribution"),
        _link(dump, f"{DCAT}accessURL", f"{site.base}dumps/{release.id}/{NQUADS}"),
        _link(dump, f"{DCAT}mediaType", "https://www.iana.org/assignments/media-types/application/n-quads"),
    ]
    found += [_link(this, f"{DCTERMS}publisher", iri) for iri in known.iris(known.dataset, f"{DCTERMS}publisher")]
    for language in LANGUAGES:
        title = texts.text("series_member", language, title=site.release.manifest.title[language], id=release.id)
        about = known.text(known.dataset, f"{DCTERMS}description", language)
        for name, words in (("title", title), ("description", about)):
            literal = ox.Literal(words, language=language)
            found.append(ox.Triple(ox.NamedNode(this), ox.NamedNode(f"{DCTERMS}{name}"), literal))
    return found + _before(site, this, release)


def _link(subject: str, predicate: str, target: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(target))


def _text(subject: str, predicate: str, value: str, datatype: str = "string") -> ox.Triple:
    literal = ox.Literal(value, datatype=ox.NamedNode(f"{XSD}{datatype}"))
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal)
