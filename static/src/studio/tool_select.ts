/** Presses and drags come in; layers are picked, moved, scaled and turned: drags.ts says how far, picking.ts which. */
import { svg } from "lit";
import { around, type Box } from "./bounds";
import { movable } from "./commands_change";
import { type Dragged, type Hold, moved, scaled, turned } from "./drags";
import { cursorOf, type Grip, gripAt } from "./grips";
import { grips, guides, marquee, outline } from "./grips_shown";
import { type Frame, frameOf } from "./handles";
import type { Point } from "./outline";
import { openAt, pickAlone, pickAt, pickWithin } from "./picking";
import { free, linesOf, type Pulled } from "./snap";
import type { Store } from "./store";
import { type Desk, far, outermost, pickable, SLOP, type Tool, type Touch } from "./tool";

type Kind = "move" | "resize" | "rotate" | "marquee";

interface Deed extends Hold {
  kind: Kind;
  isBegun: boolean;
}

const drags: Record<Exclude<Kind, "marquee">, (store: Store, hold: Hold, touch: Touch) => Dragged | null> = {
  move: moved,
  resize: scaled,
  rotate: turned,
};

export class SelectTool implements Tool {
  #deed: Deed | null = null;
  #marquee: [Point, Point] | null = null;
  #pulled: Pulled = free;
  #words = "";

  constructor(private readonly desk: Desk) {}

  down(touch: Touch): void {
    const { store } = this.desk;
    const frame = this.#held();
    const grip = frame && gripAt(store, frame, touch);
    const hit = grip ? null : pickAt(store, touch);
    if (grip) this.#begin(grip === "turn" ? "rotate" : "resize", touch, grip);
    else if (hit && touch.count === 2 && !store.several) openAt(this.desk, touch, hit);
    else this.#begin(hit ? "move" : "marquee", touch, null);
  }

  drag(touch: Touch): void {
    const deed = this.#deed;
    if (!deed) return;
    if (!deed.isBegun && far(touch.pixel, deed.from.pixel) < SLOP) return;
    deed.isBegun = true;
    this.#pulled = free;
    if (deed.kind === "marquee") this.#enclose(deed, touch);
    else if (deed.some.length && this.desk.store.mayShape) this.#follow(deed.kind, deed, touch);
    this.desk.redraw();
  }

  up(): void {
    const { store } = this.desk;
    const deed = this.#deed;
    if (deed?.isBegun && deed.kind !== "marquee") store.settle(this.#words);
    else if (deed && !deed.isBegun && deed.kind === "move") pickAlone(store, deed.from);
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
    const { store } = this.desk;
    const frame = this.#held();
    const grip = frame && gripAt(store, frame, touch);
    if (frame && grip) return cursorOf(frame, grip);
    return (pickable(store, touch.hit) ?? outermost(store, touch.hit)) ? "move" : "default";
  }

  shown() {
    const { store } = this.desk;
    const frame = this.#frame();
    const held = this.#held();
    const picked = store.picked.size > 1 ? store.pickedLayers() : [];
    const each = picked.map((layer) => frameOf(store.drawing.layers, [layer]));
    return svg`${each.map((one) => one && outline(store, one, "each"))}${frame && outline(store, frame, "frame")}
      ${held && grips(store, held)}${guides(store, this.#pulled)}${marquee(store, this.#marquee)}`;
  }

  #begin(kind: Kind, from: Touch, grip: Grip | null): void {
    const { store } = this.desk;
    const { layers } = store.drawing;
    const some = kind === "marquee" ? [] : movable(store);
    const lines = linesOf(layers, some, store.grid);
    const handle = grip === "turn" ? null : grip;
    this.#deed = { kind, from, some, handle, frame: frameOf(layers, some), lines, isBegun: false };
  }

  #enclose({ from }: Deed, touch: Touch): void {
    this.#marquee = [from.at, touch.at];
    pickWithin(this.desk.store, around(this.#marquee) as Box, from.shift || this.desk.store.several);
  }

  #follow(kind: Exclude<Kind, "marquee">, hold: Hold, touch: Touch): void {
    const { store } = this.desk;
    const dragged = drags[kind](store, hold, touch);
    if (!dragged) return;
    this.#pulled = dragged.pulled;
    this.#words = dragged.words;
    store.live(dragged.changes);
  }

  /** Around what is picked. */
  #frame(): Frame | null {
    const { store } = this.desk;
    return frameOf(store.drawing.layers, store.pickedLayers());
  }

  /** The same where it has handles. */
  #held(): Frame | null {
    const { store } = this.desk;
    return store.mayShape && movable(store).length ? this.#frame() : null;
  }
}
