/** Where rows stood before a change comes in; afterwards they glide from there to where they stand now. */

const MOTION = { duration: 200, easing: "cubic-bezier(0.2, 0, 0, 1)" };
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

/** Where each stands, by key; rows beyond the first hundred are not worth the layout. */
export function standing(rows: Iterable<HTMLElement>, key: (row: HTMLElement) => string) {
  return new Map([...rows].slice(0, 100).map((row) => [key(row), row.getBoundingClientRect()]));
}

/** Rows that were not there before fade in. */
export function glide(
  rows: Iterable<HTMLElement>,
  key: (row: HTMLElement) => string,
  before: Map<string, DOMRect>,
) {
  if (STILL.matches) return;
  const all = [...rows].slice(0, 100);
  for (const row of all) for (const running of row.getAnimations()) running.cancel();
  const after = all.map((row) => ({ row, from: before.get(key(row)), to: row.getBoundingClientRect() }));
  for (const { row, from, to } of after) {
    if (!from) row.animate({ opacity: [0, 1] }, MOTION);
    else if (from.x !== to.x || from.y !== to.y) row.animate(path(from, to), MOTION);
  }
}

function path(from: DOMRect, to: DOMRect): Keyframe[] {
  return [{ transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)` }, { transform: "none" }];
}
