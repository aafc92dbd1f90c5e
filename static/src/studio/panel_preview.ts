/** `<codebadge-preview-panel .store>`: how it will be seen, whether it stands out, and what is said to those who do not see it. */
import { html, nothing } from "lit";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import "./alt_text";
import { type Warning, warnings } from "./contrast";
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

  #warning({ layer, words: told }: Warning) {
    return html`<li class="small">${told} ${layer && this.store.isFree ? html`<button type="button" class="quiet" @click=${() => this.store.pick([layer])}>${say.show}</button>` : nothing}</li>`;
  }
}

define("codebadge-preview-panel", PreviewPanel);
