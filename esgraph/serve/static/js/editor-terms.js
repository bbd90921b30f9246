/* IRIs as people read them: prefixed names, labels from the graph, and pages of this server. */

const LOCAL = /^[A-Za-z0-9_](?:[\w.-]*[\w-])?$/;

export class Terms {
  constructor(settings, endpoint, suggest) {
    this.endpoint = endpoint;
    this.suggest = suggest;
    this.terms = settings.terms;
    this.places = settings.places;
    this.language = document.documentElement.lang;
    this.labels = new Map(settings.terms.map(({ iri, label }) => [iri, label]));
    // The longest namespace first, so that none hides one that begins with it.
    this.prefixes = Object.entries(settings.prefixes).sort(([, one], [, other]) => other.length - one.length);
  }

  /* A prefixed name, which needs no declaration here; else the IRI in its brackets. */
  written(iri) {
    for (const [prefix, namespace] of this.prefixes) {
      const local = iri.slice(namespace.length);
      if (iri.startsWith(namespace) && LOCAL.test(local)) return `${prefix}:${local}`;
    }
    return `<${iri}>`;
  }

  expanded(written) {
    const [prefix, local] = written.split(/:(.*)/s);
    const found = this.prefixes.find(([name]) => name === prefix);
    return found && local !== undefined ? found[1] + local : "";
  }

  /* Where a link leads: to a page here if there is one, so that nobody leaves for an IRI that this server has. */
  address(iri) {
    const place = this.places.find(([beginning]) => iri.startsWith(beginning));
    if (place) return place[1] + iri.slice(place[0].length);
    return /^https?:/.test(iri) ? iri : "";
  }

  /* Ask the graph for the labels of IRIs that have none yet. */
  async learn(iris) {
    const unknown = [...new Set(iris)].filter((iri) => !this.labels.has(iri) && !/[<>"{}|\\^`\s]/.test(iri)).slice(0, 400);
    if (!unknown.length) return;
    const rows = await this.rows(
      `SELECT ?s ?label WHERE { VALUES ?s { ${unknown.map((iri) => `<${iri}>`).join(" ")} } ` +
      `?s skos:prefLabel|rdfs:label|dcterms:title ?label FILTER(LANG(?label) = "${this.language}") }`);
    rows.forEach(({ s, label }) => this.labels.set(s.value, label.value));
  }

  /* Things of the graph that may be meant: by the index, which forgives endings and slips, else by a part of their name. */
  async named(part) {
    const address = new URL(this.suggest, location);
    address.search = new URLSearchParams({ q: part, limit: 20, lang: this.language });
    const response = await fetch(address);
    const found = response.ok ? (await response.json()).filter(({ type }) => type !== "question") : [];
    if (found.length) return found.map(({ iri, label }) => ({ iri, label, kind: "thing" }));
    const text = part.toLowerCase().replace(/["\\\n\r]/g, "\\$&");
    const rows = await this.rows(
      `SELECT DISTINCT ?s ?label WHERE { ?s skos:prefLabel ?label FILTER(LANG(?label) = "${this.language}" && ` +
      `CONTAINS(LCASE(STR(?label)), "${text}")) } LIMIT 20`);
    return rows.map(({ s, label }) => ({ iri: s.value, label: label.value, kind: "thing" }));
  }

  async rows(query) {
    const response = await fetch(this.endpoint, {
      method: "POST", headers: { Accept: "application/sparql-results+json" }, body: new URLSearchParams({ query }),
    });
    return response.ok ? (await response.json()).results.bindings : [];
  }
}
