/** `<codebadge-outlet-form>`: an outgoing webhook's name, address and events come in; `codebadge-saved` goes out, with its secret if it is new. */
import { html, LitElement, nothing } from "lit";
import { of, patch, post } from "../account/api";
import { Form, type Problems, type Values } from "../account/form";
import "../pieces/field";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say as admin } from "../words/admin";
import { say as words } from "../words/outlets";
import "./dialog";
import { events, type OpenedOutlet, type Outlet } from "./wire_outlets";

const say = words.outlets;
const usual = new Set(["badge.awarded", "season.closed"]);

class OutletForm extends LitElement {
  static override properties = { org: {}, outlet: { attribute: false } };
  declare org: string;
  /** null: a new one. */
  declare outlet: Outlet | null;
  readonly #form = new Form(this, {
    check,
    send: (values, key) => this.#send(values, key),
    // The rest of what the server refuses here is about the address.
    field: ({ code }) => (code === "invalid" ? "url" : null),
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { outlet } = this;
    const { problems, submit, mended, isBusy } = this.#form;
    return html`<codebadge-task .label=${outlet ? say.edit(outlet.name) : say.create} @close=${this.#close}>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="name" maxlength="100" .value=${outlet?.name ?? ""} .label=${say.nameLabel} .hint=${say.nameHint}
          .error=${problems.name}></codebadge-field>
        <codebadge-field name="url" type="url" inputmode="url" autocomplete="off" maxlength="1000" .value=${outlet?.url ?? ""}
          .label=${say.url} .hint=${say.urlHint} .error=${problems.url}></codebadge-field>
        <fieldset><legend class="legend">${say.events}</legend>
          ${problems.events ? html`<p class="error" id="field-events" tabindex="-1">${problems.events}</p>` : nothing}
          <div class="ticks">${events.map((event) => tick(event, outlet?.events.includes(event) ?? usual.has(event)))}</div></fieldset>
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${outlet ? say.save : say.create}</button>
          <button type="button" class="quiet" @click=${this.#close}>${admin.common.cancel}</button></div></form></codebadge-task>`;
  }

  async #send(values: Values, key: string): Promise<void> {
    const { name = "", url = "" } = values;
    const wanted = { name, url, events: chosen(values) };
    const { outlet } = this;
    const detail = outlet
      ? await patch<{ outlet: Outlet }>(of(this.org, `/outlets/${outlet.id}`), wanted)
      : await post<OpenedOutlet>(of(this.org, "/outlets"), wanted, { key });
    this.#close();
    this.dispatchEvent(new CustomEvent("codebadge-saved", { detail }));
    toast(outlet ? say.saved(name) : say.created(name));
  }

  readonly #close = (): void => {
    this.dispatchEvent(new Event("close"));
  };
}

function tick(event: string, isChosen: boolean) {
  return html`<label class="tick"><input type="checkbox" name="event-${event}" value="yes" ?checked=${isChosen} />${say.kinds[event]}</label>`;
}

function chosen(values: Values): string[] {
  return events.filter((event) => values[`event-${event}`]);
}

export function check(values: Values): Problems {
  const { name, url = "" } = values;
  return {
    ...(!name && { name: say.nameMissing }),
    ...(!/^https?:\/\/[^\s@#]+$/i.test(url) && { url: say.urlWrong }),
    ...(!chosen(values).length && { events: say.eventsMissing }),
  };
}

define("codebadge-outlet-form", OutletForm);
