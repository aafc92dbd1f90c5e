/** Presses and drags come in; shapes, texts and icons are put where they were. */
import { say } from "../words/studio_canvas";
import { middle, ownBox } from "./bounds";
import { addIcon, addShape, addText, fresh, iconPaint, inGroup, mayAdd, shapeFields } from "./commands_add";
import type { Layer } from "./drawing";
import { tidy } from "./geometry";
import { nameOf } from "./names";
import type { Point } from "./outline";
import { linesOf, snappedPoint } from "./snap";
import { put } from "./steps";
import { type Desk, far, SLOP, type Tool, type Touch } from "./tool";

const NEAR = 6;

/** A box is dragged out; a press alone makes it as large as usual. Shift keeps it square, Alt its middle. */
abstract class BoxTool implements Tool {
  #from: Touch | null = null;
  #layer: Layer | null = null;

  constructor(protected readonly desk: Desk) {}

  protected abstract start(): Layer;
  protected abstract sized(layer: Layer, middle: Point, width: number, height: number): Layer;
  protected abstract press(at: Point): void;

  down(touch: Touch): void {
    if (mayAdd(this.desk.store, 1)) this.#from = { ...touch, at: this.#pulled(touch) };
  }

  drag(touch: Touch): void {
    const { store } = this.desk;
    const from = this.#from;
    if (!from || (!this.#layer && far(touch.pixel, from.pixel) < SLOP)) return;
    this.#layer ??= this.start();
    const to = this.#pulled(touch);
    let [dx, dy] = [to[0] - from.at[0], to[1] - from.at[1]];
    if (touch.shift) {
      const side = Math.max(Math.abs(dx), Math.abs(dy));
      [dx, dy] = [Math.sign(dx || 1) * side, Math.sign(dy || 1) * side];
    }
    const centre: Point = touch.alt ? from.at : [from.at[0] + dx / 2, from.at[1] + dy / 2];
    const grow = touch.alt ? 2 : 1;
    const [width, height] = [Math.max(4, Math.abs(dx) * grow), Math.max(4, Math.abs(dy) * grow)];
    this.#layer = this.sized(this.#layer, inGroup(store, centre), width, height);
    store.live([put(this.#layer)]);
  }

  up(touch: Touch): void {
    const { store } = this.desk;
    const [from, layer] = [this.#from, this.#layer];
    this.#from = this.#layer = null;
    if (!from) return;
    if (layer) {
      store.settle(say.added(nameOf(layer)));
      store.pick([layer.id]);
    } else this.press(touch.at);
    store.tool = "select";
  }

  cancel(): void {
    this.#from = this.#layer = null;
    this.desk.store.drop();
  }

  over(): string {
    return "crosshair";
  }

  #pulled(touch: Touch): Point {
    const { store } = this.desk;
    if (!store.snap || touch.alt) return touch.at;
    const lines = linesOf(store.drawing.layers, [], store.grid);
    const { dx, dy } = snappedPoint(touch.at, lines, NEAR / store.zoom);
    return [touch.at[0] + dx, touch.at[1] + dy];
  }
}

const hundredth = (value: number) => Math.round(value * 100) / 100;

export class ShapeTool extends BoxTool {
  protected start(): Layer {
    const { store } = this.desk;
    return fresh(store, "path", shapeFields(store, store.shape));
  }

  protected sized(layer: Layer, [x, y]: Point, width: number, height: number): Layer {
    const box = ownBox([], layer) ?? { left: -100, top: -100, right: 100, bottom: 100 };
    const [cx, cy] = middle(box);
    const [sx, sy] = [width / (box.right - box.left), height / (box.bottom - box.top)];
    return { ...layer, ...tidy({ x: x - cx * sx, y: y - cy * sy, turn: 0, sx, sy }) };
  }

  protected press(at: Point): void {
    const { store } = this.desk;
    addShape(store, store.shape, at, 200);
  }
}

export class IconTool extends BoxTool {
  protected start(): Layer {
    const { store } = this.desk;
    return fresh(store, "icon", { icon: store.icon, ...iconPaint(store, store.icon) });
  }

  protected sized(layer: Layer, [x, y]: Point, width: number, height: number): Layer {
    const size = Math.min(1024, Math.max(width, height));
    return { ...layer, x: hundredth(x), y: hundredth(y), size: hundredth(size) } as Layer;
  }

  protected press(at: Point): void {
    addIcon(this.desk.store, this.desk.store.icon, at);
  }
}

/** A press on words edits them, elsewhere it begins new ones. */
export class TextTool implements Tool {
  constructor(
    private readonly desk: Desk,
    private readonly isOnArc: boolean,
  ) {}

  down(): void {}

  up(touch: Touch): void {
    const { store } = this.desk;
    const hit = touch.hit === null ? undefined : store.layer(touch.hit);
    const id = hit?.kind === "text" ? hit.id : addText(store, touch.at, this.isOnArc);
    store.tool = "select";
    if (!id) return;
    store.pick([id]);
    this.desk.write(id);
  }

  over(): string {
    return "text";
  }
}
