/* Turns what the picture shows into an SVG file that looks the same: text stays text, nothing is asked of anywhere. */

import { FONT, edgeLook, nodeLook } from "./network-look.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const MARGIN = 20;
const CUT = 9;
const ARROW = 12;

function shape(name, attributes, ...children) {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function round(number) {
  return Math.round(number * 10) / 10;
}

function body({ x, y, width, height }, look, inset = 0) {
  const [left, top, right, bottom] = [x - width / 2 + inset, y - height / 2 + inset, x + width / 2 - inset, y + height / 2 - inset];
  const paint = { fill: look.fill, stroke: look.border, "stroke-width": look.isDouble ? look.width / 3 : look.width };
  if (look.shape === "cut-rectangle") {
    const points = [
      [left + CUT, top], [right - CUT, top], [right, top + CUT], [right, bottom - CUT],
      [right - CUT, bottom], [left + CUT, bottom], [left, bottom - CUT], [left, top + CUT],
    ];
    return shape("polygon", { points: points.map((point) => point.join()).join(" "), ...paint });
  }
  const corners = look.shape === "round-rectangle" ? { rx: look.radius } : {};
  return shape("rect", { x: left, y: top, width: right - left, height: bottom - top, ...corners, ...paint });
}

function nodeOf(box, look) {
  const { x, y, lines } = box;
  const rows = lines.map((line, index) =>
    shape("tspan", { x, y: y + (index - (lines.length - 1) / 2) * FONT.line }, line));
  return shape("g", {}, shape("title", {}, box.data.label), body(box, look), ...(look.isDouble ? [body(box, look, 3)] : []),
    shape("text", { fill: look.ink }, ...rows));
}

function arrowhead(tip, from, look, paper) {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const at = (along, aside) => [
    round(tip.x + along * Math.cos(angle) - aside * Math.sin(angle)),
    round(tip.y + along * Math.sin(angle) + aside * Math.cos(angle)),
  ].join();
  const points = look.arrow === "diamond"
    ? [at(0, 0), at(-ARROW * 0.8, ARROW / 2), at(-ARROW * 1.6, 0), at(-ARROW * 0.8, -ARROW / 2)]
    : [at(0, 0), at(-ARROW, ARROW / 2), at(-ARROW, -ARROW / 2)];
  const fill = look.arrow === "diamond" ? paper : look.colour;
  return shape("polygon", { points: points.join(" "), fill, stroke: look.colour, "stroke-width": look.arrow === "diamond" ? 1.5 : 0 });
}

function edgeOf(edge, colours, title) {
  const look = edgeLook(edge.data(), colours);
  const [start, end, middle] = [edge.sourceEndpoint(), edge.targetEndpoint(), edge.midpoint()];
  const bends = edge.controlPoints() ?? [];
  const at = ({ x, y }) => `${round(x)} ${round(y)}`;
  const way = bends.length ? `Q${at(bends[0])} ${at(end)}` : `L${at(end)}`;
  const dash = look.dash.length ? { "stroke-dasharray": look.dash.join(" ") } : {};
  const line = shape("path", { d: `M${at(start)}${way}`, fill: "none", stroke: look.colour, "stroke-width": look.width, ...dash });
  const parts = [shape("title", {}, title), line];
  if (look.arrow !== "none") parts.push(arrowhead(end, bends[0] ?? start, look, colours.paper));
  if (look.sign) {
    const sign = { x: round(middle.x), y: round(middle.y), fill: look.colour, stroke: colours.paper, "stroke-width": 6 };
    parts.push(shape("text", { ...sign, "paint-order": "stroke", "font-size": 20, "font-weight": "bold" }, look.sign));
  }
  return shape("g", {}, ...parts);
}

/* The file as text. `title` and `about` say what it is; `tell(edge data)` says a tie in words. */
export function svgOf(cy, center, colours, { title, about, tell }) {
  const boxes = cy.nodes().map((node) => node.scratch("box"));
  const bounds = cy.elements().boundingBox({ includeLabels: true });
  const [left, top] = [Math.floor(bounds.x1) - MARGIN, Math.floor(bounds.y1) - MARGIN];
  const [width, height] = [Math.ceil(bounds.w) + 2 * MARGIN, Math.ceil(bounds.h) + 2 * MARGIN];
  const text = { "font-family": FONT.family, "font-size": FONT.size, "text-anchor": "middle", "dominant-baseline": "central" };
  const picture = shape("svg", { viewBox: `${left} ${top} ${width} ${height}`, width, height, ...text },
    shape("title", {}, title), shape("desc", {}, about),
    shape("rect", { x: left, y: top, width, height, fill: colours.paper }),
    ...cy.edges().map((edge) => edgeOf(edge, colours, tell(edge.data()))),
    ...boxes.map((box) => nodeOf(box, nodeLook(box, colours, box.id === center))));
  return new XMLSerializer().serializeToString(picture);
}
