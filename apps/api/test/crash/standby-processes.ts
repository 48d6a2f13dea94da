import { type Api, startApi } from "../processes/api-process.ts";
import { bundledApi } from "../processes/bundled-api.ts";
import type { Stores } from "../processes/database-and-redis.ts";
import { type KillingProxy, startKillingProxy } from "./killing-proxy.ts";

/** An API process, and what stands between it and the database. */
export type StandbyProcess = { readonly api: Api; readonly proxy: KillingProxy };

export type StandbyProcesses = {
  /** The next one, ready to serve. */
  next(): Promise<StandbyProcess>;
  close(): Promise<void>;
};

/** More than one: the next is ready while the one after it starts. */
const WAITING = 2;

/** Keeps API processes ready to take the place of those that are killed, since a start takes longer than a death. */
export async function openStandbyProcesses(stores: Stores): Promise<StandbyProcesses> {
  const program = await bundledApi();
  const all: StandbyProcess[] = [];
  const waiting: Promise<StandbyProcess>[] = [];
  let last: Promise<unknown> = Promise.resolve();

  async function start(): Promise<StandbyProcess> {
    const proxy = await startKillingProxy(stores.databasePort);
    const databaseUrl = `mongodb://127.0.0.1:${proxy.port}/scarlet?directConnection=true`;
    const api = await startApi({ databaseUrl, redisUrl: stores.redisUrl }, {}, program);
    const victim = { api, proxy };
    all.push(victim);
    return victim;
  }
  // One after another: two starts at once take twice as long each, and the first one is waited for.
  function order(): void {
    const next = last.then(start);
    last = next.catch(() => undefined);
    waiting.push(next);
  }
  return {
    async next() {
      while (waiting.length <= WAITING) order();
      const victim = await waiting.shift();
      if (victim === undefined) throw new Error("nobody waits");
      return victim;
    },
    async close() {
      await Promise.allSettled(waiting);
      await Promise.all(
        all.map(async ({ api, proxy }) => {
          await api.stop();
          await proxy.close();
        }),
      );
    },
  };
}
