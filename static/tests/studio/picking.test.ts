import { describe, expect, it } from "vitest";
import { pickAlone, pickAt } from "../../src/studio/picking";
import type { Store } from "../../src/studio/store";
import type { Touch } from "../../src/studio/tool";
import { opened, path } from "./sample";

function touch(hit: string | null, keys: Partial<Touch> = {}): Touch {
  const place: [number, number] = [0, 0];
  return {
    at: place,
    pixel: place,
    hit,
    shift: false,
    alt: false,
    mod: false,
    isFinger: true,
    count: 1,
    way: [],
    ...keys,
  };
}

function tap(store: Store, hit: string | null, keys?: Partial<Touch>): string[] {
  const one = touch(hit, keys);
  if (pickAt(store, one)) pickAlone(store, one);
  return [...store.picked].sort();
}

describe("a press on a layer", () => {
  it("picks it alone", () => {
    const store = opened(path("a"), path("b"));
    tap(store, "a");
    expect(tap(store, "b")).toEqual(["b"]);
    expect(tap(store, null)).toEqual([]);
  });

  it("adds it with a key, and takes it away again", () => {
    const store = opened(path("a"), path("b"));
    tap(store, "a");
    expect(tap(store, "b", { shift: true })).toEqual(["a", "b"]);
    expect(tap(store, "a", { mod: true })).toEqual(["b"]);
  });

  it("does the same without a key while several are chosen, and beside all of them nothing is lost", () => {
    const store = opened(path("a"), path("b"));
    store.several = true;
    tap(store, "a");
    expect(tap(store, "b")).toEqual(["a", "b"]);
    expect(tap(store, null)).toEqual(["a", "b"]);
    expect(tap(store, "a")).toEqual(["b"]);
  });

  it("keeps what is chosen while it may still be dragged", () => {
    const store = opened(path("a"), path("b"));
    store.several = true;
    store.pick(["a", "b"]);
    pickAt(store, touch("a"));
    expect([...store.picked].sort()).toEqual(["a", "b"]);
  });
});
