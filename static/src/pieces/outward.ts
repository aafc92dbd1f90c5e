/** A name and where it can be seen come in; a link to the web, or the name alone, goes out. */
import { html } from "lit";
import { webUrl } from "./link";

export function outward(name: string, url: string | null) {
  const href = webUrl(url);
  return href ? html`<a href=${href} rel="noopener"><bdi>${name}</bdi></a>` : html`<bdi>${name}</bdi>`;
}
