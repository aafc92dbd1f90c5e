/** An open design comes in; the news that the server has all of it goes out, at the latest after some seconds. */
import { Refused } from "../live/rest";
import type { Store } from "./store";

const PATIENCE_MS = 10_000;

/** Raises Refused (`unreachable`) when it stays unsaved. */
export function saved(store: Store): Promise<void> {
  return new Promise((done, failed) => {
    const look = () => {
      if (store.waiting.length === 0) end(done);
    };
    const end = (how: () => void) => {
      clearTimeout(timer);
      store.removeEventListener("change", look);
      how();
    };
    const timer = setTimeout(
      () => end(() => failed(new Refused({ code: "unreachable", message: "" }))),
      PATIENCE_MS,
    );
    store.addEventListener("change", look);
    look();
  });
}
