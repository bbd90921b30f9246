"""Turns a release's network into named tables: what building writes and `esgraph.network` reads.

The index is one SQLite file, `network.sqlite`, that never changes. It has all that an answer about the network needs,
its evidence too, so that it can be asked without a store and without reading more than the answer. IRIs in one column
are separated by spaces, which no IRI has.
"""

from typing import Final, Literal

FILE: Final = "network.sqlite"

#: Changes when the tables do, so that an old program does not misread a new index.
FORMAT: Final = "1"

#: The views for which the measures are computed at build: every tie, or those only that sources state.
Scope = Literal["all", "stated"]
SCOPES: Final[tuple[Scope, ...]] = ("all", "stated")

#: Tables, and what their columns hold. `id` numbers nodes and ties in the order of their IRIs (offices' own ties last).
SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE node (
  id INTEGER PRIMARY KEY,
  iri TEXT NOT NULL UNIQUE,
  pl TEXT, en TEXT,              -- its name
  short_pl TEXT, short_en TEXT,  -- the shortest of its names, if that is another
  kind TEXT NOT NULL,
  sector TEXT NOT NULL,
  counties TEXT NOT NULL,
  home INTEGER                   -- of an office, its organisation
);
CREATE TABLE tie (
  id INTEGER PRIMARY KEY,
  iri TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  parties TEXT NOT NULL,
  grounds TEXT NOT NULL,
  target TEXT NOT NULL,
  offices TEXT NOT NULL,         -- an office, its organisation, the next office …
  dates TEXT NOT NULL,
  status TEXT NOT NULL,
  disputed INTEGER NOT NULL
);
CREATE TABLE party (node INTEGER, tie INTEGER, PRIMARY KEY (node, tie)) WITHOUT ROWID;  -- offices, too
CREATE TABLE graph (id INTEGER PRIMARY KEY, iri TEXT NOT NULL);
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, quote INTEGER NOT NULL, pl TEXT, en TEXT, source TEXT
);
CREATE TABLE support (           -- evidence that the named one is bound by the tie; 0 stands for all parties
  tie INTEGER, named INTEGER, evidence INTEGER, graph INTEGER, PRIMARY KEY (tie, named, evidence, graph)
) WITHOUT ROWID;
CREATE TABLE hypothesis (iri TEXT, about TEXT, candidate TEXT, verdict TEXT);
CREATE TABLE measure (
  scope TEXT, node INTEGER, degree INTEGER NOT NULL, betweenness REAL NOT NULL, core INTEGER NOT NULL,
  reach INTEGER NOT NULL,        -- counties other than its own in which it has partners
  cut INTEGER NOT NULL,          -- 1 if a part hangs on it
  part INTEGER NOT NULL, community INTEGER NOT NULL,  -- numbered from 1, the largest first
  PRIMARY KEY (scope, node)
) WITHOUT ROWID;
CREATE TABLE bridge (scope TEXT, one INTEGER, other INTEGER, PRIMARY KEY (scope, one, other)) WITHOUT ROWID;
CREATE TABLE crossing (          -- edges between sectors, between counties
  scope TEXT, border TEXT, one TEXT, other TEXT, edges INTEGER NOT NULL, PRIMARY KEY (scope, border, one, other)
) WITHOUT ROWID;
CREATE TABLE year (              -- ties by year; 0 for those without
  scope TEXT, year INTEGER, kind TEXT, ties INTEGER NOT NULL, PRIMARY KEY (scope, year, kind)
) WITHOUT ROWID;
"""

#: By what the whole is put in order, so that its page does not sort every node.
INDEXES: Final = """
CREATE INDEX measure_degree ON measure (scope, degree DESC, node);
CREATE INDEX measure_betweenness ON measure (scope, betweenness DESC, degree DESC, node);
CREATE INDEX measure_core ON measure (scope, core DESC, degree DESC, node);
CREATE INDEX measure_reach ON measure (scope, reach DESC, degree DESC, node);
CREATE INDEX measure_part ON measure (scope, part, degree DESC, node);
CREATE INDEX measure_community ON measure (scope, community, degree DESC, node);
"""
