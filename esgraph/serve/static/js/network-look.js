/* How organisations and ties look, in the colours of the page: in the picture, in the files that are taken away, and, by
 * the same numbers, in the pictures that the server draws (esgraph/network/drawing/svg.py). What is told by colour is told
 * by a shape, a pattern or a sign, too. */

const LINE = 19;
/* Widths of letters in sizes of the font, as in the widest of common fonts (esgraph/network/drawing/names.py). */
const WIDTHS = [["iIjlłJ.,:;'’|!()[]", 0.4], ["frt-–/ „”“«»\"", 0.45], ["mwMW@%…—", 1]];
const [SMALL, CAPITAL, BOLD] = [0.63, 0.76, 1.12];
const PADDING = 10;
const WRAP = { wide: 22, narrow: 15 };
const LINES = { wide: 4, narrow: 6 };
const NAMES = ["paper", "raised", "marker", "ink", "quiet", "accent", "derived", "gap", "alert"];

/* Colour and width of the line of a relation, its dashes where it is derived, what stands at its end. */
export const STROKES = {
  cooperation: ["accent", 3, [8, 5], "none"],
  founding: ["ink", 1.6, [8, 5], "triangle"],
  "co-founding": ["ink", 1.6, [8, 5], "circle"],
  unit: ["quiet", 1.2, [8, 5], "diamond"],
  "shared-panel": ["derived", 3, [0.1, 6], "none"],
  "shared-edition": ["gap", 1.6, [14, 4], "none"],
  post: ["quiet", 1.2, [8, 5], "triangle"],
};

export const FONT = { size: 15, line: LINE, family: "system-ui, Segoe UI, Noto Sans, sans-serif" };
export const DISPUTED = "≠";
export const MERGED = "≈";

/* How wide a text is at most, about. */
export function widthOf(text, size = FONT.size, isBold = false) {
  const wide = (letter) => WIDTHS.find(([letters]) => letters.includes(letter))?.[1] ?? (/\p{Lu}/u.test(letter) ? CAPITAL : SMALL);
  return [...text].reduce((sum, letter) => sum + wide(letter), 0) * size * (isBold ? BOLD : 1);
}

/* A box for a name in a few short lines; what does not fit is left out, with an ellipsis. Before the name of who also
 * stands for an organisation that only probably is the same there is the sign. */
export function boxOf(data, { isCenter = false, isMerged = false, isNarrow = false } = {}) {
  const room = isNarrow ? "narrow" : "wide";
  const lines = wrapped(isMerged ? `${MERGED} ${data.label}` : data.label, WRAP[room], LINES[room]);
  const width = Math.round(Math.max(...lines.map((line) => widthOf(line, FONT.size, isCenter)))) + 2 * PADDING;
  return { id: data.id, data, isCenter, isMerged, lines, width: width + (width % 2), height: lines.length * LINE + 2 * PADDING };
}

function wrapped(name, wrap, most) {
  const lines = [""];
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1);
    if (last && last.length + 1 + word.length > wrap) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`.trim();
  }
  // A word of one letter does not end a line.
  lines.forEach((line, index) => {
    const [, head, letter] = line.match(/^(.+) (\p{L})$/u) ?? [];
    if (head && index + 1 < lines.length) [lines[index], lines[index + 1]] = [head, `${letter} ${lines[index + 1]}`];
  });
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]} …`] : lines;
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

export function sectorOf(data) {
  return data.office ? "office" : { "social-economy-entity": "social", "public-body": "public" }[data.sector] ?? "other";
}

/* Of the social economy round, public square, any other with its corners cut; an office has a double border. */
export function sectorLook(sector, colours) {
  const border = { social: colours.accent, other: colours.ink }[sector] ?? colours.quiet;
  return {
    shape: { social: "round-rectangle", other: "cut-rectangle" }[sector] ?? "rectangle",
    fill: ["social", "office"].includes(sector) ? colours.paper : colours.raised,
    border,
    width: sector === "office" ? 5 : sector === "social" ? 2 : 1.3,
    isDouble: sector === "office",
  };
}

/* How round the corners of a box are, or how far they are cut. */
export function radiusOf({ data, lines, height }) {
  const sector = sectorOf(data);
  return sector === "social" ? (lines.length === 1 ? height / 2 : 16) : sector === "other" ? 9 : 0;
}

export function nodeLook(box, colours) {
  const look = { ...sectorLook(sectorOf(box.data), colours), radius: radiusOf(box), ink: colours.ink };
  return box.isCenter ? { ...look, fill: colours.marker, width: Math.max(look.width, 3.5) } : look;
}

/* Stated ties are solid lines, derived ones broken. */
export function edgeLook({ relation, stated, disputed, merged }, colours) {
  const [colour, width, dash, head] = STROKES[relation];
  return {
    colour: colours[colour],
    width,
    dash: stated ? [] : dash,
    isRound: !stated && relation === "shared-panel",
    head,
    signs: [...(disputed ? [DISPUTED] : []), ...(merged ? [MERGED] : [])],
    signColour: disputed ? colours.alert : colours.ink,
  };
}
