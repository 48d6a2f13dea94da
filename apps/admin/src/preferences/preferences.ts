import { THEME_COOKIE, type Theme, themeOf } from "@scarlet/ui/actions/theme";
import { z } from "zod";

/** What one person prefers on this machine. Kept in cookies, so that the first HTML is already right. */
export const COOKIES = {
  theme: THEME_COOKIE,
  density: "scarlet-admin-density",
  timeZone: "scarlet-admin-zone",
} as const;
export type Preference = keyof typeof COOKIES;

export const DENSITIES = ["compact", "normal", "roomy"] as const;
export type Density = (typeof DENSITIES)[number];

const densitySchema = z.enum(DENSITIES).catch("normal");

export type Preferences = {
  /** Undefined: as the system wishes. */
  readonly theme: Theme | undefined;
  readonly density: Density;
  /** An IANA name, such as "Europe/Brussels". */
  readonly timeZone: string;
};

/** Reads preferences from cookies; what is missing or odd becomes the default. */
export function readPreferences(cookie: (name: string) => string | undefined): Preferences {
  return {
    theme: themeOf(cookie(COOKIES.theme)),
    density: densitySchema.parse(cookie(COOKIES.density)),
    timeZone: knownZone(cookie(COOKIES.timeZone)),
  };
}

function knownZone(cookie: string | undefined): string {
  if (cookie === undefined) return "UTC";
  try {
    const zone = decodeURIComponent(cookie);
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    // A cookie is whatever somebody made of it; the default is right enough until the page knows better.
    return "UTC";
  }
}
