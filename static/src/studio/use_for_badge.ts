/** An open design and a badge come in; the badge shows the design's newest version, and the way back is offered. */
import { tell } from "../account/form";
import { refusalOf } from "../admin/problem";
import { said } from "../admin/said";
import type { WholeBadge } from "../admin/wire";
import { here } from "../pieces/here";
import { say as words } from "../words/studio";
import { dress } from "./asking";
import { published } from "./dialog_publish";
import { askUse } from "./dialog_use";
import type { Store } from "./store";

const say = words.using;

export async function useForSome(org: string, store: Store): Promise<void> {
  const design = store.design?.id ?? 0;
  const badge = await askUse(org, design);
  if (badge === "new") await useForNew(org, store);
  else if (badge) await useFor(org, store, badge);
}

export async function useFor(
  org: string,
  store: Store,
  badge: Pick<WholeBadge, "id" | "name" | "design">,
): Promise<void> {
  const design = store.design?.id ?? 0;
  const former = badge.design;
  try {
    const version = await published(org, store, say.use(badge.name));
    if (!version) return;
    await dress(org, badge.id, design, version.number);
  } catch (error) {
    return said(tell(refusalOf(error)));
  }
  said(say.done(badge.name), async () => {
    await dress(org, badge.id, former?.id ?? null, former?.number);
    return say.back;
  });
}

/** The form of a new badge takes it from its address. */
async function useForNew(org: string, store: Store): Promise<void> {
  try {
    if (!(await published(org, store, say.fresh))) return;
  } catch (error) {
    return said(tell(refusalOf(error)));
  }
  location.assign(here(`/admin/badges/new?design=${store.design?.id}`));
}
