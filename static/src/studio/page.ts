/** `/studio` and `/studio/{id}`: who sits here and the address come in; the list of designs or the editor goes out. */
import { html } from "lit";
import { Page } from "../pages/frame";
import "../look/page.css";
import { define } from "../pieces/piece";

class Studio extends Page {
  protected override render() {
    return html`<main id="content"></main>`;
  }
}

define("codebadge-studio", Studio);
