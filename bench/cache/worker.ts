import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { parseArgs } from "node:util";
import { hotReads } from "../../apps/api/src/hot/hot-reads.ts";
import type { WriteFence } from "../../packages/adapters/src/inventory/index.ts";
import { createIdSource } from "../../packages/adapters/src/mongo/index.ts";
import { createOrderStock } from "../../packages/adapters/src/orders/index.ts";
import { NO_FENCE } from "../../packages/adapters/test/harness/no-fence.ts";
import type { Product } from "../../packages/domain/src/catalog/index.ts";
import { reserve, rowOf } from "../../packages/domain/src/inventory/index.ts";
import { actorRef, SYSTEM_ACTOR } from "../../packages/domain/src/kernel/index.ts";
import { getProduct, listProducts } from "../../packages/services/src/catalog/index.ts";
import { createLane } from "../../packages/services/src/inventory/index.ts";
import { expireHold } from "../../packages/services/src/orders/index.ts";
import { buildOrder } from "../../packages/testing/src/builders/index.ts";
import { openVariant, SILENT_LOG, type Variant } from "./variants.ts";

/* A server of one way: the shop's hot reads over its reader of stock, and orders of one piece. */
const { values } = parseArgs({
  options: {
    way: { type: "string", default: "shop" },
    port: { type: "string" },
    database: { type: "string", default: "" },
    redis: { type: "string", default: "" },
  },
});
const opened = await openVariant(values.way as Variant, { database: values.database, redis: values.redis });
const services = { ...opened.services, stockReader: opened.stockReader };
const place = await buyers(opened.fence);
const placeUnfenced = await buyers(NO_FENCE);

/** Places orders of one piece each through a lane, as an API process does. Tells how many pieces are left. */
async function buyers(fence: WriteFence): Promise<(sku: string) => Promise<number>> {
  const store = createOrderStock(opened.mongo, fence);
  const lane = createLane({ store, expire: expireHold, log: SILENT_LOG });
  const ids = createIdSource();
  const known = new Map<string, Product>();
  const productOf = async (sku: string): Promise<Product> => {
    const product = known.get(sku) ?? (await services.products.findBySkus([sku]))[0];
    if (product === undefined) throw new Error(`no product has ${sku}`);
    known.set(sku, product);
    return product;
  };
  return async (sku) => {
    const product = await productOf(sku);
    const forms = product.skus.filter((form) => form.sku === sku);
    const id = ids.newId();
    const cause = { actor: actorRef(SYSTEM_ACTOR), reason: null, note: null, orderId: id, causeKey: id };
    return lane.submit<number>({
      intent: { id: `bench|${id}`, requestHash: "bench" },
      skus: [sku],
      orderIds: [],
      revive: Number,
      decide({ draft, now }) {
        const order = buildOrder({ ...product, skus: forms }, 1, { id, now });
        reserve(draft, order.lines, cause);
        return { answer: rowOf(draft, sku).available, orderInserts: [order] };
      },
    });
  };
}

/** The durations of orders with the fence and without, alternating, in milliseconds. */
async function compareWrites(sku: string, times: number) {
  const latenciesMs: Record<"fenced" | "unfenced", number[]> = { fenced: [], unfenced: [] };
  const ways = [
    ["fenced", place],
    ["unfenced", placeUnfenced],
  ] as const;
  for (let each = 0; each < times; each += 1)
    for (const [name, order] of ways) {
      const from = performance.now();
      await order(sku);
      latenciesMs[name].push(performance.now() - from);
    }
  return latenciesMs;
}

async function others(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://bench");
  const answer = await tell(url).catch((error: unknown) => ({ error: String(error) }));
  const text = JSON.stringify(answer);
  response.writeHead("error" in (answer as object) ? 500 : 200, {
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

async function tell({ pathname, searchParams }: URL): Promise<unknown> {
  const [, verb, name = ""] = pathname.split("/");
  if (verb === "ready") return { ready: opened.isReady() };
  if (verb === "reads") return opened.reads?.() ?? {};
  if (verb === "order") return { left: await place(name) };
  if (verb === "compare") return compareWrites(name, Number(searchParams.get("times")));
  // What the hot reads pass on: products that this process has not read yet, before the measurement begins.
  const slug = pathname.split("/")[4];
  const input = { sort: "newest", limit: 24 } as const;
  return slug === undefined ? listProducts(services, input) : getProduct(services, { slug });
}

const nothing = { observeRequest() {}, countCacheRead() {}, debug() {}, isLevelEnabled: () => false };
const ways = { limiter: { takeHere: () => 0 }, callerAddressOf: () => "", https: false };
createServer(hotReads({ services, metrics: nothing, log: nothing, ...ways }, others)).listen(
  Number(values.port),
  "127.0.0.1",
);
