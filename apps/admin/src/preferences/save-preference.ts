import { COOKIES, type Preference } from "./preferences.ts";

const YEAR_SECONDS = 31_536_000;

/** Keeps one preference on this machine for a year. Browser only. */
export function savePreference(preference: Preference, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${COOKIES[preference]}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
