import { startKillingProxy } from "../crash/killing-proxy.ts";
import type { Stores } from "./database-and-redis.ts";

/** Stands between an API and its database and counts commands. */
export type CountingProxy = {
  readonly databaseUrl: string;
  restart(): void;
  /** Name and collection of each command since the last restart. */
  seen(): readonly string[];
  close(): Promise<void>;
};

/** `byTheClock`: those are counted too that processes send by the clock. */
export async function startCountingProxy(
  stores: Pick<Stores, "databasePort" | "databaseUrl">,
  { byTheClock = false } = {},
): Promise<CountingProxy> {
  const proxy = await startKillingProxy(stores.databasePort, ...(byTheClock ? [() => true] : []));
  const restart = () => proxy.arm(Number.POSITIVE_INFINITY, () => undefined);
  restart();
  // Whom the set names is the database itself, past the proxy.
  const direct = new URL(stores.databaseUrl);
  direct.port = String(proxy.port);
  direct.search = "directConnection=true";
  return { databaseUrl: direct.href, restart, seen: () => proxy.seen(), close: () => proxy.close() };
}
