import { describe, expect, it } from "vitest";
import { boxOf } from "../../src/studio/bounds";
import { transformed } from "../../src/studio/commands_change";
import { at, inverted, matrixOf, placeOf, times, world } from "../../src/studio/geometry";
import { corners, frameOf, handles, placeOfHandle, resized, rotated } from "../../src/studio/handles";
import { layer, opened, path } from "./sample";

function near(one: readonly number[], other: readonly number[]): void {
  for (const [i, value] of one.entries()) expect(value).toBeCloseTo(other[i] as number, 1);
}

describe("a matrix", () => {
  it("is the place that it was made of, mirrored ones too", () => {
    for (const place of [
      { x: 3, y: 4, turn: 30, sx: 2, sy: 0.5 },
      { x: 0, y: 0, turn: -170, sx: 1, sy: -3 },
    ])
      expect(placeOf(matrixOf(place))).toMatchObject(
        Object.fromEntries(Object.entries(place).map(([name, value]) => [name, expect.closeTo(value, 6)])),
      );
  });

  it("is undone by its inverse", () => {
    const matrix = matrixOf({ x: 9, y: -4, turn: 77, sx: 3, sy: -2 });
    near(at(times(inverted(matrix), matrix), [5, 6]), [5, 6]);
  });
});

describe("a handle", () => {
  const turned = path("a", { x: 100, y: 120, turn: 33, sx: 2, sy: 3 });
  const store = opened(turned);

  it.each(handles.map((handle) => [handle]))("at %s leaves what is opposite where it is", (handle) => {
    const frame = frameOf(store.drawing.layers, [turned]);
    if (!frame) throw new Error("no frame");
    const still = placeOfHandle(frame, [-handle[0] as 0, -handle[1] as 0]);
    const by = resized(frame, handle, [170, 200], { keepsRatio: false, isCentred: false });
    store.live(transformed(store, [turned], by));
    const after = frameOf(store.drawing.layers, [store.layer("a") as typeof turned]);
    near(placeOfHandle(after as typeof frame, [-handle[0] as 0, -handle[1] as 0]), still);
    if (handle[0] && handle[1]) near(placeOfHandle(after as typeof frame, handle), [170, 200]);
    store.drop();
  });

  it("with Alt leaves the middle, and with Shift the ratio", () => {
    const frame = frameOf(store.drawing.layers, [turned]);
    if (!frame) throw new Error("no frame");
    const by = resized(frame, [1, 1], [200, 190], { keepsRatio: true, isCentred: true });
    store.live(transformed(store, [turned], by));
    const after = store.layer("a") as typeof turned;
    near([after.x, after.y], [100, 120]);
    expect(after.sy / after.sx).toBeCloseTo(1.5, 2);
    store.drop();
  });

  it("turns about the middle, by steps of 15 degrees where asked", () => {
    const frame = frameOf(store.drawing.layers, [turned]);
    if (!frame) throw new Error("no frame");
    const { by, degrees } = rotated(frame, [100, 0], [220, 20], 15, turned.turn);
    store.live(transformed(store, [turned], by));
    const after = store.layer("a") as typeof turned;
    expect(((after.turn % 15) + 15) % 15).toBeCloseTo(0, 1);
    expect(degrees).toBeCloseTo(after.turn - 33, 1);
    near([after.x, after.y], [100, 120]);
    store.drop();
  });
});

describe("what is in a group", () => {
  it("is moved and boxed through the group", () => {
    const store = opened(
      layer("group", { id: "g", z: "a", x: 200, y: 0, turn: 90, sx: 2, sy: 2 }),
      path("a", { group: "g", x: 10, y: 0 }),
    );
    const { layers } = store.drawing;
    const box = boxOf(layers, [store.layer("g") as (typeof layers)[0]]);
    near([box?.left, box?.top, box?.right, box?.bottom] as number[], [190, 0, 210, 40]);
    near(at(world(layers, store.layer("a") as (typeof layers)[0]), [0, 0]), [200, 20]);
    near(
      corners(frameOf(layers, [store.layer("a") as (typeof layers)[0]]) as never)[0] as [number, number],
      [210, 0],
    );
  });
});
