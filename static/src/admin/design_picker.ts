/** `askDesign(…)`: an organisation comes in; the published design that somebody chooses, or null, goes out. */
import { html, LitElement, nothing } from "lit";
import { Asked } from "../account/asked";
import { onGround } from "../pieces/dark";
import { define } from "../pieces/piece";
import { designs } from "../studio/asking";
import "../studio/dialogs.css";
import { asked } from "../studio/dialog_asked";
import type { DesignCard } from "../studio/wire";
import { say as words } from "../words/studio";
import { matching } from "./arrange";
import "./dialog";
import { problem } from "./problem";
import { waiting } from "./table";

const say = words.badge;

export function askDesign(org: string): Promise<DesignCard | null> {
  return asked((end) => html`<codebadge-design-picker .org=${org} .end=${end}></codebadge-design-picker>`);
}

class DesignPicker extends LitElement {
  static override properties = { org: {}, end: { attribute: false }, wanted: { state: true } };
  declare org: string;
  declare end: (design: DesignCard | null) => void;
  declare wanted: string;
  readonly #designs = new Asked(this, () => designs(this.org));

  constructor() {
    super();
    this.wanted = "";
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#designs.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#designs;
    return html`<codebadge-task .label=${say.pick} @close=${() => this.end(null)}>
      ${value ? this.#all(value) : refusal ? problem(refusal, now) : waiting()}</codebadge-task>`;
  }

  #all(all: DesignCard[]) {
    if (!all.length) return html`<p class="muted">${say.none}</p>`;
    const shown = matching(all, this.wanted, ({ name, by }) => `${name} ${by}`);
    const type = (event: Event) => {
      this.wanted = (event.target as HTMLInputElement).value;
    };
    return html`<label class="find">${words.studio.search}<input type="search" autocomplete="off" @input=${type} /></label>
      ${shown.length ? html`<ul class="design-rows">${shown.map((one) => this.#one(one))}</ul>` : html`<p class="muted">${words.studio.noneFound(this.wanted)}</p>`}`;
  }

  #one(design: DesignCard) {
    const { name, version, image } = design;
    return html`<li><button type="button" ?disabled=${!version} @click=${() => this.end(design)}><img src=${onGround(version?.image ?? image)} alt="" width="40" height="40" loading="lazy" />
      <bdi>${name}</bdi>${version ? nothing : html`<span class="muted small">${say.unpublished}</span>`}</button></li>`;
  }
}

define("codebadge-design-picker", DesignPicker);
