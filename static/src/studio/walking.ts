/** A key that was pressed on one of a row comes in; the one where the keyboard goes next, round and round, goes out. */

export const across: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
export const down: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Undefined: the key leads nowhere. */
export function walkedTo(
  event: KeyboardEvent,
  row: readonly HTMLElement[],
  steps: Record<string, number>,
): HTMLElement | undefined {
  const at = row.indexOf(event.target as HTMLElement);
  if (at < 0) return undefined;
  if (event.key === "Home") return row[0];
  if (event.key === "End") return row.at(-1);
  const step = steps[event.key];
  return step === undefined ? undefined : row.at((at + step) % row.length);
}
