/** `/admin/badges/new` and `…/{id}/edit`: a badge's fields and its pattern, and beside them how people will see it. */
import { html, nothing } from "lit";
import { get, patch, post } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Problems, type Values } from "../account/form";
import { Refused } from "../live/rest";
import { webUrl } from "../pieces/link";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { toast } from "../pieces/toast";
import { say } from "../words/admin";
import { say as patterns } from "../words/patterns";
import { AdminPage, go, heading, tint } from "./page";
import { block, type Draft, documentOf, draft, draftOf } from "./pattern_blocks";
import { controlOf, textOf, type Wrongs, wrongIn } from "./pattern_document";
import { type Known, nothingKnown } from "./pattern_editing";
import "./pattern_editor";
import { askKnown } from "./pattern_known";
import "./pattern_preview";
import { wrongsOf } from "./pattern_problems";
import type { Template } from "./pattern_templates";
import { plainText } from "./pattern_tried";
import { problem } from "./problem";
import { waiting } from "./table";
import type { League, WholeBadge } from "./wire";

const HAND_ART = "/static/badges/special.svg";
const COLOR = "#3a5a78";

class BadgeForm extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    seen: { state: true },
    byPattern: { state: true },
    draft: { state: true },
    isBroken: { state: true },
    told: { state: true },
  };
  /** What stands in the form now, for the preview. */
  declare seen: Values;
  declare byPattern: boolean;
  declare draft: Draft;
  /** The JSON of the pattern is none right now. */
  declare isBroken: boolean;
  /** What the server finds wrong with the pattern. */
  declare told: Wrongs;
  readonly #known = new Asked(this, () => this.#ask());
  readonly #there = new Asked<Known>(this, () => askKnown(this.place.slug));
  readonly #form = new Form(this, {
    check: (values) => ({ ...check(values), ...this.#patternProblems() }),
    send: (values, key) => this.#send(values, key),
    field: (refusal) => named(refusal) ?? this.#placeIn(refusal.message),
  });

  constructor() {
    super();
    const usual = draft(block("count", { where: { kinds: ["issue.closed"] } }));
    Object.assign(this, { seen: {}, byPattern: false, draft: usual, isBroken: false, told: {} });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#known.now();
    void this.#there.now();
    this.byPattern = !this.rest && new URLSearchParams(location.search).has("pattern");
  }

  async #ask(): Promise<{ badge: WholeBadge | null; leagues: League[] }> {
    const [badge, leagues] = await Promise.all([
      this.rest ? get<{ badge: WholeBadge } | WholeBadge>(this.at(`/badges/${this.rest}`)).then(bare) : null,
      this.rest ? [] : get<{ leagues: League[] }>(this.at("/leagues")).then((answer) => answer.leagues),
    ]);
    if (badge?.pattern) Object.assign(this, { draft: draftOf(badge.pattern), byPattern: true });
    return { badge, leagues };
  }

  protected override render() {
    const { value, refusal, now } = this.#known;
    const title = value?.badge ? say.badges.editOf(value.badge.name) : say.badges.create;
    const above = { href: "/admin/badges", label: say.badges.title };
    return html`${heading(title, "", above)}
      ${value ? this.#fields(value.badge, value.leagues) : refusal ? problem(refusal, now) : waiting()}`;
  }

  #fields(badge: WholeBadge | null, leagues: League[]) {
    const { problems, submit, mended, isBusy } = this.#form;
    const words = say.badges.fields;
    return html`<div class="beside" ?data-wide=${this.byPattern} @input=${this.#look} @change=${this.#look}>
      <form class="form wide" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="name" required maxlength="200" .label=${words.name} .value=${badge?.name ?? ""}
          .error=${problems.name}></codebadge-field>
        <codebadge-field name="description" type="textarea" rows="3" maxlength="2000" optional .label=${words.description}
          .hint=${words.descriptionHint} .value=${badge?.description ?? ""} .error=${problems.description}></codebadge-field>
        ${badge ? nothing : this.#league(leagues, problems)}${this.#earned()}
        <codebadge-field name="icon_url" type="url" maxlength="2000" optional .label=${words.icon} .hint=${words.iconHint}
          .value=${badge?.icon_url ?? ""} .error=${problems.icon_url}></codebadge-field>
        <codebadge-field name="color" type="color" .label=${words.color} .value=${badge?.color ?? COLOR}
          .error=${problems.color}></codebadge-field>
        <codebadge-field name="active" type="checkbox" .label=${words.active} .value=${(badge?.active ?? true) ? "yes" : ""}></codebadge-field>
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${
          badge ? say.common.save : say.badges.create
        }</button><a class="button quiet" href="/admin/badges">${say.common.cancel}</a></div>
      </form><div class="side">${this.#preview(badge)}${this.byPattern ? this.#inWords(badge) : nothing}</div></div>`;
  }

  #league(leagues: League[], problems: Problems) {
    const words = say.badges.fields;
    const free = leagues.filter(({ badge }) => !badge).map(({ id, name }) => [String(id), name] as const);
    const asked = this.seen.league ?? new URLSearchParams(location.search).get("league") ?? "";
    return html`<codebadge-field name="league" type="select" .label=${words.league} .hint=${words.leagueHint} .value=${asked}
      .options=${[["", words.noLeague], ...free]} .error=${problems.league}></codebadge-field>`;
  }

  #earned() {
    const { how, ways, title } = patterns.editor;
    const options = [["", ways.hand] as const, ["pattern", ways.pattern] as const];
    return html`<codebadge-field name="way" type="select" .label=${how} .value=${this.byPattern ? "pattern" : ""} .options=${options}
        @change=${this.#onWay}></codebadge-field>
      ${
        this.byPattern
          ? html`<section class="pattern" aria-label=${title}><p class="hint">${patterns.editor.intro}</p>
            <codebadge-pattern-editor .draft=${this.draft} .known=${this.#there.value ?? nothingKnown} .wrongs=${this.#wrongs}
              @codebadge-pattern=${this.#onPattern} @codebadge-template=${this.#onTemplate}></codebadge-pattern-editor>
            <input type="hidden" name="pattern" .value=${textOf(documentOf(this.draft))} /></section>`
          : nothing
      }`;
  }

  readonly #onWay = (event: Event): void => {
    this.byPattern = (event.target as HTMLSelectElement).value === "pattern";
  };

  readonly #onPattern = ({ detail }: CustomEvent<Draft | null>): void => {
    this.isBroken = detail === null;
    this.told = {};
    if (detail) this.draft = detail;
  };

  /** Names are made for the badge too, as long as nobody wrote some. */
  readonly #onTemplate = ({ detail }: CustomEvent<Template>): void => {
    for (const field of ["name", "description"] as const) this.#fill(field, patterns.templates[detail][field]);
  };

  #fill(name: "name" | "description", text: string): void {
    const field = this.querySelector(`codebadge-field[name=${name}]`) as (HTMLElement & { value: string }) | null;
    const templates = Object.values(patterns.templates).map((one) => one[name]);
    if (!field || (field.value.trim() && !templates.includes(field.value))) return;
    field.value = text;
    this.seen = { ...this.seen, [name]: text };
  }

  get #wrongs(): Wrongs {
    return { ...this.told, ...wrongsOf(this.draft) };
  }

  #inWords(badge: WholeBadge | null) {
    const isReady = !this.isBroken && Object.keys(wrongsOf(this.draft)).length === 0;
    return html`<codebadge-pattern-preview class="effect" .place=${this.place} .draft=${this.draft} .badge=${badge?.id ?? null} ?ready=${isReady}
      @codebadge-wrongs=${this.#onWrongs}></codebadge-pattern-preview>`;
  }

  readonly #onWrongs = ({ detail }: CustomEvent<Wrongs>): void => {
    this.told = detail;
  };

  /** By the names of the controls, so that the summary leads to each. */
  #patternProblems(): Problems {
    if (!this.byPattern) return {};
    if (this.isBroken) return { json: patterns.wrong.problem };
    return Object.fromEntries(Object.entries(this.#wrongs).map(([path, words]) => [controlOf(path), words]));
  }

  #placeIn(message: string): string | null {
    const wrongs = this.byPattern ? wrongIn(message) : null;
    const [path] = Object.keys(wrongs ?? {});
    return path && /^(earned|levels|repeat|requires|since)\b/.test(path) ? controlOf(path) : null;
  }

  #preview(badge: WholeBadge | null) {
    const { name, description, icon_url, color }: Values = { ...from(badge), ...this.seen };
    const image = webUrl(icon_url ?? badge?.icon_url ?? null) ?? badge?.image ?? HAND_ART;
    const shown = { image, color: color ?? badge?.color ?? COLOR } as WholeBadge;
    return html`<aside class="effect tile" ${tint(shown.color)} aria-label=${say.badges.preview}><p class="muted small">${say.badges.preview}</p>
      <codebadge-medal .badge=${shown}></codebadge-medal><strong>${name || say.badges.previewName}</strong>
      <p class="small">${description}</p></aside>`;
  }

  async #keep(body: object, league: string | undefined, key: string): Promise<WholeBadge> {
    try {
      if (this.rest) return bare(await patch<{ badge: WholeBadge }>(this.at(`/badges/${this.rest}`), body));
      const whole = { ...body, league: league ? Number(league) : null };
      return bare(await post<{ badge: WholeBadge }>(this.at("/badges"), whole, { key }));
    } catch (error) {
      // It is told at its block too, which stays when the summary is gone.
      if (error instanceof Refused && this.byPattern) this.told = wrongIn(error.refusal.message) ?? {};
      throw error;
    }
  }

  readonly #look = (): void => {
    const fields = new FormData(this.querySelector("form") ?? undefined);
    this.seen = Object.fromEntries([...fields].map(([name, value]) => [name, String(value)]));
  };

  async #send(values: Values, key: string): Promise<void> {
    const { name, description = "", icon_url, color, active, league } = values;
    const common = { name, description, icon_url: icon_url || null, color, active: active === "yes" };
    const pattern = this.byPattern ? documentOf(this.draft) : null;
    const before = this.#known.value?.badge?.pattern ?? null;
    const isOther = plainText(before) !== plainText(pattern);
    const badge = await this.#keep({ ...common, ...((isOther || !this.rest) && { pattern }) }, league, key);
    toast(this.rest ? say.badges.saved : say.badges.created);
    if (pattern && isOther) return go(`/admin/badges/${badge.id}`);
    // Whoever came from a league goes back to it.
    const from = new URLSearchParams(location.search).get("league");
    go(from && from === league ? `/admin/leagues/${from}` : "/admin/badges");
  }
}

function from(badge: WholeBadge | null): Values {
  return badge ? { name: badge.name, description: badge.description } : {};
}

/** Some answers hold the badge by its name. */
export function bare(answer: { badge: WholeBadge } | WholeBadge): WholeBadge {
  return "badge" in answer ? answer.badge : answer;
}

export function check({ name, icon_url }: Values): Problems {
  return {
    ...(!name && { name: say.badges.nameMissing }),
    ...(icon_url && !webUrl(icon_url) && { icon_url: say.badges.iconWrong }),
  };
}

function named({ code }: { code: string }): string | null {
  return { league_has_badge: "league", taken: "name" }[code] ?? null;
}

define("codebadge-admin-badge-form", BadgeForm);
