/* What is chosen, beside the picture: an organisation with what to do next, or a tie with the words that it rests on. */

import { element } from "./element.js";
import { listed } from "./network-graph.js";
import { tagsOf } from "./network-list.js";
import { button } from "./network-words.js";

const SCHEME = "https://w3id.org/esgraph/scheme/";

function facts(rows) {
  const pairs = rows.filter(([, value]) => value).flatMap(([name, ...values]) => [
    element("dt", {}, name), ...values.map((value) => element("dd", {}, value)),
  ]);
  return element("dl", {}, ...pairs);
}

export class Panel {
  /* `act`: {expand(id), collapse(id)}. */
  constructor(place, words, site, act) {
    Object.assign(this, { place, words, site, act });
    this.empty = [...place.children];
  }

  /* `told` is what the picture knows of what is chosen, or null. */
  async draw(told) {
    this.told = told;
    this.show(told);
    const iris = told ? this.unnamed(told) : [];
    const evidence = told?.edge ? listed(told.edge.evidence) : [];
    await Promise.all([this.site.learnNames(iris), this.site.learnWords(evidence)]);
    // Somebody may have chosen something else meanwhile.
    if (told && this.told === told) this.show(told);
  }

  show(told) {
    const focused = this.place.contains(document.activeElement);
    this.place.replaceChildren(...(!told ? this.empty : told.edge ? this.tie(told) : this.organization(told)));
    if (focused) (this.place.querySelector("button") ?? this.place).focus();
  }

  unnamed({ edge, data }) {
    if (!edge) return data.kind ? [`${SCHEME}kind/${data.kind}`] : [];
    return [...listed(edge.sources), ...listed(edge.through), ...(edge.status ? [`${SCHEME}status/${edge.status}`] : [])];
  }

  organization({ id, data, ties, partners, left, isOpen, canClose }) {
    const { words, site } = this;
    const rows = [
      [words.say("kind"), data.kind && site.name(`${SCHEME}kind/${data.kind}`)],
      [words.say("partners"), String(partners)], [words.say("ties"), String(ties)],
    ];
    const more = Math.min(left?.n ?? 0, left?.most ?? 0);
    const actions = [
      ...(isOpen ? [] : [button(words.say("expand"), () => this.act.expand(id))]),
      ...(more ? [button(words.say("more", { n: more }), () => this.act.expand(id))] : []),
      ...(canClose ? [button(words.say("collapse"), () => this.act.collapse(id))] : []),
    ];
    const links = [
      site.link(site.page(id), words.say(data.office ? "page_post" : "page")),
      site.link(site.network(id), words.say("network")),
    ];
    return [
      element("h4", {}, data.label), facts(rows),
      ...(isOpen && !more ? [element("p", { class: "cite" }, words.say("all_shown"))] : []),
      element("p", { class: "buttons" }, ...actions),
      element("ul", { class: "plain" }, ...links.map((link) => element("li", {}, link))),
    ];
  }

  tie({ edge, one, other }) {
    const { words, site } = this;
    const stated = element("span", { class: "tag" }, words.say("stated"));
    const dates = listed(edge.dates).map((date) => words.date(date)).join(", ");
    const rows = [
      [words.say("when"), dates || words.say("no_date")],
      [words.say("status"), edge.status && site.name(`${SCHEME}status/${edge.status}`)],
      [words.say("through"), ...listed(edge.through).map((iri) => site.link(site.page(iri), site.name(iri)))],
    ];
    return [
      element("h4", {}, words.say(`tie_${edge.relation}`, { one, other })),
      element("p", {}, ...(edge.stated ? [stated] : []), ...tagsOf(edge, words)), facts(rows),
      element("h5", {}, words.say("words")), ...this.evidence(edge),
      element("p", {}, site.link(site.page(edge.tie), words.say("tie_page"))),
    ];
  }

  /* The words of each piece of evidence, as a quotation only where the graph says that they are one. */
  evidence(edge) {
    const { words, site } = this;
    const iris = listed(edge.evidence);
    const written = (edge.words ?? "").split(" | ");
    if (!iris.length) return [element("p", {}, words.say("no_words"))];
    return iris.map((iri, index) => {
      const known = site.evidence.get(iri);
      // Words that have the separator in themselves cannot be told apart.
      const text = known?.words ?? (written.length === iris.length ? written[index] : index ? "" : edge.words);
      const language = known?.language ? { lang: known.language } : {};
      const said = known?.isQuote ? element("q", language, text) : element("span", language, text);
      const paraphrase = known && !known.isQuote ? [" ", element("small", {}, `(${words.say("paraphrase")})`)] : [];
      const source = known?.source ? [" · ", words.say("source"), ": ", site.link(site.page(known.source), site.name(known.source))] : [];
      return element("blockquote", {}, element("p", {}, said, ...paraphrase),
        element("p", { class: "cite" }, site.link(site.page(iri), words.say("evidence")), ...source));
    });
  }
}
