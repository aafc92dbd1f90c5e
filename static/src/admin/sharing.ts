/** `/admin/sharing`: with whom the studio and its designs are shared, and how far each of that is. */
import { html, nothing } from "lit";
import type { Sent } from "../account/shares";
import { define } from "../pieces/piece";
import "../studio/share_dialog";
import { outcome } from "../studio/share_outcome";
import "../studio/share_table";
import type { ShareTable } from "../studio/share_table";
import { say as words } from "../words/shares";
import { AdminPage, heading } from "./page";

const say = words.shares;

class SharingPage extends AdminPage {
  static override properties = { ...AdminPage.properties, isOpen: { state: true }, sent: { state: true } };
  declare isOpen: boolean;
  /** A link that was made anew; it is known only now. */
  declare sent: Sent | null;

  constructor() {
    super();
    Object.assign(this, { isOpen: false, sent: null });
  }

  protected override render() {
    const open = html`<button class="primary" @click=${this.#open}>${say.open}</button>`;
    return html`${heading(say.title, open)}<p class="muted prose">${say.intro}</p>
      <div role="status">${this.sent ? outcome(this.sent) : nothing}</div>
      <codebadge-share-table .org=${this.place.slug} .design=${null} @codebadge-sent=${this.#onSent}></codebadge-share-table>
      ${this.isOpen ? html`<codebadge-share-dialog .place=${this.place} .design=${null} @close=${this.#close}></codebadge-share-dialog>` : nothing}`;
  }

  readonly #onSent = ({ detail }: CustomEvent<Sent>): void => {
    this.sent = detail;
  };

  readonly #open = (): void => {
    this.isOpen = true;
  };

  readonly #close = (): void => {
    this.isOpen = false;
    void this.querySelector<ShareTable>("codebadge-share-table")?.now();
  };
}

define("codebadge-admin-sharing", SharingPage);
