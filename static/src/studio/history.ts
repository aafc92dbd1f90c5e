/** Steps come in, the newest first; they go out gathered by person and minute, with what was changed. Pure. */
import type { StepCard } from "./wire";

export interface Deeds {
  by: string;
  person: number | null;
  /** Of the newest. */
  at: string;
  count: number;
  layers: number;
  removed: number;
  /** Of the drawing itself: `title`, `colors`…, or `given`. */
  parts: string[];
}

const MINUTE_MS = 60_000;

/** What one person did without a minute's pause, and nobody else in between. */
export function gathered(steps: readonly StepCard[]): Deeds[] {
  const groups: StepCard[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    const later = last?.at(-1);
    const isSame =
      later &&
      later.person === step.person &&
      later.by === step.by &&
      Date.parse(later.at) - Date.parse(step.at) < MINUTE_MS;
    if (last && isSame) last.push(step);
    else groups.push([step]);
  }
  return groups.map(deedsOf);
}

function deedsOf(steps: StepCard[]): Deeds {
  const [first] = steps as [StepCard];
  const changes = steps.flatMap((step) => step.changes);
  const distinct = (isGone: boolean) =>
    new Set(
      changes.filter(({ on, set }) => !on.startsWith("*") && (set === null) === isGone).map(({ on }) => on),
    ).size;
  const parts = changes.flatMap(({ on, set }) =>
    on === "*given" ? ["given"] : on === "*" ? Object.keys(set ?? {}) : [],
  );
  return {
    by: first.by,
    person: first.person,
    at: first.at,
    count: steps.length,
    layers: distinct(false),
    removed: distinct(true),
    parts: [...new Set(parts)],
  };
}
