import { defineConfig } from "@playwright/test";
import { findBrowser } from "./tools/test/browser.ts";

const executablePath = findBrowser();
const inContainer = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  // More browsers only wait for each other: four took as long as two. Each spec file has products of its own.
  workers: 2,
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
