/** `/admin/seasons`: every season with its days and its board, and how equal points are ranked. */
import { html, nothing } from "lit";
import { get, of, remove } from "../account/api";
import { Asked } from "../account/asked";
import type { Season } from "../live/wire_boards";
import { within } from "../pieces/here";
import { define } from "../pieces/piece";
import { say as admin } from "../words/admin";
import { say as words } from "../words/seasons";
import { dayOf } from "../words/times";
import type { Column } from "./arrange";
import { confirm } from "./confirm";
import { listed } from "./listed";
import { AdminPage, heading, unseen } from "./page";
import "./ranking";
import { attempt } from "./said";
import "./season";
import { stateOf } from "./season_days";
import "./table";
import { dayIn } from "./tariff";

const say = words.seasons;

class SeasonsPage extends AdminPage {
  static override properties = { ...AdminPage.properties, editing: { state: true } };
  /** The season in the dialog; `new` is none yet. */
  declare editing: Season | "new" | null;
  readonly #seasons = new Asked(
    this,
    async () => (await get<{ seasons: Season[] }>(this.at("/seasons"))).seasons,
  );

  readonly #here = new Asked(this, () => get<{ time_zone: string }>(of(this.place.slug)));

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#here.now();
    void this.#seasons.now();
  }

  protected override render() {
    const create = html`<button class="primary" @click=${() => this.#edit("new")}>${say.create}</button>`;
    return html`${heading(say.title, create)}<p class="muted prose">${say.intro}</p>
      <codebadge-table .label=${say.title} .source=${listed(this.#seasons)} .columns=${this.#columns()} .key=${({ id }: Season) => id}
        .find=${({ name }: Season) => name}
        .empty=${html`<codebadge-empty .what=${say.empty} .next=${say.emptyNext}></codebadge-empty>`}></codebadge-table>
      <codebadge-ranking .org=${this.place.slug}></codebadge-ranking>
      ${this.editing ? this.#dialog(this.editing) : nothing}`;
  }

  #edit(season: Season | "new"): void {
    this.editing = season;
  }

  #dialog(season: Season | "new") {
    const close = () => {
      this.editing = null;
    };
    return html`<codebadge-season .org=${this.place.slug} .season=${season === "new" ? null : season} @close=${close}
      @codebadge-saved=${this.#seasons.now}></codebadge-season>`;
  }

  #columns(): Column<Season>[] {
    return [
      {
        key: "name",
        title: say.name,
        kind: "lead",
        sort: ({ name }) => name,
        cell: ({ name }) => html`<bdi>${name}</bdi>`,
      },
      {
        key: "from",
        title: say.from,
        sort: ({ starts_on }) => starts_on,
        cell: ({ starts_on }) => dayOf(starts_on),
      },
      {
        key: "until",
        title: say.until,
        sort: ({ ends_on }) => ends_on,
        cell: ({ ends_on }) => dayOf(ends_on),
      },
      { key: "state", title: say.state, cell: (season) => this.#state(season) },
      { key: "board", title: say.board, cell: (season) => this.#board(season) },
      {
        key: "actions",
        title: admin.common.actions,
        kind: "actions",
        cell: (season) => this.#actions(season),
      },
    ];
  }

  /** By the organisation's calendar: where its admin sits it may be another day. */
  #is(season: Season) {
    return stateOf(season, dayIn(new Date(), this.#here.value?.time_zone ?? "UTC"));
  }

  #state(season: Season) {
    const is = this.#is(season);
    return html`<span class="mark" data-state=${marks[is]}>${say.states[is]}</span>`;
  }

  #board(season: Season) {
    const is = this.#is(season);
    if (is === "upcoming") return "";
    const ended = `/boards?board=season-${season.id}&at=${season.starts_on}`;
    const path = is === "running" ? `/?board=season-${season.id}` : ended;
    return html`<a href=${within(path, this.place.slug)}>${say.seeBoard}${unseen(say.boardOf(season.name))}</a>`;
  }

  #actions(season: Season) {
    return html`<div class="buttons"><button @click=${() => this.#edit(season)}>${admin.common.edit}${unseen(season.name)}</button>
      <button class="danger" @click=${() => this.#delete(season)}>${admin.common.remove}${unseen(season.name)}</button></div>`;
  }

  async #delete({ id, name }: Season): Promise<void> {
    const deed = { title: say.deleteTitle(name), text: say.deleteText, act: say.deleteAct(name) };
    if ((await confirm(deed)) === null) return;
    const done = await attempt(async () => {
      await remove(this.at(`/seasons/${id}`));
      return say.deleted(name);
    });
    if (done) await this.#seasons.now();
  }
}

const marks = { upcoming: "waits", running: "valid", over: "waits", closed: "closed" };

define("codebadge-admin-seasons", SeasonsPage);
