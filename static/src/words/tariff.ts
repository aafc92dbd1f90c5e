/** The strings of the page of points, in the page's language. */
import * as en from "./en_tariff";
import { choose } from "./language";

export const say = choose({ en });
