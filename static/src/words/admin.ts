/** The strings of the admin's pages, in the page's language. */
import * as shared from "./en_admin";
import * as badges from "./en_admin_badges";
import * as leagues from "./en_admin_leagues";
import * as people from "./en_admin_people";
import * as settings from "./en_admin_settings";
import { choose } from "./language";

export const say = choose({ en: { ...shared, ...badges, ...leagues, ...people, ...settings } });
