import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Drawing, Given } from "../../src/studio/drawing";
import { wholeDrawing } from "../../src/studio/drawing_whole";
import { type Change, folded } from "../../src/studio/steps";

interface Case {
  name: string;
  refused?: boolean;
  before: { drawing: object; given: Given };
  changes: Change[];
  after: { drawing: object; given: Given };
}

const file = new URL("../../../tests/models/rules/art/steps.json", import.meta.url);
const cases: Case[] = JSON.parse(readFileSync(file, "utf-8"));

/** Layers have an order of their own, by `z`. */
const byId = ({ layers, ...rest }: Drawing) => ({
  ...rest,
  layers: new Map(layers.map((one) => [one.id, one])),
});

describe("a step does here what it does on the server", () => {
  it.each(cases.filter(({ refused }) => !refused))("$name", ({ before, changes, after }) => {
    const now = folded({ drawing: wholeDrawing(before.drawing), given: before.given }, changes);
    expect(byId(now.drawing)).toEqual(byId(wholeDrawing(after.drawing)));
    expect(now.given).toEqual(after.given);
  });
});
