/** `/admin/hooks/trello`: key and token, a board, what its lists mean, who is who and its past come in; a connected board goes out. */
import { html } from "lit";
import { Asked } from "../account/asked";
import { Refused } from "../live/rest";
import type { Person } from "../live/wire";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say } from "../words/connect";
import { say as sources } from "../words/sources";
import "./connect_cards";
import "./connect_choices";
import type { Chosen } from "./connect_choices";
import "./connect_done";
import { Draft } from "./connect_draft";
import { knownAccess } from "./connect_known";
import "./connect_members";
import "./connect_past";
import { Steps, stepHeading } from "./connect_steps";
import "./connect_tokens";
import { AdminPage, heading } from "./page";
import { problem } from "./problem";
import { connectSource, readBoard, readSources, setMember } from "./source_rest";
import { waiting } from "./table";
import type { BoardParts, BoardRule, Connection, Member, Mode } from "./wire_sources";

interface Answers {
  connection: number | null;
  chosen: Chosen | null;
  rule: BoardRule | null;
  picked: Record<string, Person>;
  isPeopled: boolean;
  mode: Mode;
  /** The source that was made of it. */
  hook: number | null;
}

const nothingYet: Answers = {
  connection: null,
  chosen: null,
  rule: null,
  picked: {},
  isPeopled: false,
  mode: "past",
  hook: null,
};
const names = ["key", "board", "cards", "people", "past", "done"] as const;

class ConnectTrello extends AdminPage {
  #draft = new Draft("", "trello", nothingYet);
  readonly #known = new Asked(this, () => readSources(this.place.slug));
  readonly #board = new Asked(this, () => {
    const { connection, chosen } = this.#draft.value;
    return readBoard(this.place.slug, connection ?? 0, chosen?.remote ?? "");
  });
  readonly #steps = new Steps(this, names, () => {
    const { connection, chosen, rule, isPeopled, hook } = this.#draft.value;
    if (hook) return "done";
    if (rule) return isPeopled ? "past" : "people";
    return chosen ? "cards" : connection ? "board" : "key";
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#draft = new Draft(this.place.slug, "trello", nothingYet);
    if (this.#draft.value.hook && this.#steps.now !== "done") this.#draft.clear();
    void this.#known.now();
    if (this.#draft.value.chosen) void this.#board.now();
  }

  protected override render() {
    const above = { href: "/admin/hooks", label: sources.sources.title };
    return html`${heading(say.trello.title, "", above)}${this.#steps.trail(say.trello.steps)}
      <div class="connecting">${this.#content[this.#steps.now]()}</div>`;
  }

  readonly #content = {
    key: () => html`${stepHeading(say.trello.key)}${knownAccess(this.#known.value, "trello", this.#use)}
      <section class="sheet"><codebadge-access-form .org=${this.place.slug} .provider=${"trello"}
        @codebadge-access=${({ detail }: CustomEvent<Connection>) => this.#use(detail)}></codebadge-access-form></section>`,
    board: () => html`${stepHeading(say.trello.board)}
      <codebadge-connect-choices .org=${this.place.slug} .provider=${"trello"} .connection=${this.#draft.value.connection}
        .chosen=${this.#draft.value.chosen} @codebadge-chosen=${this.#choose}></codebadge-connect-choices>${this.#back()}`,
    cards: () =>
      html`${stepHeading(say.trello.cards)}${this.#withParts(
        (parts) =>
          html`<codebadge-connect-cards .parts=${parts} .rule=${this.#draft.value.rule} .act=${say.steps.next} .save=${this.#ruled}></codebadge-connect-cards>`,
      )}${this.#back()}`,
    people: () =>
      html`${stepHeading(say.trello.people)}<p class="muted prose-of">${say.trello.peopleText}</p>${this.#withParts(
        ({
          members,
        }) => html`<codebadge-connect-members .org=${this.place.slug} .members=${members} .picked=${this.#draft.value.picked}
        @codebadge-member=${this.#pick}></codebadge-connect-members>
        <div class="buttons"><button class="primary" @click=${this.#peopled}>${say.steps.next}</button></div>`,
      )}${this.#back()}`,
    past: () => html`${stepHeading(say.past.title)}
      <codebadge-connect-past .name=${this.#draft.value.chosen?.name ?? ""} .mode=${this.#draft.value.mode} .connect=${this.#connect}
        @codebadge-mode=${({ detail }: CustomEvent<Mode>) => this.#draft.set({ mode: detail })}></codebadge-connect-past>${this.#back()}`,
    done: () => html`${stepHeading(say.done.title(this.#draft.value.chosen?.name ?? ""))}<codebadge-connect-done .place=${this.place} .hook=${this.#draft.value.hook} .project=${null} .opened=${null}
      @codebadge-another=${this.#another}></codebadge-connect-done>`,
  };

  #withParts(draw: (parts: BoardParts) => unknown) {
    const { value, refusal, now } = this.#board;
    return value ? draw(value) : refusal ? problem(refusal, now) : waiting();
  }

  #back() {
    return html`<p><button class="quiet" @click=${this.#steps.back}>${say.steps.back}</button></p>`;
  }

  readonly #use = ({ id }: Connection): void => {
    if (id !== this.#draft.value.connection) this.#draft.set({ ...nothingYet, connection: id });
    this.#steps.go("board");
  };

  readonly #choose = ({ detail }: CustomEvent<Chosen>): void => {
    if (detail.remote !== this.#draft.value.chosen?.remote || !this.#board.value) {
      this.#draft.set({ chosen: detail, rule: null, picked: {}, isPeopled: false });
      this.#board.value = null;
      void this.#board.now();
    }
    this.#steps.go("cards");
  };

  readonly #ruled = async (rule: BoardRule): Promise<void> => {
    this.#draft.set({ rule });
    this.#steps.go("people");
  };

  readonly #pick = ({
    detail: { member, person },
  }: CustomEvent<{ member: Member; person: Person | null }>): void => {
    const { [member.id]: _, ...others } = this.#draft.value.picked;
    this.#draft.set({ picked: person ? { ...others, [member.id]: person } : others });
  };

  readonly #peopled = (): void => {
    this.#draft.set({ isPeopled: true });
    this.#steps.go("past");
  };

  readonly #connect = async (history: Mode, key: string): Promise<void> => {
    const { connection, chosen, rule } = this.#draft.value;
    const { name, remote } = chosen as Chosen;
    const wanted = { connection, provider: "trello", name, remote, history, board: rule } as const;
    const { source } = await connectSource(this.place.slug, wanted, key);
    this.#draft.set({ hook: source.hook.id });
    await this.#join(source.hook.id);
    this.#steps.go("done");
  };

  /** A board is connected also when somebody could not be joined; that can be done later. */
  async #join(hook: number): Promise<void> {
    const { picked } = this.#draft.value;
    const members = this.#board.value?.members.filter(({ id }) => picked[id]) ?? [];
    try {
      for (const member of members)
        await setMember(this.place.slug, hook, member, (picked[member.id] as Person).id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toast(say.done.joinedNot);
    }
  }

  readonly #another = (): void => {
    const { connection } = this.#draft.value;
    this.#draft.clear();
    this.#draft.set({ connection });
    this.#steps.go("board");
  };
}

define("codebadge-admin-connect-trello", ConnectTrello);
