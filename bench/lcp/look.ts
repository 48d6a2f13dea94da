import type { Browser } from "@playwright/test";

/** What is between a shopper and the shop. */
export type Line = {
  /** How many times slower than this machine the processor is. */
  readonly slowdown: number;
  /** Undefined: as fast as this machine is. */
  readonly bitsPerSecond: number | undefined;
  readonly latencyMs: number;
};

/** What a visitor saw of a page that loaded; times from the moment at which it was asked for. */
export type Seen = {
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  /** The element that was largest. */
  readonly largest: string;
  /** The cumulative layout shift. */
  readonly moved: number;
};

/** After its load event a page may still paint something larger. */
const SETTLE_MS = 500;

/** Runs in the page, before anything of it; in the page's own language, because nothing else here knows its types. */
const WATCH_PAINTS = `
  const seen = (globalThis.seen = { firstPaintMs: NaN, largestPaintMs: NaN, largest: "", moved: 0 });
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") seen.firstPaintMs = startTime;
  });
  watch("largest-contentful-paint", ({ startTime, element }) => {
    seen.largestPaintMs = startTime;
    seen.largest = element ? element.localName + " " + (element.className || element.textContent.slice(0, 30)) : "?";
  });
  watch("layout-shift", ({ value, hadRecentInput }) => {
    if (!hadRecentInput) seen.moved += value;
  });
`;

/** Opens a page as somebody who was never here, on a phone of 390 px. */
export async function look(browser: Browser, url: string, line: Line): Promise<Seen> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
  });
  try {
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    await wire.send("Emulation.setCPUThrottlingRate", { rate: line.slowdown });
    if (line.bitsPerSecond !== undefined) {
      const throughput = line.bitsPerSecond / 8;
      await wire.send("Network.enable");
      await wire.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: line.latencyMs,
        downloadThroughput: throughput,
        uploadThroughput: throughput / 2,
      });
    }
    await page.addInitScript({ content: WATCH_PAINTS });
    await page.goto(url, { waitUntil: "load" });
    await page.waitForTimeout(SETTLE_MS);
    return (await page.evaluate("seen")) as Seen;
  } finally {
    await context.close();
  }
}
