import { describe, expect, it } from "vitest";
import { comboOf, keyRows, pressed } from "../../src/studio/keys";
import { tools } from "../../src/studio/store";
import { layer, opened, path } from "./sample";

const key = (name: string, more: Partial<KeyboardEvent> = {}) =>
  ({
    key: name,
    code: "",
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  }) as KeyboardEvent;

describe("a key", () => {
  it("is named alike with Ctrl and with a Mac's command key", () => {
    expect(comboOf(key("G", { ctrlKey: true, shiftKey: true }))).toBe("mod+shift+g");
    expect(comboOf(key("g", { metaKey: true }))).toBe("mod+g");
    expect(comboOf(key("å", { altKey: true, code: "KeyA" }))).toBe("alt+a");
  });

  it("stands for one thing only, and each tool has one", () => {
    const all = keyRows.flatMap(({ keys }) => keys);
    expect(new Set(all).size).toBe(all.length);
    expect(keyRows.filter(({ group }) => group === "tools")).toHaveLength(tools.length);
  });

  it("picks layer after layer, and then lets the focus go on", () => {
    const store = opened(path("a"), path("b", { name: "Ribbon" }));
    expect(pressed(store, key("Tab"))).toBe(true);
    expect(pressed(store, key("Tab"))).toBe(true);
    expect([...store.picked]).toEqual(["b"]);
    expect(store.said).toBe("Ribbon, layer 2 of 2");
    expect(pressed(store, key("Tab"))).toBe(false);
    expect(pressed(store, key("Tab", { shiftKey: true }))).toBe(true);
    expect([...store.picked]).toEqual(["a"]);
  });

  it("with Shift, which a sign needs, is that sign", () => {
    const store = opened();
    let asked = 0;
    store.addEventListener("keys", () => asked++);
    expect(pressed(store, key("?", { shiftKey: true }))).toBe(true);
    expect(asked).toBe(1);
    expect(pressed(store, key("P", { shiftKey: true }))).toBe(false);
  });

  it("leaves the tool, then the group, then what is picked", () => {
    const store = opened(layer("group", { id: "g", z: "a" }), path("a", { group: "g" }));
    store.show({ tool: "pencil", inside: "g" });
    store.pick(["a"]);
    const escaped = () => {
      const isTaken = pressed(store, key("Escape"));
      return [isTaken, store.tool, store.inside, ...store.picked];
    };
    expect(escaped()).toEqual([true, "select", "g", "a"]);
    expect(escaped()).toEqual([true, "select", null, "g"]);
    expect(escaped()).toEqual([true, "select", null]);
    expect(escaped()[0]).toBe(false);
  });

  it("turns and scales about the middle of what is picked", () => {
    const store = opened(path("a", { x: 100 }), path("b", { x: 200 }));
    store.pick(["a", "b"]);
    pressed(store, key("r"));
    expect([store.layer("a")?.turn, store.layer("b")?.turn]).toEqual([15, 15]);
    expect((store.layer("a")?.x ?? 0) + (store.layer("b")?.x ?? 0)).toBeCloseTo(300, 1);
    pressed(store, key("+", { shiftKey: true }));
    expect(store.layer("a")?.sx).toBeCloseTo(1.1, 3);
  });
});
