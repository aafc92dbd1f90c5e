/** `/shared#token`: who shares what with whom; after signing in one confirms, and nothing else opens it. */
import { html, nothing } from "lit";
import { remove } from "../account/api";
import { Asked } from "../account/asked";
import { Form, sends, tell } from "../account/form";
import { type Session, Who } from "../account/session";
import { forgetShareToken, shareToken } from "../account/share_token";
import { confirmShare, type Invitation, opened } from "../account/shares";
import { signInAddress } from "../account/way";
import { isPassing, Refused } from "../live/rest";
import "../look/form.css";
import "../look/page.css";
import "../pieces/notice";
import { define } from "../pieces/piece";
import { restoreTheme } from "../pieces/theme";
import { say } from "../words/shares";
import "./account.css";
import { bar, Page } from "./frame";
import { waitingFor } from "./waiting";

restoreTheme();
document.title = say.invitation.documentTitle;

class SharedPage extends Page {
  readonly #who = new Who(this);
  readonly #token = shareToken();
  readonly #invitation = new Asked<Invitation>(this, () => opened(this.#token ?? ""));
  readonly #confirming = new Form(this, { send: () => this.#confirm() });

  constructor() {
    super();
    // Another link in the same tab changes nothing but what is behind the mark.
    addEventListener("hashchange", () => location.reload());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#token) void this.#invitation.now();
  }

  protected override render() {
    return html`${bar("account")}<main id="content" class="narrow" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    const { value, refusal } = this.#invitation;
    if (!this.#token || (refusal && !isPassing(refusal)))
      return ended(say.invitation.unknown, refusal?.message || say.invitation.unknownNext);
    if (!value) return waitingFor(this.#invitation);
    if (value.state === "revoked") return ended(say.invitation.revoked, say.invitation.revokedNext);
    if (value.state === "expired") return ended(say.invitation.expired, say.invitation.expiredNext);
    const session = this.#who.value;
    return session ? this.#open(value, session) : waitingFor(this.#who);
  }

  #open(found: Invitation, session: Session) {
    const { what, by, organization, role, way, hint } = found;
    const words = say.invitation;
    return html`<h1 tabindex="-1">${words.title}</h1>
      <p>${what === null ? words.studio(by, organization) : words.design(by, organization, what)} ${words.role(role)}</p>
      <p class="muted">${way === "email" ? words.forEmail(hint) : words.forGitHub(hint)}</p>
      ${session.person ? this.#confirmStep(found, session.person.name) : this.#signInStep(found)}`;
  }

  #signInStep({ way }: Invitation) {
    return html`<p>${way === "email" ? say.invitation.signInEmail : say.invitation.signInGitHub}</p>
      <p class="buttons"><a class="button primary" href=${signInAddress(back())}>${say.invitation.signIn}</a></p>`;
  }

  #confirmStep({ organization, way, state }: Invitation, name: string) {
    const words = say.invitation;
    const { refusal } = this.#confirming;
    const isFirst = way === "email" && state === "waiting" && !refusal;
    const act = state === "confirmed" ? words.goThere : words.confirm;
    return html`<form class="form" novalidate @submit=${this.#confirming.submit}>
      ${refusal ? html`<div class="problems" role="alert" tabindex="-1"><p class="what">${words.refused}</p><p>${tell(refusal)}</p></div>` : nothing}
      <p class="muted">${words.as(name)} ${isFirst ? words.told(organization) : nothing}</p>
      <div class="buttons">${sends(this.#confirming, act, words.confirming, refusal ? "wide" : "primary wide")}</div>
      ${
        refusal
          ? html`<p class="buttons"><button type="button" class="primary" @click=${this.#asSomebodyElse}>${words.other}</button>
              <a href="/me">${words.mine}</a></p>`
          : nothing
      }</form>`;
  }

  /** The session ends first: the sign-in page would say that one is signed in. */
  readonly #asSomebodyElse = (): Promise<void> =>
    this.#confirming.attempt(async () => {
      await remove("/session", { stay: true });
      location.assign(signInAddress(back()));
    });

  async #confirm(): Promise<void> {
    try {
      const { href } = await confirmShare({ token: this.#token ?? "" });
      forgetShareToken();
      location.assign(href);
    } catch (error) {
      // Taken back or expired meanwhile: the page says so.
      if (error instanceof Refused && error.refusal.code === "gone") await this.#invitation.now();
      throw error;
    }
  }
}

/** The token waits in this tab; it never goes along. */
function back(): string {
  return location.pathname + location.search;
}

function ended(what: string, next: string) {
  return html`<codebadge-empty page data-case="ended" .what=${what} .next=${next}>
    <a href="/me">${say.invitation.mine}</a></codebadge-empty>`;
}

define("codebadge-shared-page", SharedPage);
