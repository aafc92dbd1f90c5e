import { describe, expect, it } from "vitest";
import type { TemplateCard } from "../../src/studio/cards";
import { dashes } from "../../src/studio/dashes";
import { made } from "../../src/studio/drawing_whole";
import { fileName } from "../../src/studio/export_names";
import { found } from "../../src/studio/icon_words";
import { rowsOf } from "../../src/studio/layer_rows";
import { paletteOf, valuesFor } from "../../src/studio/start_values";

describe("an exported file", () => {
  it("has a name that every system takes", () => {
    expect(fileName("First review!", { size: 512 })).toBe("first-review!.svg");
    expect(fileName('a/b: "c" ?', { size: 256, format: "png", theme: "dark", level: 2 })).toBe(
      "a-b-c-level-2-256-dark.png",
    );
    expect(fileName("…", { size: 64, format: "webp" })).toBe("…-64.webp");
    expect(fileName("  /  ", { size: 64 })).toBe("badge.svg");
  });
});

describe("icons", () => {
  const tags = { trophy: ["Games", "win", "prize"], "trophy-off": ["Games"], star: ["Shapes", "prize"] };

  it("are found by name, then by their tags", () => {
    const names = ["star", "trophy-off", "trophy"];
    expect(found(names, tags, "trophy")).toEqual(["trophy", "trophy-off"]);
    expect(found(names, tags, "prize")).toEqual(["star", "trophy"]);
    expect(found(names, {}, "prize")).toEqual([]);
    expect(found(names, tags, "")).toEqual(["star", "trophy", "trophy-off"]);
  });
});

describe("the tree of layers", () => {
  const layers = [
    made("path", { id: "a", z: "1", d: "M0 0" }),
    made("group", { id: "g", z: "2" }),
    made("path", { id: "b", z: "1", group: "g", d: "M0 0" }),
  ];

  it("begins with the foremost, groups before what they hold", () => {
    expect(rowsOf(layers, new Set()).map(({ layer, depth }) => [layer.id, depth])).toEqual([
      ["g", 0],
      ["b", 1],
      ["a", 0],
    ]);
  });

  it("leaves out what a folded group holds", () => {
    expect(rowsOf(layers, new Set(["g"])).map(({ layer }) => layer.id)).toEqual(["g", "a"]);
  });
});

describe("a beginning", () => {
  const text = { kind: "text", label: "", most: 60 } as const;
  const template = {
    parameters: [
      { ...text, name: "line", value: "x" },
      { ...text, name: "title", value: "x", most: 5 },
      { name: "primary", kind: "color", label: "", value: "#112233", most: 60 },
    ],
  } as TemplateCard;

  it("puts the words where the template has its title, and the colour into its first", () => {
    expect(valuesFor(template, "Reviewer", "#ff0000")).toEqual({ title: "Revie", primary: "#ff0000" });
    expect(valuesFor(template, "", null)).toEqual({});
  });

  it("offers the organisation's colours, the most frequent first", () => {
    expect(
      paletteOf([{ color: "#111111" }, { color: "#222222" }, { color: "#222222" }, { color: "red" }]),
    ).toEqual(["#222222", "#111111"]);
  });
});

describe("dashes", () => {
  it("are read as lengths", () => {
    expect([dashes("12 8"), dashes("4,2, 1"), dashes(""), dashes("0"), dashes("a b")]).toEqual([
      [12, 8],
      [4, 2, 1],
      null,
      null,
      null,
    ]);
  });
});
