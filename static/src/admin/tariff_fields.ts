/** A field of a tariff comes in; an input that tells its changes goes out, for tariff_sections.ts. */
import { html, nothing } from "lit";
import type { Problems } from "../account/form";
import { say } from "../words/tariff";
import { nameOf, type Path, type Reading, read, write } from "./tariff";
import type { Tariff } from "./wire_tariff";

export interface Editing {
  tariff: Tariff;
  problems: Problems;
  /** The organisation's, in which days begin. */
  zone: string;
  change: (path: Path, value: unknown) => void;
}

export function figure(
  editing: Editing,
  path: Path,
  label: string,
  own?: unknown,
  hint = "",
  as: Reading = "figure",
) {
  return html`<codebadge-field .name=${nameOf(path)} inputmode="numeric" maxlength="7" .label=${label} .hint=${hint}
    .value=${write(own ?? at(editing.tariff, path), as, editing.zone)} .error=${editing.problems[nameOf(path)]} @change=${tell(editing, path, as)}></codebadge-field>`;
}

export function text(editing: Editing, path: Path, label: string, as: Reading, hint = "", own?: unknown) {
  return html`<codebadge-field .name=${nameOf(path)} type=${as === "day" ? "date" : "text"} maxlength="2000" .label=${label} .hint=${hint}
    .value=${write(own ?? at(editing.tariff, path), as, editing.zone)} .error=${editing.problems[nameOf(path)]} @change=${tell(editing, path, as)}></codebadge-field>`;
}

export function plain(name: string, label: string, value: string, change: (event: Event) => void) {
  return html`<codebadge-field .name=${name} maxlength="100" .label=${label} .value=${value} @change=${change}></codebadge-field>`;
}

export function flag(editing: Editing, path: Path, label: string) {
  return html`<codebadge-field .name=${nameOf(path)} type="checkbox" .label=${label} .value=${write(at(editing.tariff, path), "flag")}
    @change=${(event: Event) => editing.change(path, (event.target as HTMLInputElement).checked)}></codebadge-field>`;
}

export function choice(
  name: string,
  label: string,
  value: string,
  options: readonly (readonly [string, string])[],
  choose: (value: string) => void,
) {
  return html`<codebadge-field .name=${name} type="select" .label=${label} .value=${value} .options=${options}
    @change=${(event: Event) => choose(textOf(event))}></codebadge-field>`;
}

export function takeAway(name: string, act: () => void) {
  return html`<button type="button" class="quiet" @click=${act}>${say.take}<span class="unseen"> ${say.takeOf(name)}</span></button>`;
}

export function problem({ problems }: Editing, name: string) {
  return problems[name] ? html`<p class="error">${problems[name]}</p>` : nothing;
}

export function fold(title: string, gist: string, isOpen: boolean, content: unknown) {
  return html`<details class="fold" ?open=${isOpen}><summary><h2>${title}</h2>${gist ? html` <span class="muted small">${gist}</span>` : nothing}</summary>
    <div class="fold-of">${content}</div></details>`;
}

function tell({ change, zone }: Editing, path: Path, as: Reading) {
  // An optional text that is empty is none.
  return (event: Event) =>
    change(
      path,
      as === "nullable" && Number.isNaN(Number(textOf(event)))
        ? textOf(event)
        : read(textOf(event), as, zone),
    );
}

export function textOf(event: Event): string {
  return (event.target as HTMLInputElement).value.trim();
}

function at(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, step) => (part as Record<string | number, unknown> | undefined)?.[step],
    whole,
  );
}
