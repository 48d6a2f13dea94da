import type { StockScripts } from "./stock-cache.port.ts";

/** Scripts of a process without Redis: all refuse, so that it can neither read the cache nor write past its readers. */
export function createAbsentScripts(): StockScripts {
  const refuse = (): Promise<never> => Promise.reject(new Error("this process has no Redis"));
  return {
    read: refuse,
    acquire: refuse,
    put: refuse,
    fence: refuse,
    release: refuse,
    drop: refuse,
    probe: refuse,
    setGuards: refuse,
    openGuards: refuse,
    expireOld: refuse,
  };
}
