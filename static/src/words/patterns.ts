/** The strings of the pattern editor, its preview and its list, in the page's language. */
import * as en from "./en_patterns";
import { choose } from "./language";

export const say = choose({ en });
