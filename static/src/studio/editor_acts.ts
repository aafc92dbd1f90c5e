/** The editor's menu: an open design comes in; it is published, shared, exported, copied, kept as a template, added to. */
import { html, type LitElement, nothing, render } from "lit";
import { tell } from "../account/form";
import type { Place } from "../account/session";
import { refusalOf } from "../admin/problem";
import { attempt, said } from "../admin/said";
import { say as words } from "../words/studio";
import { badges, copyDesign, freeDesign, renameDesign } from "./asking";
import { addLayers } from "./commands";
import { askExport } from "./dialog_export";
import { askImport } from "./dialog_import";
import { askName } from "./dialog_name";
import { askPublish } from "./dialog_publish";
import { askTemplate } from "./dialog_template";
import { askTrace } from "./dialog_trace";
import { drawableOf } from "./drawable";
import { saved } from "./saved";
import type { Store } from "./store";
import { useFor, useForSome } from "./use_for_badge";
import { editor, forBadge } from "./ways";

const say = words.editor;

export class EditorActs {
  constructor(
    private readonly host: LitElement & { org: string; design: number },
    private readonly store: Store,
  ) {}

  get #org(): string {
    return this.host.org;
  }

  get #name(): string {
    return this.store.design?.name ?? "";
  }

  readonly publish = async (): Promise<void> => {
    const version = await askPublish(this.#org, this.store);
    if (!version) return;
    const { design } = this.store;
    if (design) this.store.mark({ design: { ...design, version } });
    said(words.publishing.done(version.number));
  };

  /** Whoever came from a badge's form has its badge in mind. */
  readonly use = async (): Promise<void> => {
    const wanted = forBadge();
    const badge = wanted
      ? (await badges(this.#org).catch(() => [])).find(({ id }) => id === wanted)
      : undefined;
    if (badge) await useFor(this.#org, this.store, badge);
    else await useForSome(this.#org, this.store);
  };

  readonly rename = async (): Promise<void> => {
    const to = await askName(words.studio.renameOf(this.#name), this.#name, words.studio.save);
    if (to === null) return;
    await attempt(async () => {
      await renameDesign(this.#org, this.host.design, to);
      const { design } = this.store;
      if (design) this.store.mark({ design: { ...design, name: to } });
      return words.studio.renamed(to);
    });
  };

  readonly copy = async (): Promise<void> => {
    try {
      await saved(this.store);
      const { id } = await copyDesign(
        this.#org,
        this.host.design,
        words.studio.copyName(this.#name).slice(0, 200),
      );
      location.assign(editor(id));
    } catch (error) {
      said(tell(refusalOf(error)));
    }
  };

  readonly export = async (): Promise<void> => {
    const levels = this.store.drawing.levels.map(({ name }) => name);
    await askExport(this.#org, this.#name, drawableOf(this.store), levels);
  };

  readonly import = async (): Promise<void> => {
    const found = await askImport(this.#org, true);
    if (found) addLayers(this.store, found.layers, found.colors, words.importing.step);
  };

  readonly trace = async (): Promise<void> => {
    const found = await askTrace(true);
    if (found) addLayers(this.store, found.layers, {}, words.tracing.step);
  };

  readonly template = async (): Promise<void> => {
    await saved(this.store).catch(() => null);
    await askTemplate(this.#org, this.host.design, this.#name, this.store.drawing.parameters);
  };

  /** Usually the socket tells it first. */
  readonly free = async (): Promise<void> => {
    try {
      await saved(this.store);
      const design = await freeDesign(this.#org, this.host.design);
      if (!this.store.isFree) this.store.open(design);
      said(words.form.freed);
    } catch (error) {
      said(tell(refusalOf(error)));
    }
  };

  readonly share = async (place: Place): Promise<void> => {
    await import("./share_dialog").catch(() => null);
    if (!customElements.get("codebadge-share-dialog")) return said(say.noShare);
    const home = document.createElement("section");
    document.body.append(home);
    const close = () => {
      render(nothing, home);
      home.remove();
    };
    const design = { id: this.host.design, name: this.#name };
    render(
      html`<codebadge-share-dialog .place=${place} .design=${design} @close=${close}></codebadge-share-dialog>`,
      home,
    );
  };
}
