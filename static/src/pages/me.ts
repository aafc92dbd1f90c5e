/** `/me`: one's own name, ways to sign in, organisations with what others see there, and signed-in browsers. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { agentIn } from "../account/agent";
import { Asked } from "../account/asked";
import { Form, sends, type Values } from "../account/form";
import { type Account, type BrowserSession, browserSessions, rename, signOutEverywhere } from "../account/me";
import { session as asked, type Me, type Session, take, Who } from "../account/session";
import { toSignIn } from "../account/way";
import "../look/form.css";
import "../look/page.css";
import { face } from "../pieces/face";
import "../pieces/field";
import "../pieces/my_erasure";
import "../pieces/my_place";
import "../pieces/my_shares";
import "../pieces/my_ways";
import { define } from "../pieces/piece";
import { restoreTheme } from "../pieces/theme";
import "../pieces/notice";
import "../pieces/time";
import { toast } from "../pieces/toast";
import { say } from "../words/account";
import "./account.css";
import { bar, Page } from "./frame";
import "./me.css";
import { waitingFor } from "./waiting";

restoreTheme();
document.title = say.me.documentTitle;

const NAME_MOST = 200;

class MePage extends Page {
  static override properties = { points: { state: true }, isErased: { state: true } };
  /** By the organisation's slug. */
  declare points: ReadonlyMap<string, number>;
  declare isErased: boolean;
  readonly #who = new Who(this);
  readonly #browsers = new Asked<BrowserSession[]>(this, browserSessions);
  readonly #naming = new Form(this, {
    check: ({ name = "" }) => (name ? {} : { name: say.me.wrongName }),
    send: (values) => this.#rename(values),
    field: ({ code }) => (code === "invalid" ? "name" : null),
  });
  readonly #leaving = new Form(this, { send: async () => {} });
  readonly #refusedBy = new URLSearchParams(location.search).get("error");
  #isAsked = false;

  constructor() {
    super();
    this.points = new Map();
  }

  protected override willUpdate(): void {
    if (!this.#who.value || this.#isAsked) return;
    this.#isAsked = true;
    if (this.#who.value.person) void this.#browsers.now();
    else void toSignIn();
  }

  protected override render() {
    return html`${bar("account")}<main id="content" class="me" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    if (this.isErased) return this.#farewell();
    const session = this.#who.value;
    if (!session) return waitingFor(this.#who);
    if (!session.person) return nothing;
    return this.#page(session, session.person);
  }

  #page(session: Session, person: Me) {
    return html`<header class="who">${face(person)}<div><h1><bdi>${person.name}</bdi></h1>
        <p class="muted">${person.login ? html`<bdi>@${person.login}</bdi>` : person.email}</p></div></header>
      ${this.#refusedBy ? html`<div class="problems" role="alert"><p>${say.me.linkFailed(this.#refusedBy)}</p></div>` : nothing}
      <div class="columns"><div>
        <section><h2>${say.me.organizationsTitle}</h2>${this.#places(session, person)}</section>
        <codebadge-my-shares></codebadge-my-shares>
        <section><h2>${say.me.sessionsTitle}</h2>${this.#sessions()}</section>
      </div><div>
        ${session.organizations.length ? this.#name(person) : nothing}
        <section><h2>${say.me.waysTitle}</h2><p class="muted small">${say.me.waysIntro}</p>
          <codebadge-my-ways .session=${session}></codebadge-my-ways></section>
        ${session.organizations.length ? this.#erasure(session, person) : nothing}
      </div></div>`;
  }

  #places({ organizations }: Session, me: Me) {
    if (organizations.length === 0)
      return html`<codebadge-empty .what=${say.me.noOrganization} .next=${say.me.noOrganizationNext}></codebadge-empty>`;
    const owns = organizations.some(({ role }) => role === "owner");
    return html`${repeat(
      organizations,
      ({ slug }) => slug,
      (place) => html`<codebadge-my-place .me=${me} .place=${place} .isShown=${place.slug === this.org}
        @codebadge-account=${(event: CustomEvent<Account>) => this.#count(place.slug, event.detail)}></codebadge-my-place>`,
    )}${owns ? html`<p><a href="/organizations/new">${say.me.newOrganization}</a></p>` : nothing}`;
  }

  #erasure({ organizations }: Session, person: Me) {
    const points = [...this.points.values()].reduce((sum, each) => sum + each, 0);
    return html`<section><h2>${say.me.erasureTitle}</h2><codebadge-my-erasure .me=${person} .places=${organizations}
      .points=${points} @codebadge-erased=${this.#onErased}></codebadge-my-erasure></section>`;
  }

  #farewell() {
    return html`<codebadge-empty page data-case="erased" .what=${say.me.erased} .next=${say.me.erasedNext}>
      <a href="/">${say.me.toBoard}</a></codebadge-empty>`;
  }

  #name(person: Me) {
    return html`<section><h2>${say.me.nameTitle}</h2>
      <form class="form" novalidate @submit=${this.#naming.submit} @input=${this.#naming.mended}>
        ${this.#naming.summary()}
        <codebadge-field name="name" required autocomplete="name" .maxlength=${NAME_MOST} .label=${say.me.name}
          .hint=${say.me.nameHint} .error=${this.#naming.problems.name} .value=${person.name}></codebadge-field>
        <div class="buttons">${sends(this.#naming, say.me.saveName, say.me.saving, "")}</div></form></section>`;
  }

  #sessions() {
    const { value } = this.#browsers;
    if (!value) return waitingFor(this.#browsers);
    return html`<ul class="browsers">${value.map(
      (one) => html`<li><strong>${agentWords(one.agent)}</strong>
        <span class="muted small">${one.current ? say.me.sessionCurrent : html`${say.me.sessionSeen} <codebadge-time .at=${one.seen_at}></codebadge-time>`}</span></li>`,
    )}</ul>${this.#leaving.summary()}
    <p><button @click=${this.#leave}>${say.me.everywhere(value.length)}</button></p>`;
  }

  async #rename({ name = "" }: Values): Promise<void> {
    const session = this.#who.value;
    const org = session?.organizations[0]?.slug;
    if (!session?.person || !org) return;
    await rename(org, session.person.id, name);
    take(await asked(true));
    toast(say.me.named(name));
  }

  readonly #leave = (): Promise<void> =>
    this.#leaving.attempt(async () => {
      await signOutEverywhere();
      location.assign("/");
    });

  #count(slug: string, { points }: Account): void {
    this.points = new Map([...this.points, [slug, points]]);
  }

  readonly #onErased = async (): Promise<void> => {
    this.isErased = true;
    take(await asked(true));
    await this.updateComplete;
    this.querySelector<HTMLElement>("main")?.focus();
  };
}

function agentWords(text: string): string {
  const agent = agentIn(text);
  if (!agent) return say.me.unknownAgent;
  return agent.system ? say.me.agentOn(agent.browser, agent.system) : agent.browser;
}

define("codebadge-me-page", MePage);
