/** A key that was pressed anywhere in the editor comes in; undo and redo go out, but for where somebody is writing. */
import { pressed } from "./keys";
import type { Store } from "./store";

const WRITTEN = new Set(["text", "search", "email", "number", "url", "tel", "password"]);
const KEYS = /^[zy]$/i;

/** On the canvas itself its own keys have done it. */
export function undoKeys(store: Store, event: KeyboardEvent): void {
  const isUndo = KEYS.test(event.key) && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!isUndo || event.defaultPrevented || isElsewhere(event.composedPath())) return;
  if (pressed(store, event)) event.preventDefault();
}

/** In a field, which takes back letters, or in a dialog. */
function isElsewhere(path: EventTarget[]): boolean {
  const [target] = path;
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && WRITTEN.has(target.type)) ||
    path.some((one) => one instanceof HTMLDialogElement)
  );
}
