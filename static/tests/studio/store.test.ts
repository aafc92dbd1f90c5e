import { describe, expect, it } from "vitest";
import { move, remove } from "../../src/studio/commands";
import { gone, put } from "../../src/studio/steps";
import { acknowledge, layer, opened, path, theirs } from "./sample";

describe("a change", () => {
  it("is seen at once, waits to be sent, and is not seen twice when the server tells of it", () => {
    const store = opened(path("a"));
    store.pick(["a"]);
    move(store, 40, 0);
    expect(store.layer("a")?.x).toBe(296);
    expect(store.waiting).toHaveLength(1);
    acknowledge(store);
    expect([store.layer("a")?.x, store.waiting.length, store.seq]).toEqual([296, 0, 1]);
  });

  it("of somebody who may only look is none", () => {
    const store = opened(path("a"));
    store.mark({ access: "comment" });
    store.change([gone("a")], "");
    expect(store.layer("a")).toBeDefined();
    expect(store.waiting).toEqual([]);
  });

  it("that is refused is taken back, and cannot be undone", () => {
    const store = opened(path("a"));
    store.change([put(path("a", { x: 1 }))], "");
    store.refuse(store.waiting[0]?.client ?? "", { code: "invalid", message: "no" });
    expect([store.layer("a")?.x, store.canUndo, store.trouble?.code]).toEqual([256, false, "invalid"]);
  });

  it("is shown while it is dragged, and is one step at the end", () => {
    const store = opened(path("a"));
    for (const x of [10, 20, 30]) store.live([put(path("a", { x }))]);
    expect([store.layer("a")?.x, store.waiting.length]).toEqual([30, 0]);
    store.settle("moved");
    expect(store.waiting).toHaveLength(1);
    store.undo();
    expect(store.layer("a")?.x).toBe(256);
  });
});

describe("a step that the server makes for oneself", () => {
  it("can be undone as one's own can", () => {
    const store = opened(path("a"));
    store.expect("revert", "back");
    store.hear({ ...theirs(1, [put(path("a", { x: 50 }))]), client: "revert" });
    store.undo();
    expect(store.layer("a")?.x).toBe(256);
  });

  it("is another's when it was not asked for", () => {
    const store = opened(path("a"));
    store.expect("revert", "back");
    store.expect("revert", "");
    store.hear({ ...theirs(1, [put(path("a", { x: 50 }))]), client: "revert" });
    expect(store.canUndo).toBe(false);
  });
});

describe("others' steps", () => {
  it("lie below one's own that the server has not seen yet: the last writer wins", () => {
    const store = opened(path("a"));
    store.change([put(path("a", { x: 100 }))], "");
    store.hear(theirs(1, [put(path("a", { x: 50 })), put(path("b"))]));
    expect(store.layer("a")?.x).toBe(100);
    expect(store.layer("b")).toBeDefined();
    acknowledge(store);
    expect(store.layer("a")?.x).toBe(100);
  });

  it("win once they come after one's own", () => {
    const store = opened(path("a"));
    store.change([put(path("a", { x: 100 }))], "");
    acknowledge(store);
    store.hear(theirs(2, [put(path("a", { x: 50 }))]));
    expect(store.layer("a")?.x).toBe(50);
  });

  it("that are heard twice are applied once", () => {
    const store = opened();
    store.hear(theirs(1, [put(path("b"))]));
    store.hear(theirs(1, [gone("b")]));
    expect(store.layer("b")).toBeDefined();
  });

  it("take what was deleted out of what is picked", () => {
    const store = opened(path("a"), path("b"));
    store.pick(["a", "b"]);
    store.hear(theirs(1, [gone("a")]));
    expect([...store.picked]).toEqual(["b"]);
  });
});

describe("undo", () => {
  it("goes back without end, and forth again", () => {
    const store = opened(path("a", { x: 0 }));
    for (let x = 1; x <= 200; x++) store.change([put(path("a", { x }))], "");
    for (let at = 0; at < 200; at++) store.undo();
    expect([store.layer("a")?.x, store.canUndo]).toEqual([0, false]);
    for (let at = 0; at < 200; at++) store.redo();
    expect([store.layer("a")?.x, store.canRedo]).toEqual([200, false]);
  });

  it("leaves out what others changed since", () => {
    const store = opened(path("a"), path("b"));
    store.change([put(path("a", { x: 1 })), put(path("b", { x: 1 }))], "both");
    acknowledge(store);
    store.hear(theirs(2, [put(path("b", { x: 99 }))]));
    store.undo();
    expect([store.layer("a")?.x, store.layer("b")?.x]).toEqual([256, 99]);
    expect(store.waiting[0]?.changes.map(({ on }) => on)).toEqual(["a"]);
  });

  it("keeps what others said, and takes back the rest", () => {
    const store = opened();
    store.change([{ on: "*", set: { title: "One", alt: "Mine" } }], "");
    acknowledge(store);
    store.hear(theirs(2, [{ on: "*", set: { alt: "Theirs" } }]));
    store.undo();
    expect([store.drawing.title, store.drawing.alt]).toEqual(["", "Theirs"]);
  });

  it("brings a deleted group back with all that it held", () => {
    const store = opened(
      layer("group", { id: "g", z: "a" }),
      path("a", { group: "g" }),
      layer("group", { id: "h", z: "b", group: "g" }),
      path("b", { group: "h" }),
    );
    store.pick(["g"]);
    remove(store);
    expect(store.layers()).toEqual([]);
    store.undo();
    expect(store.layers().map(({ id }) => id)).toEqual(["g", "a", "h", "b"]);
    expect(store.layer("b")?.group).toBe("h");
  });

  it("does not delete a group into which others have put something", () => {
    const store = opened(path("a"));
    store.change([put(layer("group", { id: "g", z: "g" })), put(path("a", { group: "g" }))], "grouped");
    acknowledge(store);
    store.hear(theirs(2, [put(path("b", { group: "g" }))]));
    store.undo();
    expect(store.layer("b")?.group).toBe("g");
    expect(store.layer("a")?.group).toBeNull();
  });

  it("of values given to a template takes them away again", () => {
    const store = opened();
    store.change([{ on: "*given", set: { title: "Ada" } }], "");
    expect(store.given).toEqual({ title: "Ada" });
    store.undo();
    expect(store.given).toEqual({});
  });

  it("is forgotten forwards once something else is done", () => {
    const store = opened(path("a"));
    store.change([put(path("a", { x: 1 }))], "");
    store.undo();
    store.change([put(path("a", { x: 2 }))], "");
    expect(store.canRedo).toBe(false);
  });
});
