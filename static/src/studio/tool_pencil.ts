/** The way of a pointer comes in; a soft line is drawn along it, or what it goes over is erased. */
import { svg } from "lit";
import { say } from "../words/studio_canvas";
import { around, middle } from "./bounds";
import { fresh, inGroup, mayAdd } from "./commands_add";
import type { Layer } from "./drawing";
import { erased } from "./eraser";
import { at, growth, inverted, world } from "./geometry";
import type { Point } from "./outline";
import { dOf } from "./path";
import { smoothed } from "./pencil";
import { type Change, gone, put } from "./steps";
import type { Desk, Tool, Touch } from "./tool";
import { pixelsAt } from "./view";

const MOST = 4_000;

export class PencilTool implements Tool {
  #way: Point[] | null = null;

  constructor(private readonly desk: Desk) {}

  down(touch: Touch): void {
    if (mayAdd(this.desk.store, 1)) this.#way = [touch.at];
  }

  drag(touch: Touch): void {
    if (!this.#way || this.#way.length > MOST) return;
    this.#way.push(...touch.way);
    this.desk.redraw();
  }

  up(): void {
    const { store } = this.desk;
    const way = this.#way;
    this.#way = null;
    this.desk.redraw();
    const layer = way && this.#drawn(way);
    if (!layer) return;
    store.change([put(layer)], say.drawn);
    store.pick([layer.id]);
  }

  cancel(): void {
    this.#way = null;
    this.desk.redraw();
  }

  over(): string {
    return "crosshair";
  }

  shown() {
    const { store } = this.desk;
    const way = this.#way;
    if (!way) return null;
    const points = way.map((point) => pixelsAt(store, point).map(Math.round).join(",")).join(" ");
    return svg`<polyline class="ink" points=${points} stroke-width=${store.color.line_width * store.zoom}></polyline>`;
  }

  /** Around its own middle. */
  #drawn(way: Point[]): Layer | null {
    const { store } = this.desk;
    const points = way.map((point) => inGroup(store, point));
    const line = smoothed(points, 1.5 / Math.min(4, Math.max(0.5, store.zoom)));
    const [first] = line.nodes;
    // A press alone is a dot.
    if (first && line.nodes.length === 1)
      line.nodes.push({ at: [first.at[0] + 0.01, first.at[1]], in: null, out: null });
    const box = around(line.nodes.map((node) => node.at));
    if (!box) return null;
    const [x, y] = middle(box).map((value) => Math.round(value * 100) / 100) as [number, number];
    const moved = (point: Point | null): Point | null => point && [point[0] - x, point[1] - y];
    const nodes = line.nodes.map((node) => ({
      at: moved(node.at) as Point,
      in: moved(node.in),
      out: moved(node.out),
    }));
    const { line: paint, fill, line_width } = store.color;
    const d = dOf([{ nodes, isClosed: line.isClosed }]);
    return fresh(store, "path", { d, x, y, shape: "pencil", line: paint ?? fill ?? "#1c1b18", line_width });
  }
}

/** Cuts drawn lines; with Shift it takes whole layers away. */
export class EraserTool implements Tool {
  #way: Point[] | null = null;
  #at: Point | null = null;
  #left = new Map<string, Layer>();
  #gone = new Set<string>();

  constructor(private readonly desk: Desk) {}

  down(touch: Touch): void {
    if (!this.desk.store.mayShape) return;
    this.#way = [touch.at];
    this.#left = new Map();
    this.#gone = new Set();
    this.#erase(touch);
  }

  drag(touch: Touch): void {
    if (!this.#way) return;
    this.#way = [this.#way.at(-1) as Point, ...touch.way];
    this.#erase(touch);
  }

  up(): void {
    if (this.#way) this.desk.store.settle(say.erased);
    this.#way = null;
  }

  cancel(): void {
    this.#way = null;
    this.desk.store.drop();
  }

  over(touch: Touch): string {
    this.#at = touch.pixel;
    this.desk.redraw();
    return "crosshair";
  }

  shown() {
    const radius = this.#radius();
    return this.#at && svg`<circle class="eraser" cx=${this.#at[0]} cy=${this.#at[1]} r=${radius}></circle>`;
  }

  #radius(): number {
    return Math.max(6, (this.desk.store.color.line_width * this.desk.store.zoom) / 2 + 4);
  }

  #erase(touch: Touch): void {
    const { store } = this.desk;
    this.#at = touch.pixel;
    if (touch.shift && touch.hit) this.#gone.add(touch.hit);
    else if (!touch.shift) for (const layer of store.drawing.layers) this.#cut(layer);
    store.live(this.#changes());
  }

  #cut(layer: Layer): void {
    const { store } = this.desk;
    if (layer.kind !== "path" || layer.fill !== null || layer.locked || layer.hidden) return;
    const now = this.#left.get(layer.id) ?? layer;
    if (now.kind !== "path" || this.#gone.has(layer.id)) return;
    const matrix = world(store.drawing.layers, layer);
    const back = inverted(matrix);
    const radius = (this.#radius() / store.zoom + 0.5 * layer.line_width * growth(matrix)) / growth(matrix);
    const d = erased(
      now.d,
      (this.#way ?? []).map((point) => at(back, point)),
      radius,
    );
    if (d === null) return;
    if (d) this.#left.set(layer.id, { ...now, d, shape: "pencil", knobs: null });
    else this.#gone.add(layer.id);
  }

  #changes(): Change[] {
    const cut = [...this.#left.values()].filter(({ id }) => !this.#gone.has(id));
    return [...cut.map(put), ...[...this.#gone].map(gone)];
  }
}
