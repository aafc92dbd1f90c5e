/** `<codebadge-studio-editor>`: one design, opened live: its head, the drawing or the template's form, and the panels. */
import { html, LitElement, nothing } from "lit";
import { tell } from "../account/form";
import { placeIn, type Session } from "../account/session";
import { waiting } from "../admin/table";
import { isDark, onTheme } from "../pieces/dark";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { templateOf } from "./asking";
import "./canvas";
import { drawableOf } from "./drawable";
import "./drawn";
import "./editor.css";
import "./editor_head";
import { EditorActs } from "./editor_acts";
import { panels, type Tab, tabsFor } from "./editor_panels";
import { newId } from "./ids";
import { levelTabs } from "./level_tabs";
import { Live } from "./live";
import { organizationPalette } from "./palette";
import "./panels.css";
import "./editor_low.css";
import { Store, Watching } from "./store";
import "./toolbar";
import { undoKeys } from "./undo_keys";
import { across, walkedTo } from "./walking";
import { list } from "./ways";

const say = words.editor;

class Editor extends LitElement {
  static override properties = {
    org: {},
    design: { attribute: false },
    session: { attribute: false },
    tab: { state: true },
    isSheetOpen: { state: true },
    template: { state: true },
  };
  declare org: string;
  declare design: number;
  declare session: Session;
  declare tab: Tab | null;
  /** On phones the panels are a sheet over the drawing. */
  declare isSheetOpen: boolean;
  declare template: string;
  readonly #store = new Store(newId(8));
  readonly #acts = new EditorActs(this, this.#store);
  #live: Live | null = null;
  #named: string | null = null;
  #deaf = () => {};

  constructor() {
    super();
    Object.assign(this, { tab: null, isSheetOpen: false, template: "" });
    new Watching(this, this.#store);
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#live = new Live(this.#store, this.org, this.design);
    addEventListener("beforeunload", this.#guard);
    addEventListener("keydown", this.#onKey);
    void organizationPalette(this.org).then((offers) => this.#store.mark({ offers }));
    this.#deaf = onTheme(this.#onGround);
    this.#onGround();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#live?.close();
    removeEventListener("beforeunload", this.#guard);
    removeEventListener("keydown", this.#onKey);
    this.#deaf();
  }

  readonly #onKey = (event: KeyboardEvent): void => undoKeys(this.#store, event);

  /** On a dark page the drawing is seen in its dark colours. */
  readonly #onGround = (): void => {
    this.#store.theme = isDark() ? "dark" : "light";
  };

  /** What is not saved yet would be lost with the tab. */
  readonly #guard = (event: BeforeUnloadEvent): void => {
    if (this.#store.waiting.length && this.#store.state !== "closed") event.preventDefault();
  };

  protected override willUpdate(): void {
    const { design, isFree } = this.#store;
    if (!design) return;
    document.title = words.studio.documentTitle(design.name);
    if (!isFree && design.template && this.#named !== design.template) void this.#name(design.template);
  }

  /** Of one that was deleted nobody knows the name; it is asked for once. */
  async #name(ref: string): Promise<void> {
    this.#named = ref;
    this.template = await templateOf(this.org, ref).then(
      ({ name }) => name,
      () => "",
    );
  }

  protected override render() {
    const store = this.#store;
    if (!store.design) return this.#opening();
    const tabs = tabsFor(store);
    const tab = this.tab && tabs.includes(this.tab) ? this.tab : (tabs[0] as Tab);
    return html`<div class="editor" data-mode=${store.isFree ? "free" : "form"} ?data-sheet=${this.isSheetOpen}>
      <codebadge-editor-head .store=${store} .acts=${this.#acts} .place=${placeIn(this.session, this.org)}></codebadge-editor-head>
      ${this.#notice()}
      <main id="content" tabindex="-1" class="room" aria-label=${words.editor.tools}>${store.isFree ? this.#drawing() : this.#made()}</main>
      <aside class="rail-panels" aria-label=${say.panels}>${this.#tabs(tabs, tab)}
        <div class="panel" id="panel" role="tabpanel" tabindex="0" aria-labelledby="tab-${tab}" data-panel=${tab}>${panels[tab]({ org: this.org, design: this.design, store, template: this.template, free: this.#acts.free })}</div></aside></div>`;
  }

  #opening() {
    const { state, trouble } = this.#store;
    if (state !== "closed")
      return html`<main id="content" class="studio" aria-busy="true">${waiting()}</main>`;
    const isUnknown = trouble?.code === "not_found";
    return html`<main id="content" class="studio"><codebadge-error page data-case=${trouble?.code ?? "closed"}
      .what=${isUnknown ? words.studio.unknown : trouble ? tell(trouble) : say.closed} .next=${isUnknown ? words.studio.unknownNext : ""}>
      <a href=${list()}>${words.studio.toList}</a></codebadge-error></main>`;
  }

  #notice() {
    const { access, state, trouble, waiting: unsent } = this.#store;
    if (state === "closed")
      return html`<p class="notice" role="alert" data-state="closed">${trouble ? tell(trouble) : say.closed}</p>`;
    if (trouble)
      return html`<p class="notice" role="alert">${tell(trouble)} <button class="quiet small" @click=${this.#calm}>${words.studio.close}</button></p>`;
    if (state === "offline" && unsent.length)
      return html`<p class="notice" role="status" aria-atomic="false" data-state="unsaved"><strong class="figures">${say.unsaved(unsent.length)}</strong> ${say.unsavedNext}</p>`;
    if (access === "view" || access === "comment")
      return html`<p class="notice" role="status" data-state=${access}>${say.readonly[access]}</p>`;
    return nothing;
  }

  readonly #calm = (): void => this.#store.mark({ trouble: null });

  #drawing() {
    return html`<codebadge-toolbar .store=${this.#store}></codebadge-toolbar>
      <codebadge-canvas .store=${this.#store} .live=${this.#live}></codebadge-canvas>`;
  }

  #made() {
    const { drawing, given, theme, level } = this.#store;
    return html`<div class="made"><codebadge-drawn .org=${this.org} .what=${drawableOf({ drawing, given })} .look=${{ size: 512, theme, level }}
      alt=${drawing.alt}></codebadge-drawn>${levelTabs(this.#store)}</div>`;
  }

  #tabs(tabs: Tab[], now: Tab) {
    const choose = (tab: Tab) => {
      this.isSheetOpen = !(this.isSheetOpen && tab === now);
      this.tab = tab;
    };
    return html`<div class="panel-tabs" role="tablist" aria-label=${say.panels} @keydown=${this.#walk}>${tabs.map(
      (
        tab,
      ) => html`<button type="button" role="tab" id="tab-${tab}" data-tab=${tab} aria-controls="panel" aria-selected=${tab === now ? "true" : "false"}
        tabindex=${tab === now ? 0 : -1} @click=${() => choose(tab)}>${say.tabs[tab]}</button>`,
    )}</div>`;
  }

  readonly #walk = (event: KeyboardEvent): void => {
    const all = [...this.querySelectorAll<HTMLElement>("[role=tab]")];
    const tab = walkedTo(event, all, across);
    if (!tab) return;
    event.preventDefault();
    event.stopPropagation();
    this.tab = tab.dataset.tab as Tab;
    tab.focus();
  };
}

define("codebadge-studio-editor", Editor);
