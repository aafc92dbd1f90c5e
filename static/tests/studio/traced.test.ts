import { beforeAll, describe, expect, it } from "vitest";
import { corner, traced, usual } from "../../src/studio/traced";

/** Black on white: a square of 20 in a picture of 40, with a hole of 6. */
function picture(): ImageData {
  const [side, data] = [40, new Uint8ClampedArray(40 * 40 * 4).fill(255)];
  const isDark = (x: number, y: number) =>
    Math.max(Math.abs(x - 20), Math.abs(y - 20)) <= 10 && Math.max(Math.abs(x - 20), Math.abs(y - 20)) > 3;
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (isDark(x, y)) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  return { data, width: side, height: side, colorSpace: "srgb" } as ImageData;
}

beforeAll(() => {
  globalThis.ImageData ??= class {
    constructor(
      readonly data: Uint8ClampedArray,
      readonly width: number,
      readonly height: number,
    ) {}
  } as unknown as typeof ImageData;
});

describe("tracing", () => {
  it("makes one layer for each colour, without the background, holes in it", async () => {
    const { layers, outlines, isCut } = await traced(picture(), { ...usual, colors: 2, speck: 4 });
    expect([layers.length, outlines, isCut]).toEqual([1, 1, false]);
    const [layer] = layers;
    expect(layer).toMatchObject({ kind: "path", rule: "evenodd", line: null });
    expect(layer?.fill).toMatch(/^#[0-3]/);
    expect(layer?.d.match(/M/g)).toHaveLength(2);
  });

  it("keeps the background where it is wanted, behind", async () => {
    const { layers } = await traced(picture(), { ...usual, colors: 2, speck: 4, background: false });
    expect(layers.map(({ fill }) => (fill as string)[1])).toEqual(["f", expect.stringMatching(/[0-3]/)]);
    expect((layers[0]?.z ?? "") < (layers[1]?.z ?? "")).toBe(true);
  });

  it("knows only black below a threshold", async () => {
    const { layers } = await traced(picture(), { ...usual, threshold: 128, speck: 4 });
    expect(layers.map(({ fill }) => fill)).toEqual(["#000000"]);
  });

  it("takes the colour that most corners have for the background", () => {
    expect(corner(picture())).toEqual({ r: 255, g: 255, b: 255, a: 255 });
  });
});
