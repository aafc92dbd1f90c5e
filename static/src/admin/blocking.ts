/** A person as admins see them comes in; whether their work counts goes out, and a button that changes it. */
import { html } from "lit";
import { put } from "../account/api";
import { say as queues } from "../words/queues";
import { confirm } from "./confirm";
import { attempt } from "./said";
import type { AdminPerson } from "./wire";

const say = queues.blocking;

/** `path`: of the person, below /v1; `done` is called once it is changed. */
export function blocking(person: AdminPerson, path: string, done: () => Promise<void>) {
  const { blocked, name } = person;
  return html`<section class="sheet"><h2>${say.title}</h2><p>${blocked ? say.isBlocked : say.isFree}</p>
    <div class="buttons"><button class=${blocked ? "" : "danger"} @click=${() => change(!blocked, name, path, done)}>${blocked ? say.free : say.block}</button></div></section>`;
}

async function change(
  blocked: boolean,
  name: string,
  path: string,
  done: () => Promise<void>,
): Promise<void> {
  const why = await confirm({
    title: blocked ? say.blockTitle(name) : say.freeTitle(name),
    text: blocked ? say.blockText : say.freeText,
    act: blocked ? say.blockAct(name) : say.freeAct(name),
    why: { label: say.why, hint: say.whyHint, least: 3 },
  });
  if (why === null) return;
  const isDone = await attempt(async () => {
    await put(`${path}/blocked`, { blocked, why });
    return blocked ? say.blocked(name) : say.freed(name);
  });
  if (isDone) await done();
}
