import { COOKIES, type Preference } from "./preferences.ts";

const MAX_AGE_SECONDS = 31_536_000;

/** Saves one preference in a cookie of this browser for a year. Browser only. */
export function savePreference(preference: Preference, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${COOKIES[preference]}=${encodeURIComponent(value)}; path=/; max-age=${MAX_AGE_SECONDS}; samesite=lax`;
}
