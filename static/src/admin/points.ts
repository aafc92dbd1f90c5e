/** `/admin/points`: what work is worth from now on; beside it, what the newest work would have earned by it. */
import { html, nothing } from "lit";
import { get, of, post, put } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Problems, type Values } from "../account/form";
import { personLink } from "../pieces/person_link";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say } from "../words/admin";
import { figure, signed } from "../words/figures";
import { AdminPage, heading } from "./page";
import { problem } from "./problem";
import { waiting } from "./table";
import { readTariff, wrongFigures } from "./tariff";
import type { TariffEffect, TariffInForce } from "./wire";

const PAUSE_MS = 400;

interface Project {
  id: number;
  name: string;
}

class Points extends AdminPage {
  static override properties = { ...AdminPage.properties, project: { state: true } };
  declare project: string;
  #typed: Values = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #projects = new Asked(
    this,
    async () => (await get<{ projects: Project[] }>(of(this.place.slug))).projects,
  );
  readonly #tariff = new Asked(this, () =>
    get<TariffInForce>(this.at(`/tariff${this.project ? `?project=${this.project}` : ""}`)),
  );
  readonly #effect = new Asked(this, () =>
    post<TariffEffect>(this.at("/tariff/preview"), {
      ...this.#scope(),
      tariff: readTariff(this.#typed, this.#known()),
    }),
  );
  readonly #form = new Form(this, {
    check: (values) => this.#check(values),
    send: (values) => this.#save(values),
  });

  constructor() {
    super();
    this.project = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#projects.now();
    void this.#tariff.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#tariff;
    return html`${heading(say.points.title)}<p class="muted prose">${say.points.intro}</p>
      ${value ? html`<div class="beside" @input=${this.#look} @change=${this.#look}>${this.#fields(value)}${this.#beside()}</div>` : refusal ? problem(refusal, now) : waiting()}`;
  }

  #scope() {
    return this.project ? { project: Number(this.project) } : {};
  }

  #known() {
    return (this.#tariff.value as TariffInForce).tariff;
  }

  #fields({ tariff, version }: TariffInForce) {
    const { problems, submit, mended, isBusy } = this.#form;
    const words = say.points;
    const scopes = [
      ["", words.whole] as const,
      ...(this.#projects.value ?? []).map(({ id, name }) => [String(id), name] as const),
    ];
    return html`<form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
      ${scopes.length > 1 ? html`<codebadge-field name="scope" type="select" .label=${words.scope} .value=${this.project} .options=${scopes}></codebadge-field>` : nothing}
      <p class="muted small">${words.version(version)}</p>
      <fieldset><legend class="legend">${words.worth}</legend><p class="hint">${words.worthHint}</p><div class="figures-grid">${Object.entries(
        words.kinds,
      ).map(([kind, label]) =>
        figureField(`worth-${kind}`, label, tariff.worth[kind], problems),
      )}</div></fieldset>
      <fieldset><legend class="legend">${words.sizes}</legend><div class="figures-grid small-ones">${Object.entries(
        tariff.sizes,
      ).map(([size, worth]) => figureField(`size-${size}`, size, worth, problems))}</div></fieldset>
      ${figureField("label_limit", words.limit, tariff.label_limit, problems, words.limitHint)}
      ${(["issue", "pull_request"] as const).map(
        (
          kind,
        ) => html`<codebadge-field .name=${`to-${kind}`} type="select" .label=${kind === "issue" ? words.forIssue : words.forPull}
          .value=${tariff.recipients[kind] ?? "assignees"} .options=${[["assignees", words.assignees], ["author", words.author]]}></codebadge-field>`,
      )}
      <codebadge-field name="why" maxlength="500" .label=${words.why} .hint=${words.whyHint} .error=${problems.why}></codebadge-field>
      <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${words.act}</button></div></form>`;
  }

  #beside() {
    const { value, refusal, now, isAsking } = this.#effect;
    return html`<aside class="effect" aria-live="polite" aria-busy=${isAsking} aria-label=${say.points.previewTitle}>
      <p><strong>${say.points.previewTitle}</strong></p>${
        refusal
          ? problem(refusal, now)
          : value
            ? effect(value)
            : html`<p class="muted">${say.points.previewAsk}</p>`
      }</aside>`;
  }

  readonly #look = (event: Event): void => {
    const form = this.querySelector("form") ?? undefined;
    this.#typed = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]),
    );
    const scope = this.#typed.scope ?? "";
    if (scope !== this.project) {
      this.project = scope;
      this.#effect.value = null;
      this.#tariff.value = null;
      void this.#tariff.now();
    } else if (
      (event.target as HTMLInputElement).name !== "why" &&
      Object.keys(wrongFigures(this.#typed)).length === 0
    ) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#effect.now, PAUSE_MS);
    }
  };

  #check(values: Values): Problems {
    const short = (values.why ?? "").length < 3;
    return { ...wrongFigures(values), ...(short && { why: say.common.reasonShort(3) }) };
  }

  async #save(values: Values): Promise<void> {
    const tariff = readTariff(values, this.#known());
    const decided = await put<TariffInForce>(this.at("/tariff"), {
      ...this.#scope(),
      tariff,
      why: values.why,
    });
    this.#tariff.set(decided);
    this.#effect.value = null;
    toast(say.points.saved(decided.version));
  }
}

function figureField(name: string, label: string, value: number | undefined, problems: Problems, hint = "") {
  return html`<codebadge-field .name=${name} inputmode="numeric" maxlength="5" .label=${label} .hint=${hint}
    .value=${value === undefined ? "" : String(value)} .error=${problems[name]}></codebadge-field>`;
}

function effect({ people, entries }: TariffEffect) {
  const moved = people.filter(({ before, after }) => before !== after);
  return html`<p class="muted small">${say.points.previewOf(figure(entries))}</p>
    ${
      moved.length
        ? html`<table class="plain figures"><thead><tr><th scope="col">${say.points.person}</th><th scope="col" data-kind="number">${say.points.now}</th>
            <th scope="col" data-kind="number">${say.points.after}</th></tr></thead><tbody>${moved
              .slice(0, 12)
              .map(
                ({
                  person,
                  before,
                  after,
                }) => html`<tr><td>${personLink(person)}</td><td data-kind="number">${figure(before)}</td>
                <td data-kind="number">${figure(after)} <span class=${after > before ? "up" : "down"}>${signed(after - before)}</span></td></tr>`,
              )}</tbody></table>`
        : html`<p>${say.points.previewNone}</p>`
    }`;
}

define("codebadge-admin-points", Points);
