/* What the site knows beside the network: where things have their pages, what they are called, which words are whose. */

import { Terms } from "./editor-terms.js";
import { element } from "./element.js";
import { localOf, slugOf, writtenOf } from "./network-graph.js";

/* So many pieces of evidence are asked for at a time. */
const MOST = 100;

/* Without names and words the picture is as true as with them. */
function offline(error) {
  if (!(error instanceof TypeError)) throw error;
}

export class Site {
  constructor({ root, endpoint, embedded, address }) {
    this.root = root;
    this.switches = new URL(address, location).search;
    this.isEmbedded = embedded === "yes";
    this.lang = new URLSearchParams(location.search).get("lang");
    this.names = new Terms({ terms: [], places: [], prefixes: {} }, endpoint);
    this.evidence = new Map();
    this.grounds = new Map();
    this.identities = new Map();
  }

  /* Only a language that was chosen in the address is kept by what leads on from it. */
  page(iri) {
    return `${this.root}/page/${localOf(iri)}${this.lang ? `?lang=${this.lang}` : ""}`;
  }

  /* The same switches hold there. */
  network(iri) {
    return `${this.root}/network/${writtenOf(iri)}${this.switches}`;
  }

  /* In a frame a link leads the whole window on. */
  link(address, text) {
    return element("a", { href: address, ...(this.isEmbedded ? { target: "_top" } : {}) }, text);
  }

  /* Ask the graph what things are called; what has no name there is called by the end of its IRI. */
  async learnNames(iris) {
    await this.names.learn(iris).catch(offline);
    for (const iri of iris) if (!this.names.labels.has(iri)) this.names.labels.set(iri, slugOf(iri));
  }

  /* What the graph calls a thing; nothing where it has no name for it. */
  nameGiven(iri) {
    const name = this.names.labels.get(iri);
    return name === slugOf(iri) ? "" : name;
  }

  /* Ask the graph what ties rest on: its name and words, and what was founded there. */
  async learnGrounds(iris) {
    const unknown = iris.filter((iri) => !this.grounds.has(iri)).slice(0, MOST);
    if (unknown.length) {
      const answer = this.names.rows(
        `SELECT DISTINCT ?g ?e ?what WHERE { VALUES ?g { ${unknown.map((iri) => `<${iri}>`).join(" ")} } ` +
        `{ ?g esg:evidence ?e } UNION { ?g <http://www.w3.org/ns/org#resultingOrganization> ?what } }`);
      const rows = (await answer.catch(offline)) ?? [];
      const values = (ground, name) => rows.filter((row) => row.g.value === ground && row[name]).map((row) => row[name].value);
      for (const iri of unknown) this.grounds.set(iri, { evidence: values(iri, "e"), founded: values(iri, "what") });
    }
    const found = iris.map((iri) => this.grounds.get(iri)).filter(Boolean);
    await Promise.all([
      this.learnNames([...iris, ...found.flatMap(({ founded }) => founded)]),
      this.learnWords(found.flatMap(({ evidence }) => evidence)),
    ]);
  }

  /* Ask the graph why an organisation is taken for another, and whether that is confirmed. */
  async learnIdentities(iris) {
    const unknown = iris.filter((iri) => !this.identities.has(iri)).slice(0, MOST);
    if (!unknown.length) return;
    const answer = this.names.rows(
      `SELECT DISTINCT ?one ?why ?verdict WHERE { VALUES ?one { ${unknown.map((iri) => `<${iri}>`).join(" ")} } ` +
      `?why esg:hypothesisAbout|esg:hypothesisCandidate ?one ; esg:verdict ?verdict }`);
    const rows = (await answer.catch(offline)) ?? [];
    for (const { one, why, verdict } of rows) {
      const isConfirmed = slugOf(verdict.value) === "confirmed";
      // One doubt is enough, and what was rejected takes nobody for another.
      const known = this.identities.get(one.value);
      if (["confirmed", "probable"].includes(slugOf(verdict.value)) && (!known || known.isConfirmed)) {
        this.identities.set(one.value, { why: why.value, isConfirmed });
      }
    }
  }

  name(iri) {
    return this.names.labels.get(iri) ?? slugOf(iri);
  }

  /* Ask the graph whose words evidence has, and whether they are a quotation, where that is not known yet. */
  async learnWords(iris) {
    const unknown = iris.filter((iri) => !this.evidence.has(iri)).slice(0, MOST);
    if (!unknown.length) return;
    const language = document.documentElement.lang;
    const answer = this.names.rows(
      `SELECT ?e ?quote ?said ?source ?label ?in WHERE { VALUES ?e { ${unknown.map((iri) => `<${iri}>`).join(" ")} } ` +
      `OPTIONAL { ?e oa:hasSelector/oa:exact ?quote } ` +
      `OPTIONAL { ?e esg:paraphrase ?said FILTER(LANG(?said) = "${language}") } ` +
      `OPTIONAL { ?e oa:hasSource ?source OPTIONAL { ?source schema:inLanguage ?in } ` +
      `OPTIONAL { ?source skos:prefLabel ?label FILTER(LANG(?label) = "${language}") } } }`);
    const rows = (await answer.catch(offline)) ?? [];
    for (const { e, quote, said, source, label, in: spoken } of rows) {
      const words = quote?.value ?? said?.value;
      if (source && label) this.names.labels.set(source.value, label.value);
      if (words) this.evidence.set(e.value, {
        words, isQuote: Boolean(quote), language: quote ? spoken?.value : language, source: source?.value,
      });
    }
  }
}
