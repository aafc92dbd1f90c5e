/** The strings of the page that judges the progress of a project, in the page's language. */
import * as en from "./en_insights";
import { choose } from "./language";

export const say = choose({ en });
