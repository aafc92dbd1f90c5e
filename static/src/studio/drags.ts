/** What was taken hold of and where the pointer is by now come in; changes, their words and what pulled go out; nothing is done yet. */
import { say } from "../words/studio_canvas";
import type { Box } from "./bounds";
import { shifted, transformed } from "./commands_change";
import type { Layer } from "./drawing";
import { boxOfFrame, type Frame, type Handle, isStraight, placeOfHandle, resized, rotated } from "./handles";
import { nameOf } from "./names";
import type { Point } from "./outline";
import { free, type Lines, type Pulled, snapped, snappedPoint } from "./snap";
import type { Change } from "./steps";
import type { Store } from "./store";
import type { Touch } from "./tool";

/** Layers in their frame, and by which of its handles they are held. */
export interface Hold {
  from: Touch;
  some: Layer[];
  frame: Frame | null;
  handle: Handle | null;
  lines: Lines;
}

export interface Dragged {
  changes: Change[];
  words: string;
  pulled: Pulled;
}

/** How near a line pulls, in CSS pixels. */
const NEAR = 6;

/** With Shift only across or only down. */
export function moved(store: Store, { from, some, frame, lines }: Hold, touch: Touch): Dragged {
  let [dx, dy] = [touch.at[0] - from.at[0], touch.at[1] - from.at[1]];
  if (touch.shift) [dx, dy] = Math.abs(dx) > Math.abs(dy) ? [dx, 0] : [0, dy];
  let pulled = free;
  if (frame && store.snap && !touch.alt)
    pulled = snapped(beside(boxOfFrame(frame), dx, dy), lines, NEAR / store.zoom);
  if (touch.shift) pulled = { ...pulled, ...(dx ? { dy: 0, ys: [] } : { dx: 0, xs: [] }) };
  [dx, dy] = [dx + pulled.dx, dy + pulled.dy];
  const words = say.moved(some.length, nameOf(some[0]), dx, dy);
  return { changes: shifted(store, some, dx, dy), words, pulled };
}

/** With Shift in its ratio, with Alt around its middle; null: nothing is held by a handle. */
export function scaled(
  store: Store,
  { from, some, frame, handle, lines }: Hold,
  touch: Touch,
): Dragged | null {
  if (!frame || !handle) return null;
  const grip = placeOfHandle(frame, handle);
  const to: Point = [grip[0] + touch.at[0] - from.at[0], grip[1] + touch.at[1] - from.at[1]];
  const maySnap = isStraight(frame) && store.snap && !touch.alt && !touch.shift;
  const pulled = maySnap ? pulledBy(frame, handle, snappedPoint(to, lines, NEAR / store.zoom)) : free;
  // Several together keep their ratio where one of them is turned: it would have to be slanted.
  const isTurned = some.length > 1 && some.some(({ turn }) => turn % 90);
  const how = { keepsRatio: touch.shift !== isTurned, isCentred: touch.alt };
  const by = resized(frame, handle, [to[0] + pulled.dx, to[1] + pulled.dy], how);
  return { changes: transformed(store, some, by), words: say.resized(some.length, nameOf(some[0])), pulled };
}

/** With Shift by 15 degrees. */
export function turned(store: Store, { from, some, frame }: Hold, touch: Touch): Dragged | null {
  if (!frame) return null;
  const already = some.length === 1 ? (some[0]?.turn ?? 0) : 0;
  const { by, degrees } = rotated(frame, from.at, touch.at, touch.shift ? 15 : 0, already);
  const words = say.turned(some.length, nameOf(some[0]), degrees);
  return { changes: transformed(store, some, by), words, pulled: free };
}

function beside({ left, right, top, bottom }: Box, dx: number, dy: number): Box {
  return { left: left + dx, right: right + dx, top: top + dy, bottom: bottom + dy };
}

/** An edge's handle moves one way only, and only there it is pulled. */
function pulledBy({ matrix }: Frame, handle: Handle, { dx, dy, xs, ys }: Pulled): Pulled {
  const [across, down] = matrix[1] ? [handle[1], handle[0]] : handle;
  return { dx: across ? dx : 0, dy: down ? dy : 0, xs: across ? xs : [], ys: down ? ys : [] };
}
