/** `<codebadge-connect-app>`: an organisation's name on GitHub comes in; the browser goes there with an app's manifest. */
import { html, LitElement } from "lit";
import { Form, sends } from "../account/form";
import "../pieces/field";
import { define } from "../pieces/piece";
import { say } from "../words/connect";
import { say as sources } from "../words/sources";
import { beginApp } from "./source_rest";
import type { GithubApp } from "./wire_sources";

class ConnectApp extends LitElement {
  static override properties = { org: {}, app: { attribute: false } };
  declare org: string;
  /** The one that is made already. */
  declare app: GithubApp | null;
  readonly #form = new Form(this, {
    check: ({ organization = "" }) =>
      /^[a-z\d-]{0,39}$/i.test(organization) ? {} : { organization: say.github.organizationWrong },
    send: async ({ organization = "" }) => leave(await beginApp(this.org, organization || null)),
    field: ({ code }) => (code === "invalid" ? "organization" : null),
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const words = say.github;
    const head = html`<h3>${words.app} <span class="mark" data-state="verified">${words.best}</span></h3><p class="muted">${words.appText}</p>`;
    if (this.app)
      return html`${head}<p>${sources.access.app(this.app.name)}</p><p><a class="button primary" href=${this.app.install_url}
        target="_blank" rel="noreferrer">${sources.access.install}</a></p>`;
    return html`${head}<form class="form" novalidate @submit=${this.#form.submit} @input=${this.#form.mended}>${this.#form.summary()}
      <codebadge-field name="organization" optional autocomplete="off" maxlength="39" .label=${words.organization}
        .hint=${words.organizationHint} .error=${this.#form.problems.organization}></codebadge-field>
      <div class="buttons">${sends(this.#form, words.makeApp, words.making)}<span class="muted small">${words.leaving}</span></div></form>`;
  }
}

/** GitHub takes the manifest only from a form that the browser sends. */
function leave({ url, manifest, state }: { url: string; manifest: object; state: string }): void {
  const form = document.createElement("form");
  const address = new URL(url);
  address.searchParams.set("state", state);
  Object.assign(form, { method: "post", action: address.href });
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "manifest", value: JSON.stringify(manifest) });
  form.append(field);
  document.body.append(form);
  form.submit();
}

define("codebadge-connect-app", ConnectApp);
