/** A person comes in, their name as a link to their profile goes out. */
import { html } from "lit";
import type { Person } from "../live/wire";
import { here } from "./here";

export function personLink(person: Person) {
  return html`<a href=${here(`/people/${person.id}`)} data-person=${person.id}><bdi>${person.name}</bdi></a>`;
}
