/** A webhook's address and its secret, known only now, come in; a dialog from which both are copied goes out. */
import { html } from "lit";
import { githubPage, projectIn } from "../account/hooks";
import "../pieces/copy";
import { say as common } from "../words/admin";
import { say as connect } from "../words/connect";
import { say } from "../words/sources";
import "./dialog";

export interface Opened {
  url: string;
  secret: string;
  provider: string;
  /** The repository, where there is one. */
  name: string;
}

export function secretDialog(opened: Opened, close: () => void) {
  return html`<codebadge-task wide .label=${say.secret.title} @close=${close}><div class="form">
    ${pasteThis(opened)}
    <div class="buttons"><button class="primary" @click=${close}>${common.common.done}</button></div></div></codebadge-task>`;
}

export function pasteThis({ url, secret, provider, name }: Opened) {
  const project = provider === "github" ? projectIn(name) : null;
  return html`<p>${provider === "generic" ? say.secret.generic : say.secret.github}</p>
    ${project ? html`<p><a href=${githubPage(project)} target="_blank" rel="noreferrer">${connect.done.openHooks(project)}</a></p>` : ""}
    <div><p class="legend">${say.secret.url}</p><codebadge-copy .text=${url}></codebadge-copy></div>
    <div><p class="legend">${say.secret.secret}</p><codebadge-copy .text=${secret}></codebadge-copy><p class="muted small">${say.secret.once}</p></div>`;
}
