import { ensureDemoPeople, mongoAuthDatabase, removeDemoPeople } from "@scarlet/adapters/accounts";
import type { Mongo } from "@scarlet/adapters/mongo";
import type { Log } from "@scarlet/domain/kernel";
import type { ApiEnv } from "../env.ts";

/** Creates the demo accounts where the settings allow them. Returns how many are new. */
export async function makeDemoPeople(settings: ApiEnv, mongo: Mongo, log: Log): Promise<number> {
  if (!settings.demo.allowed) return 0;
  const { made, taken } = await ensureDemoPeople(accountsOf(settings, mongo, log));
  if (taken.length > 0)
    log.warn({ taken }, "these addresses of demo people are somebody's own accounts, which stay as they are");
  return made;
}

/** Removes demo accounts where the settings forbid them; before the first request, because their password is public. */
export async function removeForbiddenDemoPeople(settings: ApiEnv, mongo: Mongo, log: Log): Promise<void> {
  if (settings.demo.allowed) return;
  const removed = await removeDemoPeople(accountsOf(settings, mongo, log));
  if (removed.length > 0)
    log.warn(
      { removed, why: settings.demo.why },
      "demo people were in this database and are removed: everybody knows their password",
    );
}

function accountsOf(settings: ApiEnv, mongo: Mongo, log: Log) {
  return {
    database: mongoAuthDatabase(mongo),
    secret: settings.AUTH_SECRET,
    baseUrl: settings.API_URL,
    audience: "rest",
    log,
  } as const;
}
