/** `<codebadge-preview-panel .store>`: how it will be seen, whether it stands out, and what is said to those who do not see it. */
import { html, nothing } from "lit";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import "./alt_text";
import { type Faint, warnings } from "./contrast";
import { nameOf } from "./names";
import { Panel } from "./panel";
import "./previews";

const say = words.preview;

class PreviewPanel extends Panel {
  protected override render() {
    const { drawing, given } = this.store;
    const found = warnings(drawing, given);
    return html`<h2 class="panel-title">${say.title}</h2><p class="muted small">${say.intro}</p>
      <codebadge-previews .org=${this.org} .store=${this.store}></codebadge-previews>
      <h2 class="panel-title">${say.contrast}</h2>
      ${found.length ? html`<ul class="warnings">${found.map((one) => this.#warning(one))}</ul>` : html`<p class="small muted">${say.contrastOk}</p>`}
      <codebadge-alt-text .org=${this.org} .store=${this.store}></codebadge-alt-text>`;
  }

  #warning({ layer, on, ratio, theme, level }: Faint) {
    const { levels } = this.store.drawing;
    const where = on ? nameOf(on) : words.contrast.pages[theme];
    const told = words.contrast.weak(
      nameOf(layer),
      where,
      String(Math.floor(ratio * 10) / 10),
      levels[level - 1]?.name ?? "",
    );
    return html`<li class="small">${told} ${this.store.isFree ? html`<button type="button" class="quiet small" @click=${() => this.store.pick([layer.id])}>${say.show}</button>` : nothing}</li>`;
  }
}

define("codebadge-preview-panel", PreviewPanel);
