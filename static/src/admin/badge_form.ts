/** `/admin/badges/new` and `…/{id}/edit`: a badge's fields and its pattern, and beside them how people will see it. */
import { html, nothing } from "lit";
import { get, patch, post } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Problems, type Values } from "../account/form";
import { webUrl } from "../pieces/link";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { toast } from "../pieces/toast";
import { dress } from "../studio/asking";
import { say } from "../words/admin";
import { say as patterns } from "../words/patterns";
import "./badge_design";
import type { Chosen } from "./badge_design";
import { chosenOf, designInAddress } from "./badge_designs";
import { BadgePattern } from "./badge_pattern";
import { AdminPage, go, heading, tint } from "./page";
import { askKnown } from "./pattern_known";
import type { Template } from "./pattern_templates";
import { problem } from "./problem";
import { waiting } from "./table";
import type { League, WholeBadge } from "./wire";

const HAND_ART = "/static/badges/special.svg";
const COLOR = "#3a5a78";

class BadgeForm extends AdminPage {
  static override properties = { ...AdminPage.properties, seen: { state: true }, design: { state: true } };
  /** The design that shall draw it; undefined as long as nobody touched it. */
  declare design: Chosen | null | undefined;
  /** What stands in the form now, for the preview. */
  declare seen: Values;
  readonly #known = new Asked(this, () => this.#ask());
  readonly #there = new Asked(this, () => askKnown(this.place.slug));
  readonly #pattern = new BadgePattern(this, (template) => this.#named(template));
  readonly #form = new Form(this, {
    check: (values) => ({ ...check(values), ...this.#pattern.problems() }),
    send: (values, key) => this.#send(values, key),
    field: (refusal) => named(refusal) ?? this.#pattern.placeIn(refusal.message),
  });

  constructor() {
    super();
    this.seen = {};
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#pattern.isUsed = !this.rest && new URLSearchParams(location.search).has("pattern");
    void this.#known.now();
    void this.#there.now();
    if (!this.rest) void this.#fromStudio();
  }

  /** Who drew it first comes with it. */
  async #fromStudio(): Promise<void> {
    const design = await designInAddress(this.place.slug);
    if (design) this.design = design;
  }

  async #ask(): Promise<{ badge: WholeBadge | null; leagues: League[] }> {
    const [badge, leagues] = await Promise.all([
      this.rest ? get<{ badge: WholeBadge } | WholeBadge>(this.at(`/badges/${this.rest}`)).then(bare) : null,
      this.rest ? [] : get<{ leagues: League[] }>(this.at("/leagues")).then((answer) => answer.leagues),
    ]);
    if (badge?.pattern) this.#pattern.take(badge.pattern);
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
    return html`<div class="beside" ?data-wide=${this.#pattern.isUsed} @input=${this.#look} @change=${this.#look}>
      <form class="form wide" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="name" required maxlength="200" .label=${words.name} .value=${badge?.name ?? ""}
          .error=${problems.name}></codebadge-field>
        <codebadge-field name="description" type="textarea" rows="3" maxlength="2000" optional .label=${words.description}
          .hint=${words.descriptionHint} .value=${badge?.description ?? ""} .error=${problems.description}></codebadge-field>
        ${badge ? nothing : this.#league(leagues, problems)}${this.#pattern.fields(this.#there.value)}
        <codebadge-badge-design .org=${this.place.slug} .badge=${badge} .chosen=${this.#design(badge)}
          @codebadge-design=${(event: CustomEvent<Chosen | null>) => {
            this.design = event.detail;
          }}></codebadge-badge-design>
        <codebadge-field name="icon_url" type="url" maxlength="2000" optional .label=${words.icon} .hint=${words.iconHint}
          .value=${badge?.icon_url ?? ""} .error=${problems.icon_url}></codebadge-field>
        <codebadge-field name="color" type="color" .label=${words.color} .value=${badge?.color ?? COLOR}
          .error=${problems.color}></codebadge-field>
        <codebadge-field name="active" type="checkbox" .label=${words.active} .value=${(badge?.active ?? true) ? "yes" : ""}></codebadge-field>
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${
          badge ? say.common.save : say.badges.create
        }</button><a class="button quiet" href="/admin/badges">${say.common.cancel}</a></div>
      </form>
      <div class="side">${this.#preview(badge)}${this.#pattern.inWords(this.place, badge?.id ?? null)}</div></div>`;
  }

  #league(leagues: League[], problems: Problems) {
    const words = say.badges.fields;
    const free = leagues.filter(({ badge }) => !badge).map(({ id, name }) => [String(id), name] as const);
    const asked = this.seen.league ?? new URLSearchParams(location.search).get("league") ?? "";
    return html`<codebadge-field name="league" type="select" .label=${words.league} .hint=${words.leagueHint} .value=${asked}
      .options=${[["", words.noLeague], ...free]} .error=${problems.league}></codebadge-field>`;
  }

  #design(badge: WholeBadge | null): Chosen | null {
    return this.design === undefined ? chosenOf(badge) : this.design;
  }

  #preview(badge: WholeBadge | null) {
    const { name, description, icon_url, color }: Values = { ...from(badge), ...this.seen };
    const drawn = this.#design(badge)?.image;
    const image = drawn ?? webUrl(icon_url ?? badge?.icon_url ?? null) ?? badge?.image ?? HAND_ART;
    const shown = { image, color: color ?? badge?.color ?? COLOR } as WholeBadge;
    return html`<aside class="effect tile" ${tint(shown.color)} aria-label=${say.badges.preview}><p class="muted small">${say.badges.preview}</p>
      <codebadge-medal .badge=${shown}></codebadge-medal><strong>${name || say.badges.previewName}</strong>
      <p class="small">${description}</p></aside>`;
  }

  readonly #look = (): void => {
    const fields = new FormData(this.querySelector("form") ?? undefined);
    this.seen = Object.fromEntries([...fields].map(([name, value]) => [name, String(value)]));
  };

  /** An example brings a name and a description, as long as nobody wrote some. */
  #named(template: Template): void {
    for (const name of ["name", "description"] as const) {
      const field = this.querySelector<HTMLElement & { value: string }>(`codebadge-field[name=${name}]`);
      const brought = Object.values(patterns.templates).map((one) => one[name]);
      if (!field || (field.value.trim() && !brought.includes(field.value))) continue;
      field.value = patterns.templates[template][name];
      this.seen = { ...this.seen, [name]: field.value };
    }
  }

  async #send(values: Values, key: string): Promise<void> {
    const { name, description = "", icon_url, color, active, league } = values;
    const common = { name, description, icon_url: icon_url || null, color, active: active === "yes" };
    const { isChanged, document: pattern } = this.#pattern;
    const badge = await this.#keep({ ...common, ...((isChanged || !this.rest) && { pattern }) }, league, key);
    const { design } = this;
    if (design !== undefined) await dress(this.place.slug, badge.id, design?.id ?? null, design?.number);
    toast(this.rest ? say.badges.saved : say.badges.created);
    // A pattern that is new may be given for work of the past, on the badge's own page.
    if (pattern && isChanged) return go(`/admin/badges/${badge.id}`);
    // Whoever came from a league goes back to it.
    const from = new URLSearchParams(location.search).get("league");
    go(from && from === league ? `/admin/leagues/${from}` : "/admin/badges");
  }

  async #keep(body: object, league: string | undefined, key: string): Promise<WholeBadge> {
    if (this.rest) return bare(await patch<{ badge: WholeBadge }>(this.at(`/badges/${this.rest}`), body));
    const whole = { ...body, league: league ? Number(league) : null };
    return bare(await post<{ badge: WholeBadge }>(this.at("/badges"), whole, { key }));
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
