/** What every panel of the editor is: drawn into the page, given the store, drawn again with each of its changes. */
import { LitElement } from "lit";
import { type Store, Watching } from "./store";

export class Panel extends LitElement {
  static override properties = { org: {}, store: { attribute: false } };
  declare org: string;
  declare store: Store;

  constructor() {
    super();
    new Watching(this, () => this.store);
  }

  protected override createRenderRoot() {
    return this;
  }
}
