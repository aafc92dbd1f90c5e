/** The strings of sources, of connecting one and of its health, in the page's language. */

import * as en from "./en_sources";
import { choose } from "./language";

export const say = choose({ en });
