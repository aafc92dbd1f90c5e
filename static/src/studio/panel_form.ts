/** `<codebadge-template-form .store>`: a template's parameters as fields; what is typed is seen at once and kept when it is left. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { own, tick } from "./controls";
import type { Parameter } from "./drawing";
import { iconSign } from "./icon_sign";
import { askIcon } from "./icons_picker";
import { Panel } from "./panel";

const say = words.form;

class TemplateForm extends Panel {
  static override properties = { ...Panel.properties, template: {} };
  /** What the template is called, once it is known. */
  declare template: string;

  protected override render() {
    const { drawing, given, mayDraw } = this.store;
    return html`<h2 class="panel-title">${this.template ? say.template(this.template) : say.title}</h2>
      <p class="muted small">${drawing.parameters.length ? say.intro : say.none}</p>
      <div class="template-fields">${drawing.parameters.map((one) => this.#field(one, given[one.name] ?? this.#usual(one), !mayDraw))}</div>
      ${mayDraw ? html`<div class="free"><button type="button" @click=${this.#free}>${say.free}</button><p class="hint">${say.freeHint}</p></div>` : nothing}`;
  }

  #usual({ kind, name, value }: Parameter): string | boolean {
    const own = this.store.drawing.colors[name];
    return kind === "color" && typeof own === "object" ? own.light : value;
  }

  #field(parameter: Parameter, value: string | boolean, isOff: boolean) {
    const { name, kind, label, most } = parameter;
    if (kind === "flag")
      return tick(label, value === true, (isOn) => this.#set(parameter, isOn, false), isOff);
    const isSet = name in this.store.given;
    const type = (isLive: boolean) => (event: Event) =>
      this.#set(parameter, (event.target as HTMLInputElement).value, isLive);
    const back =
      isSet && !isOff
        ? html`<button type="button" class="quiet small" @click=${() => this.#set(parameter, null, false)}>${say.usual}</button>`
        : nothing;
    if (kind === "icon")
      return html`<div class="control wide" data-parameter=${name}><span>${label}</span><button type="button" class="icon-choice" ?disabled=${isOff} @click=${() => this.#icon(parameter, String(value))}>
        ${iconSign(String(value))}<span>${say.icon}</span></button>${back}</div>`;
    if (kind === "color")
      return html`<label class="control wide" data-parameter=${name}><span>${label}</span><span class="row"><input type="color" .value=${live(String(value))} ?disabled=${isOff} @input=${type(true)} @change=${type(false)} />
        <output class="muted small figures">${value}</output></span></label>${back}`;
    return html`<label class="control wide" data-parameter=${name}><span>${label}</span><input type="text" autocomplete="off" maxlength=${most} .value=${live(String(value))}
      ?disabled=${isOff} @input=${type(true)} @change=${type(false)} @keydown=${own} /></label>`;
  }

  #set({ name, label }: Parameter, value: string | boolean | null, isLive: boolean): void {
    const changes = [{ on: "*given", set: { [name]: value } }];
    if (isLive) this.store.live(changes);
    else this.store.change(changes, say.step(label));
  }

  async #icon(parameter: Parameter, now: string): Promise<void> {
    const icon = await askIcon(now);
    if (icon) this.#set(parameter, icon, false);
  }

  readonly #free = (): void => {
    this.dispatchEvent(new Event("codebadge-free"));
  };
}

define("codebadge-template-form", TemplateForm);
