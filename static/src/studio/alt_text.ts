/** `<codebadge-alt-text .store>`: the drawing's title and its alternative text, which publishing takes; kept as one types. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { Panel } from "./panel";

const say = words.preview;
const MOST = 500;

class AltText extends Panel {
  protected override render() {
    const { drawing, mayDraw, isFree } = this.store;
    const set = (name: "title" | "alt", words: string) => ({
      type: (event: Event) =>
        this.store.live([{ on: "*", set: { [name]: (event.target as HTMLTextAreaElement).value } }]),
      settle: (event: Event) =>
        this.store.change(
          [{ on: "*", set: { [name]: (event.target as HTMLTextAreaElement).value.trim() } }],
          words,
        ),
    });
    const [title, alt] = [set("title", say.wordsStep), set("alt", say.altStep)];
    const isOff = !mayDraw || !isFree;
    return html`<div class="alt-text">${
      isFree
        ? html`<label class="control wide"><span>${say.words}</span><input type="text" maxlength="200" autocomplete="off" .value=${live(drawing.title)} ?disabled=${isOff}
            aria-describedby="title-hint" @input=${title.type} @change=${title.settle} /></label><p class="hint" id="title-hint">${say.wordsHint}</p>`
        : nothing
    }
      <label class="control wide" data-part="alt"><span>${say.alt}</span><textarea rows="3" maxlength=${MOST} .value=${live(drawing.alt)} ?disabled=${isOff}
        aria-describedby="alt-hint" @input=${alt.type} @change=${alt.settle}></textarea></label>
      <p class="hint" id="alt-hint">${say.altHint} <span class="figures">${say.altCount(drawing.alt.length, MOST)}</span></p></div>`;
  }
}

define("codebadge-alt-text", AltText);
