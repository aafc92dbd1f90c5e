/** The strings of the pattern editor, its preview and its list, in the page's language. */
import * as fields from "./en_pattern_fields";
import * as filters from "./en_pattern_filters";
import * as results from "./en_pattern_results";
import * as templates from "./en_pattern_templates";
import * as editor from "./en_patterns";
import { choose } from "./language";

export const say = choose({ en: { ...editor, ...fields, ...filters, ...results, ...templates } });
