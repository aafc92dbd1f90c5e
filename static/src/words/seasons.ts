/** The strings of the admin's pages of seasons and teams, in the page's language. */
import * as en from "./en_seasons";
import { choose } from "./language";

export const say = choose({ en });
