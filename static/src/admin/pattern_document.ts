/** The shape of a pattern as /v1 keeps it: it comes in for pattern_blocks.ts, which makes blocks of it and takes them back. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Fields = { [name: string]: Json };

/** A leaf or a combinator: `is` says which, `of` holds what a combinator combines. */
export interface Node extends Fields {
  is: string;
}

export interface Pattern extends Fields {
  version: number;
  earned: Node;
}

/** What is wrong with a document, by the path into it: `earned.of.1.where.hours`. */
export type Wrongs = Record<string, string>;

/** The document cannot be shown as blocks. */
export class Unreadable extends Error {
  constructor(
    readonly path: string,
    words: string,
  ) {
    super(words);
  }
}

export function isFields(given: unknown): given is Fields {
  return typeof given === "object" && given !== null && !Array.isArray(given);
}

/** Two documents that say the same in the same order have the same text. Short lists stand in one line. */
export function textOf(pattern: unknown): string {
  const text = JSON.stringify(pattern, null, 2);
  return text.replace(
    /\[\n\s+([^[\]{}]*?)\n\s*\]/g,
    (_, inner: string) => `[${inner.replace(/\n\s+/g, " ")}]`,
  );
}

/** A server's refusal names the path: “pattern.earned.at_least: must be 1 or more.” Null for other refusals. */
export function wrongIn(message: string): Wrongs | null {
  const named = /^(?:pattern\.?)?((?:[a-z_]+|\d+)(?:\.\w+)*)?: (.+)$/s.exec(message);
  if (!named) return null;
  const words = named[2] ?? "";
  return { [named[1] ?? "earned"]: words.charAt(0).toUpperCase() + words.slice(1) };
}

/** The problems at a path and below it, but not below any of `others`. */
export function wrongsBelow(wrongs: Wrongs, path: string, others: readonly string[] = []): string[] {
  return Object.keys(wrongs).filter(
    (one) => isWithin(one, path) && !others.some((other) => isWithin(one, other)),
  );
}

export function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`);
}

/** The id of the control for a path; a form's summary leads there. */
export function idOf(path: string): string {
  return `field-${nameOf(path)}`;
}

export function nameOf(path: string): string {
  return path.replaceAll(".", "-");
}

/** The name of the control that is nearest to a path, of those on the page; the text of the JSON when there are none. */
export function controlOf(path: string): string {
  let near = path;
  while (near && !document.getElementById(idOf(near)))
    near = near.includes(".") ? near.replace(/\.[^.]+$/, "") : "";
  return near ? nameOf(near) : "json";
}
