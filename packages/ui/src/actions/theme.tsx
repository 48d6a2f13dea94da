/** The visitor's choice lives in a cookie, so that the server writes it into the first HTML and nothing flashes. */
export const THEME_COOKIE = "scarlet-theme";

export type Theme = "light" | "dark";

/** The value for `<html data-theme>`; undefined leaves the choice to the system. */
export function themeOf(cookieValue: string | undefined): Theme | undefined {
  return cookieValue === "light" || cookieValue === "dark" ? cookieValue : undefined;
}
