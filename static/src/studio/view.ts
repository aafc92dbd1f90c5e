/** A store comes in; how large and which part of it is seen is changed. Pure maths, so that keys and fingers share it. */
import { SIDE } from "./drawing";
import type { Point } from "./outline";
import type { Store } from "./store";

export const LEAST = 0.1;
export const MOST = 32;
const MARGIN = 24;

type Seen = Pick<Store, "zoom" | "centre" | "room">;

/** From CSS pixels within the canvas to the drawing's units. */
export function unitsAt({ zoom, centre, room }: Seen, [x, y]: Point): Point {
  return [centre.x + (x - room.width / 2) / zoom, centre.y + (y - room.height / 2) / zoom];
}

export function pixelsAt({ zoom, centre, room }: Seen, [x, y]: Point): Point {
  return [(x - centre.x) * zoom + room.width / 2, (y - centre.y) * zoom + room.height / 2];
}

/** The whole drawing, with some room around it. */
export function fit(store: Store): void {
  store.show({ zoom: fitting(store), centre: { x: SIDE / 2, y: SIDE / 2 } });
}

/** Whether the view is just that. */
export function isFit({ zoom, centre, room }: Seen): boolean {
  return zoom === fitting({ room }) && centre.x === SIDE / 2 && centre.y === SIDE / 2;
}

function fitting({ room }: Pick<Seen, "room">): number {
  return within((Math.min(room.width, room.height) - 2 * MARGIN) / SIDE);
}

/** One unit for one pixel. */
export function actual(store: Store): void {
  zoomTo(store, 1);
}

/** `at`: what stays where it is, in CSS pixels; else the middle of what is seen. */
export function zoomTo(store: Store, zoom: number, at?: Point): void {
  const [x, y] = at ?? [store.room.width / 2, store.room.height / 2];
  const [ux, uy] = unitsAt(store, [x, y]);
  const next = within(zoom);
  const centre = { x: ux - (x - store.room.width / 2) / next, y: uy - (y - store.room.height / 2) / next };
  store.show({ zoom: next, centre: kept(centre) });
}

export function zoomBy(store: Store, factor: number, at?: Point): void {
  zoomTo(store, store.zoom * factor, at);
}

/** By so many CSS pixels. */
export function panBy(store: Store, x: number, y: number): void {
  store.centre = kept({ x: store.centre.x - x / store.zoom, y: store.centre.y - y / store.zoom });
}

function within(zoom: number): number {
  return Math.min(MOST, Math.max(LEAST, zoom));
}

/** The drawing cannot be lost out of sight. */
function kept({ x, y }: { x: number; y: number }): { x: number; y: number } {
  const near = (value: number) => Math.min(2 * SIDE, Math.max(-SIDE, value));
  return { x: near(x), y: near(y) };
}
