/* How organisations and ties look, in the colours of the page; the picture and the file that is taken away have the
 * same. What is told by colour is told by a shape, a pattern or a sign, too. */

const LINE = 19;
const CHARACTER = 8.2;
const PADDING = 10;
const WRAP = 22;
const LINES = 4;
const NAMES = ["paper", "raised", "ink", "quiet", "accent", "accent-ink", "derived", "alert"];

export const FONT = { size: 15, line: LINE, family: "system-ui, Segoe UI, Noto Sans, sans-serif" };
export const DISPUTED = "≠";

/* A box for a name in a few short lines; what does not fit is left out, with an ellipsis. */
export function boxOf(data) {
  const lines = wrapped(data.label);
  const width = Math.round(Math.max(...lines.map((line) => line.length)) * CHARACTER) + 2 * PADDING;
  return { id: data.id, data, lines, width: width + (width % 2), height: lines.length * LINE + 2 * PADDING };
}

function wrapped(name) {
  const lines = [""];
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1);
    if (last && last.length + 1 + word.length > WRAP) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`.trim();
  }
  // A word of one letter does not end a line.
  lines.forEach((line, index) => {
    const [, head, letter] = line.match(/^(.+) (\p{L})$/u) ?? [];
    if (head && index + 1 < lines.length) [lines[index], lines[index + 1]] = [head, `${letter} ${lines[index + 1]}`];
  });
  return lines.length > LINES ? [...lines.slice(0, LINES - 1), `${lines[LINES - 1]} …`] : lines;
}

/* The colours of the page as they are now, in its scheme. */
export function coloursOf(root) {
  const probe = document.createElement("span");
  root.append(probe);
  const found = NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(found);
}

/* Of the social economy round, public square, any other with its corners cut; an office has a double border. */
export function nodeLook({ data, lines, height }, colours, isCenter) {
  const social = data.sector === "social-economy-entity";
  const publicBody = data.sector === "public-body";
  return {
    shape: data.office || publicBody ? "rectangle" : social ? "round-rectangle" : "cut-rectangle",
    radius: social ? (lines.length === 1 ? height / 2 : 16) : 9,
    fill: isCenter ? colours.accent : social ? colours.paper : colours.raised,
    ink: isCenter ? colours["accent-ink"] : colours.ink,
    border: social ? colours.accent : publicBody ? colours.quiet : colours.ink,
    width: data.office ? 5 : social ? 2 : 1.3,
    isDouble: Boolean(data.office),
  };
}

/* Stated ties are solid lines, derived ones broken. */
export function edgeLook(data, colours) {
  const dash = data.stated ? [] : data.kind === "shared-edition" ? [2, 5] : [8, 5];
  const plain = data.stated ? (["unit", "post"].includes(data.kind) ? colours.quiet : colours.ink) : colours.derived;
  return {
    colour: data.disputed ? colours.alert : plain,
    width: 2,
    dash,
    arrow: data.directed ? { founding: "triangle", unit: "diamond" }[data.kind] ?? "none" : "none",
    sign: data.disputed ? DISPUTED : "",
  };
}
