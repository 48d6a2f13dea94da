import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { findOnPath } from "../start/stores/find-program.ts";

const WHOLE_PROGRAMS = ["chromium", "chromium-browser"];
/** Smallest first: a shell without windows starts no pages of Chromium's own beside those under test. */
const PROGRAMS = ["chromium-headless-shell", ...WHOLE_PROGRAMS];

/** The Chromium that the end to end tests drive: Debian's, else Playwright's own; undefined when there is none. */
export function findBrowser(): string | undefined {
  return findFirst(PROGRAMS);
}

/** A Chromium that keeps pages for the way back, as its shell without windows does not; undefined when there is none. */
export function findWholeBrowser(): string | undefined {
  return findFirst(WHOLE_PROGRAMS);
}

function findFirst(names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = findOnPath(name);
    if (found !== undefined) return found;
  }
  const own = chromium.executablePath();
  return existsSync(own) ? own : undefined;
}
