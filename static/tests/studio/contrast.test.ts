import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, warnings } from "../../src/studio/contrast";
import type { Drawing, Given } from "../../src/studio/drawing";
import { made, wholeDrawing } from "../../src/studio/drawing_whole";

const plate = made("path", { id: "p", z: "1", d: "M-200 -200H200V200H-200Z", fill: "@plate" });
const words = made("text", { id: "t", z: "2", text: "Hello", fill: "#ffffff" });

function drawn(some: object): Drawing {
  return wholeDrawing({ colors: { plate: "#1f4f86" }, layers: [plate, words], ...some });
}

describe("contrast", () => {
  it("is WCAG's", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#336699", "#336699")).toBe(1);
  });
});

describe("a drawing", () => {
  it("is fine when its words stand out from the plate below them", () => {
    expect(warnings(drawn({}), {})).toEqual([]);
  });

  it("is warned of with the worst level, and on what", () => {
    const levels = [
      { name: "Bronze", colors: {} },
      { name: "Silver", colors: { plate: "#dddddd" } },
    ];
    const [found] = warnings(drawn({ levels }), {});
    expect(found).toMatchObject({ layer: { id: "t" }, on: { id: "p" }, level: 2 });
    expect(found?.ratio).toBeLessThan(2);
  });

  it("counts what was given for a colour", () => {
    const parameters = [{ name: "plate", kind: "color", label: "Plate", value: "#1f4f86" }];
    expect(warnings(drawn({ parameters }), { plate: "#f8f8f8" })).toHaveLength(1);
  });

  it("stands on the page where nothing is below", () => {
    const aside = made("text", { id: "t", z: "2", text: "Hello", fill: "#ffffff", x: 490 });
    const [found] = warnings(drawn({ layers: [plate, aside] }), {});
    expect(found).toMatchObject({ on: null, theme: "light", ratio: 1 });
  });

  it("counts a hole as a hole", () => {
    const frame = made("path", {
      id: "p",
      z: "1",
      d: "M-200 -200H200V200H-200ZM-50 -50H50V50H-50Z",
      rule: "evenodd",
      fill: "#000000",
    });
    expect(warnings(drawn({ layers: [frame, words] }), {})[0]?.on).toBeNull();
  });

  it("says nothing of what nobody sees", () => {
    const hidden = { ...words, fill: "@plate", hidden: true };
    const small = { ...words, id: "s", fill: "@plate", detail: [0, 16] as [number, number] };
    expect(warnings(drawn({ layers: [plate, hidden, small] }), {})).toEqual([]);
  });
});

interface Case {
  name: string;
  drawing: object;
  given: Given;
  faint: { layer: string; ratio: number; theme: string; level: number }[];
}

const file = new URL("../../../tests/models/rules/art/contrast.json", import.meta.url);
const cases: Case[] = JSON.parse(readFileSync(file, "utf-8"));

describe("the studio warns as the server does", () => {
  it.each(cases)("$name", ({ drawing, given, faint }) => {
    const found = warnings(wholeDrawing(drawing), given);
    expect(
      found.map(({ layer, ratio, theme, level }) => ({
        layer: layer.id,
        ratio: Math.round(ratio * 100) / 100,
        theme,
        level,
      })),
    ).toEqual(faint);
  });
});
