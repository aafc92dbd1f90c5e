/** `<codebadge-history .store>`: the versions that were published, and who changed what, the newest first. */
import { html, nothing } from "lit";
import { Asked } from "../account/asked";
import { problem } from "../admin/problem";
import { attempt } from "../admin/said";
import { onGround } from "../pieces/dark";
import "../pieces/picture";
import { define } from "../pieces/piece";
import "../pieces/time";
import { say as words } from "../words/studio";
import { restoreVersion, steps, versions } from "./asking";
import { allows } from "./cards";
import { type Deeds, gathered } from "./history";
import { Panel } from "./panel";
import type { StepCard, VersionCard } from "./wire";

const say = words.history;
/** As the server calls its step. */
const REVERT = "revert";
const PART = 100;
const REST_MS = 1_500;

class HistoryPanel extends Panel {
  static override properties = {
    ...Panel.properties,
    design: { attribute: false },
    older: { state: true },
    isAll: { state: true },
  };
  declare design: number;
  declare older: StepCard[];
  declare isAll: boolean;
  readonly #versions = new Asked(this, () => versions(this.org, this.design));
  readonly #steps = new Asked(this, () => steps(this.org, this.design, null, PART));
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    Object.assign(this, { older: [], isAll: false });
    this.store.addEventListener("version", this.#again);
    this.store.addEventListener("stepped", this.#soon);
    this.#again();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.store.removeEventListener("version", this.#again);
    this.store.removeEventListener("stepped", this.#soon);
  }

  readonly #again = (): void => {
    void this.#versions.now();
    void this.#steps.now();
  };

  readonly #soon = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#steps.now(), REST_MS);
  };

  protected override render() {
    const { value, refusal, now } = this.#versions;
    return html`<h2 class="panel-title">${say.versions}</h2>
      ${value ? this.#list(value) : refusal ? problem(refusal, now) : nothing}
      <h2 class="panel-title">${say.steps}</h2>${this.#deeds()}`;
  }

  #list(all: VersionCard[]) {
    if (!all.length) return html`<p class="muted small">${say.noVersions}</p>`;
    const newest = Math.max(...all.map(({ number }) => number));
    const sorted = [...all].sort((one, other) => other.number - one.number);
    return html`<ol class="version-rows">${sorted.map((one) => this.#version(one, one.number === newest))}</ol>`;
  }

  #version({ number, image, words: told, by, made_at }: VersionCard, isNewest: boolean) {
    return html`<li data-version=${number}><codebadge-picture .src=${onGround(image)}></codebadge-picture><div>
        <strong>${say.version(number)}</strong> ${isNewest ? html`<span class="mark" data-state="verified">${say.newest}</span>` : nothing}
        ${told ? html`<p class="small">${told}</p>` : nothing}
        <p class="muted small"><bdi>${by}</bdi> · <codebadge-time at=${made_at}></codebadge-time></p>
        ${allows(this.store.access, "edit") ? html`<button type="button" class="quiet small" @click=${() => this.#restore(number)}>${say.restore(number)}</button>` : nothing}</div></li>`;
  }

  async #restore(number: number): Promise<void> {
    const { seq } = this.store;
    await attempt(async () => {
      this.store.expect(REVERT, say.restore(number));
      try {
        const design = await restoreVersion(this.org, this.design, number);
        if (design.seq <= seq) this.store.expect(REVERT, "");
      } catch (error) {
        this.store.expect(REVERT, "");
        throw error;
      }
      return say.restored(number);
    });
  }

  #deeds() {
    const { value, refusal, now } = this.#steps;
    if (!value) return refusal ? problem(refusal, now) : nothing;
    const newest = [...value].sort((one, other) => other.seq - one.seq);
    const oldest = newest.at(-1)?.seq ?? 0;
    const all = [...newest, ...this.older.filter(({ seq }) => seq < oldest)];
    if (!all.length) return html`<p class="muted small">${say.noSteps}</p>`;
    const isMore = !this.isAll && (all.at(-1)?.seq ?? 1) > 1 && value.length >= PART;
    return html`<ol class="deeds">${gathered(all).map((deeds) => this.#deed(deeds))}</ol>
      ${isMore ? html`<button type="button" @click=${() => this.#more(all.at(-1)?.seq ?? 1)}>${say.more}</button>` : nothing}`;
  }

  #deed({ by, at, count, layers, removed, parts }: Deeds) {
    const told = [
      layers && say.on.layers(layers),
      removed && say.on.removed(removed),
      ...parts.map((part) => say.on[part as "title"] ?? part),
    ].filter(Boolean);
    return html`<li><p><bdi>${by}</bdi> <span class="muted small"><codebadge-time at=${at}></codebadge-time></span></p>
      <p class="small muted">${say.changed(count)}${told.length ? html`: ${told.join(", ")}` : nothing}</p></li>`;
  }

  async #more(before: number): Promise<void> {
    const found = await steps(this.org, this.design, before, PART);
    this.older = [...this.older, ...found.sort((one, other) => other.seq - one.seq)];
    this.isAll = found.length < PART;
  }
}

define("codebadge-history", HistoryPanel);
