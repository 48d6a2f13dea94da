import { expect, type Page } from "@playwright/test";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";

/*
 * What a page costs a new visitor to load, by bytes and counts, which are the same on every machine. Whoever makes a page
 * heavier meets its bound here; docs/performance.md says what is in them.
 */
const KILOBYTE = 1_000;

/** Bounds: kilobytes of scripts as they are sent, and requests, until the page is idle. */
const BOUNDS: Readonly<Record<string, { readonly scriptKb: number; readonly requests: number }>> = {
  "/": { scriptKb: 165, requests: 46 },
  "/products": { scriptKb: 166, requests: 67 },
  "/products/foundry-mug": { scriptKb: 171, requests: 29 },
  "/cart": { scriptKb: 168, requests: 19 },
  "/checkout": { scriptKb: 168, requests: 20 },
};

type Weight = { readonly scriptBytes: number; readonly requests: readonly string[] };

/** What a page loads, down to its last request. Streams of events stay open and count once. */
async function weigh(page: Page, path: string): Promise<Weight> {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  const scripts = new Set<string>();
  const requests: string[] = [];
  let scriptBytes = 0;
  wire.on("Network.requestWillBeSent", ({ request }) => requests.push(request.url));
  wire.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  await page.goto(shop.STOREFRONT_URL + path, { waitUntil: "load" });
  await expect.poll(async () => page.evaluate(() => document.readyState)).toBe("complete");
  await page.waitForLoadState("networkidle");
  return { scriptBytes, requests };
}

for (const [path, { scriptKb, requests }] of Object.entries(BOUNDS))
  test(`${path} sends at most ${scriptKb} kB of scripts and ${requests} requests`, async ({ page }) => {
    const weight = await weigh(page, path);
    expect(weight.scriptBytes / KILOBYTE).toBeGreaterThan(100);
    expect(weight.scriptBytes / KILOBYTE).toBeLessThanOrEqual(scriptKb);
    expect(weight.requests.length, weight.requests.join("\n")).toBeLessThanOrEqual(requests);
  });
