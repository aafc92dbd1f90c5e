/** The strings of the pages about estimates and the model behind them, in the page's language. */
import * as en from "./en_estimates";
import { choose } from "./language";

export const say = choose({ en });
