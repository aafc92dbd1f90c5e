/** `<codebadge-ranking org="lumen">`: how an organisation ranks equal points, with an example that shows it. */
import { html, LitElement } from "lit";
import { get, of, patch } from "../account/api";
import { Asked } from "../account/asked";
import { Form, sends, type Values } from "../account/form";
import { ranked } from "../live/ranking";
import type { Board, Ranking, Row } from "../live/wire";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { figure } from "../words/figures";
import { say as words } from "../words/seasons";
import { problem } from "./problem";
import "./ranking.css";
import { waiting } from "./table";

const say = words.ranking;
const ways = ["standard", "dense", "ordinal"] as const;
const points = [9, 7, 7, 4];

class RankingPiece extends LitElement {
  static override properties = { org: {}, chosen: { state: true } };
  declare org: string;
  /** As it is chosen, not yet saved. */
  declare chosen: Ranking | null;
  readonly #known = new Asked<Ranking>(this, async () => {
    return (await get<Board>(of(this.org, "/boards/all?limit=1"))).ranking ?? "standard";
  });
  readonly #form = new Form(this, { send: (values) => this.#save(values) });

  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(): void {
    void this.#known.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#known;
    return html`<section><h2>${say.title}</h2>${value ? this.#fields(this.chosen ?? value) : refusal ? problem(refusal, now) : waiting()}</section>`;
  }

  #fields(chosen: Ranking) {
    return html`<p class="muted prose">${say.intro}</p><div class="beside">
      <form class="form" novalidate @submit=${this.#form.submit} @change=${this.#onChange}>${this.#form.summary()}
        <fieldset><legend class="legend">${say.label}</legend>${ways.map(
          (
            way,
          ) => html`<label class="way-of-ranking"><input type="radio" name="ranking" value=${way} .checked=${way === chosen} />
            <span>${say.ways[way]}</span></label>`,
        )}</fieldset>
        <div class="buttons">${sends(this.#form, say.save, say.save, "")}</div></form>
      <aside class="effect" aria-label=${say.example}><p><strong>${say.example}</strong></p>
        <ol class="ranks figures">${ranked(example, chosen).map(
          ({ rank, person, points: sum }) =>
            html`<li><span>${figure(rank)}</span><span>${person.name}</span><span>${figure(sum)}</span></li>`,
        )}</ol></aside></div>`;
  }

  readonly #onChange = (event: Event): void => {
    this.chosen = (event.target as HTMLInputElement).value as Ranking;
  };

  async #save({ ranking }: Values): Promise<void> {
    await patch(of(this.org), { ranking });
    this.#known.set(ranking as Ranking);
    this.chosen = null;
    toast(say.saved);
  }
}

const example: Row[] = say.names.map((name, at) => ({
  position: at + 1,
  rank: at + 1,
  person: { id: at, name, login: null, avatar: null },
  points: points[at] ?? 0,
}));

define("codebadge-ranking", RankingPiece);
