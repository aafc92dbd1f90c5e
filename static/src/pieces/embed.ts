/** `<codebadge-embed org="lumen" board="week">`: the lines that put this board on a site, and how it looks there. */
import { html } from "lit";
import { say } from "../words/page";
import "./copy";
import css from "./embed.css?inline";
import "./leaderboard";
import { define, Piece, sheets } from "./piece";

class Embed extends Piece {
  static override styles = sheets(css);
  static override properties = { org: {}, board: {}, server: {} };
  declare org: string;
  declare board: string;
  declare server: string;

  protected override render() {
    return html`<div class="words">
        <h2>${say.embedTitle}</h2>
        <p>${say.embedIntro}</p>
        <codebadge-copy .text=${snippet(this.server, this.org, this.board)}></codebadge-copy>
        <p class="muted">${say.embedOrigins}</p>
        <h3>${say.embedSettings}</h3>
        <dl>${say.embedTable.map(([name, words]) => html`<dt>${name}</dt><dd>${words}</dd>`)}</dl>
      </div>
      <figure><figcaption>${say.embedPreview}</figcaption>
        <div class="site"><div class="chrome">${say.embedSite}</div>
          <div class="body"><p>${say.embedSiteText}</p>
            <codebadge-leaderboard .org=${this.org} .board=${this.board} .server=${this.server}
              .top=${5}></codebadge-leaderboard></div></div>
      </figure>`;
  }
}

/** Slugs and board names hold no character that HTML would need escaped. */
export function snippet(server: string, org: string, board: string): string {
  return `<script type="module" src="${server}/static/codebadge-leaderboard.js"></script>
<codebadge-leaderboard org="${org}" board="${board}" top="10"></codebadge-leaderboard>`;
}

define("codebadge-embed", Embed);
