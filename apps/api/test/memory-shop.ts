import { DEMO_PASSWORD, DEMO_PEOPLE, ensureDemoPeople } from "@scarlet/adapters/accounts";
import { createOrderLane } from "@scarlet/services/orders";
import { buildProduct } from "@scarlet/testing/builders";
import { createTestIds } from "@scarlet/testing/clock";
import {
  createMemoryCartStore,
  createMemoryCatalogCache,
  createMemoryDatabase,
  createMemoryGateway,
  createMemoryIdempotencyStore,
  createMemoryLog,
  createMemoryOrderNumbers,
  createMemoryOrderStore,
  createMemoryProductStore,
  createMemoryStockReader,
  createMemoryStockStore,
  type MemoryDatabase,
  stockUp,
} from "@scarlet/testing/memory";
import type { ShopServices } from "@scarlet/trpc";
import { memoryAdapter } from "better-auth/adapters/memory";
import { pino } from "pino";
import { createAccounts } from "../src/accounts/create-accounts.ts";
import type { CacheState } from "../src/health.ts";
import { createMetrics } from "../src/metrics.ts";
import { createServer } from "../src/server.ts";
import { type Caller, callerOf } from "./caller.ts";

const SECRET = "a secret of thirty-two characters";
const log = pino({ level: "silent" });

export type MemoryShop = {
  readonly db: MemoryDatabase;
  readonly call: Caller;
  readonly gateway: ReturnType<typeof createMemoryGateway>;
  /** What the server's outside world is like; tests turn it. */
  readonly world: { database: "up" | "down"; cache: CacheState; ending: boolean };
  /** A bearer token of a demo person. */
  tokenOf(role: (typeof DEMO_PEOPLE)[number]["role"]): Promise<string>;
  /** Everything that a request could have changed, as one text. */
  books(): string;
};

/** The real server and the real verbs over memory: a mug in two colours (5 and 2 pieces) and a plate (40). */
export async function openMemoryShop(): Promise<MemoryShop> {
  const db = createMemoryDatabase();
  stockUp(db, buildProduct("mug", { "MUG-EMBER": 2400, "MUG-SLATE": 2600 }), {
    "MUG-EMBER": 5,
    "MUG-SLATE": 2,
  });
  stockUp(db, buildProduct("plate", ["PLATE-1"]), 40);
  const gateway = createMemoryGateway();
  const services = servicesOver(db, gateway);
  const people = { user: [], session: [], account: [], verification: [] };
  const database = memoryAdapter(people);
  const urls = { storefront: "http://shop.test", admin: "http://desk.test", rest: "http://api.test" };
  const accounts = createAccounts({ database, redis: null, secret: SECRET, urls, services, log });
  await ensureDemoPeople({ database, secret: SECRET, baseUrl: urls.rest, audience: "rest", log });
  const world: MemoryShop["world"] = { database: "up", cache: "off", ending: false };
  const server = createServer({
    ...accounts,
    services,
    metrics: createMetrics({ waiting: () => services.stock.waiting() }),
    readiness: {
      pingDatabase: () => (world.database === "up" ? Promise.resolve() : Promise.reject(new Error("down"))),
      cacheState: () => Promise.resolve(world.cache),
      ending: () => world.ending,
    },
    log,
    apiUrl: urls.rest,
    version: "0.0.0",
  });
  const call = callerOf((path, init) => server.request(path, init));
  const tokens = new Map<string, Promise<string>>();
  return {
    db,
    call,
    gateway,
    world,
    tokenOf(role) {
      const known = tokens.get(role) ?? signIn(call, role);
      tokens.set(role, known);
      return known;
    },
    books: () =>
      JSON.stringify([
        [...db.stock.values()],
        db.movements,
        [...db.orders.values()],
        [...db.carts.values()],
        [...db.remembered.keys()],
        people.user,
        gateway.captures.size,
      ]),
  };
}

function servicesOver(db: MemoryDatabase, payments: ShopServices["payments"]): ShopServices {
  const catalogCache = createMemoryCatalogCache();
  const store = createMemoryStockStore(db);
  return {
    clock: db.clock,
    ids: createTestIds(),
    products: createMemoryProductStore(db),
    catalogCache,
    stockReader: createMemoryStockReader(db),
    stock: createOrderLane({ store, catalogCache, log: createMemoryLog() }),
    orders: createMemoryOrderStore(db),
    carts: createMemoryCartStore(db),
    orderNumbers: createMemoryOrderNumbers(db),
    payments,
    idempotency: createMemoryIdempotencyStore(db),
    holdSeconds: 900,
  };
}

async function signIn(call: Caller, role: string): Promise<string> {
  const email = DEMO_PEOPLE.find((person) => person.role === role)?.email;
  const answer = await call("POST", "/api/auth/sign-in/email", { body: { email, password: DEMO_PASSWORD } });
  return String(answer.body.token);
}
