/** The strings of the admin's pages about estimates and their models, in the page's language. */
import * as en from "./en_models";
import { choose } from "./language";

export const say = choose({ en });
