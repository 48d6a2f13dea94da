import { type Caller, callerOf } from "../api-caller.ts";
import { FROM_SOURCE, type Program } from "./bundled-programs.ts";
import { type Child, freePort, startChild, until } from "./child-process.ts";
import { SETTINGS } from "./database-and-redis.ts";

/** An API process of the test. */
export type Api = Child & {
  readonly url: string;
  readonly call: Caller;
  /** What it says of itself to operators, by `/readyz` and `/metrics`. */
  readonly askOperator: (path: string) => Promise<Response>;
};

/** Starts an API on stores and waits until it is ready. `program`: what to run. */
export async function startApi(
  stores: { readonly databaseUrl: string; readonly redisUrl: string },
  more: Record<string, string> = {},
  program: Program = FROM_SOURCE,
): Promise<Api> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const operatorPort = await freePort();
  const askOperator = (path: string) => fetch(`http://127.0.0.1:${operatorPort}${path}`);
  const child = startChild(process.execPath, program.args, {
    ...SETTINGS,
    ...program.env,
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: stores.redisUrl,
    API_PORT: String(port),
    OPERATOR_PORT: String(operatorPort),
    ...more,
  });
  await until(async () => (await askOperator("/readyz")).ok, child);
  return { ...child, url, askOperator, call: callerOf((path, init) => fetch(url + path, init)) };
}

/** A bearer token of a demo person. */
export async function tokenOf(call: Caller, person: "shopper" | "inventory" | "admin"): Promise<string> {
  const body = { email: `${person}@example.com`, password: "scarlet-demo" };
  const answer = await call("POST", "/api/auth/sign-in/email", { body });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`);
  return String(answer.body.token);
}

const desks = new WeakMap<Caller, Promise<string>>();

/** The inventory clerk's token at an API: signed in once, because checking passwords is slow on purpose. */
function desk(call: Caller): Promise<string> {
  const token = desks.get(call) ?? tokenOf(call, "inventory");
  desks.set(call, token);
  return token;
}

/** Leaves this many pieces of a SKU to be bought; what is held stays held. */
export async function leave(call: Caller, sku: string, available: number): Promise<void> {
  const token = await desk(call);
  const rows = await call("GET", `/api/inventory?sku=${sku}`, { token });
  const [row] = rows.body.items as { reserved: number; available: number; version: number }[];
  if (!row) throw new Error(`no stock row of ${sku}`);
  if (row.available === available) return;
  const body = { set: row.reserved + available, expectedVersion: row.version, reason: "correction" };
  const answer = await call("POST", `/api/inventory/${sku}/adjust`, { token, body });
  if (answer.status !== 200) throw new Error(`adjust answered ${answer.status}: ${answer.text}`);
}
