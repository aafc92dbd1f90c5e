/** Presses and drags come in; the view is moved or enlarged, or a colour is taken from a layer. */
import { say } from "../words/studio_canvas";
import { around, type Box, middle } from "./bounds";
import { update } from "./commands_change";
import { isPainted, type Paint } from "./drawing";
import { marquee } from "./grips_shown";
import type { Point } from "./outline";
import { type Desk, far, SLOP, type Tool, type Touch } from "./tool";
import { panBy, zoomBy } from "./view";

export class HandTool implements Tool {
  #last: Point | null = null;

  constructor(private readonly desk: Desk) {}

  down(touch: Touch): void {
    this.#last = touch.pixel;
  }

  drag(touch: Touch): void {
    if (!this.#last) return;
    panBy(this.desk.store, touch.pixel[0] - this.#last[0], touch.pixel[1] - this.#last[1]);
    this.#last = touch.pixel;
  }

  up(): void {
    this.#last = null;
  }

  over(): string {
    return "grab";
  }
}

/** A press enlarges, with Alt it makes smaller; what is dragged out fills the view. */
export class ZoomTool implements Tool {
  #from: Touch | null = null;
  #box: [Point, Point] | null = null;

  constructor(private readonly desk: Desk) {}

  down(touch: Touch): void {
    this.#from = touch;
  }

  drag(touch: Touch): void {
    if (!this.#from || far(touch.pixel, this.#from.pixel) < SLOP) return;
    this.#box = [this.#from.at, touch.at];
    this.desk.redraw();
  }

  up(touch: Touch): void {
    const { store } = this.desk;
    const box = this.#box && around(this.#box);
    this.cancel();
    if (box) this.#fill(box);
    else zoomBy(store, touch.alt ? 1 / 1.5 : 1.5, touch.pixel);
  }

  #fill(box: Box): void {
    const { store } = this.desk;
    const [x, y] = middle(box);
    const { width, height } = store.room;
    const zoom = Math.min(width / (box.right - box.left), height / (box.bottom - box.top));
    store.show({ centre: { x, y }, zoom: Math.min(32, zoom) });
  }

  cancel(): void {
    this.#from = this.#box = null;
    this.desk.redraw();
  }

  over(touch: Touch): string {
    return touch.alt ? "zoom-out" : "zoom-in";
  }

  shown() {
    return marquee(this.desk.store, this.#box);
  }
}

/** Takes a layer's fill, with Alt its line, and gives it to what is picked and to the pens. */
export class DropperTool implements Tool {
  constructor(private readonly desk: Desk) {}

  down(): void {}

  up(touch: Touch): void {
    const { store } = this.desk;
    const hit = touch.hit === null ? undefined : store.layer(touch.hit);
    if (!hit || !isPainted(hit)) return;
    const paint = touch.alt ? (hit.line ?? hit.fill) : (hit.fill ?? hit.line);
    if (paint === null) return;
    const what: "fill" | "line" = touch.alt ? "line" : "fill";
    store.color = { ...store.color, [what]: paint };
    const words = say.tookColor(named(paint));
    const some = store
      .pickedLayers()
      .filter((layer) => isPainted(layer) && layer.id !== hit.id && !layer.locked);
    if (some.length && store.mayShape) update(store, { [what]: paint }, words, some);
    else store.say(words);
  }

  over(): string {
    return "crosshair";
  }
}

function named(paint: Paint): string {
  return typeof paint === "string" ? paint.replace("@", "") : (paint.stops[0]?.color ?? "");
}
