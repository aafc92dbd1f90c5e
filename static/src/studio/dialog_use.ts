/** `askUse(…)`: an open design comes in; the badge that shall show it, or the wish for a new one, goes out. */
import { html, LitElement, nothing } from "lit";
import { Asked } from "../account/asked";
import { matching } from "../admin/arrange";
import "../admin/dialog";
import { problem } from "../admin/problem";
import { waiting } from "../admin/table";
import type { WholeBadge } from "../admin/wire";
import "../pieces/medal";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { badges } from "./asking";
import { asked } from "./dialog_asked";

const say = words.using;

export function askUse(org: string, design: number): Promise<WholeBadge | "new" | null> {
  return asked((end) => html`<codebadge-use .org=${org} .design=${design} .end=${end}></codebadge-use>`);
}

class Use extends LitElement {
  static override properties = {
    org: {},
    design: { attribute: false },
    end: { attribute: false },
    wanted: { state: true },
  };
  declare org: string;
  declare design: number;
  declare end: (badge: WholeBadge | "new" | null) => void;
  declare wanted: string;
  readonly #badges = new Asked(this, () => badges(this.org));

  constructor() {
    super();
    this.wanted = "";
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#badges.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#badges;
    return html`<codebadge-task .label=${say.title} @close=${() => this.end(null)}><p class="muted small">${say.publishFirst}</p>
      <button type="button" class="fresh" @click=${() => this.end("new")}>${say.fresh}</button>
      ${value ? this.#all(value) : refusal ? problem(refusal, now) : waiting()}</codebadge-task>`;
  }

  #all(all: WholeBadge[]) {
    if (!all.length) return html`<p class="muted">${say.none}</p>`;
    const shown = matching(all, this.wanted, ({ name }) => name);
    const type = (event: Event) => {
      this.wanted = (event.target as HTMLInputElement).value;
    };
    return html`<label class="find">${say.find}<input type="search" autocomplete="off" @input=${type} /></label>
      ${shown.length ? html`<ul class="use-rows">${shown.map((badge) => this.#badge(badge))}</ul>` : html`<p class="muted">${say.noMatch(this.wanted)}</p>`}`;
  }

  #badge(badge: WholeBadge) {
    return html`<li><button type="button" @click=${() => this.end(badge)}><codebadge-medal .badge=${badge}></codebadge-medal>
      <span><span class="unseen">${say.useFor} </span><bdi>${badge.name}</bdi></span>
      ${badge.design?.id === this.design ? html`<span class="mark" data-state="verified">${say.shows}</span>` : nothing}</button></li>`;
  }
}

define("codebadge-use", Use);
