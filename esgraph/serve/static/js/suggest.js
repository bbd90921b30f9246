// Turns a search field into a combobox with suggestions (WAI-ARIA APG: editable combobox, list autocomplete, manual
// selection). The plain form goes on working: Enter without a chosen suggestion sends it.

const PAUSE = 120;
let made = 0;

/**
 * Complete what is typed into `input` from `address` (the server's /suggest).
 *
 * `types`: what is suggested, e.g. ["organization", "event"]; all if empty. `choose(item)` is called with the suggestion
 * that was chosen: {iri, label, kind, place, type, page}. `words`: {list, status, none}, in the reader's language;
 * `{n}` in `status` is a place for a number.
 */
export function complete(input, { address, types = [], choose, words }) {
  const id = `suggestions-${++made}`;
  const list = document.createElement("ul");
  list.id = id;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.list);
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.closest(".bar, form, p, div").append(list, status);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false", autocomplete: "off" };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  const known = new Map();
  let items = [];
  let active = -1;
  let timer = 0;
  let request = null;

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(found) {
    items = found;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...items.map(option));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    status.textContent = items.length ? words.status.replace("{n}", items.length) : words.none;
  }

  function option(item, index) {
    const element = document.createElement("li");
    element.id = `${id}-${index}`;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.append(item.label);
    const details = [item.kind, item.place].filter(Boolean).join(" · ");
    if (details) {
      const small = document.createElement("small");
      small.textContent = details;
      element.append(small);
    }
    return element;
  }

  async function ask() {
    const typed = input.value.trimStart();
    if (typed.trim().length < 2) {
      close();
      return;
    }
    const query = new URLSearchParams({ q: typed });
    // The server knows what the browser prefers; only a language that was chosen in the address must be said again, and
    // is then kept by the addresses that come back.
    if (new URLSearchParams(location.search).has("lang")) query.set("lang", document.documentElement.lang);
    if (types.length) query.set("type", types.join(","));
    if (!known.has(typed)) {
      request?.abort();
      const mine = (request = new AbortController());
      try {
        const response = await fetch(`${address}?${query}`, { signal: mine.signal });
        if (!response.ok) return;
        known.set(typed, await response.json());
      } catch (error) {
        if (error.name === "AbortError" || error instanceof TypeError) return; // typed on, or offline
        throw error;
      }
      if (mine.signal.aborted) return;
    }
    // What was shown stays until there is something new, so that nothing flickers.
    if (document.activeElement === input && input.value.trimStart() === typed) show(known.get(typed));
  }

  function take(index) {
    const item = items[index];
    close();
    choose(item);
  }

  const keys = {
    ArrowDown() {
      if (list.hidden) ask();
      else activate(active + 1 < items.length ? active + 1 : 0);
    },
    ArrowUp() {
      if (!list.hidden) activate(active > 0 ? active - 1 : items.length - 1);
    },
    Enter() {
      if (list.hidden || active < 0) return false;
      take(active);
    },
    Escape() {
      if (list.hidden) return false;
      close();
    },
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (keys[event.key] && keys[event.key]() !== false) event.preventDefault();
    else if (event.key === "Tab" || event.key === "Enter") close();
    else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) activate(-1);
  });
  input.addEventListener("blur", close);
  // Before the field loses the focus, which would close the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const element = event.target.closest('[role="option"]');
    if (element) take([...list.children].indexOf(element));
  });
}

for (const form of document.querySelectorAll("form[data-suggest]")) {
  complete(form.querySelector('input[type="search"]'), {
    address: form.dataset.suggest,
    words: { list: form.dataset.list, status: form.dataset.status, none: form.dataset.none },
    choose: (item) => location.assign(item.page),
  });
}
