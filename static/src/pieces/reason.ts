/** A reason and where it can be seen come in, the words go out with what they name, such as #42, as a link. */
import { html } from "lit";
import { webUrl } from "./link";

export function reason(words: string, url: string | null) {
  const href = webUrl(url);
  if (!href) return html`${words}`;
  const [before, name, after] = split(words);
  return html`${before}<a href=${href} rel="noopener">${name}</a>${after}`;
}

/** Before, what is named, after; words that name no number are the name themselves. */
export function split(words: string): [string, string, string] {
  const number = /#\d+/.exec(words);
  if (!number) return ["", words, ""];
  const end = number.index + number[0].length;
  return [words.slice(0, number.index), number[0], words.slice(end)];
}
