/** What was before and what is after come in, as the audit keeps them; the fields that differ go out, in words. */

export interface Change {
  name: string;
  /** Null: nothing was told of it. */
  from: string | null;
  to: string | null;
}

type Told = Record<string, unknown> | null;

export function changes(before: Told, after: Told): Change[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => ({ name: name.replaceAll("_", " "), from: of(before, name), to: of(after, name) }))
    .filter(({ from, to }) => from !== to);
}

function of(told: Told, name: string): string | null {
  return told && name in told ? words(told[name]) : null;
}

/** As people write it down: no quotes, no braces. */
function words(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(words).join(", ");
  if (typeof value === "object")
    return Object.entries(value)
      .map(([name, one]) => `${name}: ${words(one)}`)
      .join(", ");
  return String(value);
}
