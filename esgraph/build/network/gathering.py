"""Turns the N-Quads of a release into the nodes and ties of its network: the statements that matter are joined here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from esgraph.build.network.scan import Scan
from esgraph.errors import LANGUAGES, Language
from esgraph.network.identity import Hypothesis, Verdict
from esgraph.network.model import Node, Tie, as_kind
from esgraph.network.source import Gathered
from esgraph.vocabulary import DCTERMS, ESG, ORG, PROV, SCHEMA, SCHEME, SKOS

_VERDICTS: dict[str, Verdict] = {f"{SCHEME}verdict/confirmed": "confirmed", f"{SCHEME}verdict/probable": "probable"}
_DIGITS_OF_COUNTY = 4

Values = Mapping[str, list[str]]


def gather(nquads: Path, base: str) -> Gathered:
    """Read the network of a dataset with this base IRI from its canonical N-Quads."""
    scan = Scan(nquads, base)
    nodes = _nodes(scan)
    return Gathered(nodes, _ties(scan, nodes), tuple(_hypotheses(scan, nodes)))


def _grouped(pairs: Iterable[tuple[str, str]], wanted: Callable[[str], bool]) -> Values:
    """The values of each wanted subject, each once, in order."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject, value in pairs:
        if wanted(subject):
            found[subject].add(value)
    return {subject: sorted(values) for subject, values in found.items()}


def _nodes(scan: Scan) -> dict[str, Node]:
    """Every organisation and office, in the order of their IRIs; an office is where its organisation is."""
    organizations = scan.organizations
    homes = dict(sorted(scan.things(ORG + "postIn"), reverse=True))
    known = organizations | homes.keys()
    labels, shorts = _names(scan, known)
    kinds = _grouped(scan.things(ORG + "classification"), organizations.__contains__)
    broader = dict(sorted(scan.things(SKOS + "broader"), reverse=True))
    counties = _counties(scan, organizations)
    nodes = {}
    for iri in sorted(known):
        home = iri if iri in organizations else homes[iri]
        kind = next(iter(kinds.get(home, ())), "")
        nodes[iri] = Node(
            iri,
            labels.get(iri, {}),
            _slug(kind) if home == iri else "",
            _slug(_top(kind, broader)),
            counties.get(home, ()),
            home if home != iri else "",
            shorts=shorts.get(iri, {}),
        )
    return nodes


def _names(scan: Scan, known: set[str]) -> tuple[dict[str, dict[Language, str]], dict[str, dict[Language, str]]]:
    """The name of each organisation and office by language, and the shortest of its names where that is another."""
    labels: dict[str, dict[Language, str]] = defaultdict(dict)
    for subject, language, text in _texts(scan, SKOS + "prefLabel"):
        if subject in known:
            labels[subject][language] = text
    shorts: dict[str, dict[Language, str]] = defaultdict(dict)
    for subject, language, text in _texts(scan, SKOS + "altLabel"):
        before = shorts[subject].get(language) or labels.get(subject, {}).get(language)
        if subject in known and (before is None or (len(text), text) < (len(before), before)):
            shorts[subject][language] = text
    return labels, shorts


def _texts(scan: Scan, prop: str) -> Iterator[tuple[str, Language, str]]:
    for subject, text in scan.literals(prop):
        for language in LANGUAGES:
            if text.language == language:
                yield subject, language, text.value


def _slug(iri: str) -> str:
    return iri.rpartition("/")[2]


def _top(concept: str, broader: Mapping[str, str]) -> str:
    """The topmost concept above one; where they go round in a circle, the one where that shows."""
    seen: set[str] = set()
    while concept in broader and concept not in seen:
        seen.add(concept)
        concept = broader[concept]
    return concept


def _counties(scan: Scan, organizations: set[str]) -> dict[str, tuple[str, ...]]:
    """The counties of organisations: from the TERC code of the place, or of the first place around that has one."""
    codes = {subject: code.value for subject, code in scan.literals(ESG + "terc")}
    around = dict(sorted(scan.things(SCHEMA + "containedInPlace"), reverse=True))

    def county(place: str) -> str:
        seen: set[str] = set()
        while place not in codes and place in around and place not in seen:
            seen.add(place)
            place = around[place]
        code = codes.get(place, "")
        return code[:_DIGITS_OF_COUNTY] if len(code) >= _DIGITS_OF_COUNTY else ""

    places = _grouped(scan.things(SCHEMA + "location"), organizations.__contains__)
    found = {iri: tuple(sorted({county(place) for place in listed} - {""})) for iri, listed in places.items()}
    return {iri: listed for iri, listed in found.items() if listed}


def _ties(scan: Scan, nodes: Mapping[str, Node]) -> tuple[Tie, ...]:
    """Every tie, in the order of their IRIs, and last of each office that it is in its organisation."""
    kinds = {subject: as_kind(_slug(kind)) for subject, kind in scan.things(ESG + "tieKind")}
    parties = _grouped(scan.things(ESG + "tieParty"), kinds.__contains__)
    targets = dict(scan.things(ESG + "tieTarget"))
    through = _grouped(scan.things(ESG + "tieThrough"), kinds.__contains__)
    homes = dict(sorted(scan.things(ORG + "postIn"), reverse=True))
    grounds = _grouped(scan.things(PROV + "wasDerivedFrom"), kinds.__contains__)
    rest = {ground for listed in grounds.values() for ground in listed}
    dates: dict[str, list[str]] = defaultdict(list)
    for subject, date in scan.literals(DCTERMS + "date"):
        if subject in kinds and date.value not in dates[subject]:
            dates[subject].append(date.value)
    statuses = _grouped(scan.things(ESG + "status"), rest.__contains__)
    disputed = {end for pair in scan.things(ESG + "conflictsWith") for end in pair if end in rest}
    bound = [
        Tie(
            iri,
            kind,
            tuple(parties.get(iri, ())),
            tuple(grounds.get(iri, ())),
            targets.get(iri, ""),
            tuple((office, homes[office]) for office in through.get(iri, ()) if office in homes),
            tuple(sorted(dates.get(iri, ()))),
            next((_slug(one) for ground in grounds.get(iri, ()) for one in statuses.get(ground, ())), ""),
            not disputed.isdisjoint(grounds.get(iri, ())),
        )
        for iri, kind in sorted(kinds.items())
    ]
    posts = [
        Tie(office, "post", tuple(sorted((office, home))), (office,), home)
        for office, home in sorted(homes.items())
        if home in nodes
    ]
    return (*bound, *posts)


def _hypotheses(scan: Scan, nodes: Mapping[str, Node]) -> Iterator[Hypothesis]:
    """The confirmed and the probable hypotheses about two organisations of this dataset."""
    about = dict(scan.things(ESG + "hypothesisAbout"))
    verdicts = {node: _VERDICTS[verdict] for node, verdict in scan.things(ESG + "verdict") if verdict in _VERDICTS}
    for node, candidate in sorted(scan.things(ESG + "hypothesisCandidate")):
        one = about.get(node, "")
        if node in verdicts and one in nodes and candidate in nodes and one != candidate:
            yield Hypothesis(node, one, candidate, verdicts[node])
