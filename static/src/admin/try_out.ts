/** `<codebadge-try-out .project=${7}>`: a title and a description come in; what such an issue would be worth goes out. Nothing is kept. */
import { html, LitElement, nothing } from "lit";
import { post } from "../account/api";
import { Form, sends, type Values } from "../account/form";
import type { Closest, Estimated, Worth } from "../live/wire_estimates";
import "../pieces/closest";
import "../pieces/estimate_bar";
import { define } from "../pieces/piece";
import { say } from "../words/models";

const words = say.trying;

interface Tried {
  estimate: Estimated;
  sure: number;
  worth: Worth | null;
  closest: Closest[];
}

class TryOut extends LitElement {
  static override properties = { project: { type: Number }, tried: { state: true } };
  declare project: number;
  declare tried: Tried | null;
  readonly #form = new Form(this, {
    check: ({ title }) => (title ? {} : { title: words.titleMissing }),
    send: (values) => this.#send(values),
  });

  constructor() {
    super();
    this.tried = null;
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { problems, submit, mended, refusal } = this.#form;
    return html`<section class="sheet"><h2>${words.title}</h2><p class="hint">${words.intro}</p>
      <form class="form" novalidate @submit=${submit} @input=${mended}>
        ${refusal?.code === "unavailable" ? html`<p class="error" role="alert">${words.away}</p>` : this.#form.summary()}
        <codebadge-field name="title" maxlength="300" .label=${words.issue} .error=${problems.title}></codebadge-field>
        <codebadge-field name="text" type="textarea" rows="4" maxlength="4000" optional .label=${words.text}></codebadge-field>
        <codebadge-field name="labels" maxlength="500" optional .label=${words.labels} .hint=${words.labelsHint}></codebadge-field>
        <div class="buttons">${sends(this.#form, words.act, words.busy, "")}</div></form>
      <div class="tried-out" aria-live="polite">${this.tried ? found(this.tried) : nothing}</div></section>`;
  }

  async #send({ title, text = "", labels = "" }: Values): Promise<void> {
    const given = labels
      .split(",")
      .map((one) => one.trim())
      .filter(Boolean);
    const body = { project: this.project, title, text, labels: given };
    this.tried = await post<Tried>("/estimates/preview", body);
  }
}

function found({ estimate, sure, worth, closest }: Tried) {
  return html`<codebadge-estimate-bar .figures=${estimate} .sure=${sure}></codebadge-estimate-bar>
    ${worth ? html`<p>${worth.words}</p>` : nothing}
    <codebadge-closest .issues=${closest} .past=${estimate.past}></codebadge-closest>`;
}

define("codebadge-try-out", TryOut);
