import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { openSlowProxy } from "./slow-proxy.ts";

/** The highest cumulative layout shift that passes. It is too small to see. */
export const MAX_LAYOUT_SHIFT = 0.002;

/** One layout shift: its score, and the elements that moved. */
type Shift = { readonly value: number; readonly moved: readonly string[] };

/** Records the layout shifts of a page from its first paint on. Call it before the page is opened. */
export async function recordLayoutShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    Object.assign(window, { shifts });
    type Entry = PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null }[];
    };
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Entry[])
        if (!hadRecentInput)
          shifts.push({
            value,
            moved: sources.map(({ node }) =>
              node instanceof Element
                ? `${node.localName}.${node.className}`
                : (node?.textContent ?? "").slice(0, 40),
            ),
          });
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** Fails with the elements that moved when the page had layout shifts. */
export async function expectNoLayoutShift(page: Page, what: string): Promise<void> {
  const shifts = await page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts);
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  expect(sum, `${what}: ${JSON.stringify(shifts)}`).toBeLessThan(MAX_LAYOUT_SHIFT);
}

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** Opens a page through the slow proxy, with its fonts last, and fails when anything moved. */
export async function openOverSlowProxy(
  browser: Browser,
  url: string,
  { width, cookies = [] }: { readonly width: number; readonly cookies?: Cookies },
): Promise<void> {
  const line = await openSlowProxy();
  const viewport = { width, height: width < 600 ? 844 : 720 };
  const context = await browser.newContext({ viewport, proxy: line.proxy, reducedMotion: "reduce" });
  try {
    await context.addCookies(cookies);
    const page = await context.newPage();
    await recordLayoutShifts(page);
    await page.goto(url, { waitUntil: "domcontentloaded" });
    await waitTwoFrames(page);
    line.letFontsThrough();
    await page.waitForLoadState("load");
    const faces = await page.evaluate(async () => (await document.fonts.ready).size);
    expect(faces).toBeGreaterThan(0);
    await waitTwoFrames(page);
    await expectNoLayoutShift(page, `${url} at ${width} px`);
  } finally {
    await context.close();
    await line.close();
  }
}

/** Waits until the current layout has been painted and observers have been called. */
function waitTwoFrames(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
      }),
  );
}
