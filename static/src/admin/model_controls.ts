/** `<codebadge-model-controls .model=${…}>`: a model's card comes in; freeze, retrain, reset and export. Fires `codebadge-model` with the card as it is then. */
import { html, LitElement, nothing } from "lit";
import { patch, post } from "../account/api";
import type { ModelCard } from "../live/wire_estimates";
import { define } from "../pieces/piece";
import { say } from "../words/models";
import { confirm } from "./confirm";
import { attempt, said } from "./said";

const words = say.controls;

interface Answer {
  model: ModelCard;
}

class ModelControls extends LitElement {
  static override properties = { model: { attribute: false } };
  declare model: ModelCard;

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { frozen_at, project } = this.model;
    const isFrozen = frozen_at !== null;
    return html`<section class="sheet"><h2>${words.title}</h2>
      <div class="buttons"><button type="button" @click=${() => this.#freeze(!isFrozen)}>${isFrozen ? words.thaw : words.freeze}</button>
        <button type="button" @click=${this.#retrain}>${words.retrain}</button>
        <button type="button" class="danger" @click=${this.#reset}>${words.reset}</button></div>
      ${isFrozen ? nothing : html`<p class="hint">${words.freezeHint}</p>`}
      <p><a href="/v1/projects/${project.id}/model/export" download="lessons-${project.id}.jsonl">${words.export}</a></p>
      <p class="hint">${words.exportHint}</p></section>`;
  }

  get #path(): string {
    return `/projects/${this.model.project.id}/model`;
  }

  async #freeze(frozen: boolean): Promise<void> {
    const set = async (to: boolean) => {
      this.#told(await patch<Answer>(this.#path, { frozen: to }));
      return (to ? words.frozen : words.thawed)(this.model.project.name);
    };
    try {
      said(await set(frozen), () => set(!frozen));
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
  }

  readonly #retrain = async (): Promise<void> => {
    const { project, lessons } = this.model;
    const { retrainTitle, retrainText, retrainAct, why, whyHint } = words;
    const deed = {
      title: retrainTitle(project.name),
      text: retrainText(lessons),
      act: retrainAct(lessons),
      why: { label: why, hint: whyHint, least: 3 },
      harmless: true,
    };
    const reason = await confirm(deed);
    if (reason !== null) await this.#begin("retrain", reason, words.retrained);
  };

  readonly #reset = async (): Promise<void> => {
    const { project, lessons } = this.model;
    const { resetTitle, resetText, resetAct, why, whyHint } = words;
    const deed = {
      title: resetTitle(project.name),
      text: resetText(lessons),
      act: resetAct(lessons),
      why: { label: why, hint: whyHint, least: 3 },
    };
    const reason = await confirm(deed);
    if (reason !== null) await this.#begin("reset", reason, words.resetDone);
  };

  async #begin(what: "retrain" | "reset", why: string, told: string): Promise<void> {
    await attempt(async () => {
      this.#told(await post<Answer>(`${this.#path}/${what}`, { why }));
      return told;
    });
  }

  #told({ model }: Answer): void {
    this.dispatchEvent(new CustomEvent("codebadge-model", { detail: model }));
  }
}

define("codebadge-model-controls", ModelControls);
