/** `/leagues`: every league of the organisation, and one's own way through each. */
import { html, nothing } from "lit";
import { get, of } from "../account/api";
import { Asked } from "../account/asked";
import { placeIn, type Session, Who } from "../account/session";
import { signInAddress } from "../account/way";
import { problem } from "../admin/problem";
import "../admin/progress";
import { waiting } from "../admin/table";
import type { League } from "../admin/wire";
import "../admin/admin.css";
import "../look/form.css";
import "../look/page.css";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { restoreTheme } from "../pieces/theme";
import { say } from "../words/admin";
import { figure } from "../words/figures";
import { bar, noOrganization, Page } from "./frame";

restoreTheme();

class LeaguesPage extends Page {
  readonly #who = new Who(this);
  readonly #leagues = new Asked(this, async () => {
    return (await get<{ leagues: League[] }>(of(this.org, "/leagues"), { stay: true })).leagues;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${say.leagues.publicTitle} · Codebadge`;
    if (this.org) void this.#leagues.now();
  }

  protected override render() {
    return html`${bar("leagues")}<main id="content" class="leagues" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    const { value, refusal, now } = this.#leagues;
    const session = this.#who.value;
    if (!this.org) return noOrganization();
    return html`<h1>${say.leagues.publicTitle}</h1><p class="muted prose">${say.leagues.publicIntro}</p>
      ${session && !session.person ? html`<p><a href=${signInAddress("/leagues")}>${say.leagues.signIn}</a></p>` : nothing}
      ${value ? this.#all(value, session) : refusal ? problem(refusal, now) : waiting()}`;
  }

  #all(leagues: League[], session: Session | null) {
    if (leagues.length === 0)
      return html`<codebadge-empty .what=${say.leagues.empty} .next=${say.leagues.publicEmptyNext}></codebadge-empty>`;
    const isMember = session?.person && placeIn(session, this.org);
    return html`<div class="leagues-list">${leagues.map((league) => this.#one(league, Boolean(isMember)))}</div>`;
  }

  #one(league: League, isMember: boolean) {
    const { id, name, description, badge, sections, who } = league;
    return html`<section class="sheet" id="league-${id}"><div class="heading"><h2><bdi>${name}</bdi></h2>
        <span class="muted small figures">${say.leagues.sectionCount(sections.length)}</span></div>
      ${description ? html`<p>${description}</p>` : nothing}
      ${
        isMember
          ? html`<codebadge-progress mine ?may=${who === "person"} .org=${this.org} .league=${id}></codebadge-progress>
            ${who === "person" ? nothing : html`<p class="muted small">${who === "work" ? say.leagues.byWork : say.leagues.byModerator}</p>`}`
          : html`${badge ? html`<p class="lead"><codebadge-medal .badge=${badge}></codebadge-medal><span>${say.leagues.toEarn(badge.name)}</span></p>` : nothing}
            <ol class="items numbered">${sections.map(({ name: section }) => html`<li><bdi>${section}</bdi></li>`)}</ol>`
      }
      <p class="muted small figures">${say.leagues.begun} ${figure(league.people)} · ${say.leagues.finished} ${figure(league.finished)}</p></section>`;
  }
}

define("codebadge-leagues-page", LeaguesPage);
