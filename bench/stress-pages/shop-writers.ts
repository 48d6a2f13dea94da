import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Db, ObjectId } from "mongodb";
import { type Answer, type Call, callerOf } from "../../apps/api/test/api-caller.ts";
import { tokenOf } from "../../apps/api/test/processes/api-process.ts";
import type { Checker } from "../stress-cache/checker.ts";
import type { Places } from "./page-readers.ts";
import { patiently, type Server } from "./servers.ts";

/** A product as its one writer knows it. */
export type Written = {
  readonly id: string;
  readonly slug: string;
  readonly skus: readonly string[];
  priceMinor: number;
};

type Parts = {
  readonly apis: readonly Server[];
  readonly db: Db;
  readonly checker: Checker;
  readonly places: Places;
  readonly isOver: () => boolean;
};

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/**
 * Writes as people of the shop do: counts are adjusted, pieces held and given back, words and prices edited and then
 * told. Each product has one writer, so whoever reads its version after an answer reads the one that came of it.
 */
export class ShopWriters {
  readonly counts: Record<string, number> = {};
  readonly #parts: Parts;
  readonly #tokens = new Map<"shopper" | "admin", Promise<string>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** One writer of these products, until it is over. Waits so long between two writes, on average. */
  async write(products: readonly Written[], pauseMs: number): Promise<void> {
    for (let step = 0; !this.#parts.isOver(); step += 1) {
      await sleep(Math.random() * 2 * pauseMs);
      const product = products[Math.floor(Math.random() ** 2 * products.length)];
      if (product === undefined) return;
      if (step % 8 === 7) await this.#changePrice(product);
      else if (step % 8 === 3) await this.#holdAndGiveBack(product);
      else await this.#adjust(product, step);
    }
  }

  async #adjust(product: Written, step: number): Promise<void> {
    const sku = product.skus[step % product.skus.length] ?? "";
    const body = { delta: step % 3 === 0 ? -1 : 1, reason: "correction" };
    // 409: nothing is left to take away.
    const answer = await this.#ask("admin", `/api/inventory/${sku}/adjust`, { body }, [200, 409]);
    await this.#known(product, answer, "adjusted");
  }

  async #holdAndGiveBack(product: Written): Promise<void> {
    const body = { items: [{ sku: product.skus[0] ?? "", quantity: 1 }] };
    const held = await this.#ask("shopper", "/api/orders", { body }, [201, 409]);
    await this.#known(product, held, "held");
    if (held?.status !== 201) return;
    const path = `/api/orders/${String(held.body.id)}/cancel`;
    await this.#known(product, await this.#ask("shopper", path, { body: {} }, [200]), "given back");
  }

  /** A price that only rises, so that an older one is known by its figure. */
  async #changePrice(product: Written): Promise<void> {
    const { db, checker, places, isOver } = this.#parts;
    const price = product.priceMinor + 1;
    const collection = db.collection("products");
    const edited = await patiently(async () => {
      const found = await collection.findOne({ slug: product.slug });
      const skus = (found?.skus as object[] | undefined)?.map((sku) => ({ ...sku, priceMinor: price }));
      await collection.updateOne({ slug: product.slug }, { $set: { priceMinor: price, skus } });
      return true;
    }, isOver);
    if (edited === undefined) return;
    product.priceMinor = price;
    const body = { json: { productId: product.id } };
    const told = await this.#ask("admin", "/api/trpc/cache.purge", { body }, [200]);
    if (told === undefined) return;
    const place = places.get(product.slug) ?? Number.NaN;
    checker.know(place + places.size, price, now(), "");
    await this.#known(product, told, "priced");
  }

  /** Notes that the version which the database has now was known when the answer came. */
  async #known(product: Written, answer: TimedAnswer | undefined, what: string): Promise<void> {
    if (answer === undefined) return;
    this.counts[`${what} ${answer.status}`] = (this.counts[`${what} ${answer.status}`] ?? 0) + 1;
    const { db, checker, places, isOver } = this.#parts;
    const version = await patiently(async () => {
      const found = await db.collection("product_stock").findOne({ _id: new ObjectId(product.id) });
      return found === null ? undefined : Number(found.version);
    }, isOver);
    if (version === undefined) return;
    checker.noteVersion(places.get(product.slug) ?? Number.NaN, version, answer.at);
  }

  /** Asks under one key until one of these answers comes, from whichever API works. */
  #ask(
    person: "shopper" | "admin",
    path: string,
    call: Call,
    expected: readonly number[],
  ): Promise<TimedAnswer | undefined> {
    const key = randomUUID();
    return patiently(async () => {
      const { port } = this.#parts.apis[Math.floor(Math.random() * this.#parts.apis.length)] ?? { port: 0 };
      const caller = callerOf((to, init) =>
        fetch(`http://127.0.0.1:${port}${to}`, { ...init, signal: AbortSignal.timeout(20_000) }),
      );
      const signedIn = this.#tokens.get(person) ?? tokenOf(caller, person);
      this.#tokens.set(person, signedIn);
      try {
        const answer = await caller("POST", path, { ...call, key, token: await signedIn });
        if (answer.status === 401) this.#tokens.delete(person);
        if (expected.includes(answer.status)) return { ...answer, at: now() };
        const odd = `${path.split("/")[2] ?? ""} ${answer.status}`;
        this.counts[odd] = (this.counts[odd] ?? 0) + 1;
        return undefined;
      } catch (error) {
        this.#tokens.delete(person);
        throw error;
      }
    }, this.#parts.isOver);
  }
}

type TimedAnswer = Answer & { readonly at: number };
