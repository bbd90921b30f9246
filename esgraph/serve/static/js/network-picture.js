/* The picture of a network on a canvas (cytoscape.js), by pointer and by keyboard. It does not move by itself. */

import cytoscape from "../vendor/cytoscape/cytoscape.min.js";
import { FONT, coloursOf, edgeLook, nodeLook } from "./network-look.js";
import { route } from "./network-routes.js";

const MARGIN = 24;
/* What is smaller cannot be read; what is larger than this is only large. */
const SMALLEST = 0.6;
const LARGEST = 1.25;
const ZOOM = 1.25;
/* Which way an arrow key leads: how far along it and how far aside. */
const WAYS = {
  ArrowRight: (x, y) => [x, Math.abs(y)], ArrowLeft: (x, y) => [-x, Math.abs(y)],
  ArrowDown: (x, y) => [y, Math.abs(x)], ArrowUp: (x, y) => [-y, Math.abs(x)],
};

/* A line is bent at one point: how far aside of the straight one between the middles of its ends, half-way. */
function bendOf(edge) {
  const { control } = edge.scratch("line");
  if (!control) return 0;
  const [from, to] = [edge.source().position(), edge.target().position()];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return ((control.y - (from.y + to.y) / 2) * dx - (control.x - (from.x + to.x) / 2) * dy) / (Math.hypot(dx, dy) || 1);
}

function headOf(look, end) {
  return {
    [`${end}-arrow-shape`]: (one) => (end === "source" && look(one).head !== "circle" ? "none" : look(one).head),
    [`${end}-arrow-color`]: (one) => look(one).colour,
    [`${end}-arrow-fill`]: (one) => (look(one).head === "diamond" ? "hollow" : "filled"),
  };
}

function styleOf(colours) {
  const node = (name) => (one) => nodeLook(one.scratch("box"), colours)[name];
  const look = (one) => edgeLook(one.data(), colours);
  const edge = (name) => (one) => edgeLook(one.data(), colours)[name];
  return [
    { selector: "node", style: {
      label: (one) => one.scratch("box").lines.join("\n"), width: (one) => one.scratch("box").width,
      height: (one) => one.scratch("box").height, shape: node("shape"), "corner-radius": node("radius"),
      "background-color": node("fill"), "border-color": node("border"), "border-width": node("width"),
      "border-style": (one) => (node("isDouble")(one) ? "double" : "solid"), color: node("ink"),
      "text-wrap": "wrap", "text-max-width": 1000, "text-valign": "center", "text-halign": "center",
      "font-family": FONT.family, "font-size": FONT.size, "font-weight": (one) => (one.scratch("box").isCenter ? "bold" : "normal"), "line-height": FONT.line / FONT.size, "overlay-opacity": 0,
    } },
    { selector: "edge", style: {
      "curve-style": "unbundled-bezier", "control-point-weights": 0.5, "control-point-distances": bendOf, "edge-distances": "node-position",
      width: edge("width"), "line-color": edge("colour"), "line-cap": (one) => (look(one).isRound ? "round" : "butt"),
      "line-style": (one) => (look(one).dash.length ? "dashed" : "solid"),
      "line-dash-pattern": (one) => (look(one).dash.length ? look(one).dash : [1, 0]),
      ...headOf(look, "source"), ...headOf(look, "target"), "arrow-scale": 0.9,
      label: (one) => look(one).signs.join(" "), color: edge("signColour"), "font-family": FONT.family, "font-size": 14, "font-weight": "bold",
      "text-background-color": colours.paper, "text-background-opacity": 1, "text-background-padding": 2,
      "text-background-shape": "roundrectangle", "text-border-color": edge("signColour"), "text-border-width": 1.4,
      "text-border-opacity": (one) => (look(one).signs.length ? 1 : 0), "overlay-opacity": 0,
    } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": colours.ink } },
    { selector: "edge.chosen", style: { width: (one) => look(one).width + 2 } },
    { selector: ".chosen", style: {
      "underlay-color": colours.accent, "underlay-opacity": 0.3, "underlay-padding": 7, "z-index": 1,
    } },
  ];
}

export class Picture {
  /* `place`: what has the keyboard's focus, around what is drawn. `act`: {choose(id), toggle(id), look(is all in view)}. */
  constructor(place, center, act) {
    this.place = place;
    this.center = center;
    this.act = act;
    this.cy = cytoscape({
      container: place.querySelector(".netview-drawing"), style: styleOf(coloursOf(place)), layout: { name: "preset" },
      minZoom: 0.1, maxZoom: 3, autoungrabify: true, autounselectify: true, boxSelectionEnabled: false,
    });
    this.cy.on("tap", (event) => act.choose(event.target === this.cy ? "" : event.target.id()));
    this.cy.on("dbltap", "node", (event) => act.toggle(event.target.id()));
    this.cy.on("resize", () => this.measure());
    this.cy.on("viewport", () => this.look());
    this.cy.on("mouseover mouseout", "node, edge", ({ type }) => place.classList.toggle("over", type === "mouseover"));
    place.addEventListener("keydown", (event) => this.press(event));
    // What stands above the picture may have grown: cytoscape.js would look for the pointer where the picture was.
    for (const name of ["pointerenter", "pointerdown"]) place.addEventListener(name, () => this.cy.resize(), { capture: true });
    // The library takes the focus from whatever has it, and gives it to nothing.
    place.addEventListener("click", () => place.focus({ preventScroll: true }));
    // A page scrolls by the wheel, also over a picture.
    place.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, { capture: true, passive: true });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
  }

  get colours() {
    return coloursOf(this.place);
  }

  paint() {
    this.cy.style(styleOf(this.colours));
  }

  /* Draw boxes that have places, and edges between them, in the place of what was there. */
  draw(boxes, edges) {
    const { lines } = route(boxes, edges);
    const wanted = new Set([...boxes, ...edges].map(({ id }) => id));
    const before = this.cy.nodes().map((one) => this.where(one)).join();
    this.cy.batch(() => {
      this.cy.elements().filter((one) => !wanted.has(one.id())).remove();
      for (const box of boxes) {
        const found = this.cy.getElementById(box.id);
        if (found.empty()) {
          this.cy.add({ group: "nodes", data: { id: box.id }, position: { x: box.x, y: box.y }, scratch: { box } });
        } else {
          found.scratch("box", box).position({ x: box.x, y: box.y });
        }
      }
      for (const data of edges) {
        const line = lines.get(data.id);
        const found = this.cy.getElementById(data.id);
        if (found.empty()) this.cy.add({ group: "edges", data, scratch: { line } });
        else found.scratch("line", line);
      }
    });
    this.paint();
    if (this.cy.nodes().map((one) => this.where(one)).join() !== before) this.begin();
    this.look();
  }

  where(node) {
    return `${node.id()} ${node.position("x")} ${node.position("y")}`;
  }

  choose(id) {
    this.cy.elements().removeClass("chosen");
    const found = id ? this.cy.getElementById(id) : this.cy.collection();
    found.addClass("chosen");
    if (found.isNode?.()) this.reveal(found);
  }

  /* Move the picture, if what is chosen is beyond its edge. */
  reveal(node) {
    const { x1, y1, x2, y2 } = node.renderedBoundingBox();
    if (x1 < 0 || y1 < 0 || x2 > this.cy.width() || y2 > this.cy.height()) this.cy.center(node);
  }

  /* Show all again, if there is more or less room for it now. */
  measure() {
    if (this.size !== `${this.cy.width()} ${this.cy.height()}`) this.begin();
  }

  /* All of it; where names would be too small to read, the first organisation and as many near it as there is room for. */
  begin() {
    this.size = `${this.cy.width()} ${this.cy.height()}`;
    this.fit();
    if (this.cy.width() && this.cy.zoom() < SMALLEST) this.cy.zoom(SMALLEST).center(this.near());
  }

  fit() {
    if (!this.cy.width() || !this.cy.height()) return;
    this.cy.fit(undefined, Math.min(MARGIN, this.cy.width() / 24));
    if (this.cy.zoom() > LARGEST) this.cy.zoom(LARGEST).center();
  }

  /* The first organisation and those nearest to it that are readable in one view, whole. */
  near() {
    const first = this.cy.getElementById(this.center);
    const { x, y } = first.position();
    const far = (one) => Math.hypot(one.position("x") - x, one.position("y") - y);
    let found = first;
    for (const one of this.cy.nodes().not(first).sort((a, b) => far(a) - far(b)).toArray()) {
      const { w, h } = found.union(one).boundingBox({ includeEdges: false });
      if (w * SMALLEST <= this.cy.width() - 8 && h * SMALLEST <= this.cy.height() - 8) found = found.union(one);
    }
    return found;
  }

  /* Say whether all is in view. */
  look() {
    const [all, seen] = [this.cy.nodes().boundingBox(), this.cy.extent()];
    this.act.look(all.x1 >= seen.x1 - 1 && all.y1 >= seen.y1 - 1 && all.x2 <= seen.x2 + 1 && all.y2 <= seen.y2 + 1);
  }

  zoom(by) {
    this.cy.zoom({ level: this.cy.zoom() * by, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = this.cy.nodes(".chosen");
    const keys = {
      Enter: () => chosen.nonempty() && this.act.toggle(chosen.id()),
      Escape: () => this.act.choose(""),
      "+": () => this.zoom(ZOOM), "=": () => this.zoom(ZOOM), "-": () => this.zoom(1 / ZOOM), 0: () => this.fit(),
    };
    if (WAYS[event.key]) this.walk(chosen, WAYS[event.key]);
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  }

  /* To the nearest organisation that way; from nowhere to the first one. */
  walk(from, way) {
    if (from.empty()) {
      this.act.choose(this.center);
      return;
    }
    const { x, y } = from.position();
    let best = null;
    this.cy.nodes().not(from).forEach((one) => {
      const [along, aside] = way(one.position("x") - x, one.position("y") - y);
      const far = along + 2 * aside;
      if (along > 0 && aside <= 2 * along && (!best || far < best.far)) best = { far, id: one.id() };
    });
    if (best) this.act.choose(best.id);
  }
}
