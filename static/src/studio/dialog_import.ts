/** `askImport(…)`: an SVG file comes in; what the server made of it, layers and colours, goes out once its losses were seen. */
import { html, LitElement, nothing } from "lit";
import { tell } from "../account/form";
import "../admin/dialog";
import { refusalOf } from "../admin/problem";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { imported } from "./asking";
import type { Removed } from "./cards";
import { asked } from "./dialog_asked";
import type { Colors, Layer } from "./drawing";
import "./drawn";

const say = words.importing;
const LARGEST = 1_000_000;
const LOOK = { size: 256 };

export interface Found {
  name: string;
  layers: Layer[];
  colors: Colors;
}

export function askImport(org: string, isInto: boolean): Promise<Found | null> {
  return asked(
    (end) => html`<codebadge-import .org=${org} .isInto=${isInto} .end=${end}></codebadge-import>`,
  );
}

class Import extends LitElement {
  static override properties = {
    org: {},
    isInto: { attribute: false },
    end: { attribute: false },
    found: { state: true },
    removed: { state: true },
    problem: { state: true },
    isBusy: { state: true },
  };
  declare org: string;
  declare isInto: boolean;
  declare end: (found: Found | null) => void;
  declare found: Found | null;
  declare removed: Removed[];
  declare problem: string;
  declare isBusy: boolean;

  constructor() {
    super();
    Object.assign(this, { found: null, removed: [], problem: "", isBusy: false });
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { found } = this;
    return html`<codebadge-task wide .label=${this.isInto ? say.titleInto : say.title} @close=${() => this.end(null)}>
      <div class="file"><label for="import-file">${say.pick}</label><p class="hint" id="import-hint">${say.hint}</p>
        <input id="import-file" type="file" accept=".svg,image/svg+xml" aria-describedby="import-hint" @change=${this.#take} />
        ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}</div>
      <div class="import-found" role="status">${this.isBusy ? html`<p class="muted">${say.reading}</p>` : found ? this.#found(found) : nothing}</div>
      <div class="buttons dialog-acts"><button class="primary" ?disabled=${!found?.layers.length} @click=${() => this.end(found)}>${this.isInto ? say.add : say.open}</button>
        <button class="quiet" @click=${() => this.end(null)}>${words.studio.cancel}</button></div></codebadge-task>`;
  }

  #found({ layers, colors }: Found) {
    if (!layers.length) return html`<p>${say.none}</p>${this.#removed()}`;
    return html`<div class="import-seen"><codebadge-drawn .org=${this.org} .what=${{ drawing: { layers, colors } }} .look=${LOOK}></codebadge-drawn>
      <div><p>${say.layers(layers.length)}</p>${this.#removed()}</div></div>`;
  }

  #removed() {
    if (!this.removed.length) return html`<p class="muted">${say.clean}</p>`;
    return html`<p class="what">${say.removed(this.removed.length)}</p>
      <ul class="removed">${this.removed.map(({ what, where }) => html`<li>${say.where(what, where)}</li>`)}</ul>`;
  }

  readonly #take = async (event: Event): Promise<void> => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    Object.assign(this, { found: null, removed: [], problem: file.size > LARGEST ? say.tooLarge : "" });
    if (this.problem) return;
    this.isBusy = true;
    try {
      const { layers, colors, removed } = await imported(this.org, await file.text());
      this.removed = removed;
      this.found = { name: file.name.replace(/\.svg$/i, "").slice(0, 60), layers, colors };
    } catch (error) {
      this.problem = tell(refusalOf(error));
    } finally {
      this.isBusy = false;
    }
  };
}

define("codebadge-import", Import);
