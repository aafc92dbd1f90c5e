/** `askUse(…)`: an open design comes in; the badge that shall show it, or the wish for a new one, goes out. */
import { html, nothing } from "lit";
import { type Choice, oneOf } from "../admin/one_of";
import type { WholeBadge } from "../admin/wire";
import "../pieces/medal";
import { say as words } from "../words/studio";
import { badges } from "./asking";
import { asked } from "./dialog_asked";

const say = words.using;

export function askUse(org: string, design: number): Promise<WholeBadge | "new" | null> {
  const choice: Choice<WholeBadge> = {
    title: say.title,
    find: say.find,
    none: say.none,
    noMatch: say.noMatch,
    all: () => badges(org),
    words: ({ name }) => name,
    row: (badge) => row(badge, badge.design?.id === design),
  };
  return asked<WholeBadge | "new">((end) =>
    oneOf(
      choice,
      end,
      html`<p class="muted small">${say.publishFirst}</p>
        <button type="button" class="fresh" @click=${() => end("new")}>${say.fresh}</button>`,
    ),
  );
}

function row(badge: WholeBadge, isShown: boolean) {
  return html`<codebadge-medal .badge=${badge}></codebadge-medal>
    <span><span class="unseen">${say.useFor} </span><bdi>${badge.name}</bdi></span>
    ${isShown ? html`<span class="mark" data-state="verified">${say.shows}</span>` : nothing}`;
}
