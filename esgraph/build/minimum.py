"""Turns the counts of a dataset and `minimumCounts` of its settings into word of what shrank, or cannot be counted."""

from collections.abc import Mapping

import pyoxigraph as ox

from esgraph import resources
from esgraph.build.keys import Vocabulary
from esgraph.build.problems import nearest
from esgraph.build.project import Settings
from esgraph.errors import Message, ReleaseError
from esgraph.vocabulary import PREFIXES

_UNKNOWN = Message(
    "„{name}” nie jest klasą ani właściwością ontologii", "“{name}” is no class or property of the ontology"
)
_DID_YOU_MEAN = Message("czy chodziło o „{near}”?", "did you mean “{near}”?")
_LIKE = Message("napisz nazwę z przedrostkiem, np. {name}", "write a name with its prefix, for example {name}")
_SHRANK = Message("danych ubyło: ", "the data shrank: ")
_SHORT = Message("{name}: {found}, a ma być co najmniej {least}", "{name}: {found}, at least {least} expected")
_RESTORE = Message(
    "przywróć to, czego brakuje, albo zmniejsz liczbę, jeśli usunięto to celowo",
    "restore what is missing, or lower the count if it was removed on purpose",
)


def check(counts: Mapping[str, int], settings: Settings) -> None:
    """Compare the instances of classes and the statements of properties, by IRI, with the minimum counts.

    Raises ReleaseError that says which are too few, or which name is none, each with its place in `dataset.yaml`.
    """
    short: list[tuple[str, Message]] = []
    for name, least in settings.minimum_counts.items():
        prefix, _, local = name.partition(":")
        iri = f"{PREFIXES.get(prefix, '')}{local}"
        found = counts.get(iri, 0)
        if iri not in counts:
            _check_name(name, iri, str(settings.counted_at.get(name, "")))
        if found < least:
            short.append((name, _SHORT.of(name=name, found=found, least=least)))
    if short:
        where = settings.counted_at.get(short[0][0])
        separate = Message("; ", "; ")
        parts = [one for _, told in short for one in (separate, told)][1:]
        raise ReleaseError(_joined(_SHRANK, *parts), where=str(where or ""), remedy=_RESTORE)


def _joined(*parts: Message) -> Message:
    values = {f"part{number}": part for number, part in enumerate(parts)}
    template = "".join(f"{{{name}}}" for name in values)
    return Message(template, template, values)


def _check_name(name: str, iri: str, where: str) -> None:
    """Tell a name that nothing has from one of which nothing is left."""
    known = _known()
    if iri in known:
        return
    shortened = {
        f"{prefix}:{one.removeprefix(namespace)}"
        for prefix, namespace in PREFIXES.items()
        for one in known
        if one.startswith(namespace)
    }
    near = nearest(name, sorted(shortened))
    remedy = _DID_YOU_MEAN.of(near=near) if near else _LIKE.of(name="org:Organization")
    raise ReleaseError(_UNKNOWN.of(name=name), where=where, remedy=remedy)


def _known() -> set[str]:
    """The IRIs of the classes and properties that the ontology and the authoring keys have."""
    vocabulary = Vocabulary.read(resources.ontology() / "context.jsonld")
    defined = ox.parse(path=str(resources.ontology() / "esgraph.ttl"), format=ox.RdfFormat.TURTLE)
    return {
        *(quad.subject.value for quad in defined if isinstance(quad.subject, ox.NamedNode)),
        *vocabulary.types.values(),
        *(vocabulary.expand(name) for section in vocabulary.sections.values() for name in section.types),
        *(key.predicate for key in vocabulary.keys.values()),
    }
