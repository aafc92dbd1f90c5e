/** The strings of sharing the studio and its designs, in the page's language. */
import * as en from "./en_shares";
import { choose } from "./language";

export const say = choose({ en });
