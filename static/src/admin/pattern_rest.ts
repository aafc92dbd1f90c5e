/** What belongs to a whole pattern comes in: levels, repeating, badges needed first, since when, taking away; its fields go out. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "../pieces/field";
import { say } from "../words/patterns";
import { cross } from "./icons";
import { type Draft, type Level, newKey } from "./pattern_blocks";
import { idOf, nameOf, type Wrongs } from "./pattern_document";
import type { Editing, Known } from "./pattern_editing";
import { levelled, repeated } from "./pattern_fields";

export interface RestEditing {
  known: Known;
  wrongs: Wrongs;
  change(part: Partial<Draft>): void;
  lead: Editing["lead"];
}

const MOST_LEVELS = 5;

export function restView(draft: Draft, editing: RestEditing) {
  return html`<div class="rest">${levelsView(draft, editing)}${repeatView(draft, editing)}${requiresView(draft, editing)}
    <codebadge-field class="date" name="since" type="date" .label=${say.rest.since} .hint=${say.rest.sinceHint} .value=${draft.since}
      .error=${editing.wrongs.since} @input=${(event: Event) => editing.change({ since: textOf(event) })}></codebadge-field>
    ${tick("revoke", say.rest.revoke, say.rest.revokeHint, draft.revoke, false, (revoke) => editing.change({ revoke }))}
    ${strays(editing.wrongs)}</div>`;
}

function levelsView({ levels, earned }: Draft, editing: RestEditing) {
  const canHave = levelled.has(earned.is);
  const used = canHave && levels.length > 0;
  const names = say.levels.names;
  const usual = [level(names.bronze, "10"), level(names.silver, "100"), level(names.gold, "1000")];
  return html`${tick(
    "in_levels",
    say.levels.use,
    canHave ? say.levels.useHint : say.levels.cannot,
    used,
    !canHave,
    (wanted) => editing.change({ levels: wanted ? usual : [] }),
  )}${
    used
      ? html`<div class="levels" role="group" aria-label=${say.levels.title} id=${idOf("levels")} tabindex="-1">${repeat(
          levels,
          ({ key }) => key,
          (one, at) => levelRow(one, at, levels, editing),
        )}${problem(editing.wrongs.levels)}${
          levels.length < MOST_LEVELS
            ? html`<button type="button" class="small" @click=${() => addLevel(levels, editing)}>${say.levels.add}</button>`
            : nothing
        }</div>`
      : nothing
  }`;
}

function level(name: string, at_least: string): Level {
  return { key: newKey(), name, at_least };
}

function addLevel(levels: Level[], { change, lead }: RestEditing): void {
  const free = Object.values(say.levels.names).find((name) => levels.every((one) => one.name !== name)) ?? "";
  const last = Number(levels.at(-1)?.at_least) || 1;
  change({ levels: [...levels, level(free, String(last * 2))] });
  lead(`levels.${levels.length}.name`);
}

function levelRow(one: Level, at: number, levels: Level[], { wrongs, change, lead }: RestEditing) {
  const path = `levels.${at}`;
  const with_ = (next: Partial<Level>) =>
    change({ levels: levels.map((other) => (other.key === one.key ? { ...other, ...next } : other)) });
  const remove = () => {
    change({ levels: levels.filter(({ key }) => key !== one.key) });
    lead(`levels.${Math.max(0, at - 1)}.name`);
  };
  return html`<div class="level"><codebadge-field unseen name=${nameOf(`${path}.name`)} maxlength="40" .label=${say.levels.nameLabel(at + 1)} .value=${one.name}
      .error=${wrongs[`${path}.name`]} @input=${(event: Event) => with_({ name: textOf(event) })}></codebadge-field>
    <span>${say.levels.at}</span>
    <codebadge-field unseen name=${nameOf(`${path}.at_least`)} type="number" least="1" inputmode="numeric" .label=${say.levels.atLabel(at + 1)}
      .value=${one.at_least} .error=${wrongs[`${path}.at_least`]} @input=${(event: Event) => with_({ at_least: textOf(event) })}></codebadge-field>
    <button type="button" class="square" aria-label=${say.levels.remove(one.name)} title=${say.levels.remove(one.name)} @click=${remove}>${cross}</button></div>`;
}

function repeatView({ repeat: wanted, earned }: Draft, { wrongs, change }: RestEditing) {
  const canHave = repeated.has(earned.is);
  const used = canHave && wanted !== null;
  const with_ = (next: Partial<NonNullable<Draft["repeat"]>>) =>
    change({ repeat: { cool_down_days: "0", limit: "", ...wanted, ...next } });
  return html`${tick(
    "again",
    say.rest.repeat,
    canHave ? say.rest.repeatHint : say.rest.repeatCannot,
    used,
    !canHave,
    (is) => (is ? with_({}) : change({ repeat: null })),
  )}${
    used
      ? html`<div class="levels pair" id=${idOf("repeat")} tabindex="-1"><codebadge-field name=${nameOf("repeat.cool_down_days")} type="number" least="0" inputmode="numeric"
          .label=${say.rest.coolDown} .value=${wanted.cool_down_days} .error=${wrongs["repeat.cool_down_days"]}
          @input=${(event: Event) => with_({ cool_down_days: textOf(event) })}></codebadge-field>
        <codebadge-field name=${nameOf("repeat.limit")} type="number" least="2" inputmode="numeric" .label=${say.rest.limit} .hint=${say.rest.limitHint}
          .value=${wanted.limit} .error=${wrongs["repeat.limit"]} @input=${(event: Event) => with_({ limit: textOf(event) })}></codebadge-field>
        ${problem(wrongs.repeat)}</div>`
      : nothing
  }`;
}

function requiresView({ requires }: Draft, { known, wrongs, change, lead }: RestEditing) {
  const nameOfBadge = (id: string) => known.badges.find((badge) => String(badge.id) === id)?.name ?? `#${id}`;
  const free = known.badges.filter(({ id }) => !requires.includes(String(id)));
  const remove = (id: string) => {
    change({ requires: requires.filter((one) => one !== id) });
    lead("requires");
  };
  const add = (event: Event) => {
    const id = (event.currentTarget as HTMLElement).dataset.badge ?? "";
    (event.currentTarget as Element).closest("details")?.removeAttribute("open");
    change({ requires: [...requires, id] });
    lead("requires");
  };
  return html`<div class="requires" role="group" aria-label=${say.rest.requires}><p class="legend">${say.rest.requires}</p>
    ${requires.length ? nothing : html`<p class="hint">${say.rest.requiresNone}</p>`}
    <ul class="chips">${requires.map(
      (
        id,
      ) => html`<li><span class="chip"><bdi>${nameOfBadge(id)}</bdi><button type="button" aria-label=${say.chips.remove(nameOfBadge(id))}
        title=${say.chips.remove(nameOfBadge(id))} @click=${() => remove(id)}>×</button></span></li>`,
    )}</ul>
    <details class="menu"><summary id=${idOf("requires")}>${say.rest.requiresAdd}</summary><div class="menu-list">${
      free.length
        ? free.map(
            ({ id, name }) =>
              html`<button type="button" data-badge=${id} @click=${add}><bdi>${name}</bdi></button>`,
          )
        : html`<p class="muted small">${say.boards.none}</p>`
    }</div></details>${Object.entries(wrongs)
      .filter(([path]) => /^requires(\.|$)/.test(path))
      .map(([, words]) => problem(words))}</div>`;
}

function tick(
  name: string,
  label: string,
  hint: string,
  is: boolean,
  isOff: boolean,
  chose: (is: boolean) => void,
) {
  return html`<codebadge-field name=${name} type="checkbox" .label=${label} .hint=${hint} .value=${is ? "yes" : ""} ?disabled=${isOff}
    @change=${(event: Event) => chose((event.target as HTMLInputElement).checked)}></codebadge-field>`;
}

/** What is wrong with a part that has no field here. */
function strays(wrongs: Wrongs) {
  const own = /^(earned|levels|repeat|requires|since)(\.|$)/;
  return Object.entries(wrongs)
    .filter(([path]) => !own.test(path))
    .map(([path, words]) => problem(say.json.at(path, words)));
}

function problem(words: string | undefined) {
  return words ? html`<p class="error">${words}</p>` : nothing;
}

function textOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
