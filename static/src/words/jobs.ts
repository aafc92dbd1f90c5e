/** The strings of long work that somebody waits for, in the page's language. */
import * as en from "./en_jobs";
import { choose } from "./language";

export const say = choose({ en });
