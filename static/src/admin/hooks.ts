/** `/admin/hooks`: connected projects, their webhooks, and the deliveries that came through them. */
import { html, nothing } from "lit";
import { put } from "../account/api";
import { Asked } from "../account/asked";
import { Form } from "../account/form";
import { createHook, githubPage, hooksOf, newSecret, projectIn } from "../account/hooks";
import "../pieces/copy";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import type { Column } from "./arrange";
import { confirm } from "./confirm";
import "./deliveries";
import "./dialog";
import { listed } from "./listed";
import { AdminPage, heading, when } from "./page";
import { attempt, said } from "./said";
import "./table";
import type { Hook, OpenedHook } from "./wire";

class Hooks extends AdminPage {
  static override properties = { ...AdminPage.properties, isNew: { state: true }, opened: { state: true } };
  declare isNew: boolean;
  /** With its secret, which is known only now. */
  declare opened: OpenedHook | null;
  readonly #hooks = new Asked(this, () => hooksOf(this.place.slug));
  readonly #form = new Form(this, {
    check: ({ project = "" }) => (projectIn(project) ? {} : { project: say.hooks.projectWrong }),
    send: ({ project = "" }, key) => this.#create(projectIn(project) ?? "", key),
    field: ({ code }) => (code === "taken" ? "project" : null),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#hooks.now();
  }

  protected override render() {
    const create = html`<button class="primary" @click=${this.#open}>${say.hooks.create}</button>`;
    return html`${heading(say.hooks.title, create)}
      <codebadge-table .label=${say.hooks.title} .source=${listed(this.#hooks)} .columns=${this.#columns} .key=${({ id }: Hook) => id}
        .find=${nameOf} .empty=${html`<codebadge-empty .what=${say.hooks.empty} .next=${say.hooks.emptyNext}>${create}</codebadge-empty>`}
      ></codebadge-table>
      <codebadge-admin-deliveries .place=${this.place}></codebadge-admin-deliveries>
      ${this.isNew ? this.#dialog() : nothing}${this.opened ? this.#secret(this.opened) : nothing}`;
  }

  readonly #columns: Column<Hook>[] = [
    {
      key: "project",
      title: say.hooks.project,
      kind: "lead",
      sort: nameOf,
      cell: (hook) => html`<bdi>${nameOf(hook)}</bdi>`,
    },
    {
      key: "state",
      title: say.hooks.state,
      sort: stateOf,
      cell: (hook) => html`<span class="mark" data-state=${stateOf(hook)}>${say.hooks[stateOf(hook)]}</span>`,
    },
    {
      key: "last",
      title: say.hooks.last,
      sort: ({ last_delivery_at }) => last_delivery_at ?? "",
      cell: ({ last_delivery_at }) => when(last_delivery_at, say.hooks.never),
    },
    { key: "do", title: say.common.actions, kind: "actions", cell: (hook) => this.#actions(hook) },
  ];

  #actions(hook: Hook) {
    const name = html`<span class="unseen">${say.hooks.of(nameOf(hook))}</span>`;
    return html`<div class="buttons"><button @click=${() => this.#rotate(hook)}>${say.hooks.rotate}${name}</button>
      <button @click=${() => this.#pause(hook)}>${hook.paused_at ? say.hooks.resume : say.hooks.pause}${name}</button></div>`;
  }

  readonly #open = (): void => {
    this.isNew = true;
  };

  #dialog() {
    const { problems, submit, mended, isBusy } = this.#form;
    const close = () => {
      this.isNew = false;
    };
    return html`<codebadge-task .label=${say.hooks.create} @close=${close}>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="project" maxlength="200" .label=${say.hooks.project} .hint=${say.hooks.projectHint}
          .error=${problems.project}></codebadge-field>
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${say.hooks.act}</button>
          <button type="button" class="quiet" @click=${close}>${say.common.cancel}</button></div></form></codebadge-task>`;
  }

  async #create(project: string, key: string): Promise<void> {
    this.opened = (await createHook(this.place.slug, project, key)) as OpenedHook;
    this.isNew = false;
    await this.#hooks.now();
  }

  #secret({ hook, url, secret }: OpenedHook) {
    const close = () => {
      this.opened = null;
    };
    const name = hook.project?.name;
    return html`<codebadge-task wide .label=${say.hooks.once} @close=${close}><div class="form">
      <p>${say.hooks.onceText} ${name ? html`<a href=${githubPage(name)} target="_blank" rel="noreferrer">${name}</a>` : nothing}</p>
      <div><p class="legend">${say.hooks.url}</p><codebadge-copy .text=${url}></codebadge-copy></div>
      <div><p class="legend">${say.hooks.secret}</p><codebadge-copy .text=${secret}></codebadge-copy><p class="muted">${say.hooks.secretOnce}</p></div>
      <div class="buttons"><button class="primary" @click=${close}>${say.common.done}</button></div></div></codebadge-task>`;
  }

  async #rotate(hook: Hook): Promise<void> {
    const { rotateTitle, rotateText, rotateAct } = say.hooks;
    const deed = { title: rotateTitle(nameOf(hook)), text: rotateText, act: rotateAct, harmless: true };
    if ((await confirm(deed)) === null) return;
    try {
      this.opened = (await newSecret(this.place.slug, hook.id)) as OpenedHook;
      await this.#hooks.now();
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
  }

  async #pause(hook: Hook): Promise<void> {
    const set = async (paused: boolean) => {
      await put(this.at(`/hooks/${hook.id}/paused`), { paused });
      await this.#hooks.now();
      return paused ? say.hooks.pausedNow(nameOf(hook)) : say.hooks.resumedNow(nameOf(hook));
    };
    const to = hook.paused_at === null;
    try {
      said(await set(to), () => set(!to));
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
  }
}

function nameOf({ project }: Hook): string {
  return project?.name ?? say.hooks.unnamed;
}

function stateOf({ paused_at, verified_at }: Hook): "paused" | "verified" | "waits" {
  if (paused_at) return "paused";
  return verified_at ? "verified" : "waits";
}

define("codebadge-admin-hooks", Hooks);
