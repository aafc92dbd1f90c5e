/** `/boards`: the periods that have ended, each with its winners; with `at`, the final board of one of them. */
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { Who } from "../account/session";
import { Load } from "../live/load";
import type { Organization } from "../live/wire";
import type { BoardNames, FinalBoard } from "../live/wire_boards";
import "../look/page.css";
import "../pieces/ended";
import "../pieces/final_board";
import { here } from "../pieces/here";
import { define } from "../pieces/piece";
import "../pieces/tabs";
import { restoreTheme } from "../pieces/theme";
import { say as words } from "../words/boards";
import { say } from "../words/page";
import { span } from "../words/spans";
import "./boards.css";
import { boardName } from "./choice";
import { bar, noOrganization, Page, refused } from "./frame";
import { kindOf, kinds, type Past, readPast, writePast } from "./past";
import { scopeField, usualNames } from "./scopes";

restoreTheme();

const history = words.history;

class BoardsPage extends Page {
  static override properties = { past: { state: true }, shown: { state: true } };
  declare past: Past;
  /** The final board that is shown. */
  declare shown: FinalBoard | null;
  readonly #who = new Who(this);
  readonly #organization = new Load<Organization>(this, () => ({
    server: this.server,
    org: this.org,
    path: "",
  }));
  readonly #names = new Load<BoardNames>(this, () => ({
    server: this.server,
    org: this.org,
    path: "/boards",
  }));

  constructor() {
    super();
    Object.assign(this, { past: readPast(location.search), shown: null });
    document.title = history.documentTitle;
    addEventListener("popstate", () => {
      this.past = readPast(location.search);
    });
    if (!this.org) return;
    void this.#organization.now();
    void this.#names.now();
  }

  protected override render() {
    return html`${bar("boards")}<main id="content" class="boards" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    const { value, refusal, isAsking } = this.#organization;
    const retry = () => this.#organization.now();
    if (!this.org) return noOrganization();
    if (value) return this.past.at ? this.#final(value, this.past.at) : this.#list(value);
    if (refusal) return refused(refusal, isAsking, retry, say.unknownOrg, refusal.message);
    return nothing;
  }

  #list(organization: Organization) {
    const { scopes } = this.#names.value ?? usualNames(organization);
    const kind = kindOf(this.past);
    const choose = ({ detail }: CustomEvent<string>) => this.#go({ ...this.past, period: detail, at: null });
    return html`<h1>${history.title}</h1><p class="muted prose">${history.intro}</p>
      <codebadge-tabs .label=${history.kind} .chosen=${kind} .offered=${kinds.map((name) => ({ name, title: history.kinds[name] ?? name }))}
        @codebadge-choose=${choose}></codebadge-tabs>
      <div class="scope">${scopeField(scopes, this.past.scope, (scope) => this.#go({ ...this.past, scope }))}</div>
      <div role="tabpanel" aria-label=${history.kinds[kind] ?? kind}>${keyed(
        `${kind} ${this.past.scope}`,
        html`<codebadge-ended .org=${this.org} .period=${kind} .scope=${this.past.scope} .zone=${organization.time_zone}></codebadge-ended>`,
      )}</div>`;
  }

  #final({ time_zone }: Organization, at: string) {
    const board = boardName(this.past);
    const shown = this.shown?.board === board ? this.shown : null;
    const name = shown?.start && shown.end ? span(this.past.period, shown.start, shown.end, time_zone) : "";
    const isSeason = kindOf(this.past) === "season";
    const list = { ...this.past, period: kindOf(this.past), at: null };
    return html`<p class="from"><a href=${here(`/boards${writePast(list)}`)}>${words.final.back}</a></p>
      <h1>${(isSeason && shown?.title) || name || history.title}</h1>
      <p class="muted">${isSeason ? html`${name} · ` : nothing}<bdi>${shown?.scope.name ?? ""}</bdi></p>
      <codebadge-final-board .org=${this.org} .server=${this.server} .board=${board} .at=${at} .me=${this.#who.value?.person?.id ?? null}
        @codebadge-board=${this.#onBoard}></codebadge-final-board>`;
  }

  readonly #onBoard = ({ detail }: CustomEvent<FinalBoard | null>): void => {
    this.shown = detail;
  };

  #go(past: Past): void {
    this.past = past;
    window.history.pushState(null, "", here(`/boards${writePast(past)}`));
  }
}

define("codebadge-boards-page", BoardsPage);
