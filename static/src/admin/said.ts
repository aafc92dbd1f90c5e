/** A sentence and the way back come in; a toast with Undo goes out, which also says when undoing was refused. */
import { tell } from "../account/form";
import { toast } from "../pieces/toast";
import { refusalOf } from "./problem";

/** `undo` takes the deed back and gives the sentence that says so. */
export function said(words: string, undo?: () => Promise<string>): void {
  if (undo) toast(words, () => void attempt(undo));
  else toast(words);
}

/** Does it and says how it went; whether it was done. */
export async function attempt(deed: () => Promise<string>): Promise<boolean> {
  try {
    toast(await deed());
    return true;
  } catch (error) {
    toast(tell(refusalOf(error)));
    return false;
  }
}
