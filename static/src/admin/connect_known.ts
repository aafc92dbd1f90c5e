/** The accesses that an organisation has come in; those that can be used go out, each with its button. */
import { html, nothing } from "lit";
import { say } from "../words/connect";
import { markOf } from "./source_marks";
import { accessOf } from "./source_words";
import type { Connection, Sources } from "./wire_sources";

export function knownAccess(known: Sources | null, provider: string, use: (connection: Connection) => void) {
  const fitting = usable(known, provider);
  if (fitting.length === 0) return nothing;
  const words = say[provider === "trello" ? "trello" : "github"];
  return html`<section class="sheet"><h3>${words.known}</h3><ul class="items">${fitting.map(
    (one) => html`<li><span>${markOf(provider)} ${accessOf(one)}</span>
      <button class="primary" @click=${() => use(one)}>${words.use}<span class="unseen">${words.useOf(one.account)}</span></button></li>`,
  )}</ul></section>`;
}

function usable(known: Sources | null, provider: string): Connection[] {
  const all = [...(known?.connections ?? []), ...(known?.app?.installations ?? [])];
  const fitting = all.filter((one) => one.provider === provider && one.state === "active");
  return fitting.filter(({ id }, at) => fitting.findIndex((one) => one.id === id) === at);
}
