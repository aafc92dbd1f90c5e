/** A paint and the box over which it lies come in; what `fill` says goes out, gradients kept in the Defs. */
import { svg } from "lit";
import type { Box } from "./bounds";
import { hexOf } from "./colors";
import { type Gradient, isGradient, type Paint } from "./drawing";
import type { Palette } from "./seen";

/** The gradients of one picture, each once, under a short id. */
export class Defs {
  readonly #ids = new Map<string, { id: string; paint: Gradient; box: Box }>();

  constructor(
    private readonly palette: Palette,
    private readonly mark = "paint",
  ) {}

  paint(paint: Paint | null, box: Box | null): string {
    if (paint === null) return "none";
    if (!isGradient(paint)) return hexOf(paint, this.palette);
    const around = box ?? { left: -1, top: -1, right: 1, bottom: 1 };
    const key = JSON.stringify([paint, around]);
    const known = this.#ids.get(key) ?? { id: `${this.mark}-${this.#ids.size}`, paint, box: around };
    this.#ids.set(key, known);
    return `url(#${known.id})`;
  }

  /** After all layers: what they refer to. */
  all() {
    return [...this.#ids.values()].map(({ id, paint, box }) =>
      paint.kind === "radial" ? this.#radial(id, paint, box) : this.#linear(id, paint, box),
    );
  }

  #linear(id: string, paint: Gradient, box: Box) {
    const [x1, y1, x2, y2] = ends(paint.turn, box);
    return svg`<linearGradient id=${id} gradientUnits="userSpaceOnUse" x1=${x1} y1=${y1} x2=${x2} y2=${y2}>${this.#stops(paint)}</linearGradient>`;
  }

  #radial(id: string, paint: Gradient, box: Box) {
    const { left, top, width, height } = full(box);
    const radius = Math.max(paint.cx, 1 - paint.cx, paint.cy, 1 - paint.cy);
    const stretch = `translate(${left} ${top}) scale(${width} ${height})`;
    return svg`<radialGradient id=${id} gradientUnits="userSpaceOnUse" cx=${paint.cx} cy=${paint.cy} r=${radius} gradientTransform=${stretch}>${this.#stops(paint)}</radialGradient>`;
  }

  #stops({ stops }: Gradient) {
    return stops.map(
      ({ at, color, opacity }) =>
        svg`<stop offset=${at} stop-color=${hexOf(color, this.palette)} stop-opacity=${opacity}></stop>`,
    );
  }
}

/** Where a linear gradient begins and ends: turned in the unit square, then stretched to the box. */
export function ends(turn: number, box: Box): [number, number, number, number] {
  const { left, top, width, height } = full(box);
  const angle = (turn * Math.PI) / 180;
  const [gx, gy] = [Math.cos(angle) / width, Math.sin(angle) / height];
  const much = gx * gx + gy * gy;
  const [mx, my] = [left + width / 2, top + height / 2];
  const [dx, dy] = [gx / much / 2, gy / much / 2];
  return [mx - dx, my - dy, mx + dx, my + dy];
}

/** A line has no height: the gradient then lies over the square around it. */
function full({ left, top, right, bottom }: Box) {
  const side = Math.max(right - left, bottom - top, 1);
  const width = right - left > side / 1000 ? right - left : side;
  const height = bottom - top > side / 1000 ? bottom - top : side;
  return { left: (left + right - width) / 2, top: (top + bottom - height) / 2, width, height };
}
