/** An outgoing webhook's new secret comes in; the dialog that shows it, this once, goes out. */
import { html } from "lit";
import "../pieces/copy";
import { say as admin } from "../words/admin";
import { say as words } from "../words/outlets";
import "./dialog";

const say = words.outlets;

export function secretDialog(secret: string, close: () => void) {
  return html`<codebadge-task wide .label=${say.once} @close=${close}><div class="form"><p>${say.onceText}</p>
    <codebadge-copy .text=${secret}></codebadge-copy>
    <div class="buttons"><button class="primary" @click=${close}>${admin.common.done}</button></div></div></codebadge-task>`;
}
