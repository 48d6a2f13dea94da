import { type Caller, callerOf } from "../api-caller.ts";
import { bundledProgram } from "../processes/bundled-programs.ts";
import { freePort, startChild, until } from "../processes/child-process.ts";
import { SETTINGS, type Stores } from "../processes/database-and-redis.ts";
import { type KillingProxy, startKillingProxy } from "./killing-proxy.ts";

/** The API that one step is asked of, and what stands between it and the database. */
export type Victim = { readonly call: Caller; readonly proxy: KillingProxy };

/** A process with an API for each of several steps. */
export type ApiPerStep = {
  victim(step: string): Victim;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
};

/** Starts a process with an API for each of these steps, and waits until all are ready. */
export async function startApiPerStep(stores: Stores, steps: readonly string[]): Promise<ApiPerStep> {
  const program = await bundledProgram("several-apis");
  const parts = await Promise.all(steps.map((step) => openPart(step, stores.databasePort)));
  const child = startChild(process.execPath, program.args, {
    ...SETTINGS,
    ...program.env,
    REDIS_URL: stores.redisUrl,
    APIS: JSON.stringify(parts.map(({ env }) => env)),
  });
  for (const { operatorUrl } of parts) await until(async () => (await fetch(operatorUrl)).ok, child);
  const victims = new Map(parts.map(({ step, victim }) => [step, victim]));
  return {
    victim(step) {
      const victim = victims.get(step);
      if (victim === undefined) throw new Error(`no API was started for: ${step}`);
      return victim;
    },
    async kill() {
      await child.kill();
      await Promise.all(parts.map(({ victim }) => victim.proxy.close()));
    },
  };
}

/** The proxy and the ports of one API that is still to be started. */
async function openPart(step: string, databasePort: number) {
  const proxy = await startKillingProxy(databasePort);
  const port = await freePort();
  const operatorPort = await freePort();
  const env = {
    DATABASE_URL: `mongodb://127.0.0.1:${proxy.port}/scarlet?directConnection=true`,
    API_PORT: String(port),
    OPERATOR_PORT: String(operatorPort),
  };
  const call = callerOf((path, init) => fetch(`http://127.0.0.1:${port}${path}`, init));
  return { step, victim: { call, proxy }, env, operatorUrl: `http://127.0.0.1:${operatorPort}/readyz` };
}
