/* What the editor suggests: classes and properties of the ontology, names from the data, prefixes of the dataset. */

const NAME = "esgraph";
const MOST = 60;

export function register(Yasqe, terms) {
  // The library's own would ask services elsewhere for classes and properties, and bring prefixes that are not ours.
  Yasqe.forkAutocompleter("prefixes", {
    name: "prefixes-of-dataset",
    persistenceId: null,
    get: () => terms.prefixes.map(([name, iri]) => `${name}: <${iri}>`).sort(),
  }, false);
  Yasqe.registerAutocompleter(completerOf(terms), false);
  for (const name of ["prefixes", "property", "class"]) delete Yasqe.Autocompleters[name];
  // In place, since the library merges lists one by one and would keep the rest of a longer one.
  Yasqe.defaults.autocompleters.splice(0, Infinity, "variables", "prefixes-of-dataset", NAME);
}

function completerOf(terms) {
  let offered = new Map();
  return {
    name: NAME,
    bulk: false,
    autoShow: false,
    isValidCompletionPosition: (yasqe) => {
      const { word, before } = atCursor(yasqe);
      return word.length > 0 && !/^[?$"'@#^]/.test(word) && !/PREFIX\s+$/i.test(before) && !/^\s*PREFIX\b.*</i.test(before);
    },
    preProcessToken: (yasqe, token) => {
      const { word, start, end } = atCursor(yasqe);
      return { ...token, string: word, from: { ch: start }, to: { ch: end }, place: placeOf(yasqe, start) };
    },
    get: async (yasqe, { string, place }) => {
      const wanted = string.replace(/^</, "").toLowerCase();
      const matches = ({ iri, label }) =>
        terms.written(iri).toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted) || iri.toLowerCase().startsWith(wanted);
      const known = terms.terms.filter((one) => (place === "thing" || one.kind === place) && matches(one));
      const part = string.includes(":") ? string.split(":").pop() : string;
      const things = place === "property" || part.length < 2 ? [] : await terms.named(part);
      offered = new Map([...things, ...known].slice(0, MOST).map((one) => [terms.written(one.iri), one]));
      return [...offered.keys()];
    },
    postprocessHints: (yasqe, hints) => hints.map((hint) => ({ ...hint, displayText: displayed(hint.text, offered) })),
  };
}

function displayed(text, offered) {
  const one = offered.get(text);
  return one ? `${one.label} · ${text}` : text;
}

/* The library divides words at letters like ż, so the word is read from the line. */
function atCursor(yasqe) {
  const cursor = yasqe.getDoc().getCursor();
  const line = yasqe.getDoc().getLine(cursor.line);
  const before = line.slice(0, cursor.ch);
  const word = /[^\s{}()[\];,/|*+!]*$/.exec(before)[0];
  const rest = /^[^\s{}()[\];,/|*+!.]*/.exec(line.slice(cursor.ch))[0];
  return { word, before: before.slice(0, before.length - word.length), start: cursor.ch - word.length, end: cursor.ch + rest.length };
}

/* Where in a pattern the word stands: the state of the library's parser just before it. */
function placeOf(yasqe, start) {
  const doc = yasqe.getDoc();
  let { line } = doc.getCursor();
  let end = start;
  while (line > 0 && !doc.getLine(line).slice(0, end).trim()) end = doc.getLine(--line).length;
  const { state } = yasqe.getTokenAt({ line, ch: doc.getLine(line).slice(0, end).trimEnd().length }, true);
  if (state.possibleNext.includes("a")) return "property";
  return ["a", "rdf:type", "rdfs:domain", "rdfs:range"].includes(state.lastProperty) ? "class" : "thing";
}
