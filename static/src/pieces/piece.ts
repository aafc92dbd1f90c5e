/** What the pieces of Codebadge's own pages share: the tokens, the common rules, and their name. */
import { LitElement, unsafeCSS } from "lit";
import face from "../look/face.css?inline";
import shared from "../look/shared.css?inline";
import tokens from "../look/tokens.css?inline";

/** The sheets of a piece: the shared ones and its own. */
export function sheets(own: string) {
  return [tokens, shared, face, own].map(unsafeCSS);
}

export class Piece extends LitElement {
  static override styles = sheets("");
}

/** A page may well load a script twice; a name is taken once. */
export function define(name: string, piece: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, piece);
}
