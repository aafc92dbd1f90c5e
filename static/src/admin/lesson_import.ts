/** `<codebadge-lesson-import .project=${7}>`: a file of lessons comes in; how many were added, or which line is wrong, goes out. Fires `codebadge-model`. */
import { html, LitElement, nothing } from "lit";
import { post } from "../account/api";
import { Form } from "../account/form";
import type { ModelCard } from "../live/wire_estimates";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say } from "../words/models";

const words = say.importing;
const MOST = 5_000_000;
const TYPE = "application/x-ndjson";

interface Imported {
  added: number;
  known: number;
  model: ModelCard;
}

class LessonImport extends LitElement {
  static override properties = { project: { type: Number } };
  declare project: number;
  readonly #form = new Form(this, {
    check: () => this.#check(),
    send: () => this.#send(),
    field: () => "file",
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { problems, submit, mended, isBusy } = this.#form;
    return html`<section class="sheet"><h2>${words.title}</h2>
      <form class="form" novalidate @submit=${submit} @input=${mended}>
        <div class="file"><label for="field-file">${words.file}</label><p class="hint" id="field-file-hint">${words.hint}</p>
          ${problems.file ? html`<p class="error" id="field-file-error">${problems.file}</p>` : nothing}
          <input id="field-file" name="file" type="file" accept=".jsonl,.ndjson,.json,${TYPE}" aria-describedby="field-file-hint field-file-error"
            aria-invalid=${problems.file ? "true" : nothing} /></div>
        <div class="buttons"><button aria-disabled=${isBusy ? "true" : nothing}>${isBusy ? words.busy : words.act}</button></div></form></section>`;
  }

  get #file(): File | undefined {
    return this.querySelector<HTMLInputElement>("input[type=file]")?.files?.[0];
  }

  #check(): Record<string, string> {
    const file = this.#file;
    if (!file) return { file: words.missing };
    return file.size > MOST ? { file: words.large } : {};
  }

  async #send(): Promise<void> {
    const file = this.#file as File;
    const path = `/projects/${this.project}/model/import`;
    const { added, known, model } = await post<Imported>(path, file.slice(0, file.size, TYPE));
    (this.querySelector("form") as HTMLFormElement).reset();
    this.dispatchEvent(new CustomEvent("codebadge-model", { detail: model }));
    toast(words.done(added, known));
  }
}

define("codebadge-lesson-import", LessonImport);
