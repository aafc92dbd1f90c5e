/** A store comes in; the levels of its drawing go out as buttons, of which one is looked at; nothing when there are none. */
import { html, nothing } from "lit";
import { say } from "../words/studio";
import type { Store } from "./store";

export function levelTabs(store: Store) {
  const { levels } = store.drawing;
  if (!levels.length) return nothing;
  return html`<div class="ways level-ways" role="group" aria-label=${say.preview.level}>${levels.map(
    ({ name }, at) =>
      html`<button type="button" aria-pressed=${store.level === at + 1 ? "true" : "false"} @click=${() => store.show({ level: at + 1 })}><bdi>${name}</bdi></button>`,
  )}</div>`;
}
