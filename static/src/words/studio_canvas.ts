/** The canvas' strings, in the page's language. */

import * as en from "./en_studio_canvas";
import { choose } from "./language";

export const say = choose({ en }).canvas;
