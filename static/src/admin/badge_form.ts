/** `/admin/badges/new` and `…/{id}/edit`: a badge's fields, and beside them how people will see it. */
import { html, nothing } from "lit";
import { get, patch, post } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Problems, type Values } from "../account/form";
import { webUrl } from "../pieces/link";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { toast } from "../pieces/toast";
import { say } from "../words/admin";
import { AdminPage, go, heading, tint } from "./page";
import { problem } from "./problem";
import { waiting } from "./table";
import type { League, WholeBadge } from "./wire";

const HAND_ART = "/static/badges/special.svg";
const COLOR = "#3a5a78";

class BadgeForm extends AdminPage {
  static override properties = { ...AdminPage.properties, seen: { state: true } };
  /** What stands in the form now, for the preview. */
  declare seen: Values;
  readonly #known = new Asked(this, () => this.#ask());
  readonly #form = new Form(this, { check, send: (values, key) => this.#send(values, key), field: named });

  constructor() {
    super();
    this.seen = {};
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#known.now();
  }

  async #ask(): Promise<{ badge: WholeBadge | null; leagues: League[] }> {
    const [badge, leagues] = await Promise.all([
      this.rest ? get<{ badge: WholeBadge } | WholeBadge>(this.at(`/badges/${this.rest}`)).then(bare) : null,
      this.rest ? [] : get<{ leagues: League[] }>(this.at("/leagues")).then((answer) => answer.leagues),
    ]);
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
    return html`<div class="beside" @input=${this.#look} @change=${this.#look}>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="name" required maxlength="200" .label=${words.name} .value=${badge?.name ?? ""}
          .error=${problems.name}></codebadge-field>
        <codebadge-field name="description" type="textarea" rows="3" maxlength="2000" optional .label=${words.description}
          .hint=${words.descriptionHint} .value=${badge?.description ?? ""} .error=${problems.description}></codebadge-field>
        ${badge ? nothing : this.#earned(leagues, problems)}
        <codebadge-field name="icon_url" type="url" maxlength="2000" optional .label=${words.icon} .hint=${words.iconHint}
          .value=${badge?.icon_url ?? ""} .error=${problems.icon_url}></codebadge-field>
        <codebadge-field name="color" type="color" .label=${words.color} .value=${badge?.color ?? COLOR}
          .error=${problems.color}></codebadge-field>
        <codebadge-field name="active" type="checkbox" .label=${words.active} .value=${(badge?.active ?? true) ? "yes" : ""}></codebadge-field>
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${
          badge ? say.common.save : say.badges.create
        }</button><a class="button quiet" href="/admin/badges">${say.common.cancel}</a></div>
      </form>${this.#preview(badge)}</div>`;
  }

  #earned(leagues: League[], problems: Problems) {
    const words = say.badges.fields;
    const free = leagues.filter(({ badge }) => !badge).map(({ id, name }) => [String(id), name] as const);
    const kinds = Object.entries(say.badges.kinds);
    const asked = this.seen.league ?? new URLSearchParams(location.search).get("league") ?? "";
    const kind = this.seen.kind ?? "";
    return html`<codebadge-field name="league" type="select" .label=${words.league} .hint=${words.leagueHint} .value=${asked}
        .options=${[["", words.noLeague], ...free]} .error=${problems.league}></codebadge-field>
      <codebadge-field name="kind" type="select" .label=${words.earned} value="" .options=${[["", words.hand], ...kinds]}></codebadge-field>
      ${
        kind
          ? html`<codebadge-field name="at_least" type="number" least="1" inputmode="numeric" value="10" .label=${words.count}
            .error=${problems.at_least}></codebadge-field>`
          : nothing
      }`;
  }

  #preview(badge: WholeBadge | null) {
    const { name, description, icon_url, color }: Values = { ...from(badge), ...this.seen };
    const image = webUrl(icon_url ?? badge?.icon_url ?? null) ?? badge?.image ?? HAND_ART;
    const shown = { image, color: color ?? badge?.color ?? COLOR } as WholeBadge;
    return html`<aside class="effect tile" ${tint(shown.color)} aria-label=${say.badges.preview}><p class="muted small">${say.badges.preview}</p>
      <codebadge-medal .badge=${shown}></codebadge-medal><strong>${name || say.badges.previewName}</strong>
      <p class="small">${description}</p></aside>`;
  }

  readonly #look = (): void => {
    const fields = new FormData(this.querySelector("form") ?? undefined);
    this.seen = Object.fromEntries([...fields].map(([name, value]) => [name, String(value)]));
  };

  async #send(values: Values, key: string): Promise<void> {
    const { name, description = "", icon_url, color, active, league, kind, at_least } = values;
    const common = { name, description, icon_url: icon_url || null, color, active: active === "yes" };
    if (this.rest) {
      await patch(this.at(`/badges/${this.rest}`), common);
    } else {
      const pattern = kind ? { pattern: "count", kind, at_least: Number(at_least) } : null;
      await post(this.at("/badges"), { ...common, league: league ? Number(league) : null, pattern }, { key });
    }
    toast(this.rest ? say.badges.saved : say.badges.created);
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

export function check({ name, icon_url, kind, at_least }: Values): Problems {
  return {
    ...(!name && { name: say.badges.nameMissing }),
    ...(icon_url && !webUrl(icon_url) && { icon_url: say.badges.iconWrong }),
    ...(kind && !/^[1-9]\d{0,5}$/.test(at_least ?? "") && { at_least: say.badges.countWrong }),
  };
}

function named({ code }: { code: string }): string | null {
  return { league_has_badge: "league", taken: "name" }[code] ?? null;
}

define("codebadge-admin-badge-form", BadgeForm);
