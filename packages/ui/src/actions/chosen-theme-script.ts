import { THEME_COOKIE } from "./theme.tsx";

/** Sets `<html data-theme>` to what the visitor chose, if anything. For the head, where it runs before anything is painted. */
export const CHOSEN_THEME_SCRIPT = [
  `for(const each of document.cookie.split(";"))`,
  `switch(each.trim()){`,
  ...(["light", "dark"] as const).map(
    (theme) => `case"${THEME_COOKIE}=${theme}":document.documentElement.dataset.theme="${theme}";`,
  ),
  `}`,
].join("");
