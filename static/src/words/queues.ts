/** The strings of the two queues, the review of what looks like farming and the disputes, in the page's language. */
import * as en from "./en_queues";
import { choose } from "./language";

export const say = choose({ en });
