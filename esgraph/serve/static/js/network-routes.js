/* Turns boxes and the ties between them into lines: straight, or bent around boxes that stand in the way; those of the
 * same two boxes apart from each other. The server's pictures do it likewise (esgraph/network/drawing/routes.py). */

import { radiusOf } from "./network-look.js";

/* How far the point that bends a line lies from the straight one; the line itself goes half as far. */
const BENDS = [0, 40, -40, 80, -80, 120, -120, 170, -170, 230, -230, 300, -300, 380, -380];
const STEEPEST = 1.1;
const APART = 38;
const CLEARANCE = 10;
const STEPS = 16;
/* Of more lines than these nobody follows one, and to look for the way of each would take seconds. */
const MOST = 800;

/* Whether the line between two points goes through a box and a margin around it (Liang and Barsky). */
export function crosses(from, to, box, margin = CLEARANCE) {
  let [enter, leave] = [0, 1];
  for (const [start, way, middle, half] of [
    [from.x, to.x - from.x, box.x, box.width / 2 + margin], [from.y, to.y - from.y, box.y, box.height / 2 + margin],
  ]) {
    if (way === 0) {
      if (Math.abs(start - middle) >= half) return false;
    } else {
      const [one, other] = [(middle - half - start) / way, (middle + half - start) / way];
      enter = Math.max(enter, Math.min(one, other));
      leave = Math.min(leave, Math.max(one, other));
    }
  }
  return enter < leave;
}

/* Where the way from the middle of a box towards a point leaves the box, whose corners may be round. */
function leaving(box, towards) {
  const [dx, dy] = [towards.x - box.x, towards.y - box.y];
  const [wide, high] = [box.width / 2, box.height / 2];
  const share = Math.min(dx ? wide / Math.abs(dx) : Infinity, dy ? high / Math.abs(dy) : Infinity);
  if (!Number.isFinite(share)) return { x: box.x, y: box.y };
  const [x, y] = [dx * share, dy * share];
  const radius = radiusOf(box);
  const [cornerX, cornerY] = [Math.sign(x) * (wide - radius), Math.sign(y) * (high - radius)];
  if (Math.abs(x) <= wide - radius || Math.abs(y) <= high - radius) return { x: box.x + x, y: box.y + y };
  // On the circle that the corner is a part of.
  const a = dx * dx + dy * dy;
  const b = dx * cornerX + dy * cornerY;
  const c = cornerX * cornerX + cornerY * cornerY - radius * radius;
  const far = (b + Math.sqrt(Math.max(b * b - a * c, 0))) / a;
  return { x: box.x + dx * far, y: box.y + dy * far };
}

/* The point of a line after a share of the way. */
export function at({ start, control, end }, share) {
  const rest = 1 - share;
  if (!control) return { x: start.x * rest + end.x * share, y: start.y * rest + end.y * share };
  const [one, two, three] = [rest * rest, 2 * rest * share, share * share];
  return { x: start.x * one + control.x * two + end.x * three, y: start.y * one + control.y * two + end.y * three };
}

export function pointsOf(line, steps = line.control ? STEPS : 1) {
  return Array.from({ length: steps + 1 }, (_, step) => at(line, step / steps));
}

/* A line from box to box; `bend`: how far aside, to the right of who looks from the one to the other if positive. */
function lineOf(one, other, bend) {
  if (!bend) return { start: leaving(one, other), control: null, end: leaving(other, one) };
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const length = Math.hypot(dx, dy) || 1;
  const control = { x: (one.x + other.x) / 2 - (dy / length) * bend, y: (one.y + other.y) / 2 + (dx / length) * bend };
  return { start: leaving(one, control), control, end: leaving(other, control) };
}

function isInside({ x, y }, box, margin) {
  return Math.abs(x - box.x) < box.width / 2 + margin && Math.abs(y - box.y) < box.height / 2 + margin;
}

/* How many boxes a line runs through. */
export function met(line, boxes) {
  const ends = [line.start, line.end, line.control ?? line.start];
  const [xs, ys] = [ends.map(({ x }) => x), ends.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // Most boxes are far from a line, which is quickly seen.
  const near = boxes.filter((box) => left < box.x + box.width / 2 + CLEARANCE && right > box.x - box.width / 2 - CLEARANCE
    && top < box.y + box.height / 2 + CLEARANCE && bottom > box.y - box.height / 2 - CLEARANCE);
  if (!near.length) return 0;
  const points = pointsOf(line);
  return near.filter((box) => points.slice(1).some((point, index) => crosses(points[index], point, box))).length;
}

/* The least bend with which lines beside each other run through the fewest boxes. */
function between(one, other, count, boxes, bends) {
  const others = boxes.filter((box) => box !== one && box !== other);
  const length = Math.hypot(other.x - one.x, other.y - one.y);
  let best = null;
  for (const bend of bends) {
    if (best && (!best.crossed || Math.abs(bend) > length * STEEPEST)) break;
    const lines = Array.from({ length: count }, (_, number) => lineOf(one, other, bend + (number - (count - 1) / 2) * APART));
    // Nor may a line be bent within one of its own boxes.
    const shut = lines.filter(({ control }) => control && (isInside(control, one, 4) || isInside(control, other, 4))).length;
    const crossed = shut + lines.reduce((sum, line) => sum + met(line, others), 0);
    if (!best || crossed < best.crossed) best = { lines, crossed };
  }
  return best;
}

/* The line of each edge by its id: where it starts, what bends it, where it ends; and how many boxes are run through. */
export function route(boxes, edges) {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const pairs = new Map();
  for (const edge of edges) {
    const key = [edge.source, edge.target].sort().join(" ");
    pairs.set(key, [...(pairs.get(key) ?? []), edge]);
  }
  const lines = new Map();
  let crossed = 0;
  for (const [key, ties] of pairs) {
    const [one, other] = key.split(" ").map((id) => byId.get(id));
    const found = between(one, other, ties.length, boxes, edges.length > MOST ? BENDS.slice(0, 1) : BENDS);
    crossed += found.crossed;
    ties.forEach((edge, index) => {
      const line = found.lines[index];
      lines.set(edge.id, edge.source === one.id ? line : { start: line.end, control: line.control, end: line.start });
    });
  }
  return { lines, crossed };
}
