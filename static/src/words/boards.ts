/** The strings of boards, their history, and of what is explained, in the page's language. */

import * as en from "./en_boards";
import { choose } from "./language";

export const say = choose({ en });
