import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { findOnPath } from "../start/stores/find-program.ts";

/** The Chromium that the end to end tests drive: Debian's, else Playwright's own; undefined when there is none. */
export function findBrowser(): string | undefined {
  const own = chromium.executablePath();
  return findOnPath("chromium") ?? findOnPath("chromium-browser") ?? (existsSync(own) ? own : undefined);
}
