import { describe, expect, it } from "vitest";
import { ownBox } from "../../src/studio/bounds";
import { erased } from "../../src/studio/eraser";
import { dragged, nearestOn, turnedSoft, withNode, withoutNode } from "../../src/studio/nodes";
import type { Point } from "../../src/studio/outline";
import { curves, dOf, lines, onCurve } from "../../src/studio/path";
import { commands } from "../../src/studio/path_data";
import { smoothed } from "../../src/studio/pencil";
import { drawn, knobsOf, shapes } from "../../src/studio/shapes";
import { linesOf, snapped } from "../../src/studio/snap";
import { path } from "./sample";

describe("path data", () => {
  it("is read as the server reads it", () => {
    expect(commands("M1-2.5.5 3e1a5 5 0 0110 10z")).toEqual([
      ["M", [1, -2.5]],
      ["L", [0.5, 30]],
      ["a", [5, 5, 0, 0, 1, 10, 10]],
      ["z", []],
    ]);
  });

  it.each(["L1 2", "M1", "M1 2Q3 4", "M1 2z5", "M1 2<", "hello"])("that is %j is refused", (d) => {
    expect(() => commands(d)).toThrow();
  });

  it("keeps its form as nodes, arcs and relative curves too", () => {
    const box = (d: string) => ownBox([], path("a", { d }));
    const d = "M-50 0a50 50 0 0 1 100 0a50 50 0 0 1 -100 0zm100 20h30v-10t5 5s5 5 9 2";
    const [one, other] = [box(d), box(dOf(lines(d)))];
    for (const side of ["left", "top", "right", "bottom"] as const)
      expect(one?.[side]).toBeCloseTo(other?.[side] ?? Number.NaN, 1);
    expect(box("M-50 0a50 50 0 0 1 100 0a50 50 0 0 1 -100 0z")?.top).toBeCloseTo(-50, 1);
  });
});

describe("shapes", () => {
  const ends = shapes.flatMap((name) => {
    const knobs = Object.entries(knobsOf(name));
    const all = (end: "least" | "most" | "value") =>
      Object.fromEntries(knobs.map(([one, knob]) => [one, knob[end]]));
    return (["least", "value", "most"] as const).map((end) => [name, end, all(end)] as const);
  });

  it.each(ends)("%s with knobs at %s is path data around the origin, drawn short", (name, _, knobs) => {
    const d = drawn(name, knobs);
    commands(d);
    const box = ownBox([], path("a", { d }));
    expect(box && box.left < 0 && box.right > 0 && box.top < 0 && box.bottom > 0).toBe(true);
    expect(Math.abs((box?.left ?? 0) + (box?.right ?? 0))).toBeLessThan(12);
    expect(d).not.toMatch(/NaN|e-|\d{4,}/);
    expect(d.length).toBeLessThan(6_000);
  });
});

describe("the pencil", () => {
  const arc: Point[] = Array.from({ length: 200 }, (_, at) => [
    at + Math.sin(at * 7) * 0.3,
    100 * Math.sin(at / 40) + Math.cos(at * 5) * 0.3,
  ]);

  it("makes few soft nodes of many points, and stays near them", () => {
    const line = smoothed(arc);
    expect(line.nodes.length).toBeLessThan(24);
    expect(line.isClosed).toBe(false);
    const places = curves(line).flatMap((curve) =>
      Array.from({ length: 20 }, (_, i) => onCurve(curve, i / 20)),
    );
    for (const [x, y] of arc)
      expect(Math.min(...places.map(([px, py]) => Math.hypot(px - x, py - y)))).toBeLessThan(6);
  });

  it("closes a line that came back", () => {
    const round: Point[] = Array.from({ length: 60 }, (_, at) => [
      80 * Math.cos((at / 59) * 6.26),
      80 * Math.sin((at / 59) * 6.26),
    ]);
    expect(smoothed(round).isClosed).toBe(true);
  });

  it("keeps corners sharp", () => {
    const corner: Point[] = Array.from({ length: 41 }, (_, at) =>
      at <= 20 ? [at * 5, 0] : [100, (at - 20) * 5],
    );
    const { nodes } = smoothed(corner);
    expect(nodes.map(({ at }) => at)).toEqual([
      [0, 0],
      [100, 0],
      [100, 100],
    ]);
    expect(nodes[1]?.out).toBeNull();
  });
});

describe("the eraser", () => {
  it("cuts a line in two where it was", () => {
    const left = lines(erased("M0 0L100 0", [[50, 0]], 10) ?? "");
    expect(left.map(({ nodes }) => nodes.map(({ at }) => at.map(Math.round)))).toEqual([
      [
        [0, 0],
        [40, 0],
      ],
      [
        [60, 0],
        [100, 0],
      ],
    ]);
  });

  it("opens a closed line, in one piece around its start", () => {
    const left = lines(erased("M0 0L100 0L100 100L0 100Z", [[100, 50]], 10) ?? "");
    expect(left).toHaveLength(1);
    expect(left[0]?.nodes.at(0)?.at.map(Math.round)).toEqual([100, 60]);
    expect(left[0]?.nodes.at(-1)?.at.map(Math.round)).toEqual([100, 40]);
  });

  it("leaves nothing of what it went over, and all that it never touched", () => {
    expect(
      erased(
        "M0 0L30 0",
        [
          [-5, 0],
          [40, 0],
        ],
        8,
      ),
    ).toBe("");
    expect(erased("M0 0L30 0", [[0, 50]], 8)).toBeNull();
  });
});

describe("points of a line", () => {
  const curved = lines("M0 0C30 0 60 30 60 60L0 60Z");

  it("are added without changing its form", () => {
    const more = withNode(curved, { line: 0, node: 0 }, 0.4);
    expect(more[0]?.nodes).toHaveLength(4);
    const was = onCurve(curves(curved[0] as never)[0] as never, 0.7);
    const found = nearestOn(more, was);
    expect(found?.far).toBeLessThan(0.7);
  });

  it("are dragged with their handles, and taken away", () => {
    const [line] = dragged(curved, { line: 0, node: 0 }, "at", [10, 5]);
    expect(line?.nodes[0]).toMatchObject({ at: [10, 5], out: [40, 5] });
    expect(withoutNode(curved, { line: 0, node: 1 })[0]?.nodes).toHaveLength(2);
    expect(withoutNode(lines("M0 0L5 5"), { line: 0, node: 1 })).toEqual([]);
  });

  it("become soft, and then turn both their handles", () => {
    const soft = turnedSoft(lines("M0 0L50 50L100 0"), { line: 0, node: 1 });
    const [line] = dragged(soft, { line: 0, node: 1 }, "out", [50, 90]);
    expect(line?.nodes[1]?.in?.map(Math.round)).toEqual([50, 33]);
  });
});

describe("snapping", () => {
  const box = { left: 100, right: 140, top: 300, bottom: 320 };

  it("pulls the nearest edge to the nearest line, and tells which", () => {
    const lines = linesOf([path("a", { x: 90, y: 311 })], [path("b")], false);
    expect(snapped(box, lines, 6)).toEqual({ dx: 0, dy: 1, xs: [100], ys: [311] });
  });

  it("leaves what is far from all of them", () => {
    expect(snapped(box, { xs: [20], ys: [500] }, 6)).toEqual({ dx: 0, dy: 0, xs: [], ys: [] });
  });

  it("knows the middle, the edges, and the grid when it is shown", () => {
    expect(linesOf([], [], false).xs).toEqual([0, 256, 512]);
    expect(linesOf([], [], true).xs).toContain(48);
  });
});
