/** Points come in; path data goes out: straight, with rounded corners, or as one soft line through all of them. */

export type Point = readonly [number, number];

/** A number as a path has it: to a hundredth of a unit. */
export function short(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

export function pair([x, y]: Point): string {
  return `${short(x)} ${short(y)}`;
}

/** Polygons, closed. */
export function written(polygons: Point[][]): string {
  return polygons.map((points) => `M${points.map(pair).join("L")}Z`).join("");
}

/** A polygon whose corners are rounded by so many units each, the last one for all that follow. */
export function rounded(points: Point[], by: number[], isClosed = true): string {
  const parts = points.map((corner, at) => {
    const radius = by[Math.min(at, by.length - 1)] ?? 0;
    const isEnd = !isClosed && (at === 0 || at === points.length - 1);
    const from = points.at(at - 1) as Point;
    const to = points[(at + 1) % points.length] as Point;
    if (!radius || isEnd) return `L${pair(corner)}`;
    return `L${pair(towards(corner, from, radius))}Q${pair(corner)} ${pair(towards(corner, to, radius))}`;
  });
  return `M${parts.join("").slice(1)}${isClosed ? "Z" : ""}`;
}

/** One closed soft line that turns at each of the points. */
export function blob(points: Point[]): string {
  const middle = (at: number): Point => {
    const [one, other] = [points.at(at) as Point, points[(at + 1) % points.length] as Point];
    return [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
  };
  const turns = points.map((point, at) => `Q${pair(point)} ${pair(middle(at))}`);
  return `M${pair(middle(-1))}${turns.join("")}Z`;
}

/** From a corner towards its neighbour, at most half the way. */
function towards([x, y]: Point, [tx, ty]: Point, far: number): Point {
  const length = Math.hypot(tx - x, ty - y) || 1;
  const part = Math.min(0.5, far / length);
  return [x + (tx - x) * part, y + (ty - y) * part];
}
