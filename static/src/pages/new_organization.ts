/** `/organizations/new`: the server's owner makes another organisation, its special badges in the same form. */
import { html, nothing } from "lit";
import { Who } from "../account/session";
import { signInAddress } from "../account/way";
import "../look/form.css";
import "../look/page.css";
import { within } from "../pieces/here";
import type { Created } from "../pieces/organization_form";
import "../pieces/organization_form";
import { define } from "../pieces/piece";
import { restoreTheme } from "../pieces/theme";
import { say } from "../words/account";
import "./account.css";
import { bar, Page } from "./frame";
import { waitingFor } from "./waiting";

restoreTheme();
document.title = say.newOrganization.documentTitle;

class NewOrganizationPage extends Page {
  static override properties = { created: { state: true } };
  declare created: Created | null;
  readonly #who = new Who(this);

  protected override render() {
    return html`${bar("account")}<main id="content" class="wizard" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    const session = this.#who.value;
    if (!session) return waitingFor(this.#who);
    if (this.created) return this.#done(this.created);
    if (session.set_up)
      return html`<h1>${say.signIn.empty}</h1><p><a class="button primary" href="/set-up">${say.signIn.toSetUp}</a></p>`;
    if (!session.person)
      return html`<h1>${say.newOrganization.title}</h1><p class="muted">${say.newOrganization.signInFirst}</p>
        <p><a class="button primary" href=${signInAddress(location.pathname)}>${say.nav.signIn}</a></p>`;
    return html`<header class="head"><h1>${say.newOrganization.title}</h1><p class="muted">${say.newOrganization.intro}</p></header>
      <codebadge-organization-form .session=${session} @codebadge-created=${this.#onCreated}></codebadge-organization-form>`;
  }

  #done({ organization, admin, badges }: Created) {
    return html`<header class="head"><h1 tabindex="-1">${say.newOrganization.done(organization.name)}</h1>
        <p class="muted">${say.newOrganization.doneNext(admin.name)}</p></header>
      ${badges.length ? html`<p>${say.setUp.badgesMade(badges.length)}</p>` : nothing}
      <p class="buttons"><a class="button primary" href="/set-up?org=${organization.slug}">${say.newOrganization.connect}</a>
        <a class="button" href=${within("/", organization.slug)}>${say.setUp.ways.board[0]}</a>
        <a class="button" href="/organizations/new">${say.newOrganization.another}</a></p>`;
  }

  readonly #onCreated = async ({ detail }: CustomEvent<Created>): Promise<void> => {
    this.created = detail;
    await this.updateComplete;
    this.querySelector<HTMLElement>("h1")?.focus();
  };
}

define("codebadge-new-organization-page", NewOrganizationPage);
