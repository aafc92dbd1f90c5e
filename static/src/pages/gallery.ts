/** `/badges-gallery`: every badge; what somebody holds in colour, the others in outline with what is missing. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { get, of } from "../account/api";
import { Asked } from "../account/asked";
import { placeIn, session } from "../account/session";
import { signInAddress } from "../account/way";
import { problem } from "../admin/problem";
import { waiting } from "../admin/table";
import type { WholeBadge } from "../admin/wire";
import "../admin/admin.css";
import { Refused } from "../live/rest";
import type { Person } from "../live/wire";
import "../look/form.css";
import "../look/page.css";
import { here } from "../pieces/here";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { restoreTheme } from "../pieces/theme";
import "../pieces/time";
import "../pieces/why_not";
import { figure } from "../words/figures";
import { say } from "../words/gallery";
import { bar, noOrganization, Page } from "./frame";
import "./gallery.css";
import { arranged, leaguesOf, type Show, type Tile, tileOf, type Wanted, wantedOf } from "./tiles";

restoreTheme();
const words = say.gallery;

interface Gallery {
  tiles: Tile[];
  /** Whose they are; null when it is only told what there is. */
  person: Person | null;
  isMe: boolean;
  isSignedIn: boolean;
}

class GalleryPage extends Page {
  static override properties = { wanted: { state: true }, asked: { state: true } };
  declare wanted: Wanted;
  /** The badge whose conditions are shown. */
  declare asked: WholeBadge | null;
  readonly #gallery = new Asked(this, () => this.#ask());

  constructor() {
    super();
    this.wanted = { show: "all", league: "", text: "" };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = words.documentTitle;
    if (this.org) void this.#gallery.now();
  }

  async #ask(): Promise<Gallery> {
    const who = await session();
    const named = Number(new URLSearchParams(location.search).get("person"));
    const me = who.person && placeIn(who, this.org) ? who.person : null;
    const id = named || me?.id;
    const isSignedIn = who.person !== null;
    if (!id) return { ...(await this.#everything()), isSignedIn };
    try {
      const [person, { badges }] = await Promise.all([
        id === me?.id
          ? me
          : get<{ person: Person }>(of(this.org, `/people/${id}`), { stay: true }).then(
              (answer) => answer.person,
            ),
        get<{ badges: Tile[] }>(of(this.org, `/people/${id}/badges`), { stay: true }),
      ]);
      return { tiles: arranged(badges), person, isMe: id === me?.id, isSignedIn };
    } catch (error) {
      // Whoever opted out is shown nowhere, not even to themselves; the badges are there all the same.
      if (named || !(error instanceof Refused) || error.refusal.code !== "not_found") throw error;
      return { ...(await this.#everything()), isSignedIn };
    }
  }

  async #everything(): Promise<Omit<Gallery, "isSignedIn">> {
    const { badges } = await get<{ badges: WholeBadge[] }>(of(this.org, "/badges"), { stay: true });
    return { tiles: badges.map(tileOf), person: null, isMe: false };
  }

  protected override render() {
    return html`${bar("gallery")}<main id="content" class="gallery" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    const { value, refusal, now } = this.#gallery;
    if (!this.org) return noOrganization();
    if (!value && refusal?.code === "not_found") return unknownPerson();
    return html`<h1>${value?.person && !value.isMe ? words.ofTitle(value.person.name) : words.title}</h1>
      ${value ? this.#all(value) : refusal ? problem(refusal, now) : waiting()}`;
  }

  #all(gallery: Gallery) {
    const { tiles, person } = gallery;
    if (tiles.length === 0)
      return html`<codebadge-empty .what=${words.noneAtAll} .next=${words.noneAtAllNext}></codebadge-empty>`;
    const shown = wantedOf(tiles, this.wanted);
    return html`${this.#intro(gallery)}${this.#filters(tiles, person !== null)}
      <p class="muted small figures" role="status">${words.found(shown.length)}</p>
      ${
        shown.length
          ? html`<ul class="tiles">${repeat(
              shown,
              ({ badge }) => badge.id,
              (tile) => this.#tile(tile, gallery),
            )}</ul>`
          : this.#none()
      }
      ${this.asked && person ? this.#why(this.asked, person) : nothing}`;
  }

  #intro({ tiles, person, isMe, isSignedIn }: Gallery) {
    const held = tiles.filter(({ award }) => award).length;
    const told = isMe
      ? words.mine(held, tiles.length)
      : person
        ? words.of(person.name, held, tiles.length)
        : words.intro;
    return html`<p class="muted prose">${told}</p>
      ${isSignedIn ? nothing : html`<p><a href=${signInAddress(location.pathname + location.search)}>${words.signIn}</a></p>`}
      ${person && !isMe ? html`<p><a href=${here(`/people/${person.id}`)}><bdi>${person.name}</bdi></a> · <a href=${here("/badges-gallery")}>${words.everybody}</a></p>` : nothing}`;
  }

  #filters(tiles: Tile[], isSomebodys: boolean) {
    const leagues = leaguesOf(tiles);
    const want = (part: Partial<Wanted>) => {
      this.wanted = { ...this.wanted, ...part };
    };
    return html`<div class="filters gallery-filters">
      ${
        isSomebodys
          ? html`<div class="views" role="group" aria-label=${words.show}>${Object.entries(words.filters).map(
              ([
                show,
                label,
              ]) => html`<button type="button" data-show=${show} aria-pressed=${show === this.wanted.show ? "true" : "false"}
                @click=${() => want({ show: show as Show })}>${label}</button>`,
            )}</div>`
          : nothing
      }
      ${
        leagues.length
          ? html`<label class="choice">${words.league}<select @change=${(event: Event) => want({ league: (event.target as HTMLSelectElement).value })}>
              <option value="">${words.everyLeague}</option>${leagues.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select></label>`
          : nothing
      }
      <label class="choice">${words.search}<input type="search" autocomplete="off" .value=${this.wanted.text}
        @input=${(event: Event) => want({ text: (event.target as HTMLInputElement).value })} /></label></div>`;
  }

  #none() {
    const { show, text, league } = this.wanted;
    if (text)
      return html`<codebadge-empty .what=${words.noneFound(text)} .next=${words.noneFoundNext}></codebadge-empty>`;
    if (league) return html`<p class="muted">${words.noneLeague}</p>`;
    if (show === "next") return html`<p class="muted">${words.noneNext}</p>`;
    return html`<codebadge-empty .what=${words.noneMine} .next=${words.noneMineNext}></codebadge-empty>`;
  }

  #tile(tile: Tile, { person }: Gallery) {
    const { badge, award, level } = tile;
    const isOutline = person !== null && !award;
    return html`<li class="badge-tile" data-badge=${badge.slug} ?data-held=${award !== null}>
      <codebadge-medal ?data-faded=${isOutline} .badge=${badge}></codebadge-medal>
      <h2><bdi>${badge.name}</bdi></h2>
      ${award ? html`<p class="small"><span class="mark" data-state="verified">${level ?? words.held}</span> <span class="muted"><codebadge-time at=${award.at}></codebadge-time></span></p>` : nothing}
      ${badge.description ? html`<p class="small">${badge.description}</p>` : nothing}
      ${progress(tile)}${person && !award ? missing(tile) : nothing}
      ${person ? nothing : html`<p class="muted small">${howOf(tile)}</p>`}
      <p class="muted small foot-line">${heldBy(badge)}</p>
      ${person && (badge.pattern || award) ? this.#open(tile) : nothing}</li>`;
  }

  #open({ badge, award }: Tile) {
    const ask = () => {
      this.asked = badge;
    };
    const label = award ? (this.#gallery.value?.isMe ? words.whyHeld : words.whyHeldOf) : words.why;
    return html`<button type="button" class="quiet small" @click=${ask}>${label}<span class="unseen">${words.whyOf(badge.name)}</span></button>`;
  }

  #why(badge: WholeBadge, person: Person) {
    const close = () => {
      this.asked = null;
    };
    return html`<codebadge-why-not .org=${this.org} .person=${person.id} .badge=${badge} .isMe=${this.#gallery.value?.isMe === true} @close=${close}></codebadge-why-not>`;
  }
}

/** Its numbers are said once: a single sentence about what is missing has them too. */
function progress({ badge, next, award, missing }: Tile) {
  if (!next) return nothing;
  const isSaid = !award && missing.length === 1;
  const said = next.level
    ? words.nextLevel(next.level, figure(next.have), figure(next.need))
    : words.have(figure(next.have), figure(next.need));
  return html`<div class="way"><progress max="100" value=${next.percent} aria-label="${badge.name}: ${said}"></progress>
    <span class="muted small figures">${isSaid ? (next.level ?? nothing) : said}</span></div>`;
}

function missing(tile: Tile) {
  const { missing, badge } = tile;
  if (!badge.active) return html`<p class="muted small">${words.notActive}</p>`;
  const said = badge.pattern && missing.length ? missing : [howOf(tile)];
  return html`<ul class="small lacks">${said.slice(0, 3).map((one) => html`<li>${one}</li>`)}</ul>`;
}

function howOf({ badge, words: told }: Tile): string {
  if (badge.pattern && told.length) return told.join(" ");
  if (badge.special) return words.byRule;
  return badge.league ? words.byLeague(badge.league.name) : told.join(" ") || words.byHand;
}

function heldBy({ held }: WholeBadge): string {
  return words.heldBy(held);
}

function unknownPerson() {
  return html`<codebadge-error page data-case="not_found" .what=${words.unknownPerson} .next=${words.unknownPersonNext}>
    <a href=${here("/badges-gallery")}>${words.everybody}</a></codebadge-error>`;
}

define("codebadge-gallery-page", GalleryPage);
