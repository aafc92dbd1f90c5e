/** `<codebadge-follow org="lumen" .person=${…}>`: a button that follows somebody, or no longer. `small`: only its star. */
import { html } from "lit";
import { Following } from "../account/following";
import { tell } from "../account/form";
import { Refused } from "../live/rest";
import type { Person } from "../live/wire";
import { say as words } from "../words/boards";
import css from "./follow.css?inline";
import { define, Piece, sheets } from "./piece";
import { toast } from "./toast";

const say = words.follow;

class FollowButton extends Piece {
  static override styles = sheets(css);
  static override properties = {
    org: {},
    person: { attribute: false },
    small: { type: Boolean, reflect: true },
    isBusy: { state: true },
  };
  declare org: string;
  declare person: Person;
  declare small: boolean;
  declare isBusy: boolean;
  readonly #following = new Following(this);

  protected override willUpdate(): void {
    this.#following.in(this.org);
  }

  get #isFollowed(): boolean {
    return this.#following.ids?.has(this.person.id) ?? false;
  }

  protected override render() {
    return this.small ? this.#star() : this.#words();
  }

  /** Pressed or not: its name stays the same. */
  #star() {
    const { name } = this.person;
    const isFollowed = this.#isFollowed;
    return html`<button type="button" aria-pressed=${isFollowed ? "true" : "false"} aria-label=${say.followName(name)}
      title=${isFollowed ? say.unfollowName(name) : say.followName(name)} aria-disabled=${this.isBusy ? "true" : "false"}
      @click=${this.#turn}>${star}</button>`;
  }

  #words() {
    const { name } = this.person;
    const isFollowed = this.#isFollowed;
    return html`<button type="button" title=${isFollowed ? say.unfollowName(name) : say.followName(name)}
      aria-disabled=${this.isBusy ? "true" : "false"} ?data-on=${isFollowed} @click=${this.#turn}>${star}<span>${
        isFollowed ? say.following : say.follow
      }</span></button>`;
  }

  readonly #turn = async (): Promise<void> => {
    if (this.isBusy) return;
    this.isBusy = true;
    await this.#set(!this.#isFollowed);
    this.isBusy = false;
  };

  async #set(isFollowed: boolean): Promise<void> {
    const { id, name } = this.person;
    try {
      await this.#following.set(id, isFollowed);
      toast(isFollowed ? say.followed(name) : say.unfollowed(name), () => this.#set(!isFollowed));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toast(tell(error.refusal));
    }
  }
}

const star = html`<svg viewBox="0 0 20 20" aria-hidden="true"><path
  d="m10 2.6 2.3 4.7 5.2.7-3.8 3.6.9 5.1-4.6-2.4-4.6 2.4.9-5.1L2.500 8l5.200-.7z" /></svg>`;

define("codebadge-follow", FollowButton);
