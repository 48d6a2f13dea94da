import { THEME_COOKIE, type Theme, themeOf } from "@scarlet/ui/actions/theme";
import { z } from "zod";

/** The cookies that keep a person's preferences in this browser, so that the server can render with them. */
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
  /** Undefined: as the operating system is set. */
  readonly theme: Theme | undefined;
  readonly density: Density;
  /** An IANA name, such as "Europe/Brussels". */
  readonly timeZone: string;
};

/** Reads preferences from cookies. What is missing or not valid becomes the default. */
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
    // Cookies can contain anything. The page corrects the zone once its script runs.
    return "UTC";
  }
}
