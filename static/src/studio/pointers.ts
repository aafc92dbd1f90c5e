/** Pointer and wheel events of the canvas come in; the tool in hand gets presses, drags and releases, two fingers zoom. */
import { meant } from "./hit";
import type { Point } from "./outline";
import type { Store } from "./store";
import type { Tool, Touch } from "./tool";
import { HandTool } from "./tool_look";
import { panBy, unitsAt, zoomBy } from "./view";

const DOUBLE_MS = 400;

/** What pointers need of the element on which they are. */
export interface Surface {
  readonly store: Store;
  readonly stage: HTMLElement;
  tool(): Tool;
  desk: ConstructorParameters<typeof HandTool>[0];
  /** Where the pointer is now, pressed or not. */
  pointed(at: Point): void;
  isSpace: boolean;
}

export class Pointers {
  readonly #down = new Map<number, Point>();
  #tool: Tool | null = null;
  #last: { at: number; pixel: Point; count: number } = { at: 0, pixel: [0, 0], count: 0 };
  readonly #hand: HandTool;

  constructor(private readonly on: Surface) {
    this.#hand = new HandTool(on.desk);
  }

  readonly down = (event: PointerEvent): void => {
    const { stage } = this.on;
    if (event.button > 1) return;
    if (event.target instanceof HTMLTextAreaElement) return;
    stage.focus({ preventScroll: true });
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    this.#down.set(event.pointerId, this.#pixel(event));
    if (this.#down.size > 1) this.#stop();
    else this.#press(event);
  };

  #press(event: PointerEvent): void {
    const touch = this.#touch(event);
    touch.count = this.#count(event, touch.pixel);
    this.#tool = event.button === 1 || this.on.isSpace ? this.#hand : this.on.tool();
    this.#tool.down(touch);
  }

  readonly move = (event: PointerEvent): void => {
    const before = this.#down.get(event.pointerId);
    const pixel = this.#pixel(event);
    this.on.pointed(unitsAt(this.on.store, pixel));
    if (before && this.#down.size > 1) this.#pinch(event.pointerId, before, pixel);
    else if (before && this.#tool) this.#tool.drag?.(this.#touch(event));
    else if (!before) this.#over(event);
    if (before) this.#down.set(event.pointerId, pixel);
  };

  readonly up = (event: PointerEvent): void => {
    if (!this.#down.delete(event.pointerId)) return;
    const tool = this.#tool;
    this.#tool = null;
    tool?.up?.(this.#touch(event));
  };

  readonly cancel = (event: PointerEvent): void => {
    this.#down.delete(event.pointerId);
    this.#stop();
  };

  readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { store } = this.on;
    const unit = event.deltaMode === 1 ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      const by = Math.max(-60, Math.min(60, event.deltaY * unit));
      zoomBy(store, Math.exp(-by / 100), this.#pixel(event));
    } else if (event.shiftKey && !event.deltaX) panBy(store, -event.deltaY * unit, 0);
    else panBy(store, -event.deltaX * unit, -event.deltaY * unit);
  };

  /** Whether something is being dragged; then it is given up. */
  stop(): boolean {
    const isBusy = this.#tool !== null;
    this.#stop();
    return isBusy;
  }

  #stop(): void {
    this.#tool?.cancel?.();
    this.#tool = null;
  }

  #over(event: PointerEvent): void {
    const tool = this.on.isSpace ? this.#hand : this.on.tool();
    this.on.stage.style.cursor = tool.over?.(this.#touch(event)) ?? "default";
  }

  #pinch(id: number, before: Point, now: Point): void {
    const other = [...this.#down].find(([key]) => key !== id)?.[1];
    if (!other) return;
    const far = ([x, y]: Point) => Math.hypot(x - other[0], y - other[1]) || 1;
    const { store } = this.on;
    zoomBy(store, far(now) / far(before), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
    panBy(store, (now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  }

  #count(event: PointerEvent, pixel: Point): number {
    const { at, pixel: last, count } = this.#last;
    const isAgain =
      event.timeStamp - at < DOUBLE_MS && Math.hypot(pixel[0] - last[0], pixel[1] - last[1]) < 8;
    this.#last = { at: event.timeStamp, pixel, count: isAgain && count < 2 ? count + 1 : 1 };
    return this.#last.count;
  }

  #touch(event: PointerEvent): Touch {
    const { store } = this.on;
    const pixel = this.#pixel(event);
    const place = unitsAt(store, pixel);
    const all = event.type === "pointermove" ? (event.getCoalescedEvents?.() ?? []) : [];
    const way = (all.length ? all : [event]).map((one) => unitsAt(store, this.#pixel(one)));
    const painted = this.#painted(event);
    let hit: string | null | undefined;
    return {
      at: place,
      pixel,
      get hit() {
        if (hit === undefined) hit = meant(store, place, painted);
        return hit;
      },
      shift: event.shiftKey,
      alt: event.altKey,
      mod: event.ctrlKey || event.metaKey,
      isFinger: event.pointerType === "touch",
      count: 1,
      way,
    };
  }

  /** A captured pointer's target is the stage, whatever lies below it. */
  #painted(event: PointerEvent): string | null {
    const root = this.on.stage.getRootNode() as ShadowRoot;
    const found = root.elementFromPoint(event.clientX, event.clientY);
    return found?.closest("[data-layer]")?.getAttribute("data-layer") ?? null;
  }

  #pixel(event: MouseEvent): Point {
    const { left, top } = this.on.stage.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }
}
