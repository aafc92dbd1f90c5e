/** The strings of the badge gallery, in the page's language. */
import * as en from "./en_gallery";
import { choose } from "./language";

export const say = choose({ en });
