import { describe, expect, it } from "vitest";
import { boxOf } from "../../src/studio/bounds";
import * as commands from "../../src/studio/commands";
import { read } from "../../src/studio/commands_copy";
import { at, world } from "../../src/studio/geometry";
import { between, several } from "../../src/studio/order";
import type { Store } from "../../src/studio/store";
import { layer, opened, path } from "./sample";

const ids = (store: Store) => store.layers().map(({ id }) => id);
const corner = (store: Store, id: string) => {
  const one = store.layer(id);
  return one && at(world(store.drawing.layers, one), [10, 5]).map((value) => Math.round(value * 10) / 10);
};

describe("keys of order", () => {
  it("are always between, and stay short", () => {
    let [low, high] = [between(null, null), between(between(null, null), null)];
    for (let at = 0; at < 60; at++) {
      const key = between(low, high);
      expect(low < key && key < high).toBe(true);
      if (at % 2) low = key;
      else high = key;
    }
    const many = several(null, null, 300);
    expect([...many].sort()).toEqual(many);
    expect(Math.max(...many.map((key) => key.length))).toBeLessThan(10);
    const back = Array.from({ length: 300 }).reduce<string>((key) => between(null, key), "V");
    expect(back.length).toBeLessThan(20);
  });
});

const acts = { front: commands.front, forward: commands.forward };

describe("order", () => {
  it.each([
    ["front", ["b", "c", "a"]],
    ["forward", ["b", "a", "c"]],
  ] as const)("a goes %s", (way, wanted) => {
    const store = opened(path("a"), path("b"), path("c"));
    store.pick(["a"]);
    acts[way](store);
    expect(ids(store)).toEqual(wanted);
    store.undo();
    expect(ids(store)).toEqual(["a", "b", "c"]);
  });

  it("keeps those that are picked together in their order", () => {
    const store = opened(path("a"), path("b"), path("c"), path("d"));
    store.pick(["b", "d"]);
    commands.back(store);
    expect(ids(store)).toEqual(["b", "d", "a", "c"]);
    commands.forward(store);
    expect(ids(store)).toEqual(["a", "b", "d", "c"]);
  });
});

describe("a group", () => {
  it("leaves all where it was seen, and so does taking it apart, turned and mirrored", () => {
    const store = opened(
      path("a", { x: 10, y: 20, turn: 30, sx: -2 }),
      path("b", { x: 90, sy: -1.5 }),
      path("c"),
    );
    const was = [corner(store, "a"), corner(store, "b")];
    store.pick(["a", "b"]);
    commands.group(store);
    const [id] = [...store.picked];
    expect(store.layer("a")?.group).toBe(id);
    expect([corner(store, "a"), corner(store, "b")]).toEqual(was);
    expect(ids(store)).toEqual([id, "a", "b", "c"]);
    commands.rotate(store, 90);
    const turned = [corner(store, "a"), corner(store, "b")];
    commands.ungroup(store);
    expect(store.layer(id as string)).toBeUndefined();
    expect([corner(store, "a"), corner(store, "b")]).toEqual(turned);
    expect(ids(store)).toEqual(["a", "b", "c"]);
  });

  it("keeps the look of what is put into it", () => {
    const store = opened(
      layer("group", { id: "g", z: "a", turn: 45, sx: 3, sy: 3 }),
      path("b", { turn: 10 }),
    );
    const was = corner(store, "b");
    commands.putInto(store, "b", "g");
    expect(store.layer("b")?.group).toBe("g");
    expect(corner(store, "b")).toEqual(was);
    commands.putInto(store, "g", "g");
    expect(store.layer("g")?.group).toBeNull();
  });
});

describe("aligning", () => {
  it("goes to the box of all, or with one to the drawing", () => {
    const store = opened(path("a", { x: 50 }), path("b", { x: 90, sx: 2 }));
    store.pick(["a", "b"]);
    commands.align(store, "left");
    expect([store.layer("a")?.x, store.layer("b")?.x]).toEqual([50, 60]);
    store.pick(["a"]);
    commands.align(store, "right");
    commands.align(store, "top");
    expect([store.layer("a")?.x, store.layer("a")?.y]).toEqual([502, 5]);
  });

  it("spreads with the same gaps", () => {
    const store = opened(path("a", { x: 10 }), path("b", { x: 31, sx: 2 }), path("c", { x: 100 }));
    store.pick(["a", "b", "c"]);
    commands.spread(store, "across");
    const boxes = store.layers().map((one) => boxOf(store.drawing.layers, [one]));
    expect((boxes[1]?.left ?? 0) - (boxes[0]?.right ?? 0)).toBeCloseTo(
      (boxes[2]?.left ?? 0) - (boxes[1]?.right ?? 0),
    );
    expect(boxes[2]?.right).toBe(110);
  });

  it("flips about the middle of all", () => {
    const store = opened(path("a", { x: 10 }), path("b", { x: 90 }));
    store.pick(["a", "b"]);
    commands.flip(store, "across");
    expect([store.layer("a")?.x, store.layer("b")?.x]).toEqual([90, 10]);
  });

  it("leaves what is locked", () => {
    const store = opened(path("a", { locked: true }));
    store.pick(["a"]);
    commands.move(store, 5, 5);
    commands.remove(store);
    expect(store.layer("a")?.x).toBe(256);
    expect(store.waiting).toEqual([]);
  });
});

describe("copying", () => {
  it("pastes groups whole, with ids of their own, into another drawing with the colours that it lacks", () => {
    const from = opened(
      layer("group", { id: "g", z: "a" }),
      path("a", { group: "g", fill: "@gold" }),
      path("b", { group: "g" }),
    );
    from.change([{ on: "*", set: { colors: { gold: "#ffcc00", ink: "#111111" } } }], "");
    from.pick(["g"]);
    commands.copy(from);
    const to = opened(path("a"));
    to.change([{ on: "*", set: { colors: { ink: "#222222" } } }], "");
    commands.paste(to);
    expect(to.drawing.colors).toEqual({ ink: "#222222", gold: "#ffcc00" });
    const [id] = [...to.picked];
    expect(to.drawing.layers.filter(({ group }) => group === id)).toHaveLength(2);
    expect(new Set(to.drawing.layers.map(({ id }) => id)).size).toBe(4);
    to.undo();
    expect(ids(to)).toEqual(["a"]);
  });

  it("duplicates a little further on", () => {
    const store = opened(path("a"));
    store.pick(["a"]);
    commands.duplicate(store);
    expect(store.pickedLayers().map(({ x, y }) => [x, y])).toEqual([[272, 272]]);
  });

  it("reads nothing out of other texts", () => {
    expect([read("hello"), read("{}"), read('{"codebadge":"layers","layers":3}')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("adding", () => {
  it("puts a shape in front, with the pens and its knobs", () => {
    const store = opened(path("zz"));
    const id = commands.addShape(store, "star") as string;
    expect(store.layers().at(-1)).toMatchObject({ id, shape: "star", fill: "#1f4f86", knobs: { points: 5 } });
    commands.reshape(store, id, { points: 8 });
    expect(store.layer(id)).toMatchObject({ knobs: { points: 8 } });
  });

  it("stops at 300 layers, and says so", () => {
    const store = opened(...Array.from({ length: 300 }, (_, at) => path(`a${at}`)));
    expect(commands.addShape(store, "star")).toBeNull();
    expect(store.said).toContain("300");
  });
});
