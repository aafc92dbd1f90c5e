/** What a board's lists and fields mean comes in; the fields of that question go out, and what it means for a card. */
import { html, nothing } from "lit";
import type { Problems } from "../account/form";
import { say } from "../words/connect";
import type { BoardParts, BoardRule } from "./wire_sources";

const usual =
  /^\s*\W*(?:all |we )?(?:done|finished|shipped|released|closed|complete[d]?|fertig|erledigt|abgeschlossen|terminé|fait|hecho|klaar|gereed)\b/iu;

/** What most boards mean, to be looked at: the list that is called like the end, a number field called like points. */
export function usualRule({ lists, fields }: BoardParts): BoardRule {
  const done = lists.filter(({ name, closed }) => !closed && usual.test(name)).map(({ id }) => id);
  const field = numbers(fields).find(({ name }) => /points?|estimate|punkte|size/i.test(name))?.id ?? null;
  return { done, ticked: true, points: field ? "field" : "title", field };
}

export function problemsOf(rule: BoardRule): Problems {
  return {
    ...(rule.done.length === 0 && !rule.ticked && { done: say.trello.listsMissing }),
    ...(rule.points === "field" && !rule.field && { field: say.trello.fieldMissing }),
  };
}

/** As the server takes it: a field is named only where it is used. */
export function tidyRule(rule: BoardRule): BoardRule {
  return { ...rule, field: rule.points === "field" ? rule.field : null };
}

interface Drawn {
  parts: BoardParts;
  rule: BoardRule;
  problems: Problems;
  change: (part: Partial<BoardRule>) => void;
}

export function boardFields({ parts, rule, problems, change }: Drawn) {
  return html`${lists(parts, rule, problems, change)}${points(parts, rule, problems, change)}
    <aside class="effect" aria-live="polite">${exampleOf(parts, rule)}</aside>`;
}

function lists({ lists: all }: BoardParts, rule: BoardRule, problems: Problems, change: Drawn["change"]) {
  const words = say.trello;
  const tick = (id: string, isOn: boolean) =>
    change({ done: all.map((one) => one.id).filter((one) => (one === id ? isOn : rule.done.includes(one))) });
  return html`<fieldset><legend class="legend">${words.lists}</legend><p class="hint">${words.listsHint}</p>
    ${problems.done ? html`<p class="error">${problems.done}</p>` : nothing}
    <div class="ticks">${all.map(
      (
        { id, name, closed },
        at,
      ) => html`<label class="tick" ?data-closed=${closed}><input type="checkbox" id=${at === 0 ? "field-done" : nothing}
        .checked=${rule.done.includes(id)} @change=${(event: Event) => tick(id, (event.target as HTMLInputElement).checked)} />
        <span><bdi>${name}</bdi>${closed ? html` <span class="muted small">${words.closed}</span>` : nothing}</span></label>`,
    )}</div>
    <label class="tick"><input type="checkbox" .checked=${rule.ticked}
      @change=${(event: Event) => change({ ticked: (event.target as HTMLInputElement).checked })} />${words.ticked}</label></fieldset>`;
}

function points({ fields }: BoardParts, rule: BoardRule, problems: Problems, change: Drawn["change"]) {
  const words = say.trello;
  const found = numbers(fields);
  return html`<fieldset class="choices"><legend>${words.points}</legend>${Object.entries(words.pointsOf).map(
    ([
      name,
      [title, text],
    ]) => html`<label class="choice-row"><input type="radio" name="points" value=${name} .checked=${rule.points === name}
      ?disabled=${name === "field" && found.length === 0} @change=${() => change({ points: name as BoardRule["points"] })} />
      <span><strong>${title}</strong> <span class="muted small">${name === "field" && found.length === 0 ? words.noFields : text}</span></span></label>`,
  )}</fieldset>
    ${
      rule.points === "field"
        ? html`<codebadge-field name="field" type="select" .label=${words.field} .value=${rule.field ?? ""} .error=${problems.field}
      .options=${[["", ""], ...found.map(({ id, name }) => [id, name] as const)]}
      @change=${(event: Event) => change({ field: (event.target as HTMLSelectElement).value || null })}></codebadge-field>`
        : nothing
    }
    <p class="hint">${words.labelToo}</p>`;
}

/** What it means, told of a card. */
export function exampleOf({ lists: all }: BoardParts, { done, ticked, points: where }: BoardRule): string {
  const earns = say.trello.examplePoints[where] ?? "";
  const named = all.find(({ id }) => done.includes(id))?.name;
  if (named) return say.trello.example(named, earns);
  return ticked ? say.trello.exampleTicked(earns) : say.trello.listsMissing;
}

/** A field of text that holds a number counts as well, but the usual ones are numbers. */
function numbers(fields: BoardParts["fields"]): BoardParts["fields"] {
  return fields.filter(({ type }) => type === "number" || type === "text" || type === "list");
}
