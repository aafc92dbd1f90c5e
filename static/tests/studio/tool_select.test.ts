import { describe, expect, it } from "vitest";
import { cursorOf, gripAt, turner } from "../../src/studio/grips";
import { type Frame, frameOf } from "../../src/studio/handles";
import type { Point } from "../../src/studio/outline";
import type { Store } from "../../src/studio/store";
import type { Touch } from "../../src/studio/tool";
import { SelectTool } from "../../src/studio/tool_select";
import { pixelsAt } from "../../src/studio/view";
import { opened, path } from "./sample";

/** A square of 100 by 100 around its place. */
const SQUARE = "M-50 -50L50 -50L50 50L-50 50Z";

function touch(store: Store, at: Point, fields: Partial<Touch> = {}): Touch {
  const keys = { shift: false, alt: false, mod: false, isFinger: false };
  return { at, pixel: pixelsAt(store, at), hit: null, count: 1, way: [at], ...keys, ...fields };
}

function desk(...layers: ReturnType<typeof path>[]) {
  const store = opened(...layers);
  const tool = new SelectTool({ store, write: () => undefined, redraw: () => undefined });
  const drag = (from: Point, to: Point, hit: string | null, keys: Partial<Touch> = {}) => {
    tool.down(touch(store, from, { hit }));
    tool.drag(touch(store, to, { hit, ...keys }));
    tool.up();
  };
  return { store, tool, drag };
}

describe("what is dragged", () => {
  it("goes along, is one step, and can be taken back", () => {
    const { store, drag } = desk(path("a", { d: SQUARE, x: 100, y: 100 }));
    drag([100, 100], [140, 130], "a", { alt: true });
    expect([store.layer("a")?.x, store.layer("a")?.y, store.waiting.length]).toEqual([140, 130, 1]);
    store.undo();
    expect(store.layer("a")?.x).toBe(100);
  });

  it("is pulled to the middle of the drawing where it comes near, but not with Alt", () => {
    for (const [alt, x] of [
      [false, 256],
      [true, 253],
    ] as const) {
      const { store, drag } = desk(path("a", { d: SQUARE, x: 120, y: 133 }));
      drag([120, 133], [253, 133], "a", { alt });
      expect(store.layer("a")?.x).toBe(x);
    }
  });

  it("goes only across or only down with Shift", () => {
    const { store, drag } = desk(path("a", { d: SQUARE, x: 120, y: 133 }));
    drag([120, 133], [170, 150], "a", { shift: true, alt: true });
    expect([store.layer("a")?.x, store.layer("a")?.y]).toEqual([170, 133]);
  });

  it("is made larger by a corner, and keeps its ratio with Shift", () => {
    for (const [shift, sy] of [
      [false, 1.3],
      [true, 2],
    ] as const) {
      const { store, drag } = desk(path("a", { d: SQUARE, x: 150, y: 150 }));
      store.pick(["a"]);
      drag([200, 200], [300, 230], null, { shift });
      expect([store.layer("a")?.sx, store.layer("a")?.sy]).toEqual([2, sy]);
    }
  });

  it("is turned by the handle above it, with Shift by fifteen degrees", () => {
    const { store, drag } = desk(path("a", { d: SQUARE, x: 150, y: 150 }));
    store.pick(["a"]);
    const [, y] = turner(store, frameOf(store.drawing.layers, store.pickedLayers()) as Frame);
    drag([150, y], [240, 140], null, { shift: true });
    expect(store.layer("a")?.turn).toBe(90);
  });

  it("is nothing when it was not meant, or when one may only look", () => {
    const { store, tool, drag } = desk(path("a", { d: SQUARE, x: 100, y: 100 }));
    tool.down(touch(store, [100, 100], { hit: "a" }));
    tool.drag(touch(store, [150, 150], { hit: "a" }));
    tool.cancel();
    store.mark({ access: "view" });
    drag([100, 100], [150, 150], "a");
    expect([store.layer("a")?.x, store.waiting.length]).toEqual([100, 0]);
  });

  it("is a box when nothing is below, which picks what it touches", () => {
    const { store, drag } = desk(
      path("a", { d: SQUARE, x: 100, y: 100 }),
      path("b", { d: SQUARE, x: 400, y: 400 }),
      path("c", { d: SQUARE, x: 130, y: 130, locked: true }),
    );
    drag([10, 10], [60, 60], null);
    expect([...store.picked]).toEqual(["a"]);
  });
});

describe("a handle", () => {
  it("is there at a small layer's corners only, so that the layer can be moved", () => {
    const store = opened(path("a", { x: 100, y: 100 }));
    store.pick(["a"]);
    const frame = frameOf(store.drawing.layers, store.pickedLayers()) as Frame;
    expect(gripAt(store, frame, touch(store, [110, 105]))).toEqual([1, 1]);
    expect(gripAt(store, frame, touch(store, [100, 98]))).toBeNull();
  });

  it("has a pointer that turns with its frame", () => {
    const box = { left: -5, right: 5, top: -5, bottom: 5 };
    expect(cursorOf({ box, matrix: [1, 0, 0, 1, 0, 0] }, [1, 1])).toBe("nwse-resize");
    expect(cursorOf({ box, matrix: [0, 1, -1, 0, 0, 0] }, [1, 1])).toBe("nesw-resize");
    expect(cursorOf({ box, matrix: [1, 0, 0, 1, 0, 0] }, "turn")).toBe("grab");
  });
});
