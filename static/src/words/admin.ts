/** The strings of the admin's pages, in the page's language. */
import * as en from "./en_admin";
import { choose } from "./language";

export const say = choose({ en });
