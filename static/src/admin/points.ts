/** `/admin/points`: what work is worth; beside it, what the newest work would have earned by what is in the form. */
import { html, nothing } from "lit";
import { get, of, post, put as send } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Problems, type Values } from "../account/form";
import type { JobCard } from "../account/jobs";
import "../pieces/job";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say } from "../words/tariff";
import { dayOf } from "../words/times";
import { AdminPage, heading } from "./page";
import { problem } from "./problem";
import { waiting } from "./table";
import { type Path, problemIn, put, tidy, wrong } from "./tariff";
import { effectOf } from "./tariff_effect";
import { sections } from "./tariff_sections";
import { versionsOf } from "./tariff_versions";
import type { Changed, Decided, Effect, Tariff } from "./wire_tariff";

const PAUSE_MS = 400;

class Points extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    project: { state: true },
    draft: { state: true },
    json: { state: true },
    applies: { state: true },
    day: { state: true },
    job: { state: true },
  };
  declare project: string;
  /** The tariff as it is in the form; null until one is known. */
  declare draft: Tariff | null;
  /** The same as text, while it is edited as JSON. */
  declare json: string | null;
  declare applies: string;
  declare day: string;
  declare job: JobCard | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #here = new Asked(this, () =>
    get<{ time_zone: string; projects: { id: number; name: string }[] }>(of(this.place.slug)),
  );
  readonly #tariff = new Asked(this, async () => {
    const found = await get<Decided>(this.at(`/tariff${this.project ? `?project=${this.project}` : ""}`));
    this.draft = found.tariff;
    return found;
  });
  readonly #versions = new Asked(
    this,
    async () => (await get<{ versions: Decided[] }>(this.at("/tariff/versions"))).versions,
  );
  readonly #effect = new Asked(this, () =>
    post<Effect>(this.at("/tariff/preview"), { ...this.#scope(), tariff: tidy(this.draft as Tariff) }),
  );
  readonly #form = new Form(this, {
    check: (values) => this.#check(values),
    send: (values) => this.#save(values),
    field: ({ message }) => Object.keys(problemIn(message) ?? {})[0] ?? null,
  });

  constructor() {
    super();
    Object.assign(this, { project: "", draft: null, json: null, applies: "now", day: "", job: null });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#here.now();
    void this.#tariff.now();
    void this.#versions.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#tariff;
    return html`${heading(say.title)}<p class="muted prose">${say.intro}</p>${this.#counting()}
      ${value && this.draft && this.#here.value ? html`<div class="beside">${this.#page(value, this.draft)}${this.#beside()}</div>` : refusal ? problem(refusal, now) : waiting()}`;
  }

  #page(inForce: Decided, tariff: Tariff) {
    const { problems, submit, mended, isBusy } = this.#form;
    const isWhole = this.project !== "" && inForce.project === null;
    return html`<div><form class="form tariff" novalidate @submit=${submit} @input=${mended}>${this.#scopes()}
        <p class="muted small">${say.inForce(inForce.version)} ${isWhole ? say.ofWhole : nothing}</p>${this.#form.summary()}
        ${this.json === null ? sections({ tariff, problems: this.#problems(), zone: this.#here.value?.time_zone ?? "UTC", change: this.#change }) : this.#text(this.json, problems)}
        <p><button type="button" class="quiet" @click=${this.#turn}>${this.json === null ? say.json.show : say.json.hide}</button></p>
        ${this.#use(problems)}
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${this.#act()}</button></div></form>
      ${versionsOf(this.#versions, this.#begin)}</div>`;
  }

  #scopes() {
    const scopes = [
      ["", say.whole] as const,
      ...(this.#here.value?.projects ?? []).map(({ id, name }) => [String(id), name] as const),
    ];
    return html`<codebadge-field name="scope" type="select" .label=${say.scope} .value=${this.project} .options=${scopes} @change=${this.#onScope}></codebadge-field>`;
  }

  #text(json: string, problems: Problems) {
    return html`<codebadge-field name="json" type="textarea" rows="24" class="json" .label=${say.json.label} .hint=${say.json.hint} .value=${json}
      .error=${problems.json} @input=${this.#onJson}></codebadge-field>`;
  }

  #use(problems: Problems) {
    const words = say.apply;
    return html`<codebadge-field name="applies" type="select" .label=${words.when} .value=${this.applies} .options=${Object.entries(words.ways)}
        @change=${(event: Event) => Object.assign(this, { applies: textOf(event) })}></codebadge-field>
      ${this.applies === "from" ? html`<codebadge-field name="day" type="date" .label=${words.day} .value=${this.day} .error=${problems.day} @input=${(event: Event) => Object.assign(this, { day: textOf(event) })}></codebadge-field>` : nothing}
      ${this.applies === "now" ? nothing : html`<p class="effect">${words.past}</p>`}
      <codebadge-field name="why" maxlength="500" .label=${words.why} .hint=${words.whyHint} .error=${problems.why}></codebadge-field>`;
  }

  #act(): string {
    if (this.applies === "everything") return say.apply.everything;
    return this.applies === "from" && this.day ? say.apply.from(dayOf(this.day)) : say.apply.now;
  }

  #beside() {
    const { value, refusal, now, isAsking } = this.#effect;
    const found = refusal
      ? problem(refusal, now)
      : value
        ? effectOf(value)
        : html`<p class="muted">${say.effect.ask}</p>`;
    return html`<aside class="effect" aria-live="polite" aria-busy=${isAsking} aria-label=${say.effect.title}><p><strong>${say.effect.title}</strong></p>${found}</aside>`;
  }

  #counting() {
    if (!this.job) return nothing;
    return html`<codebadge-job .org=${this.place.slug} .job=${this.job} .label=${say.apply.counting} @codebadge-job=${this.#onJob}></codebadge-job>`;
  }

  /** What the server says of the form as it is stands at its fields, too. */
  #problems(): Problems {
    const tried = this.#effect.refusal ? problemIn(this.#effect.refusal.message) : null;
    return { ...tried, ...this.#form.problems };
  }

  #scope() {
    return this.project ? { project: Number(this.project) } : {};
  }

  readonly #change = (path: Path, value: unknown): void => {
    this.draft = put(this.draft as Tariff, path, value);
    this.#look();
  };

  #look(): void {
    clearTimeout(this.#timer);
    if (this.draft && Object.keys(wrong(this.draft)).length === 0)
      this.#timer = setTimeout(this.#effect.now, PAUSE_MS);
  }

  readonly #onScope = (event: Event): void => {
    this.project = textOf(event);
    Object.assign(this, { draft: null, json: null });
    this.#effect.value = null;
    this.#effect.refusal = null;
    void this.#tariff.now();
  };

  readonly #onJson = (event: Event): void => {
    this.json = (event.target as HTMLTextAreaElement).value;
    const read = parsed(this.json);
    if (!read) return;
    this.draft = read;
    this.#look();
  };

  readonly #turn = (): void => {
    this.json = this.json === null ? JSON.stringify(tidy(this.draft as Tariff), null, 2) : null;
  };

  readonly #begin = ({ tariff, version }: Decided): void => {
    Object.assign(this, { draft: tariff, json: null });
    this.#look();
    toast(say.versions.used(version));
  };

  readonly #onJob = ({ detail }: CustomEvent<JobCard>): void => {
    if (detail.state !== "done") return;
    this.job = null;
    toast(say.apply.counted);
  };

  #check({ why = "", day = "" }: Values): Problems {
    const isJson = this.json !== null && !parsed(this.json);
    return {
      ...wrong(this.draft as Tariff),
      ...(isJson && { json: say.json.broken }),
      ...(this.applies === "from" && !day && { day: say.apply.dayMissing }),
      ...(why.length < 3 && { why: say.apply.whyShort }),
    };
  }

  async #save({ why, day }: Values): Promise<void> {
    const applies = this.applies === "from" ? { from: day } : this.applies;
    const tariff = tidy(this.draft as Tariff);
    const decided = await send<Changed>(this.at("/tariff"), { ...this.#scope(), tariff, why, applies });
    this.#tariff.set(decided);
    Object.assign(this, { draft: decided.tariff, json: null, applies: "now", job: decided.job });
    this.#effect.value = null;
    toast((decided.job ? say.apply.savedPast : say.apply.saved)(decided.version));
    await this.#versions.now();
  }
}

function parsed(text: string): Tariff | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Tariff) : null;
  } catch {
    return null;
  }
}

function textOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}

define("codebadge-admin-points", Points);
