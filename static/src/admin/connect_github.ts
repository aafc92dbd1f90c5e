/** `/admin/hooks/github`: access, a repository and what its past shall count come in; a connected repository goes out. */
import { html } from "lit";
import { Asked } from "../account/asked";
import { define } from "../pieces/piece";
import { say } from "../words/connect";
import { say as sources } from "../words/sources";
import "./connect_app";
import "./connect_choices";
import type { Chosen } from "./connect_choices";
import "./connect_done";
import { Draft } from "./connect_draft";
import "./connect_hand";
import { knownAccess } from "./connect_known";
import "./connect_past";
import { Steps, stepHeading } from "./connect_steps";
import "./connect_tokens";
import { AdminPage, heading } from "./page";
import { connectSource, readSources } from "./source_rest";
import type { Opened } from "./source_secret";
import type { Connected, Connection, Mode } from "./wire_sources";

interface Answers {
  connection: number | null;
  chosen: Chosen | null;
  mode: Mode;
  /** The source that was made of it, and its name. */
  hook: number | null;
  name: string;
  project: number | null;
}

const nothingYet: Answers = {
  connection: null,
  chosen: null,
  mode: "past",
  hook: null,
  name: "",
  project: null,
};

class ConnectGithub extends AdminPage {
  static override properties = { ...AdminPage.properties, opened: { state: true } };
  /** To be pasted at GitHub; known only now. */
  declare opened: Opened | null;
  #draft = new Draft("", "github", nothingYet);
  readonly #known = new Asked(this, () => readSources(this.place.slug));
  readonly #steps = new Steps(this, ["access", "repository", "past", "done"] as const, () => {
    const { connection, chosen, hook } = this.#draft.value;
    if (hook) return "done";
    return chosen ? "past" : connection ? "repository" : "access";
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#draft = new Draft(this.place.slug, "github", nothingYet);
    if (this.#draft.value.hook && this.#steps.now !== "done") this.#draft.clear();
    void this.#known.now();
  }

  protected override render() {
    const above = { href: "/admin/hooks", label: sources.sources.title };
    return html`${heading(say.github.title, "", above)}${this.#steps.trail(say.github.steps)}
      <div class="connecting">${this.#content[this.#steps.now]()}</div>`;
  }

  readonly #content = {
    access: () => html`${stepHeading(say.github.access)}${knownAccess(this.#known.value, "github", this.#use)}
      <section class="sheet"><codebadge-connect-app .org=${this.place.slug} .app=${this.#known.value?.app ?? null}></codebadge-connect-app></section>
      <section class="sheet"><h3>${say.github.token}</h3><codebadge-access-form .org=${this.place.slug} .provider=${"github"}
        @codebadge-access=${({ detail }: CustomEvent<Connection>) => this.#use(detail)}></codebadge-access-form></section>
      <section class="sheet"><codebadge-connect-hand .org=${this.place.slug}
        @codebadge-connected=${({ detail }: CustomEvent<Connected>) => this.#made(detail)}></codebadge-connect-hand></section>`,
    repository: () => html`${stepHeading(say.github.repository)}
      <codebadge-connect-choices types .org=${this.place.slug} .provider=${"github"} .connection=${this.#draft.value.connection}
        .chosen=${this.#draft.value.chosen} @codebadge-chosen=${this.#choose}></codebadge-connect-choices>${this.#back()}`,
    past: () => html`${stepHeading(say.past.title)}
      <codebadge-connect-past .name=${this.#draft.value.chosen?.name ?? ""} .mode=${this.#draft.value.mode} .connect=${this.#connect}
        @codebadge-mode=${({ detail }: CustomEvent<Mode>) => this.#draft.set({ mode: detail })}></codebadge-connect-past>${this.#back()}`,
    done: () => html`${stepHeading(this.#doneTitle)}<codebadge-connect-done .place=${this.place} .hook=${this.#draft.value.hook} .project=${this.#draft.value.project}
      .opened=${this.opened ?? null} @codebadge-another=${this.#another}></codebadge-connect-done>`,
  };

  get #doneTitle(): string {
    return (this.opened ? say.done.paste : say.done.title)(this.#draft.value.name);
  }

  #back() {
    return html`<p><button class="quiet" @click=${this.#steps.back}>${say.steps.back}</button></p>`;
  }

  readonly #use = ({ id }: Connection): void => {
    if (id !== this.#draft.value.connection) this.#draft.set({ connection: id, chosen: null });
    this.#steps.go("repository");
  };

  readonly #choose = ({ detail }: CustomEvent<Chosen>): void => {
    this.#draft.set({ chosen: detail });
    this.#steps.go("past");
  };

  readonly #connect = async (history: Mode, key: string): Promise<void> => {
    const { connection, chosen } = this.#draft.value;
    const { name, remote } = chosen as Chosen;
    this.#made(
      await connectSource(
        this.place.slug,
        { connection, provider: "github", name, remote, history, board: null },
        key,
      ),
    );
  };

  #made({ source, url, secret }: Connected): void {
    const { hook, project } = source;
    this.#draft.set({ hook: hook.id, name: project?.name ?? "", project: project?.id ?? null });
    this.opened = secret ? { url, secret, provider: "github", name: project?.name ?? "" } : null;
    this.#steps.go("done");
  }

  readonly #another = (): void => {
    const { connection } = this.#draft.value;
    this.#draft.clear();
    this.#draft.set({ connection });
    this.#steps.go(connection ? "repository" : "access");
  };
}

define("codebadge-admin-connect-github", ConnectGithub);
