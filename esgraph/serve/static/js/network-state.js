/* What a reader did with the picture, in the address and out of it. These parameters are the picture's own; all others
 * (`depth`, `since` …) are switches of the server, and stay as they are.
 *
 *   open          what was expanded, in order: slugs of organisations, or `post/` and a slug; each time one is named brings more
 *   kinds-hidden  kinds of tie that are not shown
 *   from-year     the first year that is shown
 *   to-year       the last one
 *   only-source   the slug of the one source whose ties are shown
 *   only-stated   `yes`: no derived ties
 *   between       `yes` or `no`: whether derived ties between partners are drawn; else it depends on how many there are
 *   selected      what is chosen: the end of its IRI, `organization/pozytek`, or of the edge's id
 */

const LIST = { read: (value) => (value ?? "").split(",").filter(Boolean), write: (value) => value.join(",") };
const TEXT = { read: (value) => value ?? "", write: (value) => value };
const YEAR = { read: (value) => (/^\d{4}$/.test(value ?? "") ? value : ""), write: (value) => value };
const FLAG = { read: (value) => value === "yes", write: (value) => (value ? "yes" : "") };
const CHOICE = { read: (value) => (["yes", "no"].includes(value) ? value : ""), write: (value) => value };

const PARAMETERS = {
  open: ["open", LIST],
  hidden: ["kinds-hidden", LIST],
  from: ["from-year", YEAR],
  to: ["to-year", YEAR],
  source: ["only-source", TEXT],
  stated: ["only-stated", FLAG],
  between: ["between", CHOICE],
  selected: ["selected", TEXT],
};

/* Nothing of what filters hide. */
export const UNFILTERED = { hidden: [], from: "", to: "", source: "", stated: false, between: "" };

export function read(search) {
  const given = new URLSearchParams(search);
  return Object.fromEntries(Object.entries(PARAMETERS).map(([key, [name, form]]) => [key, form.read(given.get(name))]));
}

/* What an address says of the picture that it has no use for: parameters with what they say. */
export function unread(search, kinds) {
  const given = new URLSearchParams(search);
  const odd = Object.values(PARAMETERS).filter(([name, form]) => given.get(name) && !form.write(form.read(given.get(name))));
  const unknown = LIST.read(given.get("kinds-hidden")).filter((kind) => !kinds.includes(kind));
  return [...odd.map(([name]) => `${name}=${given.get(name)}`), ...unknown];
}

/* An address with the state in the place of the one that it had. */
export function write(state, address) {
  const written = new URL(address, location);
  for (const [key, [name, form]] of Object.entries(PARAMETERS)) {
    const value = form.write(state[key]);
    if (value) written.searchParams.set(name, value);
    else written.searchParams.delete(name);
  }
  return written;
}
