/** The strings of the studio, in the page's language. */
import * as en from "./en_studio";
import { choose } from "./language";

export const say = choose({ en });
