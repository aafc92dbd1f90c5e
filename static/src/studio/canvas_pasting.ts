/** What is pasted on the canvas comes in; layers go out, or words as a text; a whole SVG is for whoever imports. */
import { addText, mayAdd } from "./commands_add";
import { paste } from "./commands_copy";
import type { Store } from "./store";

const PASTE_MS = 60;
const MOST = 300;

export class Pasting {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly store: () => Store) {}

  /** Unless a paste event comes first. */
  soon(): void {
    this.#timer = setTimeout(() => paste(this.store()), PASTE_MS);
  }

  readonly now = (event: ClipboardEvent): void => {
    if (event.target instanceof HTMLTextAreaElement) return;
    this.drop();
    event.preventDefault();
    const store = this.store();
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const before = store.waiting.length;
    paste(store, text);
    if (store.waiting.length > before || !text.trim()) return;
    if (/^\s*(<\?xml[^>]*>\s*)?<svg/i.test(text)) store.tell("pasted", text);
    else if (!text.includes('"codebadge"') && mayAdd(store, 1))
      addText(store, undefined, false, text.trim().slice(0, MOST));
  };

  drop(): void {
    clearTimeout(this.#timer);
  }
}
