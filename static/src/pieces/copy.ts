/** `<codebadge-copy .text=${…}>`: code to look at and a button that copies it. */
import { css, html } from "lit";
import { say } from "../words/page";
import { define, Piece, sheets } from "./piece";

const STAYS_MS = 2_500;

class Copy extends Piece {
  static override styles = [
    ...sheets(""),
    css`:host { display: block; position: relative; }
      pre { margin: 0; padding: 0.875rem 1rem; overflow-x: auto; border: 1px solid var(--_line);
        border-radius: var(--_radius); background: var(--_wash); font: 0.875rem/1.6 var(--_mono);
        white-space: pre-wrap; overflow-wrap: anywhere; }
      div { display: flex; align-items: center; gap: 0.75rem; margin-block-start: 0.75rem; }
      span { color: var(--_muted); font-size: var(--_small); }`,
  ];
  static override properties = { text: {}, said: { state: true } };
  declare text: string;
  declare said: string;

  protected override render() {
    return html`<pre><code>${this.text}</code></pre>
      <div><button @click=${this.#copy}>${say.copy}</button><span role="status">${this.said ?? ""}</span></div>`;
  }

  async #copy(): Promise<void> {
    const isCopied = await copy(this.text);
    if (!isCopied) this.#select();
    this.said = isCopied ? say.copied : say.copyFailed;
    setTimeout(() => {
      this.said = "";
    }, STAYS_MS);
  }

  #select(): void {
    const code = this.renderRoot.querySelector("code");
    if (code) getSelection()?.selectAllChildren(code);
  }
}

/** The clipboard is there on HTTPS and localhost only. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

define("codebadge-copy", Copy);
