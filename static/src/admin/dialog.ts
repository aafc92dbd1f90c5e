/** `<codebadge-task label="…">`: a dialog that is open as long as it is in its page. Fires `close`; the page takes it away. */
import { Dialog } from "../pieces/dialog";
import { define } from "../pieces/piece";

class Task extends Dialog {
  #opener: Element | null = null;
  #isTouched = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#opener = document.activeElement;
    this.addEventListener("input", this.#touch);
    this.addEventListener("click", this.#guard, { capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    requestAnimationFrame(() => returnFocus(this.#opener));
  }

  protected override firstUpdated(): void {
    // What the page puts into us draws itself a moment after us.
    requestAnimationFrame(() => void this.show());
  }

  readonly #touch = (): void => {
    this.#isTouched = true;
  };

  /** What was typed is not lost by a press beside the dialog. */
  readonly #guard = (event: Event): void => {
    const [pressed] = event.composedPath();
    if (this.#isTouched && pressed instanceof HTMLDialogElement) event.stopPropagation();
  };
}

/** To where it came from; when that is gone (a deleted row), to the page's heading. */
function returnFocus(opener: Element | null): void {
  if (document.activeElement && document.activeElement !== document.body) return;
  const isThere = opener?.isConnected && opener !== document.body;
  const back = isThere ? opener : document.querySelector("main h1");
  (back as HTMLElement | null)?.focus();
}

define("codebadge-task", Task);
