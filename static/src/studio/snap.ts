/** A box or a point that is dragged comes in with lines that pull; how far it is pulled goes out, and the lines. Pure. */
import { type Box, boxOf } from "./bounds";
import { type Layer, SIDE } from "./drawing";
import type { Point } from "./outline";

/** Lines that pull, by their x and by their y. */
export interface Lines {
  xs: number[];
  ys: number[];
}

export interface Pulled {
  dx: number;
  dy: number;
  /** The lines that pulled, for showing them. */
  xs: number[];
  ys: number[];
}

export const GRID = 16;
export const free: Pulled = { dx: 0, dy: 0, xs: [], ys: [] };

/** The drawing's edges and middle, those of the other layers, and the grid's lines when it is shown. */
export function linesOf(layers: readonly Layer[], dragged: readonly Layer[], hasGrid: boolean): Lines {
  const ours = new Set(dragged.map(({ id }) => id));
  const isOurs = (layer: Layer): boolean =>
    ours.has(layer.id) || layers.some((one) => one.id === layer.group && isOurs(one));
  const lines: Lines = { xs: [0, SIDE / 2, SIDE], ys: [0, SIDE / 2, SIDE] };
  const homes = new Set(dragged.map(({ group }) => group));
  for (const layer of layers) {
    if (isOurs(layer) || layer.hidden || !homes.has(layer.group)) continue;
    const box = boxOf(layers, [layer]);
    if (!box) continue;
    lines.xs.push(box.left, (box.left + box.right) / 2, box.right);
    lines.ys.push(box.top, (box.top + box.bottom) / 2, box.bottom);
  }
  if (!hasGrid) return lines;
  const grid = Array.from({ length: SIDE / GRID + 1 }, (_, at) => at * GRID);
  return { xs: [...lines.xs, ...grid], ys: [...lines.ys, ...grid] };
}

/** A box's edges and middle are pulled, each way to the nearest line, when it is near enough. */
export function snapped({ left, top, right, bottom }: Box, lines: Lines, near: number): Pulled {
  const across = nearest([left, (left + right) / 2, right], lines.xs, near);
  const down = nearest([top, (top + bottom) / 2, bottom], lines.ys, near);
  return { dx: across.by, dy: down.by, xs: across.on, ys: down.on };
}

export function snappedPoint([x, y]: Point, lines: Lines, near: number): Pulled {
  return snapped({ left: x, right: x, top: y, bottom: y }, lines, near);
}

function nearest(edges: number[], lines: number[], near: number): { by: number; on: number[] } {
  let by: number | null = null;
  for (const edge of edges)
    for (const line of lines) {
      const way = line - edge;
      if (Math.abs(way) <= near && (by === null || Math.abs(way) < Math.abs(by))) by = way;
    }
  if (by === null) return { by: 0, on: [] };
  const moved = edges.map((edge) => edge + (by as number));
  const on = lines.filter((line) => moved.some((edge) => Math.abs(edge - line) < 0.005));
  return { by, on: [...new Set(on)] };
}
