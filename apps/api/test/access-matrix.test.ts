import { randomUUID } from "node:crypto";
import { roleMay } from "@scarlet/domain/accounts";
import { type Actor, isDomainError, type Role } from "@scarlet/domain/kernel";
import { guest, staff, user } from "@scarlet/testing/builders";
import { ACCESS, type Access, type ApiContext, appRouter, restRoutes } from "@scarlet/trpc";
import { callTRPCProcedure, TRPCError } from "@trpc/server";
import { beforeAll, expect, test } from "vitest";
import { HTTP_ACCESS } from "../src/http/access.ts";
import { honoPath } from "../src/http/rest.ts";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

let shop: MemoryShop;
beforeAll(async () => {
  shop = await openMemoryShop();
});

const NOBODY: Actor = { kind: "anonymous" };
const CALLERS: Readonly<Record<string, () => Actor>> = {
  anonymous: () => NOBODY,
  guest: () => guest(randomId()),
  shopper: () => user(randomId()),
  support: () => user(randomId(), "support"),
  inventory: () => user(randomId(), "inventory"),
  admin: () => user(randomId(), "admin"),
};
const randomId = () => randomUUID().replaceAll("-", "").slice(0, 24);

type Stage = "pending" | "paid" | "fulfilled";

/** What each procedure is asked, and in which stage the order must be for it. Made for one order of one piece. */
const INPUTS: Readonly<Record<keyof typeof ACCESS, readonly [stage: Stage, input: (id: string) => unknown]>> =
  {
    "accounts.me": ["pending", () => undefined],
    "backInStock.forget": ["pending", () => ({ key: "nobodys" })],
    "backInStock.request": ["pending", () => ({ sku: "PLATE-1", email: "m@example.com" })],
    "backInStock.waiting": ["pending", () => ({ sku: "PLATE-1" })],
    "cache.ask": ["pending", () => ({ productId: productId("mug") })],
    "cache.health": ["pending", () => undefined],
    "cache.history": ["pending", () => ({ span: "1h" })],
    "cache.inspect": ["pending", () => ({ productId: productId("mug") })],
    "cache.products": ["pending", () => ({})],
    "cache.purge": ["pending", () => ({ productId: productId("mug") })],
    "cache.renewEpoch": ["pending", () => undefined],
    "cache.switchOff": ["pending", () => ({})],
    "cache.switchOn": ["pending", () => undefined],
    "cache.warm": ["pending", () => undefined],
    "cart.add": ["pending", () => ({ sku: "PLATE-1", quantity: 1 })],
    "cart.bringOver": ["pending", () => undefined],
    "cart.changeQuantity": ["pending", () => ({ sku: "PLATE-1", quantity: 1 })],
    "cart.get": ["pending", () => undefined],
    "cart.remove": ["pending", () => ({ sku: "PLATE-1" })],
    "catalog.list": ["pending", () => ({})],
    "catalog.neighbours": ["pending", () => ({ slug: "mug" })],
    "catalog.page": ["pending", () => ({ page: 1 })],
    "catalog.product": ["pending", () => ({ slug: "mug" })],
    "catalog.shelves": ["pending", () => undefined],
    "catalog.slugs": ["pending", () => ({ page: 1 })],
    "inventory.adjust": ["pending", () => ({ sku: "PLATE-1", delta: 1, reason: "found" })],
    "inventory.counts": ["pending", () => undefined],
    "inventory.drift": ["pending", () => undefined],
    "inventory.lastSale": ["pending", () => ({ sku: "PLATE-1" })],
    "inventory.latestMovements": ["pending", () => undefined],
    "inventory.storeroom": ["pending", () => undefined],
    "inventory.list": ["pending", () => ({})],
    "inventory.movements": ["pending", () => ({ sku: "PLATE-1" })],
    "mail.list": ["pending", () => ({})],
    "mail.retry": ["pending", () => ({ key: "order:none" })],
    "orders.cancel": ["pending", (id) => ({ id })],
    "orders.cancelLines": ["pending", (id) => ({ id, lines: ONE })],
    "orders.checkout": ["pending", () => ({ items: ONE })],
    "orders.closeIssue": ["pending", (id) => ({ id })],
    "orders.describe": [
      "pending",
      (id) => ({ id, email: "m@example.com", address: ADDRESS, delivery: "standard" }),
    ],
    "orders.extendHold": ["pending", (id) => ({ id })],
    "orders.fulfil": ["paid", (id) => ({ id })],
    "orders.get": ["pending", (id) => ({ id })],
    "orders.held": ["pending", () => undefined],
    "orders.holdAgain": ["pending", (id) => ({ id })],
    "orders.holders": ["pending", () => undefined],
    "orders.issues": ["pending", () => ({})],
    "orders.list": ["pending", () => ({})],
    "orders.mine": ["pending", () => ({})],
    "orders.pay": ["pending", (id) => ({ id })],
    "orders.place": ["pending", () => ({ items: ONE })],
    "orders.retryIssue": ["pending", (id) => ({ id })],
    "orders.takeBack": ["fulfilled", (id) => ({ id, lines: ONE, restock: true })],
    "stock.changes": ["pending", () => ({})],
  };
/** What is refused for another reason once somebody may: the memory's cache is switched off, nothing went wrong, and nothing is sold out. */
const REFUSED_LATER: Readonly<Record<string, string>> = {
  "backInStock.forget": "back_in_stock.unknown_key",
  "backInStock.request": "back_in_stock.still_in_stock",
  "cache.warm": "inventory.cache_not_in_use",
  "mail.retry": "mail.not_failed",
  "orders.closeIssue": "orders.issue_not_found",
  "orders.retryIssue": "orders.issue_not_found",
};
const ONE = [{ sku: "PLATE-1", quantity: 1 }];
const ADDRESS = { firstName: "M", lastName: "L", street: "S 1", postcode: "1000", town: "B", country: "BE" };
const productId = (slug: string) => [...shop.db.products.values()].find((each) => each.slug === slug)?.id;

// oxlint-disable-next-line no-underscore-dangle -- tRPC has no other word for it
const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: "query" | "mutation" | "subscription" } }
>;
/** Of a subscription the first event is taken: before that it has not begun. */
const taken = async (answer: unknown): Promise<unknown> => {
  if (typeof answer !== "object" || answer === null || !(Symbol.asyncIterator in answer)) return answer;
  for await (const event of answer as AsyncIterable<unknown>) return event;
  throw new Error("a subscription told nothing");
};

async function ask(
  actor: Actor,
  path: string,
  input: unknown,
): Promise<{ done: unknown } | { refused: string }> {
  const ctx: ApiContext = {
    services: shop.services,
    log: { info() {}, warn() {}, error() {} },
    whoAsks: () => Promise.resolve(actor),
    becomeGuest: () => Promise.resolve(actor),
    idempotencyKey: randomUUID(),
    notes: {},
    listenToStock: () => ({ next: () => Promise.resolve(null), end() {}, leave() {} }),
  } as unknown as ApiContext;
  // oxlint-disable-next-line no-underscore-dangle -- the same
  const type = procedures[path]?._def.type ?? "query";
  try {
    const getRawInput = () => Promise.resolve(input);
    return {
      done: await taken(
        await callTRPCProcedure({
          router: appRouter,
          path,
          ctx,
          type,
          getRawInput,
          signal: undefined,
          batchIndex: 0,
        }),
      ),
    };
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (!isDomainError(cause)) throw error;
    return { refused: cause.code };
  }
}

async function orderOf(owner: Actor, stage: Stage): Promise<string> {
  // Nobody holds a thing twice within a minute, and this shelf is never empty.
  shop.db.clock.advance(60_000);
  const held = await ask(owner, "orders.place", { items: ONE });
  if ("refused" in held) throw new Error(`no order to test with: ${held.refused}`);
  const { id } = held.done as { id: string };
  if (stage !== "pending") await ask(owner, "orders.pay", { id });
  if (stage === "fulfilled") await ask(staff("admin"), "orders.fulfil", { id });
  return id;
}

/** What the table says of a cell: undefined when it is allowed, else the code of the refusal. */
function expected(access: Access, actor: Actor, mine: boolean): string | undefined {
  const role: Role | undefined = actor.kind === "user" ? actor.role : undefined;
  if (access.kind === "anybody") return undefined;
  if (actor.kind === "anonymous") return "accounts.unauthenticated";
  if (access.kind === "buyers" || access.kind === "known") return undefined;
  if (access.kind === "staff") {
    if (role === undefined) return "accounts.unauthenticated";
    return roleMay(role, access.permission) ? undefined : "accounts.forbidden";
  }
  if (mine || (role !== undefined && roleMay(role, access.others))) return undefined;
  // Whoever may not even read it hears the same as of an order that does not exist.
  return role !== undefined && roleMay(role, "orders.read_all") ? "accounts.forbidden" : "orders.not_found";
}

const names = Object.keys(ACCESS) as (keyof typeof ACCESS)[];
const cells = names.flatMap((name) =>
  Object.keys(CALLERS).flatMap((caller) => {
    const owned = ACCESS[name].kind === "owner" && caller !== "anonymous" ? [true, false] : [false];
    return owned.map((mine) => ({ name, caller, mine }));
  }),
);

test("every procedure has a rule, and every rule a procedure", () => {
  expect(names.toSorted()).toEqual(Object.keys(procedures).toSorted());
  expect(cells.length).toBeGreaterThan(200);
});

test.each(cells)("$name for $caller, own: $mine", async ({ name, caller, mine }) => {
  const actor = CALLERS[caller]?.() ?? NOBODY;
  const [stage, input] = INPUTS[name];
  const id = await orderOf(mine ? actor : user(randomId()), stage);
  if (name.startsWith("cart.") && actor.kind !== "anonymous")
    await ask(actor, "cart.add", { sku: "PLATE-1", quantity: 1 });
  const answer = await ask(actor, name, input(id));
  const refusal = expected(ACCESS[name], actor, mine) ?? REFUSED_LATER[name];
  if (refusal === undefined) expect(answer).toHaveProperty("done");
  else expect(answer).toEqual({ refused: refusal });
});

test("a stranger of the storefront becomes a guest where buyers may call", async () => {
  const browser = { "x-scarlet-app": "storefront", "content-type": "application/json" };
  const body = JSON.stringify({ json: { sku: "PLATE-1", quantity: 1 } });
  const answer = await shop.server.request("/api/trpc/cart.add", { method: "POST", headers: browser, body });
  expect(answer.headers.getSetCookie().join()).toContain("scarlet_guest=");
});

test("a REST route asks for a token just where its procedure is not for everybody", async () => {
  for (const route of restRoutes) {
    const open = ACCESS[route.procedure as keyof typeof ACCESS].kind === "anybody";
    expect([route.procedure, route.access]).toEqual([route.procedure, open ? "public" : "bearer"]);
    if (open) continue;
    const path = `/api${route.path.replaceAll(/\{(\w+)\}/g, "0".repeat(24))}`;
    for (const token of [undefined, "nobody.gave-this-out"]) {
      const { status } = await shop.call(route.method, path, {
        ...(token !== undefined && { token }),
        body: route.method === "POST" ? {} : undefined,
      });
      expect([route.procedure, token, status]).toEqual([route.procedure, token, 401]);
    }
  }
});

test("every other route of the API has a rule too", () => {
  const rest = new Set(restRoutes.map((route) => `${route.method} ${honoPath(route)}`));
  const found = shop.server.routes
    .filter(({ method, path }) => method !== "ALL" && !path.endsWith("*"))
    .map(({ method, path }) => `${method} ${path}`);
  const others = [...new Set(found)].filter((route) => !rest.has(route));
  expect(others.toSorted()).toEqual(Object.keys(HTTP_ACCESS).toSorted());
});

test.each(Object.entries(HTTP_ACCESS))("%s for a stranger: %o", async (route, { stranger }) => {
  const [method = "", path = ""] = route.split(" ");
  const body = method === "POST" ? { body: "{}", headers: { "content-type": "application/json" } } : {};
  const answer = await shop.server.request(path.replace(":id", "0".repeat(24)), { method, ...body });
  expect(answer.status).toBe(stranger);
  await answer.body?.cancel();
});

test("who may not read contacts sees orders without addresses and mails, and finds none by them", async () => {
  const owner = user(randomId());
  const id = await orderOf(owner, "pending");
  await ask(owner, "orders.describe", {
    id,
    email: "secret@example.com",
    address: { ...ADDRESS, lastName: "Geheim" },
    delivery: "standard",
  });
  await ask(owner, "orders.pay", { id });
  for (const [caller, make] of Object.entries(CALLERS)) {
    const actor = make();
    if (actor.kind !== "user" || actor.role === "shopper") continue;
    const allowed = roleMay(actor.role, "orders.read_contact");
    const answers = [
      await ask(actor, "orders.get", { id }),
      await ask(actor, "orders.list", { limit: 5 }),
      await ask(actor, "orders.list", { q: "secret@example.com" }),
      await ask(actor, "orders.list", { q: "secret" }),
    ].map((answer) => JSON.stringify(answer));
    const found = answers.map((answer) => /secret@|Geheim/.test(answer));
    expect([caller, found]).toEqual([caller, answers.map(() => allowed)]);
    // To find an order by an address tells the address.
    const byMail = await ask(actor, "orders.list", { q: "secret" });
    expect([caller, byMail]).toEqual([
      caller,
      { done: expect.objectContaining({ items: allowed ? [expect.anything()] : [] }) },
    ]);
    const sent = JSON.stringify(await ask(actor, "orders.fulfil", { id }));
    expect([caller, /secret@|Geheim/.test(sent)]).toEqual([caller, allowed && !sent.includes("refused")]);
  }
});
