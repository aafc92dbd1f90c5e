/** `<codebadge-connect-hand>`: a repository's name comes in; address and secret to be pasted there go out, as `codebadge-connected`. */
import { html, LitElement } from "lit";
import { Form, sends } from "../account/form";
import { projectIn } from "../account/hooks";
import "../pieces/field";
import { define } from "../pieces/piece";
import { say } from "../words/connect";
import { connectSource } from "./source_rest";

class ConnectHand extends LitElement {
  static override properties = { org: {} };
  declare org: string;
  readonly #form = new Form(this, {
    check: ({ by_hand = "" }) => (projectIn(by_hand) ? {} : { by_hand: say.github.wrong }),
    send: async ({ by_hand = "" }, key) => {
      const name = projectIn(by_hand) ?? "";
      const wanted = {
        connection: null,
        provider: "github",
        name,
        remote: null,
        history: "none",
        board: null,
      } as const;
      this.dispatchEvent(
        new CustomEvent("codebadge-connected", { detail: await connectSource(this.org, wanted, key) }),
      );
    },
    field: () => "by_hand",
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const words = say.github;
    return html`<h3>${words.hand}</h3><p class="muted">${words.handText}</p>
      <form class="form" novalidate @submit=${this.#form.submit} @input=${this.#form.mended}>${this.#form.summary()}
        <codebadge-field name="by_hand" autocomplete="off" maxlength="300" .label=${words.handLabel} .hint=${words.handHint}
          .error=${this.#form.problems.by_hand}></codebadge-field>
        <div class="buttons">${sends(this.#form, words.handAct, say.steps.busy, "")}</div></form>`;
  }
}

define("codebadge-connect-hand", ConnectHand);
