/** `/awards/{id}`: one award, large. The server has written all of it; here come the look, the bar and the copying. */
import "../look/page.css";
import "../pieces/bar";
import "../pieces/copy";
import { restoreTheme } from "../pieces/theme";
import "../pieces/why.css";
import "./award.css";

restoreTheme();
