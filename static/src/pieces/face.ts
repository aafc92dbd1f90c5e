/** A person comes in, their picture over their initials goes out; see look/face.css. */
import { html, nothing } from "lit";
import type { Person } from "../live/wire";
import { webUrl } from "./link";

export function face(person: Person) {
  const url = webUrl(person.avatar);
  return html`<span class="face" part="avatar" aria-hidden="true"
    ><span class="face-initials">${initials(person.name)}</span>${
      url
        ? html`<img src=${url} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer"
            @error=${show(false)} @load=${show(true)} />`
        : nothing
    }</span>`;
}

function show(isLoaded: boolean) {
  return (event: Event) => {
    const picture = event.target as HTMLElement;
    picture.hidden = !isLoaded;
    picture.toggleAttribute("data-loaded", isLoaded);
  };
}

const dense = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Of the first and the last word, by whole characters: “Ada King Lovelace” is AL. Of 佐藤 健太 one says enough. */
export function initials(name: string): string {
  if (dense.test(name)) return [...name][0] ?? "";
  const words = name.split(/[\s_.-]+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}
