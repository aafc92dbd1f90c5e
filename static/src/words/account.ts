/** The strings of signing in, setting up, one's own profile and the navigation, in the page's language. */

import { account as en } from "./en_account";
import { choose } from "./language";

export const say = choose({ en });
