/** A badge's conditions and how far somebody is come in; a list goes out that says of each whether it is met. */
import { html, nothing } from "lit";
import type { Tree } from "../live/wire_why";
import { say as words } from "../words/boards";
import { figure } from "../words/figures";

const say = words.why;

export function tree(node: Tree): unknown {
  return html`<ul class="tree">${branch(node)}</ul>`;
}

/** Met or not is said by a sign *and* in words. */
function branch({ words: told, met, have, need, children }: Tree): unknown {
  const isCounted = have !== null && need !== null;
  return html`<li ?data-met=${met}><span class="sign" aria-hidden="true">${met ? "✓" : "○"}</span>
    <div><span class="unseen">${met ? say.met : say.notMet}: </span>${told}${
      isCounted
        ? html` <span class="muted small figures">${say.of_(figure(have ?? 0), figure(need ?? 0))}</span>`
        : nothing
    }${children.length ? html`<ul>${children.map(branch)}</ul>` : nothing}</div></li>`;
}
