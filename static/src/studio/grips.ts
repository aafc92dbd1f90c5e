/** A frame and a pointer over the canvas come in; the handle that is below it goes out, where it lies and how it turns. */
import { corners, type Frame, type Handle, handles, placeOfHandle } from "./handles";
import type { Point } from "./outline";
import type { Store } from "./store";
import { far, reach, type Touch } from "./tool";
import { pixelsAt } from "./view";

/** `turn`: what turns the frame, above it. */
export type Grip = Handle | "turn";

/** From the frame's upper edge to the handle that turns. */
const ABOVE = 26;
/** What an edge needs for a handle of its own, in CSS pixels. */
const ROOMY = 44;

export function gripAt(store: Store, frame: Frame, touch: Touch): Grip | null {
  const near = reach(touch);
  if (far(turner(store, frame), touch.pixel) < near) return "turn";
  const all = handles.map((handle) => ({
    handle,
    far: far(pixelsAt(store, placeOfHandle(frame, handle)), touch.pixel),
  }));
  all.sort((one, other) => one.far - other.far);
  const [first] = all;
  return first && first.far < near && isRoomy(store, frame, first.handle) ? first.handle : null;
}

/** Where the handle that turns lies, in CSS pixels. */
export function turner(store: Store, frame: Frame): Point {
  const [x, y] = pixelsAt(store, placeOfHandle(frame, [0, -1]));
  const [cx, cy] = pixelsAt(store, placeOfHandle(frame, [0, 1]));
  const length = Math.hypot(x - cx, y - cy);
  const [dx, dy] = length ? [(x - cx) / length, (y - cy) / length] : [0, -1];
  return [x + dx * ABOVE, y + dy * ABOVE];
}

/** Small frames have handles at their corners only, so that they can still be moved. */
export function isRoomy(store: Store, frame: Frame, [hx, hy]: Handle): boolean {
  if (hx && hy) return true;
  const [a, b, , d] = corners(frame).map((point) => pixelsAt(store, point)) as [Point, Point, Point, Point];
  return hx ? far(a, d) > ROOMY : far(a, b) > ROOMY;
}

/** The pointer's form over a handle, which turns with the frame. */
export function cursorOf(frame: Frame, grip: Grip): string {
  if (grip === "turn") return "grab";
  const [hx, hy] = grip;
  const [a, b] = frame.matrix;
  const angle = (Math.atan2(hy, hx) + Math.atan2(b, a)) * (180 / Math.PI);
  const ways = ["ew-resize", "nwse-resize", "ns-resize", "nesw-resize"];
  return ways[((Math.round(angle / 45) % 4) + 4) % 4] as string;
}
