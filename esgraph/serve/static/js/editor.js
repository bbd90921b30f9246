/* Turns the form for a query into an editor with tabs; without this program, or without its library, the form stays. */

import { register } from "./editor-completion.js";
import { views } from "./editor-results.js";
import { Terms } from "./editor-terms.js";

const LONGEST_ADDRESS = 4000;

const place = document.querySelector("#editor");
const plain = document.querySelector("#plain");
const field = document.querySelector("#query");
const endpoint = new URL(place.dataset.endpoint, location).href;

function addressOf(query) {
  const address = new URL(endpoint);
  address.searchParams.set("query", query);
  const language = new URLSearchParams(location.search).get("lang");
  if (language) address.searchParams.set("lang", language);
  return address.href;
}

function fileOf(format) {
  const address = new URL(addressOf(current.getTab().getQuery()));
  address.searchParams.set("format", format);
  return address.href;
}

function isGraph() {
  return ["CONSTRUCT", "DESCRIBE"].includes(current.getTab().getYasqe().getQueryType());
}

/* The endpoint knows the prefixes of the dataset; without this the editor would mark them as mistakes. */
function declare(Yasqe, prefixes) {
  const mode = Yasqe.modes.sparql11;
  Yasqe.defineMode("sparql11", (...options) => {
    const made = mode(...options);
    return { ...made, startState: (...at) => ({ ...made.startState(...at), prefixes: { ...prefixes } }) };
  });
}

function configure(Yasgui, settings) {
  const { words } = settings;
  const { Yasqe, Yasr } = Yasgui;
  const terms = new Terms(settings, endpoint, place.dataset.suggest);
  register(Yasqe, terms);
  declare(Yasqe, settings.prefixes);
  for (const [name, view] of Object.entries(views(settings, terms, { fileOf, isGraph }))) Yasr.registerPlugin(name, view);
  Yasgui.Tab.prototype.getShareableLink = function () {
    return addressOf(this.getQuery());
  };
  return {
    autofocus: false,
    tabName: words.editor_tab,
    populateFromUrl: false,
    persistenceId: `esgraph ${new URL(endpoint).pathname}`,
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    // Functions are never stored, so no stored tab can ask another endpoint.
    requestConfig: {
      endpoint: () => endpoint,
      method: () => (addressOf(current?.getTab()?.getQuery() ?? "").length > LONGEST_ADDRESS ? "POST" : "GET"),
      acceptHeaderSelect: () => "application/sparql-results+json",
      acceptHeaderGraph: () => "text/turtle",
      // An error is told in English to programs, and beside it in the language that is wished for.
      headers: () => ({ "Accept-Language": document.documentElement.lang }),
      withCredentials: () => false,
    },
    yasqe: {
      value: field.value,
      theme: "esgraph",
      prefixCcApi: null,
      screenReaderLabel: words.editor_title,
      resizeable: true,
      // Tab leads out of the editor, as everywhere on a page.
      extraKeys: { Tab: false, "Shift-Tab": false },
    },
    // Only what was asked is kept in this browser, never the answers.
    yasr: { prefixes: settings.prefixes, pluginOrder: ["table", "response"], defaultPlugin: "table", maxPersistentResponseSize: 0 },
  };
}

/* Open a query: in the tab that has it, else in a new one. */
function open(yasgui, query, name) {
  const tab = Object.values(yasgui._tabs).find((one) => one.getPersistedJson().yasqe.value === query);
  if (tab) yasgui.selectTabId(tab.getId());
  else yasgui.addTab(true, { yasqe: { value: query }, ...(name ? { name } : {}) });
  return yasgui.getTab();
}

function run(tab) {
  return tab.query().catch(() => {});  // its error is shown as the answer
}

/* The library speaks English and names some things not at all. */
function speak(root, { words, library }) {
  const attributes = ["title", "aria-label"];
  const put = (node, name, value) => node.getAttribute(name) !== value && node.setAttribute(name, value);
  const amend = () => {
    for (const node of root.querySelectorAll("[title], [aria-label]")) {
      for (const name of attributes) {
        const said = library[node.getAttribute(name)];
        if (said) put(node, name, said);
      }
    }
    for (const node of root.querySelectorAll(".context-menu-item, .notification")) {
      const said = library[node.textContent];
      if (said) node.textContent = said;
    }
    for (const node of root.querySelectorAll(".parseErrorIcon")) {
      // The library's own hint would need inline style, which the policy of this site forbids.
      node.onmouseover = null;
      put(node, "title", words.editor_syntax);
    }
    for (const node of root.querySelectorAll(".tabsList")) put(node, "aria-label", words.editor_tabs);
    for (const node of root.querySelectorAll(".tab input")) put(node, "aria-label", words.editor_tab_name);
    for (const node of root.querySelectorAll(".yasqe_sharePopup input")) put(node, "aria-label", words.editor_share_address);
    for (const node of root.querySelectorAll(".yasr_btnGroup")) put(node, "aria-label", words.editor_views);
    for (const node of root.querySelectorAll(".yasr_btn[class*=select_]")) {
      node.removeAttribute("aria-label");
      put(node, "aria-pressed", String(node.classList.contains("selected")));
    }
    for (const node of root.querySelectorAll(".CodeMirror-hints")) put(node, "aria-label", words.editor_suggestions);
  };
  new MutationObserver(amend).observe(root, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class", ...attributes],
  });
  amend();
}

function button(text, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}

let current;

async function start() {
  const { Yasgui } = window;
  if (!Yasgui) return;
  const response = await fetch(place.dataset.settings);
  if (!response.ok) return;
  const settings = await response.json();
  const constructor = Yasgui.Yasgui ?? Yasgui.default ?? Yasgui;
  const config = configure(constructor, settings);
  place.hidden = false;
  const yasgui = new constructor(place, config);
  current = yasgui;
  plain.hidden = true;
  speak(place, settings);
  const status = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  status.setAttribute("role", "status");
  place.prepend(button(settings.words.editor_new_tab, () => {
    yasgui.addTab(true);
    yasgui.getTab().getYasqe().focus();
  }), status);
  yasgui.on("query", (_, tab) => {
    status.textContent = settings.words.editor_running;
    document.querySelector("#trouble")?.remove();
    history.replaceState(null, "", addressOf(tab.getQuery()));
  });
  yasgui.on("queryResponse", () => { status.textContent = ""; });
  for (const example of document.querySelectorAll(".examples a")) {
    example.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const query = new URL(example.href).searchParams.get("query");
      const tab = open(yasgui, query, example.textContent.trim().slice(0, 40));
      run(tab);
      place.scrollIntoView();
    });
  }
  if (place.dataset.asked) {
    const tab = open(yasgui, field.value);
    // What the server said of a query that it did not answer stands on the page already.
    if (place.dataset.asked === "yes") run(tab);
  }
}

start();
