/* Places for boxes: partners in rings around the first organisation, later ones near whom they were expanded from.
 * What has a place keeps it, no two boxes overlap, and the same boxes in the same order always get the same places. */

import { crosses, met, route } from "./network-routes.js";

/* Between boxes, along either axis: room for a line, what stands at its end, and a sign on it. */
const GAP_X = 56;
const GAP_Y = 46;
/* Boxes are wide and low, and so are screens; a narrow one is high. */
const STRETCH = { wide: 1.75, narrow: 0.62 };
/* How often, and how far, boxes are moved apart for lines that run through some. */
const SPREADS = 8;
const SPREAD = 1.12;
/* Room for a line, its arrow and its sign. */
const NEAREST = 150;
const FIRST_RING = 14;
const MORE_IN_EACH = 10;
const STEP = 12;
const ROTATIONS = 12;
const TURN = Math.PI / 12;
/* So many rounds are looked at for a seat; a line that goes through a box is as bad as one that is longer by so much. */
const ROUNDS = 14;
const CROSSING = 260;
const ASIDE = 8;

function overlap(one, other) {
  return Math.abs(one.x - other.x) < (one.width + other.width) / 2 + GAP_X
    && Math.abs(one.y - other.y) < (one.height + other.height) / 2 + GAP_Y;
}

function isFree(box, placed) {
  return !placed.some((other) => overlap(box, other));
}

/* How many boxes the line from its origin goes through, and how many lines would go through the box. */
function crossings(box, origin, placed) {
  return placed.filter((other) => other !== origin && crosses(origin, box, other)).length
    + placed.filter((other) => other.origin && crosses(other.origin, other, box)).length;
}

function seat(box, middle, radius, angle, stretch) {
  const x = Math.round(middle.x + radius * stretch * Math.cos(angle));
  return { ...box, x, y: Math.round(middle.y + radius * Math.sin(angle)), origin: middle };
}

/* Boxes that are tied to each other side by side, as far as one row of them can. */
function chained(boxes, isTied) {
  const left = [...boxes];
  const chain = left.splice(0, 1);
  while (left.length) {
    const next = left.findIndex((box) => isTied(chain.at(-1).id, box.id));
    chain.push(...left.splice(Math.max(next, 0), 1));
  }
  return chain;
}

function ring(boxes, middle, placed, least, stretch) {
  for (let radius = least; ; radius += STEP) {
    let best = null;
    for (let turn = 0; turn < ROTATIONS; turn += 1) {
      const begin = -Math.PI / 2 + (turn / ROTATIONS) * ((2 * Math.PI) / boxes.length);
      const seats = boxes.map((box, index) => seat(box, middle, radius, begin + (2 * Math.PI * index) / boxes.length, stretch));
      const fits = seats.every((one, index) => isFree(one, placed) && isFree(one, seats.slice(0, index)));
      if (!fits) continue;
      const crossed = seats.reduce((sum, one) => sum + crossings(one, middle, placed), 0);
      if (!best || crossed < best.crossed) best = { seats, crossed, radius };
    }
    if (best) return best;
  }
}

/* Places around a middle box that has its own: the first boxes nearest. */
export function around(middle, boxes, isTied, isNarrow) {
  const stretch = isNarrow ? STRETCH.narrow : STRETCH.wide;
  const placed = [middle];
  let least = NEAREST;
  for (let begin = 0, size = FIRST_RING; begin < boxes.length; begin += size, size += MORE_IN_EACH) {
    // The last few go into the ring before them rather than make one of their own.
    const rest = boxes.length - begin;
    const many = rest <= size + 2 ? rest : size;
    const found = ring(chained(boxes.slice(begin, begin + many), isTied), middle, placed, least, stretch);
    placed.push(...found.seats);
    least = found.radius + 4 * STEP;
    if (many === rest) break;
  }
  return placed.slice(1);
}

/* Places near a box among others, away from the middle of all, with little in the way of `ties` between any of them. */
export function beside(origin, boxes, others, ties, isNarrow) {
  const stretch = isNarrow ? STRETCH.narrow : STRETCH.wide;
  const placed = [...others];
  const outward = Math.atan2(origin.y * stretch, origin.x);
  for (const box of boxes) {
    const here = new Set(placed.map(({ id }) => id));
    const known = ties.filter(({ source, target }) => here.has(source) && here.has(target));
    const own = ties.filter(({ source, target }) => (source === box.id && here.has(target)) || (target === box.id && here.has(source)));
    const lines = [...route(placed, known).lines.values()];
    const crossed = (found) => route([...placed, found], own).crossed + lines.filter((line) => met(line, [found])).length;
    placed.push(nearest(box, origin, outward, placed, { stretch, crossed }));
  }
  return placed.slice(others.length);
}

/* The seat that is near, outward and crossed by little; beyond the rounds, the first that is free. */
function nearest(box, origin, outward, placed, { stretch, crossed }) {
  let best = null;
  for (let round = 0; round < ROUNDS || !best; round += 1) {
    for (let turn = 0; turn <= 12; turn += 1) {
      for (const side of turn % 12 ? [1, -1] : [1]) {
        const radius = NEAREST + round * 3 * STEP;
        const found = seat(box, origin, radius, outward + side * turn * TURN, stretch);
        const least = radius + turn * ASIDE;
        if ((best && least >= best.cost) || !isFree(found, placed)) continue;
        const cost = least + CROSSING * crossed(found);
        if (!best || cost < best.cost) best = { found, cost };
      }
    }
  }
  return best.found;
}

/* The same boxes as far apart as lines between them need that run through no third box; the first stays where it is. */
export function apart(boxes, edges) {
  let best = null;
  for (let number = 0, scale = 1; number < SPREADS; number += 1, scale *= SPREAD) {
    const placed = boxes.map((box) => ({ ...box, x: Math.round(box.x * scale), y: Math.round(box.y * scale) }));
    const { crossed } = route(placed, edges);
    if (!best || crossed < best.crossed) best = { placed, crossed };
    if (!crossed) break;
  }
  return best.placed;
}

/* Places that the server gave, further apart where names need it; null where it gave none for some. */
export function given(boxes, positions) {
  if (!boxes.every((box) => positions.has(box.id))) return null;
  const middle = positions.get(boxes[0].id);
  for (let scale = 1; scale < 4; scale *= 1.1) {
    const placed = boxes.map((box) => {
      const { x, y } = positions.get(box.id);
      return { ...box, x: Math.round((x - middle.x) * scale), y: Math.round((y - middle.y) * scale) };
    });
    if (placed.every((box, index) => isFree(box, placed.slice(0, index)))) return placed;
  }
  return null;
}
