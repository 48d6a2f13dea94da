import { setTimeout as sleep } from "node:timers/promises";
import { startApi } from "../../apps/api/test/processes/api-process.ts";
import { startCountingProxy } from "../../apps/api/test/processes/counting-proxy.ts";
import { openStores } from "../../apps/api/test/processes/database-and-redis.ts";

/** How many commands of each kind an API sends to its database in a second, while nobody asks it anything; most first. */
export type CommandRates = readonly { readonly command: string; readonly perSecond: number }[];

/** Starts an API behind a proxy that counts, waits `stillS` seconds and counts for `seconds`. */
export async function countCommands(stillS: number, seconds: number): Promise<CommandRates> {
  const stores = await openStores();
  const proxy = await startCountingProxy(stores, { byTheClock: true });
  const api = await startApi({ ...stores, databaseUrl: proxy.databaseUrl });
  try {
    await sleep(stillS * 1_000);
    proxy.restart();
    await sleep(seconds * 1_000);
    return [...Map.groupBy(proxy.seen(), (command) => command)]
      .map(([command, all]) => ({ command, perSecond: all.length / seconds }))
      .toSorted((a, b) => b.perSecond - a.perSecond);
  } finally {
    await api.stop();
    await proxy.close();
    await stores.close();
  }
}
