import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { onPath } from "../start/tools.ts";

/** The Chromium that the end to end tests drive: Debian's, else Playwright's own; undefined when there is none. */
export function findBrowser(): string | undefined {
  const own = chromium.executablePath();
  return onPath("chromium") ?? onPath("chromium-browser") ?? (existsSync(own) ? own : undefined);
}
