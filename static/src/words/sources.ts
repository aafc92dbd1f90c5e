/** The strings of sources, of connecting one and of its health, in the page's language. */
import { choose } from "./language";
import * as en from "./en_sources";

export const say = choose({ en });
