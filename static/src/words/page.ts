/** The strings of Codebadge's own pages, in the page's language. */
import { page as en } from "./en";
import { choose } from "./language";

export const say = choose({ en });
