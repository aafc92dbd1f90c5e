/** `/set-up?code=…`: from an empty server to an organisation, its special badges and its first connected project. */
import { html, nothing } from "lit";
import type { Hook } from "../account/hooks";
import { session as asked, isAtLeast, placeIn, type Session, take, Who } from "../account/session";
import { signInAddress } from "../account/way";
import "../look/form.css";
import "../look/page.css";
import "../pieces/connect";
import { here } from "../pieces/here";
import type { Created } from "../pieces/organization_form";
import "../pieces/organization_form";
import { define } from "../pieces/piece";
import { restoreTheme } from "../pieces/theme";
import { say } from "../words/account";
import "./account.css";
import { bar, Page } from "./frame";
import { waitingFor } from "./waiting";

restoreTheme();
document.title = say.setUp.documentTitle;

type Step = "organization" | "project" | "done";
const steps: Step[] = ["organization", "project", "done"];

class SetUpPage extends Page {
  static override properties = {
    created: { state: true },
    connected: { state: true },
    isSkipped: { state: true },
  };
  declare created: Created | null;
  declare connected: Hook | null;
  declare isSkipped: boolean;
  readonly #who = new Who(this);
  readonly #query = new URLSearchParams(location.search);
  readonly #code = this.#query.get("code") ?? "";

  protected override render() {
    return html`${bar("account")}<main id="content" class="wizard" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    const session = this.#who.value;
    if (!session) return waitingFor(this.#who);
    if (this.created && !this.created.signed_in) return this.#signIn(this.created);
    const org = this.#org(session);
    if (session.set_up && !this.created) return this.#organization(session);
    if (!session.person) return this.#notHere();
    if (!org) return this.#notYours();
    return this.connected || this.isSkipped ? this.#done(org) : this.#project(org);
  }

  /** The organisation that was just made, or whose set-up goes on after the page was loaded again. */
  #org(session: Session): string | null {
    const wanted = this.created?.organization.slug ?? this.#query.get("org") ?? this.org;
    return isAtLeast(placeIn(session, wanted)?.role, "admin") ? wanted : null;
  }

  #organization(session: Session) {
    return html`${this.#head("organization", say.setUp.title, say.setUp.intro)}
      <codebadge-organization-form .session=${session} .code=${this.#code} ?asksCode=${!this.#code}
        @codebadge-created=${this.#onCreated}></codebadge-organization-form>`;
  }

  #project(org: string) {
    return html`${this.#head("project", say.setUp.projectTitle, say.setUp.projectIntro)}
      ${this.created?.badges.length ? html`<p>${say.setUp.badgesMade(this.created.badges.length)}</p>` : nothing}
      <codebadge-connect .org=${org} @codebadge-connected=${this.#onConnected}></codebadge-connect>
      <p><button class="quiet" @click=${this.#skip}>${say.setUp.later}</button></p>`;
  }

  #done(org: string) {
    const project = this.connected?.project?.name;
    const [title, intro] = project
      ? [say.setUp.doneTitle(project), say.setUp.doneIntro]
      : [say.setUp.laterTitle, say.setUp.laterIntro];
    return html`${this.#head("done", title, intro)}
      <ul class="ways">${[
        [here("/"), say.setUp.ways.board],
        ["/admin", say.setUp.ways.admin],
        ["/me", say.setUp.ways.me],
        ...(project ? [] : [[`/set-up?org=${org}`, say.setUp.ways.project] as const]),
      ].map(
        ([href, [name, words]]) =>
          html`<li><a href=${href as string}>${name}</a><span class="muted">${words}</span></li>`,
      )}</ul>`;
  }

  #signIn({ organization }: Created) {
    return html`<h1 tabindex="-1">${say.newOrganization.done(organization.name)}</h1><p class="muted">${say.setUp.signInNext}</p>
      <p><a class="button primary" href=${signInAddress(`/set-up?org=${organization.slug}`)}>${say.nav.signIn}</a></p>`;
  }

  #notHere() {
    return html`<h1>${say.setUp.already}</h1><p class="muted">${say.setUp.alreadyNext}</p>
      <p><a class="button primary" href=${signInAddress(location.pathname + location.search)}>${say.nav.signIn}</a></p>`;
  }

  #notYours() {
    return html`<h1>${say.setUp.already}</h1><p class="muted">${say.setUp.notYours}</p>
      <p><a class="button" href="/">${say.setUp.ways.board[0]}</a></p>`;
  }

  #head(step: Step, title: string, intro: string) {
    const at = steps.indexOf(step);
    return html`<header class="head">
      <ol class="trail" aria-label=${say.setUp.trail}>${steps.map(
        (one, index) => html`<li data-state=${this.#state(one, index - at)}
          aria-current=${index === at ? "step" : nothing}>${say.setUp.steps[one]}</li>`,
      )}</ol>
      <h1 tabindex="-1">${title}</h1><p class="muted">${intro}</p></header>`;
  }

  #state(step: Step, ahead: number): string {
    if (ahead === 0) return "now";
    return ahead > 0 || (step === "project" && !this.connected) ? "ahead" : "done";
  }

  readonly #onCreated = async ({ detail }: CustomEvent<Created>): Promise<void> => {
    this.created = detail;
    history.replaceState(null, "", `/set-up?org=${detail.organization.slug}`);
    if (detail.signed_in) take(await asked(true));
    this.#arrive();
  };

  readonly #onConnected = ({ detail }: CustomEvent<Hook>): void => {
    this.connected = detail;
    this.#arrive();
  };

  readonly #skip = (): void => {
    this.isSkipped = true;
    this.#arrive();
  };

  /** A new step begins at its heading, for eyes and for screen readers. */
  async #arrive(): Promise<void> {
    await this.#who.now();
    await this.updateComplete;
    scrollTo(0, 0);
    this.querySelector<HTMLElement>("h1")?.focus();
  }
}

define("codebadge-set-up-page", SetUpPage);
