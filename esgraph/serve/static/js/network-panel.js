/* What is chosen, beside the picture: an organisation with what to do next, or a tie with the words that it rests on. */

import { element } from "./element.js";
import { listed } from "./network-graph.js";
import { tagsOf, tieSaid } from "./network-list.js";
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
    const [evidence, grounds] = told?.edge ? [listed(told.edge.evidence), this.grounds(told.edge)] : [[], []];
    const taken = told ? this.taken(told) : [];
    await Promise.all([
      this.site.learnNames([...iris, ...taken]), this.site.learnWords(evidence), this.site.learnGrounds(grounds), this.site.learnIdentities(taken),
    ]);
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

  /* What a tie rests on; what one is a unit of has no page of its own. */
  grounds(edge) {
    return ["unit", "post"].includes(edge.kind) ? [] : listed(edge.grounds);
  }

  /* For whom else those that are told of stand. */
  taken({ data, ends }) {
    return (ends ?? [data]).flatMap(({ merged }) => listed(merged));
  }

  /* For whom else an organisation stands, and how sure that is. */
  standing(data) {
    const { words, site } = this;
    return listed(data.merged).map((iri) => {
      const known = site.identities.get(iri);
      const sure = element("span", { class: known?.isConfirmed ? "tag" : "tag probable" }, words.say(known?.isConfirmed ? "confirmed" : "probable"));
      const why = known ? [" ", site.link(site.page(known.why), words.say("why"))] : [];
      return element("span", {}, site.link(site.page(iri), site.name(iri)), " ", sure, ...why);
    });
  }

  organization({ id, data, ties, partners, left, isOpen, canClose }) {
    const { words, site } = this;
    const rows = [
      [words.say("kind"), data.kind && site.name(`${SCHEME}kind/${data.kind}`)],
      [words.say("partners"), String(partners)], [words.say("ties"), String(ties)],
      [words.say("standing"), ...this.standing(data)],
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

  tie({ edge, one, other, ends, founded }) {
    const { words, site } = this;
    const grounds = this.grounds(edge);
    const known = grounds.map((iri) => site.grounds.get(iri)).filter(Boolean);
    const linked = (iri, name) => site.link(site.page(iri), name);
    const isTogether = edge.relation === "co-founding";
    const said = [...new Set(known.flatMap(({ evidence }) => evidence))].filter((iri) => !listed(edge.evidence).includes(iri) && site.evidence.has(iri));
    const stated = element("span", { class: "tag" }, words.say("stated"));
    const dates = listed(edge.dates).map((date) => words.date(date)).join(", ");
    const rows = [
      [words.say("when"), dates || words.say("no_date")],
      [words.say("status"), edge.status && site.name(`${SCHEME}status/${edge.status}`)],
      [words.say("through"), ...listed(edge.through).map((iri) => linked(iri, site.name(iri)))],
      [words.say("founded"), ...(isTogether ? known.flatMap(({ founded: iris }) => iris) : []).map((iri) => linked(iri, site.name(iri)))],
      [words.say(edge.stated ? "rests" : "from"), ...grounds.map((iri) => linked(iri, site.nameGiven(iri) || words.say(`ground_${edge.kind}`)))],
      ...(edge.merged ? ends : []).map((end) => [words.say("stands", { name: end.label }), ...this.standing(end)]),
    ];
    return [
      element("h4", {}, tieSaid(edge, { one, other }, founded, words)),
      element("p", {}, ...(edge.stated ? [stated] : []), ...tagsOf(edge, words)),
      ...(edge.merged ? [element("p", { class: "cite" }, words.say("merged_tie"))] : []), facts(rows),
      element("h5", {}, words.say("words")), ...this.evidence(edge),
      ...(said.length ? [element("h5", {}, words.say("words_ground")), ...said.map((iri) => this.piece(iri, site.evidence.get(iri)))] : []),
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
      // Words that have the separator in themselves cannot be told apart.
      const text = written.length === iris.length ? written[index] : index ? "" : edge.words;
      return this.piece(iri, site.evidence.get(iri) ?? { words: text, isUnknown: true });
    });
  }

  piece(iri, { words: text, language, isQuote, isUnknown, source }) {
    const { words, site } = this;
    const spoken = language ? { lang: language } : {};
    const said = isQuote ? element("q", spoken, text) : element("span", spoken, text);
    const paraphrase = isQuote || isUnknown ? [] : [" ", element("small", {}, `(${words.say("paraphrase")})`)];
    const from = source ? [" · ", words.say("source"), ": ", site.link(site.page(source), site.name(source))] : [];
    return element("blockquote", {}, element("p", {}, said, ...paraphrase),
      element("p", { class: "cite" }, site.link(site.page(iri), words.say("evidence")), ...from));
  }
}
