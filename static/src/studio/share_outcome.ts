/** What was shared just now comes in; where its link has gone goes out, and the link itself, to be copied this once. */
import { html } from "lit";
import type { Sent } from "../account/shares";
import "../pieces/copy";
import { say as words } from "../words/shares";

const say = words.shares;

export function outcome({ share, link }: Sent) {
  if (!link) return html`<p>${say.roleOnly(share.person?.name ?? share.address)}</p>`;
  return html`<div class="link"><p>${share.way === "email" ? say.sent(share.address) : html`<strong>${say.linkFor(share.address)}</strong>`}</p>
    <codebadge-copy .text=${link}></codebadge-copy><p class="muted small">${say.linkText}</p></div>`;
}
