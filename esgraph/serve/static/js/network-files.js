/* Turns a sheet into an SVG file or a PNG, and what the picture shows into tables and graphs: nothing is asked of anywhere. */

import { FONT } from "./network-look.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
/* Pixels of the longer side of a PNG: canvases have limits. */
const LONGEST = 8000;
const COLUMNS = [
  "id", "source", "target", "kind", "relation", "directed", "stated", "disputed", "merged", "cross_sector", "cross_county",
  "status", "through", "year", "dates", "tie", "grounds", "graphs", "sources", "evidence", "words", "source_label", "target_label",
];

function made(name, attributes, ...children) {
  const one = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "" && value !== undefined) one.setAttribute(key, value);
  one.append(...children);
  return one;
}

function shapeOf({ path, move, fill = "none", stroke = "none", width = 0, dash = [], cap = "butt" }) {
  return made("path", {
    d: path, transform: move?.some(Boolean) ? `translate(${move.map((number) => Math.round(number * 10) / 10).join(" ")})` : "",
    fill, stroke: stroke === "none" ? "" : stroke, "stroke-width": stroke === "none" ? "" : width, "stroke-dasharray": dash.join(" "),
    "stroke-linecap": cap === "butt" ? "" : cap,
  });
}

function wordsOf(words) {
  if (!words.length) return [];
  const { size, isBold, anchor, fill } = words[0];
  const rows = words.map(({ x, y, text }) => made("tspan", { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }, text));
  return [made("text", { fill, "font-size": size, "font-weight": isBold ? "bold" : "", "text-anchor": anchor }, ...rows)];
}

export function svgOf({ title, about, width, height, paper, parts }) {
  const text = { "font-family": FONT.family, "dominant-baseline": "central" };
  const picture = made("svg", { viewBox: `0 0 ${width} ${height}`, width, height, ...text },
    made("title", {}, title), made("desc", {}, about), made("rect", { width, height, fill: paper }),
    ...parts.map((part) => made("g", {}, ...(part.title ? [made("title", {}, part.title)] : []), ...part.shapes.map(shapeOf), ...wordsOf(part.words))));
  return new XMLSerializer().serializeToString(picture);
}

export function pngOf({ width, height, paper, parts }) {
  const canvas = document.createElement("canvas");
  const scale = Math.min(2, LONGEST / Math.max(width, height));
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  pen.fillStyle = paper;
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = "middle";
  for (const { shapes, words } of parts) {
    for (const shape of shapes) paint(pen, shape);
    for (const { text, x, y, size, isBold, anchor, fill } of words) {
      pen.font = `${isBold ? "bold " : ""}${size}px ${FONT.family.replace(/Segoe UI|Noto Sans/g, '"$&"')}`;
      [pen.fillStyle, pen.textAlign] = [fill, anchor === "middle" ? "center" : "left"];
      pen.fillText(text, x, y);
    }
  }
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}

function paint(pen, { path, move = [0, 0], fill, stroke, width, dash = [], cap = "butt" }) {
  pen.save();
  pen.translate(...move);
  const drawn = new Path2D(path);
  if (fill) [pen.fillStyle] = [fill];
  if (fill) pen.fill(drawn);
  if (stroke) {
    [pen.strokeStyle, pen.lineWidth, pen.lineCap] = [stroke, width, cap];
    pen.setLineDash(dash);
    pen.stroke(drawn);
  }
  pen.restore();
}

function cell(value) {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/* The ties as a table (RFC 4180): the columns that the server's has, and the names of both ends. */
export function csvOf(boxes, edges) {
  const names = new Map(boxes.map(({ id, data }) => [id, data.label]));
  const rows = edges.map((edge) => ({ ...edge, source_label: names.get(edge.source), target_label: names.get(edge.target) }));
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/* Organisations, with their places, and ties as Cytoscape JSON. `about`: what the server's file says of itself. */
export function cyjsOf(boxes, edges, about) {
  const nodes = boxes.map(({ data, x, y }) => ({ data, position: { x, y } }));
  return JSON.stringify({ data: about, directed: false, multigraph: true, elements: { nodes, edges: edges.map((data) => ({ data })) } }, null, 1);
}
