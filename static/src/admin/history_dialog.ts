/** `askForHistory(…)`: a source's name comes in; how its past shall count, or null for not at all, goes out. */
import { html, LitElement, nothing, render } from "lit";
import { define } from "../pieces/piece";
import { say as common } from "../words/admin";
import { say } from "../words/sources";
import { confirm } from "./confirm";
import "./dialog";
import { fetched, historyChoice } from "./history_choice";
import { nameOf } from "./source_words";
import type { Mode, Source } from "./wire_sources";

/** `mode` null: as it was decided when it was fetched first, which stays. */
export async function askForHistory(source: Source): Promise<{ mode: Mode | null } | null> {
  const name = nameOf(source);
  if (!source.history) return choose(name);
  const { historyTitle, againText, historyAct } = say.deeds;
  const deed = { title: historyTitle(name), text: againText, act: historyAct, harmless: true };
  return (await confirm(deed)) === null ? null : { mode: null };
}

function choose(name: string): Promise<{ mode: Mode } | null> {
  return new Promise((decide) => {
    const place = document.createElement("div");
    document.body.append(place);
    const end = (mode: Mode | null) => {
      render(nothing, place);
      place.remove();
      decide(mode && { mode });
    };
    render(html`<codebadge-history-dialog .name=${name} .end=${end}></codebadge-history-dialog>`, place);
  });
}

class HistoryDialog extends LitElement {
  static override properties = { name: {}, end: { attribute: false }, mode: { state: true } };
  declare name: string;
  declare end: (mode: Mode | null) => void;
  declare mode: Mode;

  constructor() {
    super();
    this.mode = "past";
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    return html`<codebadge-task .label=${say.deeds.historyTitle(this.name)} @close=${() => this.end(null)}>
      <form class="form" @submit=${this.#submit}>${historyChoice(this.mode, this.#choose, fetched)}
        <div class="buttons"><button class="primary">${say.deeds.historyAct}</button>
          <button type="button" class="quiet" @click=${() => this.end(null)}>${common.common.cancel}</button></div>
      </form></codebadge-task>`;
  }

  readonly #choose = (mode: Mode): void => {
    this.mode = mode;
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.end(this.mode);
  };
}

define("codebadge-history-dialog", HistoryDialog);
