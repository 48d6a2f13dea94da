import { mongoAuthDatabase } from "@scarlet/adapters/accounts";
import { createBackInStockStore, createForgetKeys } from "@scarlet/adapters/back-in-stock";
import { type ControlTimes, openShopRedis } from "@scarlet/adapters/cache";
import { createCartStore } from "@scarlet/adapters/cart";
import {
  type CountedPopularity,
  createCatalogCache,
  createPopularity,
  createProductStore,
} from "@scarlet/adapters/catalog";
import { createContentRaiser, createLedgerStore } from "@scarlet/adapters/inventory";
import { createRateLimiter } from "@scarlet/adapters/kernel";
import { createOutbox } from "@scarlet/adapters/mail";
import { createIdSource, createLease, type Mongo } from "@scarlet/adapters/mongo";
import {
  createIdempotencyStore,
  createIssueStore,
  createOrderNumbers,
  createOrderStore,
} from "@scarlet/adapters/orders";
import type { RedisLink } from "@scarlet/adapters/redis";
import { scaleHoldLimits } from "@scarlet/domain/orders";
import { latestMovementsNow } from "@scarlet/services/inventory";
import { createOrderLane } from "@scarlet/services/orders";
import type { ShopServices } from "@scarlet/trpc";
import type { Logger } from "pino";
import { createAccounts } from "./accounts/create-accounts.ts";
import { removeForbiddenDemoPeople } from "./accounts/demo-accounts.ts";
import { connectDatabase, requirePrepared } from "./connect.ts";
import type { ApiEnv } from "./env.ts";
import { exitWithError, StartError } from "./exit.ts";
import { createAppProof, createCallerAddress } from "./http/caller-address.ts";
import { startHousekeeping } from "./jobs/housekeeping.ts";
import { backInStockLinks, startTellingWaiting, type TellWaitingParts } from "./jobs/tell-waiting.ts";
import { warmth } from "./jobs/warm-set.ts";
import { createMetrics } from "./metrics.ts";
import { openGateway } from "./open-gateway.ts";
import { deliversMail, type MailDeliveryParts, startMailDelivery } from "./open-mail.ts";
import { type OpenStock, openStock } from "./open-stock.ts";
import type { OperatorParts } from "./operator-server.ts";
import type { PageReadsParts } from "./page-reads/page-reads-route.ts";
import type { ServerParts } from "./server.ts";

/** How long the housekeeping lease of a process that died keeps others waiting. */
const LEASE_MS = 2_500;

/** The wired shop: what the servers need, and how to close it. */
export type Composed = {
  readonly server: Omit<ServerParts, "version">;
  /** What the operators' port needs. */
  readonly operators: OperatorParts;
  /** What kept pages of the storefront are held against. */
  readonly pageReads: Omit<PageReadsParts, "services">;
  /** Ends the event streams. Called first: they would keep the server from draining. */
  endEvents(): void;
  /** Stops the background jobs, then closes the connections. */
  close(): Promise<void>;
};

/** Exits when the database was replaced: the supervisor restarts the process with empty memory. */
function endReplaced(): never {
  return exitWithError(new StartError("The database was restored or copied: this process begins anew."));
}

export type ComposeOptions = {
  /** Whether the process is shutting down. */
  readonly ending: () => boolean;
  /** Times of the cache's protocol; a stress test shortens them. */
  readonly cacheTimes?: Partial<ControlTimes> | undefined;
};

/** The composition root: the only place where ports meet their adapters. */
export async function compose(settings: ApiEnv, log: Logger, options: ComposeOptions): Promise<Composed> {
  const mongo = await connectDatabase(settings, log, "serve");
  await requirePrepared(mongo, settings);
  const shopRedis = await openShopRedis({ mongo, url: settings.REDIS_URL, log });
  const redis = shopRedis.link;
  // Not only when preparing: the database may have been restored from a demo shop since.
  await removeForbiddenDemoPeople(settings, mongo, log);
  const popularity = createPopularity({ redis, log });
  const stock = await openStock({
    ...cacheParts(settings, options),
    mongo,
    redis: shopRedis,
    popularity,
    log,
  });
  const services = await servicesOver({ mongo, redis, stock, popularity, settings, log });
  const accounts = createAccounts({
    database: mongoAuthDatabase(mongo),
    redis: redis?.client ?? null,
    secret: settings.AUTH_SECRET,
    urls: { storefront: settings.STOREFRONT_URL, admin: settings.ADMIN_URL, rest: settings.API_URL },
    services,
    log,
  });
  const lease = createLease({ db: mongo.db, clock: mongo.clock, name: "housekeeping", ttlMs: LEASE_MS });
  const metrics = createMetrics({ waiting: () => services.stock.waiting(), stockCache: stock.cache });
  const housekeeping = startHousekeeping({
    services,
    lease,
    log,
    setDriftingSkus: (skus) => metrics.setDriftingSkus(skus),
    links: accounts.links,
  });
  const mailJobs = startMailJobs(settings, { mongo, services, events: stock.events, lease, log });
  const auditor = stock.cache.startAuditor();
  const warmer = stock.cache.startWarmer(warmth(services));
  return {
    server: {
      ...accounts,
      services,
      stockEvents: stock.events,
      readMovements: () => latestMovementsNow(services),
      metrics,
      limiter: createRateLimiter({ redis: redis?.client ?? null, log, factor: settings.RATE_LIMIT_FACTOR }),
      callerAddressOf: callerAddressFrom(settings),
      log,
      apiUrl: settings.API_URL,
    },
    operators: {
      metrics,
      readiness: {
        pingDatabase: mongo.ping,
        cacheState: () => Promise.resolve(stock.cache.standing()),
        ending: options.ending,
      },
    },
    pageReads: pageReadsOver(stock, settings),
    endEvents: () => stock.events.close(),
    async close() {
      await mailJobs.stop();
      await housekeeping.stop();
      await auditor.stop();
      await warmer.stop();
      popularity.close();
      await stock.cache.close();
      await redis?.close();
      await mongo.close();
    },
  };
}

function callerAddressFrom({ TRUSTED_PROXIES, PROXY_SECRET }: ApiEnv): ServerParts["callerAddressOf"] {
  return createCallerAddress({ trusted: TRUSTED_PROXIES, proxySecret: PROXY_SECRET });
}

type MailJobParts = MailDeliveryParts & Omit<TellWaitingParts, "links" | "monotonicMs">;

/** Writes to those who wait for stock, and hands what is written to the mail server. */
function startMailJobs(settings: ApiEnv, parts: MailJobParts): { stop(): Promise<void> } {
  const telling = startTellingWaiting({ ...parts, links: backInStockLinks(settings.STOREFRONT_URL) });
  const delivery = startMailDelivery(settings, parts);
  return {
    async stop() {
      await telling.stop();
      await delivery.stop();
    },
  };
}

function cacheParts(
  { DATABASE_TRANSACTION_LIMIT_SECONDS: transactionLimitS }: ApiEnv,
  { cacheTimes }: ComposeOptions,
): Pick<Parameters<typeof openStock>[0], "transactionLimitS" | "cacheTimes" | "onReplaced"> {
  return { transactionLimitS, cacheTimes, onReplaced: endReplaced };
}

function pageReadsOver({ cache }: OpenStock, { PROXY_SECRET }: ApiEnv): Composed["pageReads"] {
  return {
    isOurApp: createAppProof(PROXY_SECRET),
    epoch: () => cache.control.reading()?.epoch ?? 0,
    onPagesSent: cache.stats.pagesSent,
  };
}

type Stores = {
  readonly mongo: Mongo;
  readonly redis: RedisLink | null;
  readonly stock: OpenStock;
  readonly popularity: CountedPopularity;
  readonly settings: ApiEnv;
  readonly log: Logger;
};

async function servicesOver(stores: Stores): Promise<ShopServices> {
  const { mongo, redis, stock, popularity, settings, log } = stores;
  const contents = createContentRaiser({ mongo, fence: stock.cache.fence });
  const { store, reader } = stock;
  const mailUse = { delivers: deliversMail(settings) };
  const outbox = createOutbox(mongo, mailUse);
  return {
    clock: mongo.clock,
    ids: createIdSource(),
    products: createProductStore(mongo),
    catalogCache: createCatalogCache({ redis, generations: stock.cache.lists, contents, log }),
    popularity,
    stockReader: reader,
    stock: createOrderLane({ store, log }),
    ledger: createLedgerStore(mongo),
    cacheAdmin: stock.cache.admin,
    orders: createOrderStore(mongo),
    issues: createIssueStore(mongo),
    carts: createCartStore(mongo),
    orderNumbers: createOrderNumbers(mongo),
    payments: await openGateway(settings, mongo, log),
    backInStock: createBackInStockStore(mongo, mailUse),
    forgetKeys: createForgetKeys({ secret: settings.AUTH_SECRET }),
    mailer: outbox,
    outbox,
    idempotency: createIdempotencyStore(mongo),
    holdSeconds: settings.HOLD_SECONDS,
    holdLimits: scaleHoldLimits(settings.HOLD_LIMIT_FACTOR),
  };
}
