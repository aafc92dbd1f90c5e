/** `/admin/hooks`: where contributions come from, how each source is, ways to connect another, and what came in. */
import { html, nothing } from "lit";
import { Asked } from "../account/asked";
import { isUnfinished, type JobCard } from "../account/jobs";
import { Refused } from "../live/rest";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say } from "../words/sources";
import "./connect_generic";
import "./deliveries";
import { AdminPage, heading } from "./page";
import { problem } from "./problem";
import { accessList } from "./source_access";
import { sourceCard } from "./source_card";
import { SourceDeeds } from "./source_deeds";
import { markOf } from "./source_marks";
import { readSources } from "./source_rest";
import { type Opened, secretDialog } from "./source_secret";
import { isExpected } from "./source_state";
import { waiting } from "./table";
import type { Sources } from "./wire_sources";

/** No message tells of a webhook's first delivery. */
const EXPECTED_MS = 5_000;

class Hooks extends AdminPage {
  static override properties = { ...AdminPage.properties, isNew: { state: true }, opened: { state: true } };
  declare isNew: boolean;
  /** With its secret, which is known only now. */
  declare opened: Opened | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #sources = new Asked(this, () => readSources(this.place.slug));
  readonly #deeds = new SourceDeeds(
    this,
    () => this.place.slug,
    () => this.#sources.now(),
  );

  constructor() {
    super();
    Object.assign(this, { isNew: false, opened: null });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    const { value, refusal, now } = this.#sources;
    return html`${heading(say.sources.title)}<p class="muted prose">${say.sources.intro}</p>
      ${value ? this.#all(value) : refusal ? problem(refusal, now) : waiting()}
      <codebadge-admin-deliveries .place=${this.place}></codebadge-admin-deliveries>
      ${this.#deeds.dialogs()}${this.isNew ? this.#generic() : nothing}
      ${this.opened ? secretDialog(this.opened, this.#shut) : nothing}`;
  }

  #all(all: Sources) {
    const org = this.place.slug;
    return html`${
      all.sources.length
        ? html`<ul class="sources">${all.sources.map((source) => sourceCard(org, source, this.#deeds, this.#told))}</ul>`
        : html`<codebadge-empty .what=${say.sources.empty} .next=${say.sources.emptyNext}></codebadge-empty>`
    }
      <ul class="doors">
        <li>${markOf("github")}<span><a href="/admin/hooks/github">${say.sources.github}</a><span class="muted small">${say.sources.githubText}</span></span></li>
        <li>${markOf("trello")}<span><a href="/admin/hooks/trello">${say.sources.trello}</a><span class="muted small">${say.sources.trelloText}</span></span></li>
      </ul>
      <ul class="doors small-ones">
        <li>${markOf("generic")}<span><button class="quiet" @click=${this.#open}>${say.sources.generic}</button><span class="muted small">${say.sources.genericText}</span></span></li>
        <li>${markOf("outgoing")}<span><a href="/admin/outgoing">${say.sources.outgoing}</a><span class="muted small">${say.sources.outgoingText}</span></span></li>
      </ul>
      ${accessList(org, all, this.#deeds, () => this.#sources.now())}`;
  }

  #generic() {
    return html`<codebadge-connect-generic .org=${this.place.slug} @codebadge-left=${this.#shut}
      @codebadge-opened=${this.#onOpened}></codebadge-connect-generic>`;
  }

  readonly #open = (): void => {
    this.isNew = true;
  };

  readonly #shut = (): void => {
    Object.assign(this, { isNew: false, opened: null });
  };

  readonly #onOpened = ({ detail }: CustomEvent<Opened>): void => {
    Object.assign(this, { isNew: false, opened: detail });
    void this.#sources.now();
  };

  /** First what is known, then what the providers say of their webhooks now. */
  async #begin(): Promise<void> {
    this.#tellOfApp(new URLSearchParams(location.search).get("app"));
    await this.#sources.now();
    await this.#ask(true);
  }

  /** GitHub leads back here when an app was made, or was not. */
  #tellOfApp(how: string | null): void {
    if (how === null) return;
    toast(say.access.apps[how] ?? say.access.apps.failed ?? "");
    history.replaceState(null, "", location.pathname);
  }

  async #ask(fresh: boolean): Promise<void> {
    try {
      this.#sources.set(await readSources(this.place.slug, fresh));
    } catch (error) {
      if (!(error instanceof Refused)) throw error; // what is shown stays
    }
    clearTimeout(this.#timer);
    if (this.isConnected && this.#sources.value?.sources.some(isExpected))
      this.#timer = setTimeout(() => void this.#ask(false), EXPECTED_MS);
  }

  /** What ended has changed how its source is. */
  readonly #told = (job: JobCard): void => {
    const shown = this.#sources.value?.sources.find((source) => source.job?.id === job.id)?.job;
    if (shown && isUnfinished(shown) && !isUnfinished(job)) void this.#sources.now();
  };
}

define("codebadge-admin-hooks", Hooks);
