/** Presses and drags come in; layers are picked, moved, scaled and turned. */
import { svg } from "lit";
import { say } from "../words/studio_canvas";
import { around, type Box, boxOf, meets } from "./bounds";
import { movable, shifted, transformed } from "./commands_change";
import type { Layer } from "./drawing";
import {
  boxOfFrame,
  corners,
  type Frame,
  frameOf,
  type Handle,
  handles,
  isStraight,
  placeOfHandle,
  resized,
  rotated,
} from "./handles";
import { nameOf } from "./names";
import type { Point } from "./outline";
import { free, type Lines, linesOf, type Pulled, snapped, snappedPoint } from "./snap";
import { type Desk, far, outermost, pickable, reach, SLOP, type Tool, type Touch } from "./tool";
import { pixelsAt } from "./view";

const NEAR = 6;
/** From the frame's upper edge to the handle that turns. */
const ABOVE = 26;

type Deed = {
  kind: "move" | "resize" | "rotate" | "marquee";
  from: Touch;
  some: Layer[];
  frame: Frame | null;
  lines: Lines;
  handle: Handle | null;
  isBegun: boolean;
};

export class SelectTool implements Tool {
  #deed: Deed | null = null;
  #marquee: [Point, Point] | null = null;
  #pulled: Pulled = free;
  #words = "";

  constructor(private readonly desk: Desk) {}

  down(touch: Touch): void {
    const grip = this.#grip(touch);
    const hit = grip ? null : this.#pick(touch);
    if (grip === "turn") this.#begin("rotate", touch, null);
    else if (grip) this.#begin("resize", touch, grip);
    else if (hit && touch.count === 2) this.#open(touch, hit);
    else this.#begin(hit ? "move" : "marquee", touch, null);
  }

  drag(touch: Touch): void {
    const deed = this.#deed;
    if (!deed) return;
    if (!deed.isBegun && far(touch.pixel, deed.from.pixel) < SLOP) return;
    deed.isBegun = true;
    this.#pulled = free;
    if (deed.kind === "marquee") this.#frame(deed, touch);
    else if (deed.some.length && this.desk.store.mayShape) this.#does[deed.kind](deed, touch);
    this.desk.redraw();
  }

  up(touch: Touch): void {
    const { store } = this.desk;
    const deed = this.#deed;
    if (deed?.isBegun && deed.kind !== "marquee") store.settle(this.#words);
    else if (deed && !deed.isBegun && deed.kind === "move" && !touch.shift && !touch.mod) {
      const layer = pickable(store, touch.hit);
      if (layer) store.pick([layer.id]);
    }
    this.cancel();
  }

  cancel(): void {
    this.desk.store.drop();
    this.#deed = null;
    this.#marquee = null;
    this.#pulled = free;
    this.desk.redraw();
  }

  over(touch: Touch): string {
    const grip = this.#grip(touch);
    if (grip === "turn") return "grab";
    if (grip) return this.#cursor(grip);
    const { store } = this.desk;
    return (pickable(store, touch.hit) ?? outermost(store, touch.hit)) ? "move" : "default";
  }

  shown() {
    const { store } = this.desk;
    const frame = this.#theFrame();
    const bar = frame && store.mayShape && movable(store).length ? this.#handles(frame) : null;
    const picked = store.picked.size > 1 ? store.pickedLayers() : [];
    const each = picked.map((layer) => frameOf(store.drawing.layers, [layer]));
    return svg`${each.map((one) => one && this.#outline(one, "each"))}${frame && this.#outline(frame, "frame")}${bar}
      ${this.#guides()}${this.#box()}`;
  }

  readonly #does = {
    move: (deed: Deed, touch: Touch) => {
      const { store } = this.desk;
      let [dx, dy] = [touch.at[0] - deed.from.at[0], touch.at[1] - deed.from.at[1]];
      if (touch.shift) [dx, dy] = Math.abs(dx) > Math.abs(dy) ? [dx, 0] : [0, dy];
      const box = deed.frame && boxOfFrame(deed.frame);
      if (box) this.#pulled = this.#pull(touch, deed, moved(box, dx, dy));
      if (touch.shift) this.#pulled = { ...this.#pulled, ...(dx ? { dy: 0, ys: [] } : { dx: 0, xs: [] }) };
      [dx, dy] = [dx + this.#pulled.dx, dy + this.#pulled.dy];
      this.#words = say.moved(deed.some.length, nameOf(deed.some[0]), dx, dy);
      store.live(shifted(store, deed.some, dx, dy));
    },
    resize: (deed: Deed, touch: Touch) => {
      const { store } = this.desk;
      const { frame, handle } = deed;
      if (!frame || !handle) return;
      const grip = placeOfHandle(frame, handle);
      let to: Point = [grip[0] + touch.at[0] - deed.from.at[0], grip[1] + touch.at[1] - deed.from.at[1]];
      if (isStraight(frame) && store.snap && !touch.alt && !touch.shift) {
        const pulled = snappedPoint(to, deed.lines, NEAR / store.zoom);
        // An edge's handle moves one way only, and only there it is pulled.
        const way = frame.matrix[1] ? [handle[1], handle[0]] : handle;
        this.#pulled = {
          dx: way[0] ? pulled.dx : 0,
          dy: way[1] ? pulled.dy : 0,
          xs: way[0] ? pulled.xs : [],
          ys: way[1] ? pulled.ys : [],
        };
        to = [to[0] + this.#pulled.dx, to[1] + this.#pulled.dy];
      }
      // Several together keep their ratio where one of them is turned: it would have to be slanted.
      const isTurned = deed.some.length > 1 && deed.some.some(({ turn }) => turn % 90);
      const how = { keepsRatio: touch.shift !== isTurned, isCentred: touch.alt };
      this.#words = say.resized(deed.some.length, nameOf(deed.some[0]));
      store.live(transformed(store, deed.some, resized(frame, handle, to, how)));
    },
    rotate: (deed: Deed, touch: Touch) => {
      const { store } = this.desk;
      if (!deed.frame) return;
      const already = deed.some.length === 1 ? (deed.some[0]?.turn ?? 0) : 0;
      const { by, degrees } = rotated(deed.frame, deed.from.at, touch.at, touch.shift ? 15 : 0, already);
      this.#words = say.turned(deed.some.length, nameOf(deed.some[0]), degrees);
      store.live(transformed(store, deed.some, by));
    },
  };

  /** What is hit, after it was picked as the keys say; null: nothing. */
  #pick(touch: Touch): Layer | null {
    const { store } = this.desk;
    let hit = pickable(store, touch.hit);
    if (!hit && store.inside !== null && touch.count === 1) {
      store.inside = null;
      hit = outermost(store, touch.hit);
    }
    if (!hit) {
      if (!touch.shift) store.pick([]);
      return null;
    }
    if (touch.shift || touch.mod) {
      const others = [...store.picked].filter((id) => id !== hit?.id);
      store.pick(store.picked.has(hit.id) ? others : [...others, hit.id]);
    } else if (!store.picked.has(hit.id)) store.pick([hit.id]);
    return hit;
  }

  /** A double click: into a group, the words of a text, the points of a path. */
  #open(touch: Touch, hit: Layer): void {
    const { store } = this.desk;
    if (hit.kind === "text") this.desk.write(hit.id);
    if (hit.kind === "path" && store.mayShape) store.tool = "nodes";
    if (hit.kind !== "group") return;
    store.show({ inside: hit.id, said: say.entered(nameOf(hit)) });
    const inner = pickable(store, touch.hit);
    store.pick(inner ? [inner.id] : []);
  }

  #begin(kind: Deed["kind"], from: Touch, handle: Handle | null): void {
    const { store } = this.desk;
    const { layers } = store.drawing;
    const some = kind === "marquee" ? [] : movable(store);
    const lines = linesOf(layers, some, store.grid);
    this.#deed = { kind, from, some, handle, frame: frameOf(layers, some), lines, isBegun: false };
  }

  #pull(touch: Touch, deed: Deed, box: Box): Pulled {
    const { store } = this.desk;
    return store.snap && !touch.alt ? snapped(box, deed.lines, NEAR / store.zoom) : free;
  }

  #frame(deed: Deed, touch: Touch): void {
    const { store } = this.desk;
    const { layers } = store.drawing;
    this.#marquee = [deed.from.at, touch.at];
    const box = around(this.#marquee) as Box;
    const found = layers.filter((layer) => {
      const own = !layer.locked && !layer.hidden && layer.group === store.inside && boxOf(layers, [layer]);
      return own && meets(own, box);
    });
    store.pick(
      found.map(({ id }) => id),
      deed.from.shift,
    );
  }

  #theFrame(): Frame | null {
    const { store } = this.desk;
    return frameOf(store.drawing.layers, store.pickedLayers());
  }

  /** The handle below a pointer. */
  #grip(touch: Touch): Handle | "turn" | null {
    const { store } = this.desk;
    const frame = this.#theFrame();
    if (!frame || !store.mayShape || !movable(store).length) return null;
    const near = reach(touch);
    if (far(this.#turner(frame), touch.pixel) < near) return "turn";
    const all = handles.map((handle) => ({
      handle,
      far: far(pixelsAt(store, placeOfHandle(frame, handle)), touch.pixel),
    }));
    all.sort((one, other) => one.far - other.far);
    const [first] = all;
    return first && first.far < near && this.#isRoomy(frame, first.handle) ? first.handle : null;
  }

  /** Small frames have handles at their corners only, so that they can still be moved. */
  #isRoomy(frame: Frame, [hx, hy]: Handle): boolean {
    if (hx && hy) return true;
    const [a, b, , d] = corners(frame).map((point) => pixelsAt(this.desk.store, point)) as [
      Point,
      Point,
      Point,
      Point,
    ];
    return hx ? far(a, d) > 44 : far(a, b) > 44;
  }

  #turner(frame: Frame): Point {
    const { store } = this.desk;
    const [x, y] = pixelsAt(store, placeOfHandle(frame, [0, -1]));
    const [cx, cy] = pixelsAt(store, placeOfHandle(frame, [0, 1]));
    const length = Math.hypot(x - cx, y - cy);
    const [dx, dy] = length ? [(x - cx) / length, (y - cy) / length] : [0, -1];
    return [x + dx * ABOVE, y + dy * ABOVE];
  }

  #cursor([hx, hy]: Handle): string {
    const frame = this.#theFrame();
    const [a, b] = frame ? frame.matrix : [1, 0];
    const angle = (Math.atan2(hy, hx) + Math.atan2(b, a)) * (180 / Math.PI);
    const ways = ["ew-resize", "nwse-resize", "ns-resize", "nesw-resize"];
    return ways[((Math.round(angle / 45) % 4) + 4) % 4] as string;
  }

  #outline(frame: Frame, name: string) {
    const points = corners(frame).map((point) => pixelsAt(this.desk.store, point).join(","));
    return svg`<polygon class=${name} points=${points.join(" ")}></polygon>`;
  }

  #handles(frame: Frame) {
    const { store } = this.desk;
    const [tx, ty] = this.#turner(frame);
    const [x, y] = pixelsAt(store, placeOfHandle(frame, [0, -1]));
    const squares = handles.filter((handle) => this.#isRoomy(frame, handle));
    return svg`<line class="stem" x1=${x} y1=${y} x2=${tx} y2=${ty}></line><circle class="handle" cx=${tx} cy=${ty} r="5"></circle>
      ${squares.map((handle) => {
        const [hx, hy] = pixelsAt(store, placeOfHandle(frame, handle));
        return svg`<rect class="handle" x=${hx - 4.5} y=${hy - 4.5} width="9" height="9"></rect>`;
      })}`;
  }

  #guides() {
    const { store } = this.desk;
    const { width, height } = store.room;
    return svg`${this.#pulled.xs.map((at) => {
      const [x] = pixelsAt(store, [at, 0]);
      return svg`<line class="guide" x1=${x} x2=${x} y1="0" y2=${height}></line>`;
    })}${this.#pulled.ys.map((at) => {
      const [, y] = pixelsAt(store, [0, at]);
      return svg`<line class="guide" x1="0" x2=${width} y1=${y} y2=${y}></line>`;
    })}`;
  }

  #box() {
    if (!this.#marquee) return null;
    const box = around(this.#marquee.map((point) => pixelsAt(this.desk.store, point))) as Box;
    return svg`<rect class="marquee" x=${box.left} y=${box.top} width=${box.right - box.left} height=${box.bottom - box.top}></rect>`;
  }
}

function moved({ left, right, top, bottom }: Box, dx: number, dy: number): Box {
  return { left: left + dx, right: right + dx, top: top + dy, bottom: bottom + dy };
}
