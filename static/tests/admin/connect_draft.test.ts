import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Draft } from "../../src/admin/connect_draft";

const kept = new Map<string, string>();

beforeEach(() => {
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    removeItem: (key: string) => kept.delete(key),
  });
});

afterEach(() => {
  kept.clear();
  vi.unstubAllGlobals();
});

it("what was chosen is there when one comes back, each organisation's apart", () => {
  new Draft("lumen", "trello", { board: "", mode: "past" }).set({ board: "Wishes" });
  expect(new Draft("lumen", "trello", { board: "", mode: "past" }).value).toEqual({
    board: "Wishes",
    mode: "past",
  });
  expect(new Draft("umbra", "trello", { board: "", mode: "past" }).value.board).toBe("");
});

it("what is done is forgotten", () => {
  const draft = new Draft("lumen", "github", { board: "" });
  draft.set({ board: "Wishes" });
  draft.clear();
  expect(kept.size).toBe(0);
});

it("a browser that keeps nothing, or something broken, asks again", () => {
  kept.set("codebadge-connect-github-lumen", "{broken");
  expect(new Draft("lumen", "github", { board: "" }).value).toEqual({ board: "" });
});
