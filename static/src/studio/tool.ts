/** What all tools of the canvas share: where a pointer is, and what they may ask of the desk they lie on. */
import type { Layer } from "./drawing";
import type { Point } from "./outline";
import type { Store } from "./store";

/** A pointer over the canvas. */
export interface Touch {
  /** In the drawing's units. */
  at: Point;
  /** In CSS pixels within the canvas. */
  pixel: Point;
  /** The layer below it, the innermost. */
  hit: string | null;
  shift: boolean;
  alt: boolean;
  /** Ctrl, or the command key of a Mac. */
  mod: boolean;
  isFinger: boolean;
  /** What it hit was picked before it was pressed. */
  wasPicked?: boolean;
  /** 2 for a double click. */
  count: number;
  /** All places since the last event, in the drawing's units. */
  way: Point[];
}

export interface Desk {
  readonly store: Store;
  /** Opens a text layer's words for editing. */
  write(id: string): void;
  /** The overlay has changed. */
  redraw(): void;
}

export interface Tool {
  down(touch: Touch): void;
  drag?(touch: Touch): void;
  up?(touch: Touch): void;
  /** While no button is pressed: the pointer's form there. */
  over?(touch: Touch): string;
  /** What was begun is not meant. */
  cancel?(): void;
  /** Whether it took the key. */
  key?(event: KeyboardEvent): boolean;
  /** Over the drawing, in CSS pixels. */
  shown?(): unknown;
}

/** How many pixels a pointer moves before it drags. */
export const SLOP = 4;

export function far([x, y]: Point, [ox, oy]: Point): number {
  return Math.hypot(x - ox, y - oy);
}

/** How near, in CSS pixels, is on it. */
export function reach({ isFinger }: Touch): number {
  return isFinger ? 22 : 9;
}

/** What a press on a layer picks: it, or the group that holds it, in the group that is entered. */
export function pickable(store: Store, id: string | null): Layer | null {
  let layer = id === null ? undefined : store.layer(id);
  while (layer && layer.group !== store.inside) {
    const { group } = layer;
    layer = group === null ? undefined : store.layer(group);
  }
  return layer ?? null;
}

/** Below all groups: of something outside of the group that is entered, the outermost. */
export function outermost(store: Store, id: string | null): Layer | null {
  let layer = id === null ? undefined : store.layer(id);
  while (layer?.group) layer = store.layer(layer.group);
  return layer ?? null;
}
