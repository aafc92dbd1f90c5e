/** An image that the server draws comes in; what stands in its place goes out: a calm ground while it is on its way, words when it fails. */
import { css, html } from "lit";
import { say } from "../words/page";

/** For `@load` and `@error` of the image. Once one was seen it stays until a newer one is there. */
export function settled({ type, target }: Event): void {
  (target as HTMLElement).dataset.state = type === "load" ? "here" : "lost";
}

/** Stands right behind the image, in a box that is `position: relative`. */
export function ground() {
  return html`<span class="ground" aria-hidden="true"></span><span class="lost" data-words=${say.noPicture}></span>`;
}

/** Who waits for a moment only sees nothing of it. Words need room: in small pictures the mark alone stands. */
export const grounds = css`
  img[data-state="lost"] { visibility: hidden; }
  img[data-state="here"] ~ .ground, img:not([data-state="lost"]) ~ .lost { display: none; }
  .ground { position: absolute; inset: 12%; border-radius: 50%; background: var(--_wash); opacity: 0; animation: ground 0s 300ms forwards; }
  img[data-state="lost"] ~ .ground { inset: 0; border: 1px dashed var(--_edge); background: none; }
  .lost { position: absolute; inset: 12%; display: grid; place-items: center; overflow: hidden; color: var(--_muted);
    font-size: 0.8125rem; line-height: 1.3; text-align: center; }
  .lost::after { content: attr(data-words); }
  @container (max-width: 5rem) { .lost { clip-path: inset(50%); } }
  @keyframes ground { to { opacity: 1; } }`;
