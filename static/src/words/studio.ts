/** The strings of the studio's list, dialogs and panels, in the page's language. */
import * as pages from "./en_studio";
import * as colors from "./en_studio_colors";
import * as paints from "./en_studio_paints";
import * as panels from "./en_studio_panels";
import * as states from "./en_studio_states";
import * as templates from "./en_studio_templates";
import { choose } from "./language";

export const say = choose({ en: { ...pages, ...panels, ...paints, ...states, ...templates, ...colors } });
