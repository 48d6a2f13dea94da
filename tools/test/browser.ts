import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { findOnPath } from "../start/stores/find-program.ts";

/** Smallest first: a shell without windows starts no pages of Chromium's own beside those under test. */
const PROGRAMS = ["chromium-headless-shell", "chromium", "chromium-browser"];

/** The Chromium that the end to end tests drive: Debian's, else Playwright's own; undefined when there is none. */
export function findBrowser(): string | undefined {
  const own = chromium.executablePath();
  for (const name of PROGRAMS) {
    const found = findOnPath(name);
    if (found !== undefined) return found;
  }
  return existsSync(own) ? own : undefined;
}
