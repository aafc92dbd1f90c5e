/** Presses, drags and keys come in; the points of a path and their handles are moved, added and taken away. */
import { svg } from "lit";
import { say } from "../words/studio_canvas";
import type { PathLayer } from "./drawing";
import { at, inverted, world } from "./geometry";
import { dragged, nearestOn, nodeAt, type Side, type Spot, turnedSoft, withNode, withoutNode } from "./nodes";
import { pushOf } from "./nudge";
import type { Point } from "./outline";
import { dOf, type Line, lines } from "./path";
import { gone, put } from "./steps";
import { type Desk, far, outermost, pickable, reach, SLOP, type Tool, type Touch } from "./tool";
import { pixelsAt } from "./view";

export class NodesTool implements Tool {
  #spot: Spot | null = null;
  #drag: { spot: Spot; side: Side; from: Touch; lines: Line[]; isBegun: boolean } | null = null;

  constructor(private readonly desk: Desk) {}

  down(touch: Touch): void {
    const layer = this.#layer();
    const grip = layer && this.#grip(layer, touch);
    if (layer && grip) {
      this.#spot = grip.spot;
      if (touch.count === 2) this.#set(layer, turnedSoft(lines(layer.d), grip.spot), say.bent);
      else this.#drag = { ...grip, from: touch, lines: lines(layer.d), isBegun: false };
    } else if (layer && touch.count === 2) this.#add(layer, touch);
    else this.#pick(touch);
    this.desk.redraw();
  }

  drag(touch: Touch): void {
    const [layer, drag] = [this.#layer(), this.#drag];
    if (!layer || !drag || (!drag.isBegun && far(touch.pixel, drag.from.pixel) < SLOP)) return;
    drag.isBegun = true;
    const to = at(inverted(world(this.desk.store.drawing.layers, layer)), touch.at);
    this.#set(layer, dragged(drag.lines, drag.spot, drag.side, to, touch.alt), null);
  }

  up(): void {
    if (this.#drag?.isBegun) this.desk.store.settle(say.node.moved);
    this.#drag = null;
  }

  cancel(): void {
    this.#drag = null;
    this.desk.store.drop();
  }

  over(touch: Touch): string {
    const layer = this.#layer();
    return layer && this.#grip(layer, touch) ? "move" : "default";
  }

  key(event: KeyboardEvent): boolean {
    const layer = this.#layer();
    if (!layer) return false;
    const all = lines(layer.d);
    if (event.key === "Tab") return this.#next(all, event.shiftKey ? -1 : 1);
    if (event.key === "Escape" && this.#spot) return this.#leave();
    const spot = this.#spot;
    const node = spot && nodeAt(all, spot);
    if (!spot || !node || event.ctrlKey || event.metaKey) return false;
    const by = pushOf(event);
    if (by) {
      const to: Point = [node.at[0] + by[0], node.at[1] + by[1]];
      this.#set(layer, dragged(all, spot, "at", to), say.node.moved);
    } else if (event.key === "Delete" || event.key === "Backspace")
      this.#set(layer, withoutNode(all, spot), say.node.removed);
    else if (event.key === "Enter") this.#set(layer, turnedSoft(all, spot), say.bent);
    else if (event.key === "Insert" || event.key === "+")
      this.#set(layer, withNode(all, spot, 0.5), say.node.added);
    else return false;
    return true;
  }

  shown() {
    const { store } = this.desk;
    const layer = this.#layer();
    if (!layer) return null;
    const matrix = world(store.drawing.layers, layer);
    const pixel = (point: Point) => pixelsAt(store, at(matrix, point));
    const all = lines(layer.d);
    return all.flatMap((line, i) =>
      line.nodes.map((node, j) => {
        const [x, y] = pixel(node.at);
        const isPicked = this.#spot?.line === i && this.#spot.node === j;
        const arms = isPicked ? [node.in, node.out].filter((one) => one !== null) : [];
        return svg`${arms.map((arm) => {
          const [ax, ay] = pixel(arm);
          return svg`<line class="stem" x1=${x} y1=${y} x2=${ax} y2=${ay}></line><circle class="handle" cx=${ax} cy=${ay} r="4"></circle>`;
        })}<rect class=${isPicked ? "node picked" : "node"} x=${x - 4} y=${y - 4} width="8" height="8"></rect>`;
      }),
    );
  }

  #layer(): PathLayer | null {
    const [only, other] = this.desk.store.pickedLayers();
    return only?.kind === "path" && !other && !only.locked ? only : null;
  }

  #grip(layer: PathLayer, touch: Touch): { spot: Spot; side: Side } | null {
    const { store } = this.desk;
    const matrix = world(store.drawing.layers, layer);
    const near = (point: Point | null | undefined) =>
      point && far(pixelsAt(store, at(matrix, point)), touch.pixel) < reach(touch);
    const all = lines(layer.d);
    const picked = this.#spot && nodeAt(all, this.#spot);
    for (const side of ["out", "in"] as const)
      if (this.#spot && near(picked?.[side])) return { spot: this.#spot, side };
    for (const [line, { nodes }] of all.entries())
      for (const [node, one] of nodes.entries())
        if (near(one.at)) return { spot: { line, node }, side: "at" };
    return null;
  }

  #add(layer: PathLayer, touch: Touch): void {
    const { store } = this.desk;
    const matrix = world(store.drawing.layers, layer);
    const all = lines(layer.d);
    const found = nearestOn(all, at(inverted(matrix), touch.at));
    if (!found || found.far * store.zoom > 2 * reach(touch)) return;
    this.#spot = { line: found.spot.line, node: found.spot.node + 1 };
    this.#set(layer, withNode(all, found.spot, found.t), say.node.added);
  }

  #pick(touch: Touch): void {
    const { store } = this.desk;
    const hit = pickable(store, touch.hit) ?? outermost(store, touch.hit);
    this.#spot = null;
    if (!hit || !store.picked.has(hit.id)) store.pick(hit ? [hit.id] : []);
  }

  #next(all: Line[], by: number): boolean {
    const spots = all.flatMap(({ nodes }, line) => nodes.map((_, node) => ({ line, node })));
    const now = spots.findIndex(({ line, node }) => line === this.#spot?.line && node === this.#spot.node);
    const next = now < 0 ? (by > 0 ? 0 : spots.length - 1) : now + by;
    const spot = spots[next];
    this.#spot = spot ?? null;
    // Behind the last one the focus goes on.
    if (spot) this.desk.store.say(say.node.of(next + 1, spots.length));
    this.desk.redraw();
    return spot !== undefined;
  }

  #leave(): boolean {
    this.#spot = null;
    this.desk.redraw();
    return true;
  }

  /** Without words it is only shown. */
  #set(layer: PathLayer, all: Line[], words: string | null): void {
    const { store } = this.desk;
    const d = dOf(all);
    const shape = layer.shape === "pencil" ? layer.shape : null;
    const change = d ? put({ ...layer, d, shape, knobs: null }) : gone(layer.id);
    if (words === null) store.live([change]);
    else store.change([change], words);
  }
}
