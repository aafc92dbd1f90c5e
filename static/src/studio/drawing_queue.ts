/** Wishes for pictures come in; pictures as `data:` addresses go out: few asked at once, what was drawn is remembered. */
import { type Drawable, drawn, type Look } from "./asking";

const AT_ONCE = 3;
const KEPT = 160;

const kept = new Map<string, string>();
const waiting: (() => void)[] = [];
let busy = 0;

export function keyOf(what: Drawable, look: Look): string {
  return JSON.stringify([what, look]);
}

export function remembered(key: string): string | undefined {
  return kept.get(key);
}

/** Raises Refused, and the browser's own AbortError when the picture is not wanted any more. */
export async function picture(org: string, what: Drawable, look: Look, signal: AbortSignal): Promise<string> {
  const key = keyOf(what, look);
  const known = kept.get(key);
  if (known) return known;
  await turn();
  try {
    signal.throwIfAborted();
    const made = await addressOf(await drawn(org, what, look, signal));
    kept.set(key, made);
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return made;
  } finally {
    busy -= 1;
    waiting.shift()?.();
  }
}

async function turn(): Promise<void> {
  while (busy >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  busy += 1;
}

/** The pages' policy shows `data:` but no `blob:`. */
function addressOf(blob: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
}
