/** The entry of `Server-Timing` by which each answer tells when it was sent, in ms. */
const CLOCK_ENTRY = "clock";

/** How the page that is shown came into this browser. */
export type PageArrival = {
  /** When its first byte came, by this browser's clock. */
  readonly atMs: number;
  /** When the server sent it, by the server's clock; undefined where the browser does not tell, or keeps old answers. */
  readonly sentAtMs: number | undefined;
  /** The browser took it from what it had kept, without asking the server, as it does on the way back. */
  readonly isFromHistory: boolean;
};

/** When this was first asked: the moment that counts in a browser that does not tell when the page came. */
let firstAskedMs: number | undefined;

function firstAsked(): number {
  firstAskedMs ??= Date.now();
  return firstAskedMs;
}

/** The same whenever it is asked, as React needs it of what it reads while it renders. Only browsers know. */
export function pageArrival(): PageArrival {
  const [entry] = performance.getEntriesByType("navigation") as Partial<PerformanceNavigationTiming>[];
  const { responseStart = 0, transferSize, type, serverTiming = [] } = entry ?? {};
  const isFromHistory = type === "back_forward" && transferSize === 0;
  const clock = serverTiming.find(({ name }) => name === CLOCK_ENTRY);
  return {
    atMs: responseStart > 0 ? performance.timeOrigin + responseStart : firstAsked(),
    sentAtMs: isFromHistory ? undefined : clock?.duration,
    isFromHistory,
  };
}
