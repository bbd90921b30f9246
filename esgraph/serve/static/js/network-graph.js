/* What the server said of organisations and their ties, and which of it a picture shows: a few partners of the first
 * organisation, then some of each that was expanded, never all that there is. */

import { apart, around, beside, given } from "./network-layout.js";
import { boxOf } from "./network-look.js";

const FIRST = 40;
export const MORE = 20;
/* With more lines than these the derived ones between partners make a hairball. */
const MOST_LINES = 60;
/* HTTP: the server makes no file of so many ties on request; of so many organisations, the closest, it does. */
const TOO_LARGE = 413;
const CLOSEST = [60, 20];
export const KINDS = ["cooperation", "founding", "unit", "shared-panel", "shared-edition", "post"];
const DERIVED = ["shared-panel", "shared-edition"];

export function localOf(iri) {
  return iri.slice(iri.indexOf("/id/") + 4);
}

export function slugOf(iri) {
  return iri.slice(iri.lastIndexOf("/") + 1);
}

/* How an address names an organisation, by its slug, or an office, `post/starosta-legionowski`. One that is called as the
   address of something else, /network/path, keeps its kind. */
export function writtenOf(iri) {
  return localOf(iri).replace(/^organization\/(?!path$)/, "");
}

/* `detail`: what the server said, if it said anything. */
export class UnansweredError extends Error {
  constructor(iri, detail = "", options = {}) {
    super(detail || iri, options);
    Object.assign(this, { iri, detail });
  }
}

/* The words of a problem document (RFC 9457), in the reader's language where it has them. */
async function problem(response) {
  if (!response.headers.get("Content-Type")?.includes("json")) return "";
  const told = await response.json();
  const { detail, remedy } = told.translated?.language === document.documentElement.lang ? told.translated : told;
  return [detail, remedy].filter(Boolean).join(" ");
}

/* One organisation's network: nodes by IRI, edges, and who comes first in a picture of it. */
class Ego {
  constructor(center, { elements, data = {} }, isPart) {
    Object.assign(this, { center, isPart, about: data });
    this.nodes = new Map(elements.nodes.map((node) => [node.data.id, node.data]));
    this.edges = elements.edges.map((edge) => edge.data);
    this.positions = new Map(elements.nodes.filter((node) => node.position).map((node) => [node.data.id, node.position]));
    // Who also stands for an organisation that only probably is the same, as far as ties rest on it.
    const probable = new Set(this.edges.filter(({ merged }) => merged).flatMap(({ source, target }) => [source, target]));
    this.probable = new Set([...this.nodes.values()].filter(({ id, merged }) => merged && probable.has(id)).map(({ id }) => id));
    this.partners = new Map([...this.nodes.keys()].map((id) => [id, new Set()]));
    const degrees = new Map();
    for (const { source, target } of this.edges) {
      this.partners.get(source).add(target);
      this.partners.get(target).add(source);
      for (const end of [source, target]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
    }
    const steps = this.steps();
    this.order = [...this.nodes.keys()].filter((id) => id !== center).sort((one, other) =>
      (steps.get(one) ?? Infinity) - (steps.get(other) ?? Infinity)
      || (degrees.get(other) ?? 0) - (degrees.get(one) ?? 0) || (one < other ? -1 : 1));
  }

  /* How far from the organisation each is. */
  steps() {
    const found = new Map([[this.center, 0]]);
    for (const [id, step] of found) {
      for (const partner of this.partners.get(id) ?? []) if (!found.has(partner)) found.set(partner, step + 1);
    }
    return found;
  }

  isTied(one, other) {
    return Boolean(this.partners.get(one)?.has(other));
  }
}

export class Graph {
  /* `address`: of the file of the first organisation, `center`; those of others have the same switches. */
  constructor(address, center, isNarrow = false) {
    this.address = new URL(address, location);
    this.center = center;
    this.isNarrow = isNarrow;
    this.egos = new Map();
  }

  iri(written) {
    const kinds = this.center.slice(0, this.center.indexOf("/id/") + 4);
    return kinds + (written.includes("/") ? written : `organization/${written}`);
  }

  /* Ask the server for the network of an organisation, once. Throws UnansweredError where it gives none. */
  async load(iri) {
    if (this.egos.has(iri)) return;
    let response = await this.ask(iri);
    const isPart = response.status === TOO_LARGE;
    // The closest may have too many ties with each other, too.
    for (const most of CLOSEST) if (response.status === TOO_LARGE) response = await this.ask(iri, { most });
    if (!response.ok) throw new UnansweredError(iri, await problem(response));
    this.egos.set(iri, new Ego(iri, await response.json(), isPart));
  }

  async ask(iri, switches = {}) {
    const address = new URL(this.address);
    address.pathname = address.pathname.replace(/(.*\/network\/).*/, `$1${writtenOf(iri)}.cyjs`);
    for (const [name, value] of Object.entries(switches)) address.searchParams.set(name, value);
    try {
      return await fetch(address);
    } catch (error) {
      throw new UnansweredError(iri, "", { cause: error });
    }
  }

  get about() {
    return this.egos.get(this.center).about;
  }

  /* Ask for the networks of what was expanded, in order (IRIs): of each as soon as it is in the picture, since what is in
   * no picture cannot have been expanded. Gives what is not, and why networks did not come. */
  async follow(opened) {
    const errors = new Map();
    for (;;) {
      const boxes = this.compose(opened);
      const ready = [...new Set(opened)].filter((iri) => boxes.has(iri) && !this.egos.has(iri) && !errors.has(iri));
      if (!ready.length) return { errors: [...errors.values()], strange: opened.filter((iri) => !boxes.has(iri)) };
      await Promise.all(ready.map((iri) => this.load(iri).catch((error) => {
        if (!(error instanceof UnansweredError)) throw error;
        errors.set(iri, error);
      })));
    }
  }

  box(data) {
    const isMerged = [...this.egos.values()].some(({ probable }) => probable.has(data.id));
    return boxOf(data, { isCenter: data.id === this.center, isMerged, isNarrow: this.isNarrow });
  }

  /* The boxes of the first organisation and its partners; their places do not depend on what is expanded later. */
  begin() {
    if (this.begun) return this.begun;
    const first = this.egos.get(this.center);
    const chosen = first.order.slice(0, FIRST - 1).map((id) => this.box(first.nodes.get(id)));
    const middle = { ...this.box(first.nodes.get(this.center)), x: 0, y: 0 };
    const ids = new Set([this.center, ...chosen.map(({ id }) => id)]);
    const edges = sparse(first.edges.filter(({ source, target }) => ids.has(source) && ids.has(target)), new Set([this.center]));
    this.begun = given([middle, ...chosen], first.positions)
      ?? [middle, ...around(middle, chosen, (one, other) => first.isTied(one, other), this.isNarrow)];
    this.begun = apart(this.begun, edges);
    return this.begun;
  }

  /* The boxes in the picture after some were expanded, in order (IRIs), with their places. */
  compose(opened) {
    // The same as before, unless more has come from the server.
    const key = [this.egos.size, ...opened].join(" ");
    if (this.composed?.key !== key) this.composed = { key, boxes: this.place(opened) };
    return new Map(this.composed.boxes);
  }

  place(opened) {
    const boxes = new Map();
    const put = (box) => boxes.set(box.id, box);
    this.begin().forEach(put);
    for (const iri of opened) {
      const ego = this.egos.get(iri);
      const origin = boxes.get(iri);
      if (!ego || !origin) continue;
      const fresh = ego.order.filter((id) => !boxes.has(id)).slice(0, MORE).map((id) => this.box(ego.nodes.get(id)));
      const others = [...boxes.values()];
      const ties = this.ties(new Map([...others, ...fresh].map((box) => [box.id, box])));
      beside(origin, fresh, others, sparse(ties, new Set([this.center, ...opened])), this.isNarrow).forEach(put);
    }
    return boxes;
  }

  /* How many organisations of its network are not in the picture, and how many there are. */
  left(iri, boxes) {
    const all = this.egos.get(iri)?.order ?? [];
    return { n: all.filter((id) => !boxes.has(id)).length, total: all.length + 1 };
  }

  /* All ties of what is in the picture, each once. */
  ties(boxes) {
    const found = new Map();
    for (const ego of this.egos.values()) {
      for (const edge of ego.edges) if (boxes.has(edge.source) && boxes.has(edge.target)) found.set(edge.id, edge);
    }
    return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /* Whether derived ties between partners are drawn where the reader did not say. */
  get isSparse() {
    const boxes = this.compose([]);
    return this.ties(boxes).length <= MOST_LINES;
  }
}

/* The ties that boxes make room for: of so many that not all are drawn, those of who was expanded. */
function sparse(ties, open) {
  return ties.length <= MOST_LINES ? ties : ties.filter(({ source, target }) => open.has(source) || open.has(target));
}

/* A test that ties pass which filters let through; the second one is for those that only crowd the picture. */
export function filters(state, open, isSparse) {
  const drawn = state.between ? state.between === "yes" : isSparse;
  const years = state.from || state.to;
  const shown = (edge) => !state.hidden.includes(edge.kind)
    && (!state.stated || edge.stated)
    && (!years || edge.kind === "post" || yearsOf(edge).some((year) => (!state.from || year >= state.from) && (!state.to || year <= state.to)))
    && (!state.source || listed(edge.sources).some((iri) => slugOf(iri) === state.source));
  const between = (edge) => DERIVED.includes(edge.kind) && !open.has(edge.source) && !open.has(edge.target);
  return { shown, crowds: (edge) => !drawn && between(edge), between, drawn };
}

export function listed(written) {
  return (written ?? "").split(" ").filter(Boolean);
}

export function yearsOf(edge) {
  return [...new Set(listed(edge.dates).map((date) => date.slice(0, 4)))];
}

/* What there is to choose from in filters. */
export function choices(edges) {
  const kinds = new Set(edges.map((edge) => edge.kind));
  return {
    kinds: KINDS.filter((kind) => kinds.has(kind)),
    years: [...new Set(edges.flatMap(yearsOf))].sort(),
    sources: [...new Set(edges.flatMap((edge) => listed(edge.sources)))].sort(),
  };
}
