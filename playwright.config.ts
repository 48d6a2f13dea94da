import { defineConfig } from "@playwright/test";
import { findBrowser } from "./tools/test/browser.ts";

const executablePath = findBrowser();
const inContainer = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** Half of it waits, one test after the other: begun last, it would be waited for by an idle browser. */
const FIRST = "storefront/tell-me.spec.ts";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  // More browsers only wait for each other: four took as long as two. Each spec file has products of its own.
  workers: 2,
  projects: [
    { name: "first", testMatch: FIRST },
    { name: "others", testIgnore: FIRST },
  ],
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
  use: {
    browserName: "chromium",
    // Without the film and the copies of each page: taking them is a fifth of the work of a run.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    screenshot: "only-on-failure",
    locale: "en-GB",
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        ...inContainer,
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
