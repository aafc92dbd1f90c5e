/** `askDesign(…)`: an organisation comes in; the published design that somebody chooses, or null, goes out. */
import { html, nothing } from "lit";
import { onGround } from "../pieces/dark";
import { designs } from "../studio/asking";
import { asked } from "../studio/dialog_asked";
import type { DesignCard } from "../studio/wire";
import { say as words } from "../words/studio";
import { type Choice, oneOf } from "./one_of";

const say = words.badge;

export function askDesign(org: string): Promise<DesignCard | null> {
  const choice: Choice<DesignCard> = {
    title: say.pick,
    find: words.studio.search,
    none: say.none,
    noMatch: words.studio.noneFound,
    all: () => designs(org),
    words: ({ name, by }) => `${name} ${by}`,
    row,
    isOff: ({ version }) => !version,
  };
  return asked((end) => oneOf(choice, end));
}

function row({ name, version, image }: DesignCard) {
  return html`<img src=${onGround(version?.image ?? image)} alt="" width="40" height="40" loading="lazy" />
    <bdi>${name}</bdi>${version ? nothing : html`<span class="muted small">${say.unpublished}</span>`}`;
}
