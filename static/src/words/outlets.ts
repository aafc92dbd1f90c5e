/** The strings of the admin's pages of outgoing webhooks, in the page's language. */
import * as en from "./en_outlets";
import { choose } from "./language";

export const say = choose({ en });
