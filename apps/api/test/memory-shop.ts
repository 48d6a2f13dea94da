import { BlockList } from "node:net";
import { createAuth, DEMO_PASSWORD, DEMO_PEOPLE, ensureDemoPeople } from "@scarlet/adapters/accounts";
import { createStockEvents } from "@scarlet/adapters/inventory";
import { createRateLimiter } from "@scarlet/adapters/kernel";
import type { StockNews } from "@scarlet/domain/inventory";
import { scaleHoldLimits } from "@scarlet/domain/orders";
import { latestMovementsNow } from "@scarlet/services/inventory";
import { createOrderLane } from "@scarlet/services/orders";
import { buildProduct } from "@scarlet/testing/builders";
import { createTestIds } from "@scarlet/testing/clock";
import {
  createMemoryBackInStockStore,
  createMemoryCacheAdmin,
  createMemoryCartStore,
  createMemoryCatalogCache,
  createMemoryDatabase,
  createMemoryForgetKeys,
  createMemoryGateway,
  createMemoryIdempotencyStore,
  createMemoryIssueStore,
  createMemoryLedgerStore,
  createMemoryLog,
  createMemoryOrderNumbers,
  createMemoryOrderStore,
  createMemoryOutbox,
  createMemoryPopularity,
  createMemoryProductStore,
  createMemoryStockReader,
  createMemoryStockStore,
  type MemoryDatabase,
  quickPasswords,
  stockUp,
} from "@scarlet/testing/memory";
import type { ShopServices } from "@scarlet/trpc";
import { memoryAdapter } from "better-auth/adapters/memory";
import { pino } from "pino";
import { createAccounts } from "../src/accounts/create-accounts.ts";
import type { OrderLinks } from "../src/accounts/order-links.ts";
import type { CacheState } from "../src/health.ts";
import { createCallerAddress } from "../src/http/caller-address.ts";
import type { StockEventsParts } from "../src/http/stock-events.ts";
import { createStockListeners, type StockListeners } from "../src/http/stock-listeners.ts";
import { trustedProxies } from "../src/http/trusted-proxies.ts";
import { createMetrics } from "../src/metrics.ts";
import { answerOperator, type OperatorParts } from "../src/operator-server.ts";
import { type ApiServer, createServer, type ServerParts } from "../src/server.ts";
import { type Caller, callerOf } from "./api-caller.ts";

/** What the shop's own apps prove themselves with. */
export const PROXY_SECRET = "p".repeat(32);
const SECRET = "a secret of thirty-two characters";
const URLS = { storefront: "http://shop.test", admin: "http://desk.test", rest: "http://api.test" };
const log = pino({ level: "silent" });

type DemoRole = (typeof DEMO_PEOPLE)[number]["role"];

export type MemoryShop = {
  readonly db: MemoryDatabase;
  readonly call: Caller;
  readonly services: ShopServices;
  /** The links in mails to guests. */
  readonly links: OrderLinks;
  /** What reads need besides the server. */
  readonly parts: Pick<ServerParts, "services" | "limiter" | "callerAddressOf" | "log"> & {
    readonly listeners: StockListeners;
  };
  /** The server itself, for tests that need sockets. */
  readonly server: ApiServer;
  readonly gateway: ReturnType<typeof createMemoryGateway>;
  /** Every read of stock waits for this from now on. */
  pauseReads(pause: () => Promise<void>): void;
  /** Every command on stock waits for this from now on. */
  pauseStock(pause: () => Promise<void>): void;
  /** What the operators' port answers. */
  askOperator(path: string, method?: string): Promise<{ readonly status: number; readonly text: string }>;
  /** How many listen to stock events, by whatever way. */
  readonly listeners: () => number;
  /** Tells them of a commit. */
  readonly tell: (news: StockNews) => void;
  /** Ends stock events, as a process does that shuts down. */
  readonly endEvents: () => void;
  /** What the server's outside world is like; tests turn it. */
  readonly world: { database: "up" | "down"; cache: CacheState; ending: boolean; limiterMs: number };
  /** A bearer token of a demo person. */
  tokenOf(role: DemoRole): string;
  /** Everything that a request could have changed, as one text. */
  books(): string;
};

export type MemoryShopOptions = {
  /** So wide that no test meets a limit, unless told. */
  readonly rateLimitFactor?: number;
  readonly trustedProxies?: string;
  readonly apiUrl?: string;
  readonly streams?: Pick<StockEventsParts, "streamsPerAddress" | "times">;
};

/** The real server and the real verbs over memory: a mug in two colours (5 and 2 pieces) and a plate (40). */
export async function openMemoryShop({
  rateLimitFactor = 1_000,
  trustedProxies: trusted = "",
  streams = {},
  apiUrl = URLS.rest,
}: MemoryShopOptions = {}): Promise<MemoryShop> {
  const db = createMemoryDatabase();
  stockUp(db, buildProduct("mug", { "MUG-EMBER": 2400, "MUG-SLATE": 2600 }), {
    "MUG-EMBER": 5,
    "MUG-SLATE": 2,
  });
  stockUp(db, buildProduct("plate", ["PLATE-1"]), 40);
  const gateway = createMemoryGateway();
  let [pauseRead, pauseCommand] = [() => Promise.resolve(), () => Promise.resolve()];
  const pauses = { read: () => pauseRead(), command: () => pauseCommand() };
  const services = servicesOver(db, gateway, pauses);
  const { tables, tokens } = await signedIn();
  const people = structuredClone(tables);
  const accounts = createAccounts({
    database: memoryAdapter(people),
    redis: null,
    secret: SECRET,
    urls: URLS,
    services,
    log,
    passwords: quickPasswords,
  });
  const world: MemoryShop["world"] = { database: "up", cache: "off", ending: false, limiterMs: 0 };
  const { stockEvents, ...events } = countedEvents();
  const metrics = createMetrics({ waiting: () => services.stock.waiting() });
  const counted = {
    limiter: createRateLimiter({
      redis: null,
      log,
      factor: rateLimitFactor,
      monotonicMs: () => world.limiterMs,
    }),
    callerAddressOf: createCallerAddress({
      trusted: trustedProxies(trusted) ?? new BlockList(),
      proxySecret: PROXY_SECRET,
    }),
  };
  const stockParts = { stockEvents, services, readMovements: () => latestMovementsNow(services) };
  const listeners = createStockListeners({ ...stockParts, ...streams });
  const server = createServer({
    ...accounts,
    ...stockParts,
    listeners,
    ...streams,
    ...counted,
    metrics,
    log,
    apiUrl,
    version: "0.0.0",
  });
  const operators: OperatorParts = {
    metrics,
    readiness: {
      pingDatabase: () => (world.database === "up" ? Promise.resolve() : Promise.reject(new Error("down"))),
      cacheState: () => Promise.resolve(world.cache),
      ending: () => world.ending,
    },
  };
  const call = callerOf((path, init) => server.request(path, init));
  return {
    db,
    call,
    services,
    links: accounts.links,
    server,
    parts: { services, listeners, log, ...counted },
    askOperator: async (path, method = "GET") => {
      const { status, text } = await answerOperator(operators, method, path);
      return { status, text };
    },
    gateway,
    ...events,
    world,
    tokenOf: (role) => tokens[role],
    pauseReads(pause) {
      pauseRead = pause;
    },
    pauseStock(pause) {
      pauseCommand = pause;
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

/** Stock events of one process, and how many listen. */
function countedEvents() {
  const events = createStockEvents(null, log);
  let listening = 0;
  const listen: typeof events.listen = (onEvent) => {
    listening += 1;
    const stop = events.listen(onEvent);
    return () => {
      listening -= 1;
      stop();
    };
  };
  return {
    stockEvents: { listen },
    listeners: () => listening,
    tell: (news: StockNews) => events.publish(news),
    endEvents: () => events.close(),
  };
}

function servicesOver(
  db: MemoryDatabase,
  payments: ShopServices["payments"],
  pauses: Readonly<Record<"read" | "command", () => Promise<void>>>,
): ShopServices {
  const popularity = createMemoryPopularity();
  const store = createMemoryStockStore(db, pauses.command);
  const outbox = createMemoryOutbox(db);
  return {
    clock: db.clock,
    ids: createTestIds(),
    products: createMemoryProductStore(db),
    catalogCache: createMemoryCatalogCache(),
    popularity,
    stockReader: createMemoryStockReader(db, pauses.read),
    stock: createOrderLane({ store, log: createMemoryLog() }),
    ledger: createMemoryLedgerStore(db),
    cacheAdmin: createMemoryCacheAdmin(() => db.clock.read()),
    orders: createMemoryOrderStore(db),
    issues: createMemoryIssueStore(db),
    carts: createMemoryCartStore(db),
    orderNumbers: createMemoryOrderNumbers(db),
    payments,
    backInStock: createMemoryBackInStockStore(db),
    forgetKeys: createMemoryForgetKeys(),
    mailer: outbox,
    outbox,
    idempotency: createMemoryIdempotencyStore(db),
    holdSeconds: 900,
    holdLimits: scaleHoldLimits(1_000),
  };
}

type Tables = Record<"user" | "session" | "account" | "verification", Record<string, unknown>[]>;
type SignedIn = { readonly tables: Tables; readonly tokens: Readonly<Record<DemoRole, string>> };
let once: Promise<SignedIn> | undefined;

/** The demo people with a session each. Made once and copied: checking passwords is slow on purpose. */
function signedIn(): Promise<SignedIn> {
  once ??= signInAll();
  return once;
}

async function signInAll(): Promise<SignedIn> {
  const tables: Tables = { user: [], session: [], account: [], verification: [] };
  const options = {
    database: memoryAdapter(tables),
    secret: SECRET,
    baseUrl: URLS.rest,
    audience: "rest",
    log,
    passwords: quickPasswords,
  } as const;
  await ensureDemoPeople(options);
  const auth = createAuth(options);
  const entries = DEMO_PEOPLE.map(async ({ email, role }) => {
    const request = new Request(`${URLS.rest}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password: DEMO_PASSWORD }),
    });
    return [role, (await auth.handle(request)).headers.get("set-auth-token")] as const;
  });
  return { tables, tokens: Object.fromEntries(await Promise.all(entries)) as SignedIn["tokens"] };
}
