/** `/awards/{id}`: one award, large. The server has written all of it; here come the look, the bar and the copying. */
import "../look/page.css";
import "../pieces/bar";
import "../pieces/copy";
import { onGround, onTheme } from "../pieces/dark";
import { restoreTheme } from "../pieces/theme";
import "../pieces/why.css";
import "./award.css";

restoreTheme();
const medal = document.querySelector<HTMLImageElement>("img.medal");
const image = medal?.getAttribute("src") ?? "";
const show = () => medal?.setAttribute("src", onGround(image));
if (medal && onGround(image) !== image) show();
onTheme(show);
