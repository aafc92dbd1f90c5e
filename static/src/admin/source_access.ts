/** What Codebadge may do elsewhere comes in: tokens and the GitHub App; each with its state and what can be done goes out. */
import { html, nothing } from "lit";
import { say } from "../words/sources";
import { confirm } from "./confirm";
import { unseen } from "./page";
import { attempt } from "./said";
import type { SourceDeeds } from "./source_deeds";
import { markOf } from "./source_marks";
import { forgetAccess, forgetApp } from "./source_rest";
import { accountOf } from "./source_words";
import type { Connection, GithubApp, Sources } from "./wire_sources";

export function accessList(
  org: string,
  { connections, app }: Sources,
  deeds: SourceDeeds,
  changed: () => Promise<void>,
) {
  const tokens = connections.filter(({ way, state }) => way === "token" && state !== "ended");
  if (tokens.length === 0 && !app) return nothing;
  return html`<section><h2>${say.access.title}</h2><p class="muted prose">${say.access.text}</p><ul class="items">
    ${app ? appRow(org, app, changed) : nothing}${tokens.map((one) => tokenRow(org, one, deeds, changed))}</ul></section>`;
}

function tokenRow(org: string, connection: Connection, deeds: SourceDeeds, changed: () => Promise<void>) {
  const { provider, error } = connection;
  const account = accountOf(connection);
  return html`<li><span>${markOf(provider)} ${say.sources.byToken(account)} ${markFor(connection)}
      ${error ? html`<span class="muted small">${error}</span>` : nothing}</span>
    <span class="buttons"><button @click=${() => deeds.renew(connection)}>${say.access.change}${unseen(account)}</button>
      <button class="danger" @click=${() => forget(org, connection, changed)}>${say.access.end}${unseen(account)}</button></span></li>`;
}

function appRow(org: string, app: GithubApp, changed: () => Promise<void>) {
  const { installations, name, url, install_url } = app;
  return html`<li><span>${markOf("github")} <a href=${url} target="_blank" rel="noreferrer">${say.access.app(name)}</a>
      ${installations.length ? installations.map((one) => html` <span class="muted small">${one.account}</span> ${markFor(one)}`) : html`<span class="muted small">${say.access.noInstallation}</span>`}</span>
    <span class="buttons"><a class="button" href=${install_url} target="_blank" rel="noreferrer">${say.access.install}</a>
      <button class="danger" @click=${() => forgetTheApp(org, app, changed)}>${say.access.forgetApp}</button></span></li>`;
}

function markFor({ state }: Connection) {
  return state === "active"
    ? nothing
    : html`<span class="mark" data-state=${state}>${say.access.state[state]}</span>`;
}

async function forget(org: string, connection: Connection, changed: () => Promise<void>): Promise<void> {
  const account = accountOf(connection);
  const { endTitle, endText, endAct, ended } = say.access;
  if ((await confirm({ title: endTitle(account), text: endText, act: endAct })) === null) return;
  await attempt(async () => {
    await forgetAccess(org, connection.id);
    await changed();
    return ended;
  });
}

async function forgetTheApp(org: string, { name }: GithubApp, changed: () => Promise<void>): Promise<void> {
  const { forgetAppTitle, forgetAppText, forgetApp: act, appForgotten } = say.access;
  if ((await confirm({ title: forgetAppTitle(name), text: forgetAppText, act })) === null) return;
  await attempt(async () => {
    await forgetApp(org);
    await changed();
    return appForgotten;
  });
}
