import { describe, expect, it } from "vitest";
import type { TextLayer } from "../../src/studio/drawing";
import { wholeDrawing } from "../../src/studio/drawing_whole";
import { ends } from "../../src/studio/paints";
import { filledText, iconOf, isSeen, type Look, paletteOf } from "../../src/studio/seen";
import { bent, fitted, textBox } from "../../src/studio/text_size";
import * as view from "../../src/studio/view";
import { layer, opened, path } from "./sample";

const look: Look = { given: {}, level: 1, theme: "light" };
const drawing = wholeDrawing({
  colors: { gold: "#ffcc00", ink: { light: "#111111", dark: "#eeeeee" } },
  parameters: [
    { name: "gold", kind: "color", label: "Gold", value: "#ffdd00" },
    { name: "title", kind: "text", label: "Title", value: "Badge" },
    { name: "sign", kind: "icon", label: "Sign", value: "trophy" },
    { name: "ribbon", kind: "flag", label: "Ribbon", value: false },
  ],
  levels: [{ name: "Bronze", colors: { gold: "#cc8800" } }, { name: "Silver" }],
});

describe("a drawing that is looked at", () => {
  it("has what was given before the level's colours, these before its own", () => {
    expect(paletteOf(drawing, look)).toEqual({ gold: "#cc8800", ink: "#111111" });
    expect(paletteOf(drawing, { ...look, level: 9, theme: "dark" })).toEqual({
      gold: "#ffdd00",
      ink: "#eeeeee",
    });
    expect(paletteOf(drawing, { ...look, given: { gold: "#000001" } }).gold).toBe("#000001");
  });

  it("fills its words, and leaves what nobody knows yet", () => {
    expect(filledText(drawing, look, "{title} {level} {holder}")).toBe("Badge Bronze {holder}");
    expect(filledText(drawing, { ...look, given: { title: "Ada" } }, "{title}")).toBe("Ada");
    expect(iconOf(drawing, look, "$sign")).toBe("trophy");
  });

  it("shows layers by flag, level and size; those that are picked always", () => {
    const seen = (fields: object, more: Partial<Look> = {}) =>
      isSeen(drawing, { ...look, ...more }, path("a", fields));
    expect([seen({ when: "ribbon" }), seen({ when: "!ribbon" })]).toEqual([false, true]);
    expect(seen({ when: "ribbon" }, { given: { ribbon: true } })).toBe(true);
    expect([seen({ levels: [2] }), seen({ levels: [2] }, { level: 7 })]).toEqual([false, true]);
    expect([seen({ detail: [0, 32] }), seen({ detail: [0, 32] }, { size: 16 })]).toEqual([false, true]);
    expect(seen({ detail: [0, 32] }, { picked: new Set(["a"]) })).toBe(true);
    expect(seen({ hidden: true }, { picked: new Set(["a"]) })).toBe(false);
  });

  it("stretches a turned gradient to the box", () => {
    expect(ends(0, { left: 0, top: 0, right: 40, bottom: 20 }).map(Math.round)).toEqual([0, 10, 40, 10]);
    const [x1, y1, x2, y2] = ends(90, { left: 0, top: 0, right: 40, bottom: 20 });
    expect([x1, y1, x2, y2].map((value) => Math.round(value))).toEqual([20, 0, 20, 20]);
  });
});

describe("words", () => {
  const words = (fields: Partial<TextLayer>) => layer("text", { id: "t", z: "t", ...fields }) as TextLayer;

  it("become smaller until they fit, on as many lines as there may be", () => {
    const text = "a badge for everybody who helped";
    const one = fitted(text, words({ text, width: 200 }));
    const two = fitted(text, words({ text, width: 200, lines: 3 }));
    expect([one.lines.length, two.lines.length]).toEqual([1, 3]);
    expect(one.size).toBeLessThan(two.size);
    expect(fitted("short", words({ text: "short", lines: 3 }))).toEqual({ lines: ["short"], size: 48 });
  });

  it("fit a height, on fewer lines where those are larger", () => {
    const text = "abcd efgh";
    const low = { text, lines: 2, height: 60 };
    expect(fitted(text, words({ ...low, width: 130 })).lines).toEqual(["abcd", "efgh"]);
    expect(fitted(text, words({ ...low, width: 130 })).size).toBeCloseTo(60 / 2.16);
    expect(fitted(text, words({ ...low, width: 230 })).lines).toEqual([text]);
  });

  it("fill a box around their origin", () => {
    const box = textBox(words({ text: "abc" }));
    expect(box.left).toBeCloseTo(-box.right);
    expect(box.top).toBeCloseTo(-box.bottom);
    expect(textBox(words({ text: "abc", align: "start" })).left).toBe(0);
  });

  it("stand around an arc, evenly to both sides, below it upright", () => {
    const above = bent(words({ text: "abc", arc: { radius: 100, below: false } }), "abc");
    expect(above.map(({ letter }) => letter).join("")).toBe("abc");
    expect(above[1]?.turn).toBeCloseTo(0);
    expect(above[0]?.turn).toBeCloseTo(-(above[2]?.turn ?? 0));
    const below = bent(words({ text: "abc", arc: { radius: 100, below: true } }), "abc");
    expect((below[0]?.turn ?? 0) > 0 && (below[0]?.radius ?? 0) < 0).toBe(true);
  });
});

describe("the view", () => {
  it("keeps what is under the pointer where it is", () => {
    const store = opened();
    store.room = { width: 800, height: 600 };
    view.fit(store);
    expect(view.pixelsAt(store, [256, 256])).toEqual([400, 300]);
    const before = view.unitsAt(store, [100, 500]);
    view.zoomTo(store, 4, [100, 500]);
    const after = view.unitsAt(store, [100, 500]);
    expect(after.map(Math.round)).toEqual(before.map(Math.round));
    view.actual(store);
    expect(store.zoom).toBe(1);
  });
});
