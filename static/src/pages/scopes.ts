/** The boards that there are come in; the fields that choose among them go out. */
import { html } from "lit";
import { type Organization, periods as order, type Period } from "../live/wire";
import type { BoardNames, Scope, Season } from "../live/wire_boards";
import type { Tab } from "../pieces/tabs";
import { say as words } from "../words/boards";
import { say } from "../words/page";

/** Until the server has named them all, those that every organisation has. */
export function usualNames({ boards, projects }: Organization): BoardNames {
  return {
    periods: boards.map((name) => ({ name, title: name })),
    scopes: projects.map(({ id, name }) => ({ suffix: `project:${id}`, kind: "project", name })),
  };
}

/** From the shortest to all time, then the seasons that run, by their names; and what is looked at anyway. */
export function tabsOf({ periods: all }: BoardNames, running: ReadonlySet<string>, chosen = ""): Tab[] {
  const periods = all.filter(({ name }) => isUsual(name) || running.has(name) || name === chosen);
  const rank = ({ name }: Tab) => {
    const at = order.indexOf(name as Period);
    return at < 0 ? order.length : at;
  };
  const titled = periods.map(({ name, title }) => ({ name, title: say.periods[name as Period] ?? title }));
  return titled.sort((a, b) => rank(a) - rank(b));
}

/** The names of the seasons that run today. */
export function runningOf(seasons: readonly Season[], today: string): ReadonlySet<string> {
  const open = seasons.filter(
    ({ starts_on, ends_on, closed_at }) => !closed_at && starts_on <= today && today <= ends_on,
  );
  return new Set(open.map(({ id }) => `season-${id}`));
}

function isUsual(name: string): boolean {
  return order.some((each) => each === name);
}

/** A select, because it is read well on a phone, with hundreds of projects too. */
export function scopeField(scopes: readonly Scope[], chosen: string, choose: (suffix: string) => void) {
  const kinds = [...new Set(scopes.map(({ kind }) => kind))].filter((kind) => kind !== "organization");
  const onChange = (event: Event) => choose((event.target as HTMLSelectElement).value);
  return html`<label>${say.scope}<select name="scope" .value=${chosen} @change=${onChange}>
    <option value="" ?selected=${chosen === ""}>${say.wholeOrg}</option>
    ${kinds.map(
      (kind) =>
        html`<optgroup label=${words.boards.scopes[kind] ?? kind}>${scopes
          .filter((scope) => scope.kind === kind)
          .map(
            ({ suffix, name }) =>
              html`<option value=${suffix} ?selected=${suffix === chosen}>${name}</option>`,
          )}</optgroup>`,
    )}</select></label>`;
}
