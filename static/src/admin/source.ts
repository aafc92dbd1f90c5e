/** `/admin/hooks/{hook}/{project}`: one source: how it is, what its board means, who is who, and what can be done. */
import { html, nothing } from "lit";
import { Asked } from "../account/asked";
import { isUnfinished, type JobCard } from "../account/jobs";
import type { Person } from "../live/wire";
import "../pieces/copy";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say as connect } from "../words/connect";
import { figure } from "../words/figures";
import { say } from "../words/sources";
import "./connect_cards";
import "./connect_members";
import { progressOf } from "./history_progress";
import { AdminPage, heading, when } from "./page";
import { problem } from "./problem";
import { attempt } from "./said";
import { SourceDeeds } from "./source_deeds";
import { readBoard, readSources, setBoard, setMember } from "./source_rest";
import { factsOf, keyOf, markFor, nameOf, providerOf, sentenceOf } from "./source_words";
import { waiting } from "./table";
import type { BoardRule, Health, Member, Source } from "./wire_sources";

class SourcePage extends AdminPage {
  readonly #source = new Asked(this, async () => {
    const { sources } = await readSources(this.place.slug);
    return {
      source: sources.find((one) => keyOf(one) === this.rest || String(one.hook.id) === this.rest) ?? null,
    };
  });
  readonly #board = new Asked(this, () => {
    const { connection, project } = this.#shown;
    return readBoard(this.place.slug, connection?.id ?? 0, project?.remote ?? "");
  });
  readonly #deeds = new SourceDeeds(
    this,
    () => this.place.slug,
    () => this.#source.now(),
  );

  /** It is there once anything can be pressed. */
  get #shown(): Source {
    return (this.#source.value as { source: Source }).source;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#source.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#source;
    const above = { href: "/admin/hooks", label: say.sources.title };
    const source = value?.source;
    const title = source ? html`<bdi>${nameOf(source)}</bdi>` : say.sources.title;
    return html`${heading(title, source ? markFor(source) : "", above)}
      ${source ? this.#all(source) : value ? html`<codebadge-empty .what=${say.source.gone}></codebadge-empty>` : refusal ? problem(refusal, now) : waiting()}
      ${this.#deeds.dialogs()}`;
  }

  #all(source: Source) {
    return html`${sentenceOf(source)}${factsOf(source)}${progressOf(this.place.slug, source, this.#told)}${this.#deeds.buttons(source)}
      ${this.#health(source)}${source.hook.provider === "trello" ? this.#boardOf(source) : nothing}
      <section><p class="legend">${say.source.address}</p><codebadge-copy .text=${source.hook.url}></codebadge-copy>${pastedOnce(source)}</section>`;
  }

  #health(source: Source) {
    const { hook } = source;
    return html`<section><h2>${say.source.health}</h2><dl class="facts">
      <div><dt>${say.source.heard}</dt><dd>${when(hook.verified_at, say.sources.never)}</dd></div>
      <div><dt>${say.source.repaired}</dt><dd>${when(hook.repaired_at, say.sources.never)}</dd></div>
      ${hook.health ? healthOf(hook.health, providerOf(source)) : nothing}</dl>
      ${hook.registered ? nothing : html`<p class="muted small">${say.source.unregistered}</p>`}</section>`;
  }

  #boardOf({ board }: Source) {
    const { value, refusal, now, isAsking } = this.#board;
    if (!value && !refusal && !isAsking)
      return html`<section><h2>${say.source.board}</h2><button @click=${this.#board.now}>${say.source.peopleOf}</button></section>`;
    if (!value)
      return html`<section><h2>${say.source.board}</h2>${refusal ? problem(refusal, now) : waiting()}</section>`;
    return html`<section><h2>${say.source.board}</h2><codebadge-connect-cards .parts=${value} .rule=${board} .act=${say.source.save}
        .save=${this.#saveBoard}></codebadge-connect-cards></section>
      <section><h2>${say.source.people}</h2><p class="muted prose">${connect.trello.peopleText}</p>
        <codebadge-connect-members .org=${this.place.slug} .members=${value.members} .picked=${{}} @codebadge-member=${this.#join}></codebadge-connect-members></section>`;
  }

  readonly #saveBoard = async (rule: BoardRule): Promise<void> => {
    const { hook } = this.#shown;
    const { source } = await setBoard(this.place.slug, hook.id, rule);
    this.#source.set({ source });
    toast(say.source.changed);
  };

  readonly #join = async ({
    detail,
  }: CustomEvent<{ member: Member; person: Person | null }>): Promise<void> => {
    const { member, person } = detail;
    const { hook } = this.#shown;
    if (!person) return;
    const isDone = await attempt(async () => {
      await setMember(this.place.slug, hook.id, member, person.id);
      return connect.trello.joined(member.name ?? member.username, person.name);
    });
    if (isDone) await this.#board.now();
  };

  readonly #told = (job: JobCard): void => {
    const shown = this.#source.value?.source?.job;
    if (shown && isUnfinished(shown) && !isUnfinished(job)) void this.#source.now();
  };
}

/** Of what somebody pasted, nobody knows whether they pasted it anew. */
function pastedOnce({ hook }: Source) {
  const former = hook.registered ? null : hook.registered_url;
  return former && former !== hook.url
    ? html`<p class="muted small break">${say.source.pasted(former)}</p>`
    : nothing;
}

function healthOf({ active, failures, checked_at }: Health, provider: string) {
  return html`<div><dt>${say.source.provider(provider)}</dt><dd>${active ? say.source.active : say.source.inactive}</dd></div>
    <div><dt>${say.source.failures}</dt><dd class="figures">${figure(failures)}</dd></div>
    <div><dt>${say.source.checked}</dt><dd>${when(checked_at, say.sources.never)}</dd></div>`;
}

define("codebadge-admin-source", SourcePage);
