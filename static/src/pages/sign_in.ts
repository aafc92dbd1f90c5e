/** `/sign-in?next=/me`: by GitHub, or by a code that comes by e-mail; then on to where one wanted to go. */
import { html, nothing, svg } from "lit";
import { Form, sends, type Values } from "../account/form";
import { isNearby } from "../account/hooks";
import { Who } from "../account/session";
import { DIGITS, digitsIn, enterCode, type Sent, sendCode } from "../account/sign_in";
import { isEmail } from "../account/special";
import { Ticking } from "../account/ticking";
import { safeNext } from "../account/way";
import "../look/form.css";
import "../look/page.css";
import "../pieces/field";
import { define } from "../pieces/piece";
import { restoreTheme } from "../pieces/theme";
import { toast } from "../pieces/toast";
import { say } from "../words/account";
import "./account.css";
import { bar, Page } from "./frame";
import { waitingFor } from "./waiting";

restoreTheme();
document.title = say.signIn.documentTitle;

class SignInPage extends Page {
  static override properties = { email: { state: true }, sent: { state: true }, code: { state: true } };
  declare email: string;
  declare sent: Sent | null;
  declare code: string;
  readonly #who = new Who(this);
  readonly #wait = new Ticking(this);
  readonly #next = safeNext(new URLSearchParams(location.search).get("next"), location.origin);
  readonly #refusedBy = new URLSearchParams(location.search).get("error");
  readonly #asking = new Form(this, {
    check: ({ email = "" }) => (isEmail(email) ? {} : { email: say.signIn.wrong.email }),
    send: ({ email = "" }) => this.#send(email),
    field: ({ code }) => (code === "invalid" ? "email" : null),
  });
  readonly #entering = new Form(this, {
    check: (values) => this.#checkCode(values),
    send: ({ code = "" }) => this.#enter(digitsIn(code)),
    field: ({ code }) => (passing.has(code) ? null : "code"),
  });

  constructor() {
    super();
    Object.assign(this, { email: "", sent: null, code: "" });
  }

  protected override render() {
    return html`${bar("account")}<main id="content" class="narrow" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    const session = this.#who.value;
    if (!session) return waitingFor(this.#who);
    if (session.set_up) return this.#setUp();
    if (session.person) return this.#already(session.person.name);
    return this.sent ? this.#enterStep(this.sent) : this.#askStep(session.sign_in.github);
  }

  #setUp() {
    return html`<h1>${say.signIn.empty}</h1><p class="muted">${say.signIn.emptyNext}</p>
      <p><a class="button primary" href="/set-up">${say.signIn.toSetUp}</a></p>`;
  }

  #already(name: string) {
    return html`<h1>${say.signIn.already}</h1><p class="muted">${say.signIn.alreadyAs(name)}</p>
      <p><a class="button primary" href=${this.#next}>${say.signIn.goOn}</a></p>`;
  }

  #askStep(hasGitHub: boolean) {
    return html`<h1>${say.signIn.title}</h1><p class="muted">${say.signIn.intro}</p>
      ${this.#refusedBy ? html`<div class="problems" role="alert"><p>${failureOf(this.#refusedBy)}</p></div>` : nothing}
      ${
        hasGitHub
          ? html`<a class="button wide" href=${`/sign-in/github?next=${encodeURIComponent(this.#next)}`}>${octocat}
              ${say.signIn.github}</a><p class="or"><span>${say.signIn.or}</span></p>`
          : nothing
      }
      <form class="form" novalidate @submit=${this.#asking.submit} @input=${this.#asking.mended}>
        ${this.#asking.summary()}
        <codebadge-field name="email" type="email" required autocomplete="email" .maxlength=${254} .label=${say.signIn.email}
          .hint=${say.signIn.emailHint} .error=${this.#asking.problems.email} .value=${this.email}></codebadge-field>
        <div class="buttons">${sends(this.#asking, say.signIn.send, say.signIn.sending, "primary wide")}</div>
      </form>`;
  }

  #enterStep({ sent_to }: Sent) {
    const { left } = this.#wait;
    return html`<h1>${say.signIn.codeTitle}</h1><p class="muted">${say.signIn.codeSent(sent_to)}</p>
      <form class="form" novalidate @submit=${this.#entering.submit} @input=${this.#onCode}>
        ${this.#entering.summary()}
        <codebadge-field class="code" name="code" required inputmode="numeric" autocomplete="one-time-code"
          .maxlength=${40} .label=${say.signIn.code} .hint=${say.signIn.codeHint} .error=${this.#entering.problems.code}
          .value=${this.code}></codebadge-field>
        <div class="buttons">${sends(this.#entering, say.signIn.enter, say.signIn.entering, "primary wide")}</div>
      </form>
      <div class="aside"><p class="muted small">${isNearby(location.href) ? say.signIn.noMailHere : say.signIn.noMail}</p><p class="buttons">
        <button class="quiet" aria-disabled=${left > 0 ? "true" : "false"} @click=${this.#again}>${
          left > 0 ? say.signIn.againIn(left) : say.signIn.again
        }</button>
        <button class="quiet" @click=${this.#other}>${say.signIn.other}</button></p></div>`;
  }

  async #send(email: string): Promise<void> {
    this.email = email;
    this.sent = await sendCode(email);
    this.code = "";
    this.#wait.start(this.sent.wait);
    await this.updateComplete;
    requestAnimationFrame(() => this.querySelector<HTMLElement>("#field-code")?.focus());
  }

  #checkCode({ code = "" }: Values) {
    return digitsIn(code).length === DIGITS ? {} : { code: say.signIn.wrong.code };
  }

  /** Pasted or filled in by the browser, it is complete at once. */
  readonly #onCode = (event: Event): void => {
    this.#entering.mended(event);
    const input = event.target as HTMLInputElement;
    this.code = digitsIn(input.value);
    if (input.value !== this.code) input.value = this.code;
    if (this.code.length === DIGITS) input.form?.requestSubmit();
  };

  async #enter(code: string): Promise<void> {
    await enterCode(this.email, code);
    location.assign(this.#next);
  }

  readonly #again = async (): Promise<void> => {
    if (this.#wait.left > 0) return;
    await this.#entering.attempt(() => this.#send(this.email));
    if (!this.#entering.refusal) toast(say.signIn.sentAgain);
  };

  readonly #other = async (): Promise<void> => {
    this.sent = null;
    await this.updateComplete;
    requestAnimationFrame(() => this.querySelector<HTMLElement>("#field-email")?.focus());
  };
}

/** Refusals that say nothing about the code. */
const passing = new Set(["unreachable", "unavailable", "rate_limited", "internal"]);

function failureOf(code: string): string {
  return say.signIn.failed[code] ?? say.signIn.failedElse;
}

/** Octicons (MIT). */
const octocat = svg`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" fill="currentColor"><path d="M8 0c4.42 0 8 3.580 8 8a8.013 8.013 0 0 1-5.450 7.590c-.4.08-.55-.17-.55-.38 0-.27.01-1.130.01-2.200 0-.75-.25-1.230-.54-1.480 1.780-.2 3.650-.88 3.650-3.950 0-.88-.31-1.590-.82-2.150.08-.2.36-1.020-.08-2.120 0 0-.67-.22-2.200.82-.64-.18-1.320-.27-2-.27s-1.360.09-2 .27c-1.530-1.030-2.200-.82-2.200-.82-.44 1.100-.16 1.920-.08 2.120-.51.56-.82 1.280-.82 2.150 0 3.060 1.860 3.750 3.640 3.950-.23.2-.44.55-.51 1.070-.46.21-1.610.55-2.330-.66-.15-.24-.6-.83-1.230-.82-.67.01-.27.38.01.53.34.19.73.9.82 1.130.16.45.68 1.310 2.690.94 0 .67.01 1.300.01 1.490 0 .21-.15.45-.55.38A7.995 7.995 0 0 1 0 8c0-4.420 3.580-8 8-8Z" /></svg>`;

define("codebadge-sign-in-page", SignInPage);
