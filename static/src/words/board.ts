/** The strings of the embeddable leaderboard, in the page's language. */
import { board as en } from "./en";
import { choose } from "./language";

export const say = choose({ en });
