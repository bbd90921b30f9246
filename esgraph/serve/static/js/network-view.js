/* The picture of a network that begins with one organisation: its state, and what each part of the page shows of it. */

import { element } from "./element.js";
import { Embed, Filters, save } from "./network-controls.js";
import { csvOf, cyjsOf, pngOf, svgOf } from "./network-files.js";
import { Graph, KINDS, MORE, UnansweredError, filters, localOf, slugOf, writtenOf } from "./network-graph.js";
import { List, tieSaid } from "./network-list.js";
import { sectorOf } from "./network-look.js";
import { Panel } from "./network-panel.js";
import { Picture } from "./network-picture.js";
import { Site } from "./network-site.js";
import { route } from "./network-routes.js";
import { isMerged, relationsOf, sheetOf } from "./network-sheet.js";
import { read, unread, write } from "./network-state.js";
import { Words, button } from "./network-words.js";

class View {
  constructor(root) {
    this.root = root;
    this.center = root.dataset.center;
    this.words = new Words(root);
    this.site = new Site(root.dataset);
    this.graph = new Graph(root.dataset.address, this.center, matchMedia("(max-width: 40rem)").matches);
    this.state = read(location.search);
    this.status = root.querySelector(".netview-status");
    this.notes = root.querySelector(".netview-notes");
    this.canvas = root.querySelector(".netview-canvas");
  }

  async start() {
    const error = await this.load(this.center);
    if (error) {
      this.root.before(this.trouble(error));
      return;
    }
    const { errors, strange } = await this.graph.follow(this.state.open.map((written) => this.graph.iri(written)));
    this.state.open = this.state.open.filter((written) => !strange.includes(this.graph.iri(written)));
    const odd = [...new Set([...strange.map(writtenOf), ...unread(location.search, KINDS)])];
    const { selected } = this.state;
    this.isSparse = this.graph.isSparse;
    this.root.hidden = false;
    if (this.root.dataset.replaces) document.querySelector(this.root.dataset.replaces).hidden = true;
    const choose = (id) => this.choose(id);
    const beyond = this.root.querySelector(".netview-beyond");
    const look = (isAll) => beyond.classList.toggle("netview-all", isAll);
    this.picture = new Picture(this.canvas, this.center, { choose, toggle: (id) => this.toggle(id), look });
    this.list = new List(this.root.querySelector(".netview-list"), this.words, choose);
    const act = { expand: (id) => this.expand(id), collapse: (id) => this.collapse(id) };
    this.panel = new Panel(this.root.querySelector(".netview-chosen"), this.words, this.site, act);
    this.filters = new Filters(this.root, this.words, this.site, (change) => this.set(change));
    this.embed = new Embed(this.root, this.words, this.canvas.getAttribute("aria-label"));
    this.listen();
    this.draw();
    // An address may name what there is no more.
    this.notes.prepend(...errors.map((one) => this.trouble(one)));
    const isKnown = [...this.all.keys(), ...this.ties.map(({ id }) => id)].some((id) => localOf(id) === selected);
    if (selected && !isKnown) odd.push(selected);
    if (odd.length) this.notes.prepend(element("p", { class: "netview-trouble" }, this.words.say("strange", { names: odd.join(", ") })));
  }

  /* The network of an organisation from the server; why it did not come, or nothing. */
  async load(iri) {
    try {
      await this.graph.load(iri);
    } catch (error) {
      if (error instanceof UnansweredError) return error;
      throw error;
    }
    return null;
  }

  trouble({ iri, detail }) {
    const name = this.all?.get(iri)?.data.label ?? writtenOf(iri);
    const why = detail || this.words.say("offline");
    return element("p", { class: "netview-trouble", role: "alert" }, this.words.say("failed", { name }), " ", why);
  }

  listen() {
    const on = (name, action) => this.root.querySelector(`[data-act=${name}]`)?.addEventListener("click", action);
    on("zoom-in", () => this.picture.zoom(1.25));
    on("zoom-out", () => this.picture.zoom(1 / 1.25));
    on("zoom-all", () => this.picture.fit());
    const take = (ending, type, text) => save(new Blob([text], { type }), `${slugOf(this.center)}.${ending}`);
    on("png", async () => save(await pngOf(this.sheet()), `${slugOf(this.center)}.png`));
    on("svg", () => take("svg", "image/svg+xml", svgOf(this.sheet())));
    on("csv", () => take("csv", "text/csv", csvOf(this.boxes, this.edges)));
    on("cyjs", () => take("cyjs", "application/json", cyjsOf(this.boxes, this.edges, this.graph.about)));
  }

  /* Those who were expanded, in order; the first organisation is from the beginning. */
  get steps() {
    return this.state.open.map((written) => this.graph.iri(written)).filter((iri) => this.graph.egos.has(iri));
  }

  set(change) {
    Object.assign(this.state, change);
    this.draw();
    if (!("selected" in change)) this.say(this.summary());
  }

  summary() {
    return this.words.say("shown", { nodes: this.boxes.length, edges: this.edges.length });
  }

  say(text) {
    this.status.textContent = text;
  }

  /* Work out what there is to be seen, and show it everywhere. */
  draw() {
    const { state } = this;
    this.open = new Set([this.center, ...this.steps]);
    this.all = this.graph.compose(this.steps);
    this.ties = this.graph.ties(this.all);
    const tests = filters(state, this.open, this.isSparse);
    const passed = this.ties.filter(tests.shown);
    this.edges = passed.filter((edge) => !tests.crowds(edge));
    const ends = new Set(this.edges.flatMap(({ source, target }) => [source, target]));
    this.boxes = [...this.all.values()].filter(({ id }) => id === this.center || ends.has(id));
    this.picture.draw(this.boxes, this.edges);
    const foundings = this.ties.filter(({ relation, directed }) => relation === "founding" && directed);
    this.founded = new Map(foundings.map(({ tie, target }) => [tie, this.name(target)]));
    this.list.draw(this.boxes, this.edges, this.open, this.founded);
    this.legend();
    this.filters.draw(this.ties, state, this.ties.some(tests.between) ? tests.drawn : null);
    this.note(this.ties.length - passed.length, passed.length - this.edges.length);
    this.mark();
    this.remember();
  }

  /* What is chosen, everywhere. */
  mark() {
    const told = this.told();
    if (!told) this.state.selected = "";
    const id = told?.id ?? told?.edge.id ?? "";
    this.picture.choose(id);
    this.list.mark(id);
    this.panel.draw(told);
    return told;
  }

  told() {
    const { selected } = this.state;
    const is = ({ id }) => selected && localOf(id) === selected;
    const box = this.boxes.find(is);
    const edge = this.edges.find(is);
    if (edge) {
      const ends = [edge.source, edge.target].map((end) => this.all.get(end).data);
      return { edge, ends, one: ends[0].label, other: ends[1].label, founded: this.founded };
    }
    if (!box) return null;
    const ties = this.edges.filter(({ source, target }) => source === box.id || target === box.id);
    const partners = new Set(ties.map(({ source, target }) => (source === box.id ? target : source))).size;
    const left = this.open.has(box.id) ? { ...this.graph.left(box.id, this.all), most: MORE } : null;
    const canClose = this.steps.includes(box.id);
    return { id: box.id, data: box.data, ties: ties.length, partners, left, isOpen: this.open.has(box.id), canClose };
  }

  name(id) {
    return this.all.get(id).data.label;
  }

  choose(id) {
    this.state.selected = id ? localOf(id) : "";
    const told = this.mark();
    this.remember();
    const name = told?.edge ? tieSaid(told.edge, told, this.founded, this.words) : told?.data.label;
    this.say(told ? this.words.say("chosen", { name }) : this.words.say("cleared"));
  }

  async toggle(id) {
    if (this.steps.includes(id)) this.collapse(id);
    else await this.expand(id);
  }

  /* Bring more partners of an organisation into the picture. */
  async expand(id) {
    const error = await this.load(id);
    if (error) {
      this.notes.prepend(this.trouble(error));
      return;
    }
    if (this.open.has(id) && !this.graph.left(id, this.all).n) {
      this.say(this.words.say("all_shown"));
      return;
    }
    const [nodes, edges] = [this.boxes.length, this.edges.length];
    this.set({ open: [...this.state.open, writtenOf(id)], selected: localOf(id) });
    this.say(this.words.say("added", { name: this.name(id), nodes: this.boxes.length - nodes, edges: this.edges.length - edges }));
  }

  collapse(id) {
    this.set({ open: this.state.open.filter((written) => written !== writtenOf(id)), selected: localOf(id) });
    this.say(this.words.say("collapsed", { name: this.all.get(id)?.data.label ?? writtenOf(id) }));
  }

  /* Only what is drawn is explained. */
  legend() {
    const relations = new Map(relationsOf(this.edges));
    const looks = new Set([
      ...relations.keys(), ...this.edges.flatMap(({ stated, disputed }) => [stated ? "stated" : "derived", disputed ? "disputed" : ""]),
      isMerged(this.boxes, this.edges) ? "merged" : "", ...this.boxes.map(({ data }) => sectorOf(data)),
    ]);
    for (const one of this.root.querySelectorAll("[data-look]")) {
      const { look } = one.dataset;
      one.hidden = !looks.has(look);
      // What no source states of any two is drawn broken only.
      if (relations.has(look)) one.querySelector("g").classList.toggle("derived", !relations.get(look));
    }
  }

  /* What is not in the picture, and a button for more where there is. */
  note(hidden, crowded) {
    const lines = [element("p", {}, this.summary())];
    for (const iri of [...this.open].filter((one) => this.all.has(one))) {
      if (this.graph.egos.get(iri).isPart) lines.push(element("p", {}, this.words.say("part", { name: this.name(iri) })));
      const left = this.graph.left(iri, this.all);
      if (!left.n) continue;
      const more = button(this.words.say("more", { n: Math.min(MORE, left.n) }), () => this.expand(iri));
      lines.push(element("p", {}, this.words.say("left", { name: this.name(iri), ...left }), " ", more));
    }
    if (hidden) lines.push(element("p", {}, this.words.say("hidden", { n: hidden })));
    if (crowded) lines.push(element("p", {}, this.words.say("between", { n: crowded })));
    const focused = this.notes.contains(document.activeElement);
    this.notes.replaceChildren(...lines);
    if (focused) (this.notes.querySelector("button") ?? this.canvas).focus();
  }

  /* The state, in the address of the page and of what leads on to the same. */
  remember() {
    const here = write(this.state, location.href);
    history.replaceState(null, "", here);
    this.embed.draw(here.search);
    for (const link of document.querySelectorAll("a.switch[hreflang], a.netview-full")) link.href = write(this.state, link.href);
  }

  /* What is shown, to be taken away: with its name, its legend and where it is from. */
  sheet() {
    const { words, root } = this;
    const { release = "–" } = this.graph.about;
    const source = [
      this.summary(), words.say("origin", { dataset: root.dataset.dataset, release, licence: root.dataset.licence }), location.href,
    ];
    const tell = (edge) => tieSaid(edge, { one: this.name(edge.source), other: this.name(edge.target) }, this.founded, words);
    const told = { title: this.canvas.getAttribute("aria-label"), source, tell, say: (name) => words.say(name) };
    return sheetOf(this.boxes, this.edges, route(this.boxes, this.edges).lines, this.picture.colours, told);
  }
}

for (const root of document.querySelectorAll(".netview")) new View(root).start();
