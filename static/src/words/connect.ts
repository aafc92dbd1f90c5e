/** The strings of the steps by which GitHub and Trello are connected, in the page's language. */
import * as en from "./en_connect";
import { choose } from "./language";

export const say = choose({ en });
