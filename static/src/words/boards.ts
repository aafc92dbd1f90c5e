/** The strings of boards, their history, and of what is explained, in the page's language. */
import { choose } from "./language";
import * as en from "./en_boards";

export const say = choose({ en });
