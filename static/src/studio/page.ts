/** `/studio` and `/studio/{id}`: who sits here and the address come in; the designs, a beginning or the editor goes out. */
import { html, nothing } from "lit";
import { isAtLeast, placeIn, type Session, Who } from "../account/session";
import { toSignIn } from "../account/way";
import { problem } from "../admin/problem";
import "../admin/admin.css";
import "../look/form.css";
import "../look/page.css";
import { bar, noOrganization, Page } from "../pages/frame";
import { define } from "../pieces/piece";
import { restoreTheme } from "../pieces/theme";
import { say } from "../words/studio";
import "./editor";
import "./list";
import "./studio.css";
import "./start";

restoreTheme();

class Studio extends Page {
  readonly #who = new Who(this);

  protected override render() {
    const design = /^\/studio\/(\d+)/.exec(location.pathname)?.[1];
    const session = this.#who.value;
    if (this.org && session?.person && design)
      return html`<codebadge-studio-editor .org=${this.org} .design=${Number(design)} .session=${session}></codebadge-studio-editor>`;
    return html`${bar("studio")}<main id="content" class="studio" tabindex="-1">${this.#content(session)}</main>`;
  }

  #content(session: Session | null) {
    if (!this.org) return noOrganization();
    if (!session) {
      const { refusal, now } = this.#who;
      return refusal ? problem(refusal, () => now.call(this.#who)) : nothing;
    }
    if (!session.person) return void toSignIn();
    const mayMake = isAtLeast(placeIn(session, this.org)?.role, "admin");
    const begins = mayMake && new URLSearchParams(location.search).has("new");
    document.title = say.studio.documentTitle(begins ? say.start.title : undefined);
    if (begins) return html`<codebadge-studio-start .org=${this.org}></codebadge-studio-start>`;
    return html`<codebadge-studio-list .org=${this.org} .mayMake=${mayMake}></codebadge-studio-list>`;
  }
}

define("codebadge-studio", Studio);
