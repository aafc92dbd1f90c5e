/** `/admin/tokens`: what programs use the API with: made and shown once, limited, taken away. */
import { html, nothing } from "lit";
import { post, remove } from "../account/api";
import { Form, type Problems, type Values } from "../account/form";
import { isAtLeast, roles } from "../account/session";
import "../pieces/copy";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import { day } from "../words/times";
import type { Column } from "./arrange";
import { confirm } from "./confirm";
import "./dialog";
import { AdminPage, heading, unseen, when } from "./page";
import { part, Rows } from "./rows";
import { attempt } from "./said";
import { type Scope, scopesOf } from "./scopes";
import "./table";
import type { Token } from "./wire";

class Tokens extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    isNew: { state: true },
    text: { state: true },
    role: { state: true },
  };
  declare isNew: boolean;
  /** Of the new token; it is known only now. */
  declare text: string;
  declare role: string;
  readonly #tokens = new Rows<Token>(this, async (cursor) => {
    const { body, next } = await part<{ tokens: Token[] }>(this.at("/tokens"), cursor);
    return { rows: body.tokens, next };
  });
  readonly #form = new Form(this, { check, send: (values, key) => this.#create(values, key) });

  constructor() {
    super();
    Object.assign(this, { isNew: false, text: "", role: "moderator" });
  }

  protected override render() {
    const create = html`<button class="primary" @click=${this.#open}>${say.tokens.create}</button>`;
    return html`${heading(say.tokens.title, create)}<p class="muted prose">${say.tokens.intro}</p>
      <codebadge-table .label=${say.tokens.title} .source=${this.#tokens} .columns=${this.#columns} .key=${({ id }: Token) => id}
        .find=${({ name }: Token) => name} .empty=${html`<codebadge-empty .what=${say.tokens.empty} .next=${say.tokens.emptyNext}>${create}</codebadge-empty>`}
      ></codebadge-table>
      ${this.isNew ? this.#dialog() : nothing}${this.text ? this.#once() : nothing}`;
  }

  readonly #columns: Column<Token>[] = [
    {
      key: "name",
      title: say.tokens.name,
      kind: "lead",
      sort: ({ name }) => name,
      cell: ({ name }) => html`<bdi>${name}</bdi>`,
    },
    {
      key: "role",
      title: say.tokens.role,
      cell: ({ role, scopes }) =>
        html`${say.roles[role] ?? role}<br /><span class="muted small">${scopes?.join(", ") ?? say.tokens.scopesAll}</span>`,
    },
    {
      key: "state",
      title: say.tokens.state,
      sort: stateOf,
      cell: (token) =>
        html`<span class="mark" data-state=${stateOf(token)}>${say.tokens[stateOf(token)]}</span>`,
    },
    {
      key: "used",
      title: say.tokens.used,
      sort: ({ used_at }) => used_at ?? "",
      cell: ({ used_at }) => when(used_at, say.tokens.neverUsed),
    },
    {
      key: "expiry",
      title: say.tokens.expiry,
      sort: ({ expires_at }) => expires_at ?? "9",
      cell: ({ expires_at }) =>
        expires_at ? day(new Date(expires_at)) : html`<span class="muted">${say.tokens.forever}</span>`,
    },
    { key: "do", title: say.common.actions, kind: "actions", cell: (token) => this.#actions(token) },
  ];

  #actions(token: Token) {
    if (stateOf(token) !== "valid") return nothing;
    return html`<button class="danger" @click=${() => this.#revoke(token)}>${say.tokens.revoke}${unseen(token.name)}</button>`;
  }

  readonly #open = (): void => {
    this.isNew = true;
  };

  #dialog() {
    const { problems, submit, mended, isBusy } = this.#form;
    const given = roles.filter((role) => role !== "owner" && isAtLeast(this.place.role, role));
    const close = () => {
      this.isNew = false;
    };
    const onRole = (event: Event) => {
      const { name, value } = event.target as HTMLSelectElement;
      if (name === "role") this.role = value;
    };
    return html`<codebadge-task .label=${say.tokens.create} @close=${close}>
      <form class="form" novalidate @submit=${submit} @input=${mended} @change=${onRole}>${this.#form.summary()}
        <codebadge-field name="name" maxlength="200" .label=${say.tokens.name} .hint=${say.tokens.nameHint} .error=${problems.name}></codebadge-field>
        <codebadge-field name="role" type="select" .label=${say.tokens.role} .value=${this.role}
          .options=${given.map((role) => [role, say.roles[role] ?? role] as const)} .error=${problems.role}></codebadge-field>
        <codebadge-field name="expires" type="date" optional .label=${say.tokens.expires} .hint=${say.tokens.expiresHint}
          .error=${problems.expires}></codebadge-field>
        <fieldset><legend class="legend">${say.tokens.scopes}</legend><p class="hint">${say.tokens.scopesHint}</p>
          <div class="ticks">${scopesOf(this.role).map(tick)}</div></fieldset>
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${say.tokens.act}</button>
          <button type="button" class="quiet" @click=${close}>${say.common.cancel}</button></div></form></codebadge-task>`;
  }

  async #create(values: Values, key: string): Promise<void> {
    const { name, role, expires } = values;
    const scopes = Object.keys(values).flatMap((field) =>
      field.startsWith("scope-") ? [field.slice(6)] : [],
    );
    const body = {
      name,
      role,
      ...(scopes.length && { scopes }),
      ...(expires && { expires_at: endOf(expires).toISOString() }),
    };
    const { text } = await post<{ token: Token; text: string }>(this.at("/tokens"), body, { key });
    Object.assign(this, { text, isNew: false });
    await this.#tokens.now();
  }

  #once() {
    const close = () => {
      this.text = "";
    };
    return html`<codebadge-task .label=${say.tokens.once} @close=${close}><div class="form"><p>${say.tokens.onceText}</p>
      <codebadge-copy .text=${this.text}></codebadge-copy>
      <div class="buttons"><button class="primary" @click=${close}>${say.common.done}</button></div></div></codebadge-task>`;
  }

  async #revoke({ id, name }: Token): Promise<void> {
    const { revokeTitle, revokeText, revokeAct, revokedNow } = say.tokens;
    if ((await confirm({ title: revokeTitle(name), text: revokeText, act: revokeAct(name) })) === null)
      return;
    const done = await attempt(async () => {
      await remove(this.at(`/tokens/${id}`));
      return revokedNow(name);
    });
    if (done) await this.#tokens.now();
  }
}

function tick(scope: Scope) {
  return html`<label class="tick"><input type="checkbox" name="scope-${scope}" value="yes" /><code>${scope}</code></label>`;
}

function stateOf({ revoked_at, expires_at }: Token): "valid" | "expired" | "revoked" {
  if (revoked_at) return "revoked";
  return expires_at && new Date(expires_at) <= new Date() ? "expired" : "valid";
}

/** The day named is the last on which it is valid. */
export function endOf(day: string): Date {
  const end = new Date(`${day}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return end;
}

function check({ name, expires }: Values): Problems {
  return {
    ...(!name && { name: say.tokens.nameMissing }),
    ...(expires && endOf(expires) <= new Date() && { expires: say.tokens.expiresWrong }),
  };
}

define("codebadge-admin-tokens", Tokens);
