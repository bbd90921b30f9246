/* How the editor shows an answer: a table with labels and links, a graph as text, an error with what to do. */

import { element } from "./element.js";

const ROWS = 200;
const CHARACTERS = 40_000;
const NAMES = {
  csv: "CSV", json: "JSON", tsv: "TSV", xml: "XML", ttl: "Turtle", jsonld: "JSON-LD", rdf: "RDF/XML", nt: "N-Triples",
};
const NUMBERS = /XMLSchema#(?:integer|decimal|double|float|int|long)$/;

class View {
  constructor(yasr) {
    this.yasr = yasr;
  }

  get response() {
    return this.yasr.results?.getOriginalResponseAsString() ?? "";
  }

  get language() {
    return document.documentElement.lang;
  }

  number(amount) {
    return new Intl.NumberFormat(this.language).format(amount);
  }

  counted(forms, amount) {
    return (forms[new Intl.PluralRules(this.language).select(amount)] ?? forms.other).replace("{n}", this.number(amount));
  }

  show(...children) {
    this.yasr.resultsEl.replaceChildren(...children);
  }
}

/* The views, made for the words and the terms of this page. */
export function views({ words, rows: forms }, terms, { fileOf, isGraph }) {
  /* From the server: the whole answer, also what the browser does not show. */
  function files() {
    const formats = isGraph() ? ["ttl", "jsonld", "rdf", "nt"] : ["csv", "json", "tsv", "xml"];
    const links = formats.flatMap((format) => [" ", element("a", { href: fileOf(format) }, NAMES[format])]);
    return element("p", { class: "formats" }, `${words.editor_as_file}:`, ...links);
  }

  function heading(name) {
    return (isGraph() && words[`editor_${name}`]) || name;
  }

  class Table extends View {
    priority = 10;
    label = words.editor_table;

    canHandleResults() {
      return Boolean(this.yasr.results?.getVariables()?.length);
    }

    draw() {
      const names = this.yasr.results.getVariables();
      const rows = this.yasr.results.getBindings() ?? [];
      if (!rows.length) return this.show(element("p", { class: "note" }, words.no_answer));
      const body = element("tbody");
      const count = element("p", { class: "count", role: "status" });
      const more = element("button", { type: "button", class: "quiet" }, words.editor_more);
      const add = () => {
        const next = rows.slice(body.rows.length, body.rows.length + ROWS);
        body.append(...next.map((row) => element("tr", {}, ...names.map((name) => cell(row[name], terms)))));
        const shown = body.rows.length;
        count.textContent = shown < rows.length
          ? words.editor_first_rows.replace("{shown}", this.number(shown)).replace("{total}", this.number(rows.length))
          : words.answer_rows.replace("{rows}", this.counted(forms, rows.length));
        more.hidden = shown >= rows.length;
        name(next, body, terms);
      };
      more.addEventListener("click", add);
      const head = element("tr", {}, ...names.map((one) => element("th", { scope: "col" }, heading(one))));
      const table = element("table", { class: "answer" }, element("thead", {}, head), body);
      const scroll = element("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": words.result }, table);
      add();
      return this.show(count, scroll, more, files());
    }
  }

  class Truth extends View {
    priority = 10;
    hideFromSelection = true;

    canHandleResults() {
      return typeof this.yasr.results?.getBoolean?.() === "boolean";
    }

    draw() {
      this.show(element("p", { class: "boolean", role: "status" }, this.yasr.results.getBoolean() ? words.yes : words.no));
    }
  }

  class Source extends View {
    priority = 2;
    label = words.editor_source;

    canHandleResults() {
      return this.response.length > 0 && !this.yasr.results.getError();
    }

    draw() {
      const text = this.response;
      const shown = text.length > CHARACTERS ? text.slice(0, text.lastIndexOf("\n", CHARACTERS) + 1 || CHARACTERS) : text;
      const code = element("pre", { tabindex: "0", class: "turtle" }, element("code", {}, shown));
      this.show(...(shown === text ? [] : [element("p", { class: "count" }, words.editor_cut)]), code, files());
    }
  }

  class Trouble extends View {
    priority = 20;
    hideFromSelection = true;

    canHandleResults() {
      return Boolean(this.yasr.results?.getError());
    }

    draw() {
      const { text } = this.yasr.results.getError();
      const told = problem(text ?? "");
      const { language, detail, remedy } = told?.translated ?? { language: "en", ...told };
      const lines = told
        ? [detail, remedy].filter(Boolean).map((line) => element("p", { lang: language }, line))
        : [element("p", {}, words.editor_offline)];
      this.show(element("div", { class: "trouble", role: "alert" }, element("h3", {}, words.editor_error), ...lines));
    }
  }

  return { table: Table, boolean: Truth, response: Source, error: Trouble };
}

/* A problem document (RFC 9457), or null for what is none: then no server of ours answered. */
function problem(text) {
  try {
    const document = JSON.parse(text);
    return document.detail ? document : null;
  } catch {
    return null;
  }
}

function cell(term, terms) {
  if (!term) return element("td");
  if (term.type === "uri") return element("td", {}, link(term.value, terms));
  const attributes = term["xml:lang"] ? { lang: term["xml:lang"] } : {};
  if (NUMBERS.test(term.datatype ?? "")) attributes.class = "number";
  return element("td", attributes, term.value);
}

function link(iri, terms) {
  const address = terms.address(iri);
  const text = terms.labels.get(iri) ?? terms.written(iri).replace(/^<|>$/g, "");
  return address ? element("a", { href: address, "data-iri": iri, title: terms.written(iri) }, text) : text;
}

/* Give links their names when the graph has told them. */
async function name(rows, body, terms) {
  const iris = rows.flatMap((row) => Object.values(row)).filter(({ type }) => type === "uri").map(({ value }) => value);
  await terms.learn(iris);
  for (const one of body.querySelectorAll("a[data-iri]")) {
    const label = terms.labels.get(one.dataset.iri);
    if (label) one.textContent = label;
  }
}
