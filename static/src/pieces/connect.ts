/**
 * `<codebadge-connect org="lumen">`: a repository's name comes in; where to click on GitHub, what to paste there, and
 * the news that its first message has come, go out. Fires `codebadge-connected` with the hook.
 */
import { html, LitElement, nothing } from "lit";
import { Form, sends, type Values } from "../account/form";
import {
  createHook,
  githubPage,
  type Hook,
  hooksOf,
  isNearby,
  type NewHook,
  newSecret,
  projectIn,
} from "../account/hooks";
import { Refused } from "../live/rest";
import { say } from "../words/account";
import "./connect.css";
import "./copy";
import "./field";
import { define } from "./piece";

const POLL_MS = 2_000;
const POLL_MAX_MS = 10_000;

class Connect extends LitElement {
  static override properties = {
    org: {},
    hook: { state: true },
    secret: { state: true },
    isAway: { state: true },
    isKnown: { state: true },
  };
  declare org: string;
  declare hook: Hook | null;
  /** Empty when the page was loaded again since: it cannot be read a second time. */
  declare secret: string;
  declare isAway: boolean;
  /** Whether a hook waits already. */
  declare isKnown: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = POLL_MS;
  readonly #form = new Form(this, {
    check: ({ project = "" }) => (projectIn(project) ? {} : { project: say.connect.wrong }),
    send: (values, key) => this.#create(values, key),
    field: ({ code }) => (code === "invalid" || code === "taken" ? "project" : null),
  });

  constructor() {
    super();
    Object.assign(this, { hook: null, secret: "", isAway: false });
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    if (this.hook) return this.#steps(this.hook);
    return this.isKnown ? this.#ask() : nothing;
  }

  #ask() {
    return html`<form class="form" novalidate @submit=${this.#form.submit} @input=${this.#form.mended}>
      ${this.#form.summary()}
      <codebadge-field name="project" required autocomplete="off" inputmode="url" .maxlength=${300} placeholder="lumen/parser"
        .label=${say.connect.project} .hint=${say.connect.projectHint} .error=${this.#form.problems.project}></codebadge-field>
      <div class="buttons">${sends(this.#form, say.connect.create, say.connect.creating)}</div>
    </form>
    <p class="muted small">${say.connect.others} <a href="/admin/hooks">${say.connect.othersLink}</a></p>`;
  }

  #steps(hook: Hook) {
    const words = say.connect;
    const name = hook.project?.name ?? "";
    const page = projectIn(name);
    return html`<ol class="steps">
        <li><p>${page ? html`<a href=${githubPage(page)} target="_blank" rel="noopener">${words.open(name)}</a>` : words.openAny}
          <span class="muted small">${words.openHint}</span></p></li>
        <li><p>${words.url}</p><codebadge-copy .text=${hook.url}></codebadge-copy>${this.#reach(hook.url)}</li>
        <li><p>${words.type}</p></li>
        <li><p>${words.secret}</p>${this.#secret(hook)}</li>
        <li><p>${words.events}</p></li>
        <li><p>${words.add}</p></li>
      </ol>
      ${this.#waiting(hook)}`;
  }

  #reach(url: string) {
    return isNearby(url) ? html`<p class="caution">${say.connect.nearby(new URL(url).host)}</p>` : nothing;
  }

  #secret(hook: Hook) {
    if (this.secret)
      return html`<codebadge-copy .text=${this.secret}></codebadge-copy><p class="muted small">${say.connect.secretOnce}</p>`;
    return html`<p class="muted small">${say.connect.secretGone}</p>
      <button @click=${() => this.#rotate(hook)}>${say.connect.newSecret}</button>`;
  }

  #waiting({ verified_at, project }: Hook) {
    const words = say.connect;
    if (verified_at)
      return html`<p class="knock" data-here role="status">${words.verified(project?.name ?? "")}</p>`;
    return html`<p class="knock" role="status"><i></i>${this.isAway ? words.away : words.waiting}</p>
      ${this.#form.summary()}<p class="muted small">${words.waitingHint}</p>`;
  }

  async #create({ project = "" }: Values, key: string): Promise<void> {
    this.#show(await createHook(this.org, projectIn(project) ?? project, key));
    await this.updateComplete;
    this.querySelector<HTMLElement>(".steps a")?.focus();
  }

  async #rotate({ id }: Hook): Promise<void> {
    await this.#form.attempt(async () => this.#show(await newSecret(this.org, id)));
  }

  #show({ hook, url, secret }: NewHook): void {
    this.hook = { ...hook, url };
    this.secret = secret;
    this.#again();
  }

  /** A page loaded again goes on with the hook that still waits. */
  async #resume(): Promise<void> {
    const hooks = await this.#read();
    this.isKnown = true;
    const waiting = hooks?.findLast(({ verified_at }) => !verified_at);
    if (!waiting || this.hook) return;
    this.hook = waiting;
    this.#again();
  }

  #again(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), this.#pause);
  }

  async #look(): Promise<void> {
    const hooks = await this.#read();
    const now = hooks?.find(({ id }) => id === this.hook?.id);
    if (now) this.hook = now;
    if (!now?.verified_at) return this.#again();
    this.dispatchEvent(new CustomEvent("codebadge-connected", { detail: now }));
  }

  async #read(): Promise<Hook[] | null> {
    try {
      const hooks = await hooksOf(this.org);
      this.isAway = false;
      this.#pause = POLL_MS;
      return hooks;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.isAway = true;
      this.#pause = Math.min(POLL_MAX_MS, this.#pause * 2);
      return null;
    }
  }
}

define("codebadge-connect", Connect);
