/** `/admin/settings`: the organisation's name, its time zone, and which sites may show its boards. */
import { html, nothing } from "lit";
import { get, of, patch } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Problems, type Values } from "../account/form";
import { session, take } from "../account/session";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say } from "../words/admin";
import { AdminPage, heading } from "./page";
import { problem } from "./problem";
import { waiting } from "./table";

interface Settings {
  name: string;
  time_zone: string;
  allowed_origins: string[];
}

const zones = Intl.supportedValuesOf("timeZone");

class SettingsPage extends AdminPage {
  static override properties = { ...AdminPage.properties, typed: { state: true } };
  declare typed: string | null;
  readonly #known = new Asked(this, async () => {
    return (await get<{ organization: Settings }>(this.at("/settings"))).organization;
  });
  readonly #form = new Form(this, { check, send: (values) => this.#save(values) });

  constructor() {
    super();
    this.typed = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#known.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#known;
    return html`${heading(say.settings.title)}${value ? this.#fields(value) : refusal ? problem(refusal, now) : waiting()}`;
  }

  #fields({ name, time_zone, allowed_origins }: Settings) {
    const { problems, submit, mended, isBusy } = this.#form;
    const words = say.settings;
    const origins = this.typed ?? allowed_origins.join("\n");
    const type = (event: Event) => {
      const field = event.target as HTMLTextAreaElement;
      if (field.name === "origins") this.typed = field.value;
    };
    return html`<div class="beside" @input=${type}><form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="name" maxlength="200" autocomplete="organization" .label=${words.name} .value=${name} .error=${problems.name}></codebadge-field>
        <codebadge-field name="time_zone" maxlength="60" .label=${words.zone} .hint=${words.zoneHint} .value=${time_zone}
          .suggestions=${zones} .error=${problems.time_zone}></codebadge-field>
        <codebadge-field name="origins" type="textarea" rows="4" .label=${words.origins} .hint=${words.originsHint}
          .value=${allowed_origins.join("\n")} .error=${problems.origins}></codebadge-field>
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${say.common.save}</button></div></form>
      ${allowed(originsIn(origins))}</div>`;
  }

  async #save({ name, time_zone, origins = "" }: Values): Promise<void> {
    await patch(of(this.place.slug), { name, time_zone, allowed_origins: originsIn(origins) });
    this.typed = null;
    toast(say.settings.saved);
    take(await session(true)); // its name stands in the navigation too
    await this.#known.now();
  }
}

function allowed(origins: string[]) {
  const words = origins.includes("*") ? say.settings.everybody : origins.length ? "" : say.settings.nobody;
  return html`<aside class="effect" aria-label=${say.settings.effect}><p><strong>${say.settings.effect}</strong></p>
    ${words ? html`<p>${words}</p>` : html`<ul>${origins.map((one) => html`<li><bdi>${one}</bdi></li>`)}</ul>`}</aside>`;
}

export function originsIn(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[\s,]+/)
        .filter(Boolean)
        .map((one) => one.replace(/\/$/, "")),
    ),
  ];
}

export function isOrigin(text: string): boolean {
  if (text === "*") return true;
  try {
    const { protocol, origin } = new URL(text);
    return /^https?:$/.test(protocol) && origin === text.toLowerCase();
  } catch {
    return false;
  }
}

function check({ name, time_zone = "", origins = "" }: Values): Problems {
  const wrong = originsIn(origins).find((one) => !isOrigin(one));
  const isKnown = zones.some((zone) => zone === time_zone) || time_zone === "UTC";
  return {
    ...(!name && { name: say.settings.nameMissing }),
    ...(!isKnown && { time_zone: say.settings.zoneWrong }),
    ...(wrong && { origins: say.settings.originsWrong(wrong) }),
  };
}

define("codebadge-admin-settings", SettingsPage);
