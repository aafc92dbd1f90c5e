/** `<codebadge-connect-members .org .members .picked>`: a board's members come in; who of our people each is goes out, as `codebadge-member`. */
import { html, LitElement } from "lit";
import type { Person } from "../live/wire";
import { define } from "../pieces/piece";
import { say } from "../words/connect";
import "./person_picker";
import type { Member } from "./wire_sources";

class Members extends LitElement {
  static override properties = { org: {}, members: { attribute: false }, picked: { attribute: false } };
  declare org: string;
  declare members: Member[];
  /** What was chosen, by the member's id. */
  declare picked: Record<string, Person>;

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    if (this.members.length === 0) return html`<p class="muted">${say.trello.nobody}</p>`;
    return html`<ul>${this.members.map((member) => this.#row(member))}</ul>`;
  }

  #row(member: Member) {
    const words = say.trello;
    const { id, username, name, person } = member;
    return html`<li><span><bdi>${name ?? username}</bdi> <span class="muted small"><bdi>@${username}</bdi></span></span>
      ${
        person
          ? html`<span>${words.memberIs(person.name)}</span>`
          : html`<codebadge-person-picker .name=${`member-${id}`} .org=${this.org} .label=${words.member(name ?? username)} .hint=${words.own}
              .picked=${this.picked[id] ?? null} @codebadge-pick=${({ detail }: CustomEvent<Person | null>) => this.#tell(member, detail)}></codebadge-person-picker>`
      }</li>`;
  }

  #tell(member: Member, person: Person | null): void {
    this.dispatchEvent(new CustomEvent("codebadge-member", { detail: { member, person } }));
  }
}

define("codebadge-connect-members", Members);
