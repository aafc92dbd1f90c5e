/** A source comes in; its name, its state in a sentence and its facts go out, for cards and its own page. */
import { html, nothing } from "lit";
import { figure } from "../words/figures";
import { say } from "../words/sources";
import { when } from "./page";
import { type State, sinceOf, stateOf } from "./source_state";
import type { Connection, Source } from "./wire_sources";

export function nameOf({ hook, project }: Source): string {
  return project?.name ?? hook.name ?? hook.project?.name ?? say.sources.unnamed;
}

export function providerOf({ hook }: Source): string {
  return hook.provider === "generic"
    ? (hook.name ?? say.providers.generic ?? "")
    : (say.providers[hook.provider] ?? hook.provider);
}

export function markFor(source: Source) {
  const state = stateOf(source);
  return html`<span class="mark" data-state=${state}>${say.states[state]}</span>`;
}

/** What is the case, and what to do. */
export function sentenceOf(source: Source) {
  const state = stateOf(source);
  const since = sinceOf(source, state);
  return html`<p class="muted small">${tellOf(source, state)} ${since ? when(since) : nothing}</p>`;
}

function tellOf(source: Source, state: State): string {
  const { health } = source.hook;
  if (state === "waits") return say.tells.waits(providerOf(source));
  if (state === "moved") return say.tells.moved(providerOf(source), serverOf(source));
  if (state === "failing") return health?.active ? say.tells.failing(health.failures) : say.tells.off;
  return (state === "refused" && source.connection?.error) || say.tells[state];
}

/** Where it was registered, without the hook's own key, which says nothing to people. */
function serverOf({ hook }: Source): string {
  return (hook.registered_url ?? "").replace(/\/hooks\/.*$/, "");
}

/** Whose it is, once the provider was asked. */
export function accountOf({ account, provider }: Connection): string {
  return account || (say.providers[provider] ?? provider);
}

export function accessOf(connection: Connection | null): string {
  if (!connection || connection.state === "ended") return say.sources.byHand;
  return (connection.way === "app" ? say.sources.byApp : say.sources.byToken)(accountOf(connection));
}

export function factsOf(source: Source) {
  const { hook, connection, history, items } = source;
  return html`<dl class="facts small">
    <div><dt>${say.sources.last}</dt><dd>${when(hook.last_delivery_at, say.sources.never)}</dd></div>
    <div><dt>${say.sources.items}</dt><dd class="figures">${figure(items)}</dd></div>
    <div><dt>${say.sources.access}</dt><dd>${accessOf(connection)}</dd></div>
    <div><dt>${say.sources.past}</dt><dd>${say.modes[history?.mode ?? "none"]}</dd></div></dl>`;
}

/** A hook of a GitHub App is that of many repositories, so a source is known by both. */
export function keyOf({ hook, project }: Source): string {
  return project ? `${hook.id}/${project.id}` : String(hook.id);
}
