/* The filters, what there is to take away, and the notes on what the picture leaves out. */

import { element } from "./element.js";
import { choices, slugOf } from "./network-graph.js";
import { UNFILTERED } from "./network-state.js";

export class Filters {
  /* `change(part of the state)` is called with what the reader set. */
  constructor(root, words, site, change) {
    Object.assign(this, { words, site, change });
    this.place = root.querySelector(".netview-filters");
    const field = (name) => this.place.querySelector(`[name=${name}]`);
    this.kinds = this.place.querySelector(".kinds");
    [this.from, this.to, this.source] = ["from", "to", "source"].map(field);
    [this.stated, this.between] = ["stated", "between"].map(field);
    for (const name of ["from", "to", "source"]) {
      this[name].addEventListener("change", () => change({ [name]: this[name].value }));
    }
    this.stated.addEventListener("change", () => change({ stated: this.stated.checked }));
    this.between.addEventListener("change", () => change({ between: this.between.checked ? "yes" : "no" }));
    // Where there is little room the picture comes first.
    this.place.closest("details").open &&= matchMedia("(min-width: 40rem)").matches;
    this.place.querySelector("button").addEventListener("click", () => change(UNFILTERED));
  }

  /* Offer what the edges have; `draws` whether derived ties between partners are drawn, null if there are none. */
  async draw(edges, state, draws) {
    const { kinds, years, sources } = choices(edges);
    this.offerKinds(kinds, state.hidden);
    const any = [["", this.words.say("any_year")]];
    for (const name of ["from", "to"]) {
      const offered = [...new Set([...years, state[name]].filter(Boolean))].sort();
      this.offer(this[name], [...any, ...offered.map((year) => [year, year])], state[name]);
    }
    this.stated.checked = state.stated;
    this.between.checked = Boolean(draws);
    this.between.closest("label").hidden = draws === null;
    this.offerSources(sources, state.source);
    await this.site.learnNames(sources);
    this.offerSources(sources, state.source);
  }

  offerSources(sources, chosen) {
    const offered = sources.map((iri) => [slugOf(iri), this.site.name(iri)]);
    const missing = chosen && !offered.some(([slug]) => slug === chosen) ? [[chosen, chosen]] : [];
    this.offer(this.source, [["", this.words.say("any_source")], ...offered, ...missing], chosen);
  }

  offer(select, options, chosen) {
    select.replaceChildren(...options.map(([value, label]) => new Option(label, value, false, value === chosen)));
  }

  /* The boxes stay where they are, so that the one with the focus keeps it. */
  offerKinds(kinds, hidden) {
    const offered = [...new Set([...kinds, ...hidden.filter((kind) => `kind_${kind}` in this.words.words)])];
    const have = new Set([...this.kinds.querySelectorAll("input")].map(({ value }) => value));
    for (const kind of offered.filter((one) => !have.has(one))) this.kinds.append(this.kindBox(kind));
    for (const box of this.kinds.querySelectorAll("input")) box.checked = !hidden.includes(box.value);
  }

  kindBox(kind) {
    const box = element("input", { type: "checkbox", value: kind });
    box.addEventListener("change", () => this.change({
      hidden: [...this.kinds.querySelectorAll("input:not(:checked)")].map(({ value }) => value),
    }));
    return element("label", {}, box, ` ${this.words.say(`kind_${kind}`)}`);
  }
}

/* Save a file that was made here. */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name });
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export class Embed {
  constructor(root, words, title) {
    this.place = root.querySelector(".netview-embed");
    if (!this.place) return;
    Object.assign(this, { words, title, path: root.dataset.embed });
    this.code = this.place.querySelector("textarea");
    this.status = this.place.querySelector("[role=status]");
    this.place.querySelector("button").addEventListener("click", () => this.copy());
  }

  /* The code for a frame with what the page's address says. */
  draw(search) {
    if (!this.place) return;
    const frame = element("iframe", { src: new URL(this.path + search, location).href, title: this.title, width: "800", height: "900" });
    this.code.value = frame.outerHTML;
    this.status.textContent = "";
  }

  async copy() {
    this.code.select();
    try {
      await navigator.clipboard.writeText(this.code.value);
      this.status.textContent = this.words.say("copied");
    } catch (error) {
      // Neither without HTTPS nor without the reader's leave.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      this.status.textContent = this.words.say("select");
    }
  }
}
