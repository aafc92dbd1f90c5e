/** `<codebadge-levels .store>`: what whoever makes a badge from the drawing may set, and the colours of each level. */
import { html, nothing } from "lit";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { nameShown, shownNames } from "./color_names";
import { byTheme, freeName } from "./colors";
import { line, number, tick } from "./controls";
import type { Level, Parameter } from "./drawing";
import { iconSign } from "./icon_sign";
import { askIcon } from "./icons_picker";
import { Panel } from "./panel";

const say = words.levels;
const LEVELS = 20;
const PARAMETERS = 16;
const METALS = ["#b87333", "#9aa3ad", "#d4a52a", "#7fa7b8"];

class LevelsPanel extends Panel {
  protected override render() {
    const { levels, parameters } = this.store.drawing;
    const isOff = !this.store.mayShape;
    return html`<h2 class="panel-title">${say.title}</h2><p class="muted small">${say.intro}</p>
      <ol class="level-rows">${levels.map((level, at) => this.#level(level, at, isOff))}</ol>
      ${isOff || levels.length >= LEVELS ? nothing : html`<button type="button" @click=${this.#addLevel}>${say.add}</button>`}
      ${levels.length && !Object.keys(this.store.drawing.colors).length ? html`<p class="hint">${say.noColors}</p>` : nothing}
      <h2 class="panel-title">${say.parameters}</h2><p class="muted small">${say.parametersIntro}</p>
      <ol class="parameter-rows">${parameters.map((one, at) => this.#parameter(one, at, isOff))}</ol>
      ${isOff || parameters.length >= PARAMETERS ? nothing : this.#adding()}`;
  }

  #level({ name, colors }: Level, at: number, isOff: boolean) {
    const usual = this.store.drawing.colors;
    const called = shownNames(usual);
    const set = (part: Partial<Level>, isLive = false) =>
      this.#setLevels(
        this.store.drawing.levels.map((level, n) => (n === at ? { ...level, ...part } : level)),
        isLive,
      );
    const paint = (color: string, isLive: boolean) => (event: Event) =>
      set({ colors: { ...colors, [color]: (event.target as HTMLInputElement).value } }, isLive);
    const reset = (color: string) => {
      const { [color]: _, ...rest } = colors;
      set({ colors: rest });
    };
    return html`<li data-level=${at + 1}><div class="row-head">${line(say.name(at + 1), name, (to) => to && set({ name: to }), { most: 40, isOff, isUnseen: true })}
        ${isOff ? nothing : html`<button type="button" class="sign" aria-label=${say.remove(name)} title=${say.remove(name)} @click=${() => this.#setLevels(this.store.drawing.levels.toSpliced(at, 1))}>×</button>`}</div>
      <div class="swatches">${Object.entries(usual).map(([color, value]) => {
        const isOwn = color in colors;
        const words = called.get(color) ?? color;
        const hex = byTheme(colors[color] ?? value, "light") ?? "#000000";
        return html`<span class="level-color" ?data-own=${isOwn}><input type="color" aria-label=${say.color(name, words)} title=${say.color(name, words)} .value=${hex} ?disabled=${isOff}
            @input=${paint(color, true)} @change=${paint(color, false)} />${
              isOwn && !isOff
                ? html`<button type="button" class="sign" aria-label=${say.reset(words)} title=${say.reset(words)} @click=${() => reset(color)}>×</button>`
                : nothing
            }</span>`;
      })}</div></li>`;
  }

  readonly #addLevel = (): void => {
    const { levels, colors } = this.store.drawing;
    const at = levels.length;
    const [first] = Object.keys(colors);
    const name = say.fresh[at] ?? say.freshName(at + 1);
    const metal = METALS[at];
    this.#setLevels([...levels, { name, colors: first && metal ? { [first]: metal } : {} }]);
  };

  #setLevels(levels: Level[], isLive = false): void {
    const changes = [{ on: "*", set: { levels } }];
    if (isLive) this.store.live(changes);
    else this.store.change(changes, say.step.levels);
  }

  #parameter(one: Parameter, at: number, isOff: boolean) {
    const set = (part: Partial<Parameter>) =>
      this.#setParameters(this.store.drawing.parameters.with(at, { ...one, ...part }));
    return html`<li data-parameter=${one.name}><div class="row-head">${line(say.label, one.label, (label) => label && set({ label }), { most: 60, isOff })}
        ${isOff ? nothing : html`<button type="button" class="sign" aria-label=${say.removeParameter(one.label)} title=${say.removeParameter(one.label)} @click=${() => this.#setParameters(this.store.drawing.parameters.toSpliced(at, 1))}>×</button>`}</div>
      ${this.#value(one, set, isOff)}<p class="hint">${say.hints[one.kind](one.kind === "color" ? nameShown(one.name, this.store.drawing.colors) : one.name)}</p></li>`;
  }

  #value({ kind, value, most }: Parameter, set: (part: Partial<Parameter>) => void, isOff: boolean) {
    if (kind === "flag") return tick(say.value, value === true, (isOn) => set({ value: isOn }), isOff);
    if (kind === "icon") {
      const change = async () => {
        const icon = await askIcon(String(value));
        if (icon) set({ value: icon });
      };
      return html`<button type="button" class="icon-choice" ?disabled=${isOff} @click=${change}>${iconSign(String(value))}<span>${say.value}</span></button>`;
    }
    if (kind === "color")
      return html`<label class="control"><span>${say.value}</span><input type="color" .value=${String(value)} ?disabled=${isOff}
        @change=${(event: Event) => set({ value: (event.target as HTMLInputElement).value })} /></label>`;
    return html`${line(say.value, String(value), (text) => set({ value: text }), { most, isOff })}
      ${number(say.most, most, { least: 1, most: 200 }, (to) => set({ most: Math.round(to) }), isOff)}`;
  }

  #adding() {
    const kinds = Object.entries(say.kinds) as [Parameter["kind"], string][];
    return html`<p class="legend small" id="adding">${say.addParameter}</p><div class="ways" role="group" aria-labelledby="adding">${kinds.map(
      ([kind, label]) => html`<button type="button" @click=${() => this.#add(kind)}>${label}</button>`,
    )}</div>`;
  }

  /** A colour parameter sets a colour that has no parameter yet. */
  #add(kind: Parameter["kind"]): void {
    const { parameters, colors } = this.store.drawing;
    const taken = Object.fromEntries(parameters.map(({ name }) => [name, ""]));
    const color = kind === "color" ? Object.keys(colors).find((name) => !(name in taken)) : undefined;
    const name = color ?? freeName(kind === "text" && !("title" in taken) ? "title" : kind, taken);
    const value = { text: "", color: byTheme(colors[name], "light") ?? "#1f4f86", icon: "star", flag: true }[
      kind
    ];
    const label = nameShown(name, kind === "color" ? colors : {});
    this.#setParameters([...parameters, { name, kind, label, value, most: 60 }]);
  }

  #setParameters(parameters: Parameter[]): void {
    this.store.change([{ on: "*", set: { parameters } }], say.step.parameters);
  }
}

define("codebadge-levels", LevelsPanel);
