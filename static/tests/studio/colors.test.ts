import { describe, expect, it } from "vitest";
import {
  freeName,
  hexOf,
  inkOf,
  named,
  plainColors,
  readHex,
  removeColor,
  renameColor,
  type setColor,
  uses,
  WORD,
} from "../../src/studio/colors";
import { made, wholeDrawing } from "../../src/studio/drawing_whole";
import { folded } from "../../src/studio/steps";

const stops = [
  { at: 0, color: "@gold+20", opacity: 1 },
  { at: 1, color: "#112233", opacity: 1 },
];
const drawing = wholeDrawing({
  colors: { gold: "#d4a52a", "dark-blue": { light: "#101010", dark: "#f0f0f0" } },
  levels: [{ name: "Silver", colors: { gold: "#9aa3ad" } }],
  parameters: [{ name: "gold", kind: "color", label: "Gold", value: "#d4a52a" }],
  layers: [
    made("path", { id: "a", z: "V", d: "M0 0", fill: "@gold-30", line: "@dark-blue" }),
    made("path", { id: "b", z: "W", d: "M0 0", fill: { kind: "linear", turn: 0, cx: 0.5, cy: 0.5, stops } }),
    made("path", { id: "c", z: "X", d: "M0 0", fill: "#112233" }),
  ],
});
const changed = (changes: ReturnType<typeof setColor>) => folded({ drawing, given: {} }, changes).drawing;

describe("an ink", () => {
  it("names a colour, and how far it is mixed", () => {
    expect(named("@gold-30")).toEqual({ name: "gold", mix: -30 });
    expect(named("@dark-blue+5")).toEqual({ name: "dark-blue", mix: 5 });
    expect(named("#112233")).toBeNull();
    expect([inkOf("gold"), inkOf("gold", 12), inkOf("gold", -80)]).toEqual(["@gold", "@gold+12", "@gold-80"]);
  });

  it("is seen mixed with white or black, and by theme", () => {
    expect(hexOf("@gold+50", { gold: "#000000" })).toBe("#808080");
    expect(hexOf("@gold-100", { gold: "#ffffff" })).toBe("#000000");
    expect(hexOf("@ink", { ink: { light: "#111111", dark: "#eeeeee" } }, "dark")).toBe("#eeeeee");
  });

  it("is read as people type it", () => {
    expect(["#ABC", "1f4f86", "red", "#12345"].map(readHex)).toEqual(["#aabbcc", "#1f4f86", null, null]);
  });
});

describe("a named colour", () => {
  it("keeps what is painted with it when it is renamed, in levels and parameters, too", () => {
    const renamed = changed(renameColor(drawing, "gold", "metal"));
    expect(Object.keys(renamed.colors)).toEqual(["metal", "dark-blue"]);
    expect(renamed.levels[0]?.colors).toEqual({ metal: "#9aa3ad" });
    expect(renamed.parameters[0]?.name).toBe("metal");
    expect(uses(renamed)).toEqual(
      new Map([
        ["metal", 2],
        ["dark-blue", 1],
      ]),
    );
    expect(renameColor(drawing, "gold", "gold")).toEqual([]);
  });

  it("leaves its colour to what was painted with it when it goes", () => {
    const removed = changed(removeColor(drawing, "gold"));
    expect(removed.colors).toEqual({ "dark-blue": { light: "#101010", dark: "#f0f0f0" } });
    expect(removed.parameters).toEqual([]);
    expect(removed.layers[0]).toMatchObject({ fill: hexOf("@gold-30", drawing.colors), line: "@dark-blue" });
    expect(uses(removed).has("gold")).toBe(false);
  });

  it("gets a name that is free, of letters that names have", () => {
    expect(freeName("Löwe 3!", {})).toBe("lowe3");
    expect(freeName("gold", drawing.colors)).toBe("gold2");
    expect(freeName("123", {})).toBe("color");
    expect(["gold", "dark-blue", "dark-2", "Gold", "2x"].map((name) => WORD.test(name))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("is offered to colours without one, the most frequent first", () => {
    expect(plainColors(drawing.layers)).toEqual(["#112233"]);
  });
});

it("takes no name for a color that only every object has", () => {
  const strange = wholeDrawing({});
  expect(hexOf("@constructor-10", strange.colors)).toBe("#000000");
  expect(hexOf("@constructor", strange.colors)).toBe("#000000");
});
