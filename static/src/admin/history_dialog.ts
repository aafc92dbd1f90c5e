/** `askForHistory(…)`: a source comes in; how its past shall count, or null for not at all, goes out. */
import { html, LitElement, nothing, render } from "lit";
import { define } from "../pieces/piece";
import { say as common } from "../words/admin";
import { say } from "../words/sources";
import "./dialog";
import { fetched, historyChoice } from "./history_choice";
import { nameOf } from "./source_words";
import type { Mode, Source } from "./wire_sources";

export function askForHistory(source: Source): Promise<Mode | null> {
  return new Promise((decide) => {
    const place = document.createElement("div");
    document.body.append(place);
    const end = (mode: Mode | null) => {
      render(nothing, place);
      place.remove();
      decide(mode);
    };
    render(html`<codebadge-history-dialog .source=${source} .end=${end}></codebadge-history-dialog>`, place);
  });
}

class HistoryDialog extends LitElement {
  static override properties = {
    source: { attribute: false },
    end: { attribute: false },
    mode: { state: true },
  };
  declare source: Source;
  declare end: (mode: Mode | null) => void;
  declare mode: Mode;

  override connectedCallback(): void {
    super.connectedCallback();
    this.mode = this.source.history?.mode ?? "past";
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    return html`<codebadge-task .label=${say.deeds.historyTitle(nameOf(this.source))} @close=${() => this.end(null)}>
      <form class="form" @submit=${this.#submit}>
        ${this.source.history ? html`<p>${say.deeds.againText}</p>` : nothing}${historyChoice(this.mode, this.#choose, fetched)}
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
