import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { MongoClient } from "mongodb";
import { prepare } from "../../apps/api/test/processes/database-and-redis.ts";
import { machine } from "../load/cores.ts";
import { buildForBench } from "../load/storefront.ts";
import { Checker } from "../stress-cache/checker.ts";
import { type Fault, injectFaults } from "../stress-cache/faults.ts";
import { TRANSACTION_LIMIT_S } from "../stress-cache/shortened-times.ts";
import { openStores } from "../stress-cache/stress-stores.ts";
import { openBlindVoucher } from "./blind-voucher.ts";
import { PageReaders, type Places, type WantedPage } from "./page-readers.ts";
import { openApi, openStorefront, type Server, Servers } from "./servers.ts";
import { ShopWriters, type Written } from "./shop-writers.ts";

/*
 * A stress test of the pages: two storefronts with their page caches, an API behind each, a real Redis and the embedded
 * database, all behind wires that fail, people who write through the APIs, readers of product pages, lists and home, as
 * browsers get them and as the browser's router does, and the checker of the stock cache's stress on one clock.
 *   npm run stress:pages -- --seconds 600 --out bench/results/stress-pages.json
 * Ends with 1 when a page was stale, or contradicts itself. --blind vouches for pages without asking, to see the checker
 * find it; it ends with 0 then only if stale pages were found.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    readers: { type: "string", default: "96" },
    writers: { type: "string", default: "2" },
    /** How long each writer waits between two writes, on average. */
    pauseMs: { type: "string", default: "2000" },
    /** The run fails with fewer pages than this. */
    pages: { type: "string", default: "0" },
    calm: { type: "boolean", default: false },
    blind: { type: "boolean", default: false },
    out: { type: "string" },
  },
});
const LOG_LAG_MS = 5_000;

await buildForBench();
const stores = await openStores(TRANSACTION_LIMIT_S);
await prepare(stores.databaseUrl);
await stores.settle();
const client = new MongoClient(stores.databaseUrl);
const products = await productsOf();
const places: Places = new Map(products.map(({ slug }, place) => [slug, place]));
const apis = new Servers(await Promise.all([0, 1].map(() => openApi(stores.databaseUrl, stores.redis.port))));
await apis.ready();
const through = values.blind ? openBlindVoucher : undefined;
const storefronts = new Servers(await Promise.all(apis.all.map(({ port }) => openStorefront(port, through))));
await storefronts.ready();

const checker = new Checker();
let isCut = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => (isCut = true));
const endsAt = performance.now() + Number(values.seconds) * 1_000;
const isOver = (): boolean => isCut || performance.now() >= endsAt;
const readers = new PageReaders(checker, places, wantedPages(products));
const writers = new ShopWriters({ apis: apis.all, db: client.db(), checker, places, isOver });
const many = { readers: Number(values.readers), writers: Number(values.writers) };
const work = [
  ...Array.from({ length: many.readers }, (_, each) =>
    readers.read(storefronts.all[each % storefronts.all.length] as Server, isOver),
  ),
  ...Array.from({ length: many.writers }, (_, each) =>
    writers.write(
      products.filter((_product, place) => place % many.writers === each),
      Number(values.pauseMs),
    ),
  ),
];
const judging = setInterval(() => checker.judge(Number(process.hrtime.bigint()) / 1e6 - LOG_LAG_MS), 2_000);
const telling = setInterval(tellProgress, 30_000);
const scene = { stores, apis, random: Math.random, allows: () => true, reads: () => readers.counts.pages };
const faults = values.calm ? await untilOver() : await injectFaults(scene, isOver, storefrontFaults());
await Promise.all(work);
clearInterval(judging);
clearInterval(telling);
await storefronts.stop();
await apis.stop();
await client.close();
await stores.close();
checker.judge();
report();

/** A product's page as a document and as the router gets it, lists, shelves and home; those at the front are asked for most. */
function wantedPages(all: readonly Written[]): WantedPage[] {
  const plain = (path: string): WantedPage => ({ path, slug: null, headers: {} });
  const pages = all.map(({ slug }) => ({ path: `/products/${slug}`, slug, headers: {} }));
  const routed = all.map(({ slug }) => ({ path: `/products/${slug}?_rsc`, slug, headers: { rsc: "1" } }));
  const lists = ["/", "/products", "/categories/ceramics", "/search?q=mug"].map(plain);
  return [...lists, ...pages.slice(0, 12), ...routed.slice(0, 12), ...pages.slice(12), ...routed.slice(12)];
}

async function productsOf(): Promise<Written[]> {
  const found = await client.db().collection("products").find({ status: "published" }).toArray();
  return found
    .filter(({ skus }) => (skus as unknown[]).length > 0)
    .map(({ _id, slug, skuCodes, priceMinor }) => ({
      id: String(_id),
      slug: String(slug),
      skus: skuCodes as string[],
      priceMinor: Number(priceMinor),
    }));
}

/** What befalls storefronts and their way to the API, beside what befalls the rest. */
function storefrontFaults(): Fault[] {
  const onWay = (name: string, fault: "cut" | "delay" | "deaf" | "mute"): Fault => ({
    name: `the way from a storefront to its API ${name}`,
    weight: 1,
    async happen({ random }) {
      const wire = storefronts.any(random)?.wire;
      if (wire === undefined) return;
      wire.fault = fault;
      await sleep(50 + random() * 1_000);
      wire.fault = "none";
    },
  });
  return [
    onWay("is cut", "cut"),
    onWay("is slow", "delay"),
    onWay("passes no requests", "deaf"),
    onWay("passes no answers", "mute"),
    {
      name: "a storefront is killed",
      weight: 1,
      async happen({ random }) {
        await storefronts.any(random)?.replace();
      },
    },
    {
      name: "a storefront sleeps",
      weight: 2,
      async happen({ random }) {
        const child = storefronts.any(random)?.child;
        child?.kill("SIGSTOP");
        await sleep(400 + random() * 2_500);
        child?.kill("SIGCONT");
      },
    },
  ];
}

async function untilOver(): Promise<Record<string, number>> {
  while (!isOver()) await sleep(200);
  return {};
}

function tellProgress(): void {
  const { pages, became, refused, contradicting } = readers.counts;
  const { stale, torn } = checker.verdict();
  console.error(
    JSON.stringify({ pages, became, refused, contradicting, stale, torn, written: writers.counts }),
  );
}

function report(): void {
  const verdict = checker.verdict();
  const { counts } = readers;
  const told = {
    at: new Date().toISOString(),
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
    machine: machine(),
    seconds: Number(values.seconds),
    ...(values.blind && { mutant: "pages are vouched for without asking" }),
    ...counts,
    figures: verdict,
    // The rule of three: with none stale in n pages, the share of stale pages is below this with 95 % confidence.
    staleShareBelow: verdict.stale === 0 ? 3 / counts.pages : null,
    written: writers.counts,
    faults,
  };
  console.log(JSON.stringify(told, null, 2));
  if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(told, null, 2)}\n`);
  const wrong = values.blind
    ? [verdict.stale === 0 && "Nothing stale was found although nobody vouched for pages."]
    : [
        verdict.stale > 0 &&
          `${verdict.stale} figures were older than what was known when their page was asked for.`,
        verdict.torn > 0 && `${verdict.torn} versions were told with different figures.`,
        counts.contradicting > 0 && `${counts.contradicting} pages contradict themselves.`,
        counts.pages < Number(values.pages) && `Only ${counts.pages} of ${values.pages} pages were read.`,
      ];
  const failures = wrong.filter((each) => each !== false);
  for (const failure of failures) console.error(failure);
  process.exit(failures.length === 0 ? 0 : 1);
}
