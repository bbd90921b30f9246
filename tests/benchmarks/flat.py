"""Turns the statements of a release into tables, one for each class, and into an RML mapping that makes them of the tables.

A row has a subject (`iri`), the graph (`said`; morph-kgc takes `subject` and `graph` for columns of its own), and one cell for
each property; what has more values than one has more rows.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
COLUMNS, MAPPING, CONFIGURATION = "columns.json", "mapping.ttl", "morph-kgc.ini"

#: What a column holds: a property, and `<>` for IRIs, `@` and a language, or `^^` and a datatype.
Column = tuple[str, str]
#: What one subject has in one graph, by column.
_Entry = dict[Column, list[str]]


def write(nquads: Path, target: Path) -> None:
    """Write the tables, their columns, the mapping and the configuration of morph-kgc into a new directory.

    `nquads` is sorted, so that what is said of a subject stands together, and has no blank nodes.
    """
    target.mkdir()
    known: dict[str, dict[Column, None]] = {}
    for kind, entries in _subjects(nquads):
        for _, _, entry in entries:
            known.setdefault(kind, {}).update(dict.fromkeys(entry))
    names = {kind: f"c{number}" for number, kind in enumerate(sorted(known))}
    columns = {names[kind]: sorted(found) for kind, found in known.items()}
    files = {name: (target / f"{name}.csv").open("w", encoding="utf-8", newline="") for name in columns}
    try:
        writers = {name: csv.writer(file) for name, file in files.items()}
        for name, writer in writers.items():
            writer.writerow(["iri", "said", *(f"v{number}" for number, _ in enumerate(columns[name]))])
        for kind, entries in _subjects(nquads):
            name = names[kind]
            for subject, graph, entry in entries:
                cells = zip_longest(*(entry.get(column, []) for column in columns[name]), fillvalue="")
                writers[name].writerows([subject, graph, *row] for row in cells)
    finally:
        for file in files.values():
            file.close()
    (target / COLUMNS).write_text(json.dumps(columns), encoding="utf-8")
    (target / MAPPING).write_text(mapping(columns, target), encoding="utf-8")
    (target / CONFIGURATION).write_text(_CONFIGURATION.format(mapping=target / MAPPING), encoding="utf-8")


def quads(tables: Path) -> "Iterator[ox.Quad]":
    """The plain loop: the statements of tables, cell by cell."""
    import pyoxigraph as ox

    columns: dict[str, list[Column]] = json.loads((tables / COLUMNS).read_text("utf-8"))
    for name, found in columns.items():
        predicates = [(ox.NamedNode(predicate), kind) for predicate, kind in found]
        with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            for subject, graph, *cells in rows:
                node, where = ox.NamedNode(subject), ox.NamedNode(graph)
                for (predicate, kind), cell in zip(predicates, cells, strict=True):
                    if cell:
                        yield ox.Quad(node, predicate, _term(cell, kind), where)


def _term(cell: str, kind: str) -> "ox.NamedNode | ox.Literal":
    import pyoxigraph as ox

    if kind == "<>":
        return ox.NamedNode(cell)
    if kind[0] == "@":
        return ox.Literal(cell, language=kind[1:])
    return ox.Literal(cell, datatype=ox.NamedNode(kind[2:]))


def _subjects(nquads: Path) -> Iterator[tuple[str, list[tuple[str, str, _Entry]]]]:
    """Every subject, as its class ("" without any) and what each graph says of it."""
    import pyoxigraph as ox

    stated = ox.parse(path=str(nquads), format=ox.RdfFormat.N_QUADS)
    for subject, of_subject in groupby(stated, lambda quad: quad.subject):
        graphs: dict[str, _Entry] = {}
        kind = ""
        for quad in of_subject:
            value, column = quad.object.value, (quad.predicate.value, _kind(quad.object))
            graphs.setdefault(quad.graph_name.value, {}).setdefault(column, []).append(value)
            kind = kind or (value if quad.predicate.value == TYPE else "")
        yield kind, [(subject.value, graph, entry) for graph, entry in graphs.items()]


def _kind(term: "ox.NamedNode | ox.Literal") -> str:
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return "<>"
    return f"@{term.language}" if term.language else f"^^{term.datatype.value}"


def mapping(columns: dict[str, list[Column]], tables: Path) -> str:
    """The mapping: a triples map for each table, with a predicate-object map for each column."""
    return _PREFIXES + "\n".join(_triples_map(name, found, tables) for name, found in columns.items())


def _triples_map(name: str, columns: Iterable[Column], tables: Path) -> str:
    maps = (_MAP.format(predicate=one, column=number, kind=_rml(kind)) for number, (one, kind) in enumerate(columns))
    return _TABLE.format(name=name, file=tables / f"{name}.csv", maps=" ;\n".join(maps))


def _rml(kind: str) -> str:
    if kind == "<>":
        return "rr:termType rr:IRI"
    if kind[0] == "@":
        return f'rr:language "{kind[1:]}"'
    return "rr:termType rr:Literal" if kind[2:] == _STRING else f"rr:datatype <{kind[2:]}>"


_PREFIXES = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .

"""
_TABLE = """\
<#{name}> a rr:TriplesMap ;
  rml:logicalSource [ rml:source "{file}" ; rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [ rml:reference "iri" ; rr:termType rr:IRI ; rr:graphMap [ rml:reference "said" ; rr:termType rr:IRI ] ] ;
{maps} .
"""
_MAP = '  rr:predicateObjectMap [ rr:predicate <{predicate}> ; rr:objectMap [ rml:reference "v{column}" ; {kind} ] ]'
#: An empty cell says nothing; nothing else does.
_CONFIGURATION = """\
[CONFIGURATION]
na_values =
output_format = N-QUADS
logging_level = ERROR

[tables]
mappings = {mapping}
"""
