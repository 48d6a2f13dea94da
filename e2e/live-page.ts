import type { BrowserContext, Page } from "@playwright/test";

/** The connections to the stream at this path that pages of this context have open. */
export function openStreams(context: BrowserContext, path: string): ReadonlySet<object> {
  const open = new Set<object>();
  context.on("request", (request) => {
    if (request.url().includes(path)) open.add(request);
  });
  context.on("requestfinished", (request) => open.delete(request));
  context.on("requestfailed", (request) => open.delete(request));
  return open;
}

/** Moves the page's clock, and everything that goes by it, from the next page on. */
export async function shiftClock(page: Page, shiftMs: number): Promise<void> {
  await page.addInitScript((initialMs: number) => {
    const clock = window as unknown as { shiftMs: number; delaysMs: number[] };
    [clock.shiftMs, clock.delaysMs] = [initialMs, []];
    const Real = Date;
    class Shifted extends Real {
      constructor(...parts: [] | [number | string | Date]) {
        super(parts.length === 0 ? Shifted.now() : parts[0]);
      }
      static override now(): number {
        return Real.now() + clock.shiftMs;
      }
    }
    window.Date = Shifted as DateConstructor;
    Object.defineProperty(performance, "timeOrigin", { value: performance.timeOrigin + initialMs });
    const start = window.setTimeout;
    window.setTimeout = ((then: () => void, delayMs = 0, ...rest: unknown[]) => {
      clock.delaysMs.push(delayMs);
      return start(then, delayMs, ...rest);
    }) as typeof window.setTimeout;
  }, shiftMs);
}

/** How far the moment that is shown there is from this one. */
export const ageOf = async (page: Page, place: string): Promise<number> =>
  Date.now() - Date.parse((await page.locator(`${place} time`).getAttribute("datetime")) ?? "");

/** Notes what the live mark of the next page says, in its order; the returned function tells. */
export async function statesOf(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const states: string[] = [];
    Object.assign(window, { liveStates: states });
    const note = () => {
      const state = document.querySelector<HTMLElement>(".live-mark")?.dataset.state;
      if (state !== undefined && state !== states.at(-1)) states.push(state);
    };
    new MutationObserver(note).observe(document, { subtree: true, childList: true, attributes: true });
  });
  return () => page.evaluate(() => (window as unknown as { liveStates: string[] }).liveStates);
}

/** The names of animations of the page that never end by themselves. */
export function endlessAnimations(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations === Number.POSITIVE_INFINITY)
      .map((each) => (each instanceof CSSAnimation ? each.animationName : each.id)),
  );
}
