/* The same as the picture in words: every organisation that is shown, with its ties below, to be chosen from here, too. */

import { element } from "./element.js";
import { button } from "./network-words.js";

/* A tie as one of its two ends has it. `founded`: what a tie of founders founded, where that is known, by the tie. */
export function tieWith(edge, end, { names, founded }, words) {
  const isTarget = edge.directed && edge.target === end;
  const other = names.get(edge.source === end ? edge.target : edge.source);
  const what = edge.relation === "co-founding" ? founded.get(edge.tie) : "";
  return words.say(`with_${edge.relation}${isTarget ? "_back" : ""}${what ? "_of" : ""}`, { other, what });
}

export function tieSaid(edge, { one, other }, founded, words) {
  const what = edge.relation === "co-founding" ? founded.get(edge.tie) : "";
  return words.say(`tie_${edge.relation}${what ? "_of" : ""}`, { one, other, what });
}

export function tagsOf(edge, words) {
  const tags = [];
  if (!edge.stated) tags.push(element("span", { class: "tag derived" }, words.say("derived")));
  if (edge.merged) tags.push(element("span", { class: "tag probable" }, words.say("merged")));
  if (edge.disputed) tags.push(element("span", { class: "tag conflict" }, words.say("disputed")));
  return tags.flatMap((tag) => [" ", tag]);
}

export class List {
  constructor(place, words, choose) {
    this.place = place;
    this.words = words;
    this.choose = choose;
  }

  /* One item for each box, in order, with those of the edges that end there. */
  draw(boxes, edges, open, founded) {
    const focused = this.place.contains(document.activeElement) ? document.activeElement.dataset : null;
    const names = new Map(boxes.map((box) => [box.id, box.data.label]));
    const ends = new Map(boxes.map((box) => [box.id, []]));
    for (const edge of edges) for (const end of [edge.source, edge.target]) ends.get(end).push(edge);
    this.place.replaceChildren(...boxes.map((box) => this.item(box, ends.get(box.id), { names, founded }, open)));
    if (focused) this.find(focused.id, focused.end)?.focus();
  }

  item({ id, data, isMerged }, edges, known, open) {
    const tags = open.has(id) ? [" ", element("span", { class: "tag" }, this.words.say("open"))] : [];
    if (isMerged) tags.push(" ", element("span", { class: "tag probable" }, this.words.say("merged")));
    const ties = edges.map((edge) => {
      const years = edge.dates ? ` (${edge.dates.split(" ").map((date) => this.words.date(date)).join(", ")})` : "";
      const text = tieWith(edge, id, known, this.words) + years;
      return element("li", {}, this.button(edge.id, text, id), ...tagsOf(edge, this.words));
    });
    return element("li", {}, this.button(id, data.label), ...tags, ...(ties.length ? [element("ul", {}, ...ties)] : []));
  }

  button(id, text, end = "") {
    return button(text, () => this.choose(id), { class: "item", "data-id": id, "data-end": end, "aria-pressed": "false" });
  }

  find(id, end) {
    return [...this.place.querySelectorAll("button")].find(({ dataset }) => dataset.id === id && dataset.end === end);
  }

  mark(id) {
    for (const one of this.place.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one.dataset.id === id));
  }
}
