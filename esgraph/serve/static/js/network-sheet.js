/* Turns what the picture shows into a sheet to be taken away: title, boxes and lines, a legend of what is drawn, and where
 * it is from; as shapes and words that an SVG file and a canvas show alike. */

import { FONT, edgeLook, nodeLook, sectorLook, sectorOf, widthOf } from "./network-look.js";
import { at } from "./network-routes.js";

const MARGIN = 32;
const GAP = 28;
const NARROWEST = 560;
const TITLE = 20;
const SMALL = 13;
const ROW = 24;
const SWATCH = 40;
const BETWEEN = 28;
const HEAD = 11;
const CUT = 9;
/* Drawn, since not every font has them. */
const SIGNS = { "≠": "M-4-2h8M-4 2h8M-2.5 5l5-10", "≈": "M-4.5-1.5q2.25-3 4.5 0t4.5 0M-4.5 3q2.25-3 4.5 0t4.5 0" };

function round(number) {
  return Math.round(number * 10) / 10;
}

function pair({ x, y }) {
  return `${round(x)} ${round(y)}`;
}

/* The border of a box of a shape, `inset` within its edges. */
function outline({ x, y, width, height }, shape, radius, inset = 0) {
  const [left, top, right, bottom] = [x - width / 2 + inset, y - height / 2 + inset, x + width / 2 - inset, y + height / 2 - inset];
  const cut = Math.min(shape === "cut-rectangle" ? CUT : radius, (bottom - top) / 2);
  if (shape === "rectangle") return `M${left} ${top}H${right}V${bottom}H${left}z`;
  const corner = (dx, dy) => (shape === "round-rectangle" ? `a${cut} ${cut} 0 0 1 ${dx} ${dy}` : `l${dx} ${dy}`);
  return `M${left + cut} ${top}H${right - cut}${corner(cut, cut)}V${bottom - cut}${corner(-cut, cut)}`
    + `H${left + cut}${corner(-cut, -cut)}V${top + cut}${corner(cut, -cut)}z`;
}

function bordered(box, look, radius) {
  const width = look.isDouble ? look.width / 3 : look.width;
  const border = (inset) => ({ path: outline(box, look.shape, radius, inset), fill: look.fill, stroke: look.border, width });
  return look.isDouble ? [border(0), border(3)] : [border(0)];
}

function nodeOf(box, colours) {
  const look = nodeLook(box, colours);
  const words = box.lines.map((text, index) => ({
    text, x: box.x, y: box.y + (index - (box.lines.length - 1) / 2) * FONT.line, size: FONT.size, isBold: box.isCenter,
    anchor: "middle", fill: look.ink,
  }));
  return { title: box.data.label, shapes: bordered(box, look, look.radius), words };
}

/* What stands at an end of a line: its tip, from where the line comes. */
function headOf(tip, from, look, paper) {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const place = (along, aside) => pair({
    x: tip.x + along * Math.cos(angle) - aside * Math.sin(angle), y: tip.y + along * Math.sin(angle) + aside * Math.cos(angle),
  });
  if (look.head === "circle") return { path: `M${place(0, 0)}A4 4 0 1 1 ${place(-8, 0)}A4 4 0 1 1 ${place(0, 0)}z`, fill: look.colour };
  if (look.head === "diamond") {
    const path = `M${place(0, 0)}L${place(-HEAD * 0.8, 4.5)} ${place(-HEAD * 1.6, 0)} ${place(-HEAD * 0.8, -4.5)}z`;
    return { path, fill: paper, stroke: look.colour, width: look.width };
  }
  return { path: `M${place(0, 0)}L${place(-HEAD, 4.5)} ${place(-HEAD, -4.5)}z`, fill: look.colour };
}

function signOf(sign, { x, y }, colour, paper) {
  const move = [round(x), round(y)];
  return [
    { path: "M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0z", move, fill: paper, stroke: colour, width: 1.6 },
    { path: SIGNS[sign], move, stroke: colour, width: 1.6 },
  ];
}

function lineOf(data, line, colours, title) {
  const look = edgeLook(data, colours);
  const { start, control, end } = line;
  const path = `M${pair(start)}${control ? `Q${pair(control)} ` : "L"}${pair(end)}`;
  const shapes = [{ path, stroke: look.colour, width: look.width, dash: look.dash, cap: look.isRound ? "round" : "butt", isLine: true }];
  if (look.head !== "none") shapes.push(headOf(end, control ?? start, look, colours.paper));
  if (look.head === "circle") shapes.push(headOf(start, control ?? end, look, colours.paper));
  const middle = at(line, 0.5);
  look.signs.forEach((sign, index) => {
    const place = { x: middle.x + 18 * (index - (look.signs.length - 1) / 2), y: middle.y };
    shapes.push(...signOf(sign, place, look.signColour, colours.paper));
  });
  return { title, shapes, words: [] };
}

/* A text in lines that are no wider than this. */
function flowed(text, most, size, isBold = false) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && widthOf(longer, size, isBold) > most) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/* What is drawn, each once: the sample of an entry of the legend, with the name of its words. */
function entries(boxes, edges, colours) {
  const found = [];
  const sample = { start: { x: 0, y: 0 }, control: null, end: { x: 30, y: 0 } };
  for (const [relation, stated] of relationsOf(edges)) {
    found.push([`line_${relation}`, lineOf({ relation, stated }, sample, colours, "").shapes]);
  }
  const plain = { path: "M0 0H30", stroke: colours.ink, width: 2 };
  if (edges.some(({ stated }) => stated)) found.push(["line_stated", [plain]]);
  if (edges.some(({ stated }) => !stated)) found.push(["line_derived", [{ ...plain, dash: [8, 5] }]]);
  if (edges.some(({ disputed }) => disputed)) found.push(["line_disputed", signOf("≠", { x: 15, y: 0 }, colours.alert, colours.paper)]);
  if (isMerged(boxes, edges)) found.push(["line_merged", signOf("≈", { x: 15, y: 0 }, colours.ink, colours.paper)]);
  for (const sector of sectorsOf(boxes)) {
    found.push([`box_${sector}`, bordered({ x: 15, y: 0, width: 30, height: 16 }, sectorLook(sector, colours), 8)]);
  }
  const centre = { ...sectorLook("social", colours), fill: colours.marker, border: colours.ink, width: 3 };
  if (boxes.some(({ isCenter }) => isCenter)) found.push(["box_centre", bordered({ x: 15, y: 0, width: 28, height: 12 }, centre, 3)]);
  return found;
}

/* The relations that are drawn, in order, each with whether any of its lines is stated. */
export function relationsOf(edges) {
  const order = ["cooperation", "founding", "co-founding", "unit", "shared-panel", "shared-edition", "post"];
  const drawn = order.filter((relation) => edges.some((edge) => edge.relation === relation));
  return drawn.map((relation) => [relation, edges.some((edge) => edge.relation === relation && edge.stated)]);
}

export function sectorsOf(boxes) {
  return ["social", "public", "office", "other"].filter((sector) => boxes.some(({ data }) => sectorOf(data) === sector));
}

export function isMerged(boxes, edges) {
  return edges.some(({ merged }) => merged) || boxes.some((box) => box.isMerged);
}

/* The sheet: its size, what it is called and says of itself, and its parts, each with shapes and words. `lines`: of edges
 * by id; `told`: title, source (lines of text at the end), tell(edge data), say(name of an entry of the legend). */
export function sheetOf(boxes, edges, lines, colours, told) {
  const frame = bounds(boxes, edges.map(({ id }) => lines.get(id)));
  const wide = Math.max(frame.right - frame.left, NARROWEST);
  const parts = [];
  let y = MARGIN;
  for (const text of flowed(told.title, wide, TITLE, true)) {
    parts.push(written(text, MARGIN, y + TITLE / 2, { size: TITLE, isBold: true, fill: colours.ink }));
    y += TITLE + 6;
  }
  const move = [MARGIN + (wide - (frame.right - frame.left)) / 2 - frame.left, y + 10 - frame.top];
  const drawn = [
    ...edges.map((edge) => lineOf(edge, lines.get(edge.id), colours, told.tell(edge))), ...boxes.map((box) => nodeOf(box, colours)),
  ];
  parts.push(...drawn.map((part) => moved(part, move)));
  y = move[1] + frame.bottom + GAP;
  let x = 0;
  for (const [name, shapes] of entries(boxes, edges, colours)) {
    const text = told.say(name);
    const long = SWATCH + widthOf(text, SMALL);
    if (x && x + long > wide) [x, y] = [0, y + ROW];
    const label = { text, x: SWATCH, y: 0, size: SMALL, anchor: "start", fill: colours.ink };
    parts.push(moved({ title: "", shapes, words: [label] }, [MARGIN + x, y]));
    x += long + BETWEEN;
  }
  y += ROW;
  for (const text of told.source.flatMap((one) => flowed(one, wide, SMALL))) {
    parts.push(written(text, MARGIN, y, { size: SMALL, fill: colours.quiet }));
    y += SMALL + 6;
  }
  return { title: told.title, about: told.source.join(" "), width: Math.ceil(wide + 2 * MARGIN), height: Math.ceil(y - SMALL + MARGIN), paper: colours.paper, parts };
}

function written(text, x, y, look) {
  return { title: "", shapes: [], words: [{ text, x, y, anchor: "start", ...look }] };
}

function moved({ title, shapes, words }, [dx, dy]) {
  return {
    title,
    shapes: shapes.map((shape) => ({ ...shape, move: [(shape.move?.[0] ?? 0) + dx, (shape.move?.[1] ?? 0) + dy] })),
    words: words.map((word) => ({ ...word, x: word.x + dx, y: word.y + dy })),
  };
}

function bounds(boxes, lines) {
  const points = [
    ...boxes.flatMap(({ x, y, width, height }) => [{ x: x - width / 2, y: y - height / 2 }, { x: x + width / 2, y: y + height / 2 }]),
    ...lines.flatMap((line) => [0.25, 0.5, 0.75].map((share) => at(line, share))),
  ];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs) - 4, right: Math.max(...xs) + 4, top: Math.min(...ys) - 4, bottom: Math.max(...ys) + 4 };
}
