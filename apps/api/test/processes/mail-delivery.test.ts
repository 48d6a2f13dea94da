import { type MailServer, startMailServer } from "@scarlet/testing/mail-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, leave, startApi, tokenOf } from "./api-process.ts";
import { bundledApi, type Program } from "./bundled-programs.ts";
import { until } from "./child-process.ts";
import { openStores, type Stores } from "./database-and-redis.ts";

// A shop with a mail server of its own: what an order owes its buyer arrives there, once, whatever falls over meanwhile.

const SLUG = "harbour-teapot";
const SENDER = { MAIL_FROM: "Scarlet <shop@example.com>" };

let stores: Stores;
let server: MailServer;
let program: Program;
let api: Api;
beforeAll(async () => {
  [stores, server, program] = await Promise.all([openStores(), startMailServer(), bundledApi()]);
  api = await startApi(stores, { MAIL_URL: server.url, ...SENDER }, program);
}, 180_000);
afterAll(async () => {
  await api.stop();
  await server.close();
  await stores.close();
});

const subjects = () =>
  server.received.map(({ source }) => /^Subject: (.*)$/mu.exec(source)?.[1]?.replace(/^SC-\d+, /u, ""));

async function order(): Promise<{ readonly id: string; readonly token: string }> {
  const token = await tokenOf(api.call, "shopper");
  const { body } = await api.call("GET", `/api/catalog/products/${SLUG}`);
  const sku = (body.skus as { sku: string }[])[0]?.sku ?? "";
  await leave(api.call, sku, 10);
  const items = [{ sku, quantity: 1 }];
  const placed = await api.call("POST", "/api/orders", { token, body: { items }, key: crypto.randomUUID() });
  expect(placed.status).toBe(201);
  return { id: String(placed.body.id), token };
}

test("an order's mails reach the mail server, also after the process that owed them was killed", async () => {
  // Nothing arrives until the first process is gone: it can only be the second that brings it.
  server.refuse = () => ({ code: 451, words: "later" });
  const { id, token } = await order();
  const outbox = () => stores.db.collection("mails").findOne({ key: `order:${id}:placed` });
  await until(async () => (await outbox())?.lastError !== null, api);
  await api.kill();
  expect(server.received).toEqual([]);
  server.refuse = () => undefined;
  await stores.db.collection("mails").updateMany({ state: "waiting" }, { $set: { sendAfter: new Date() } });
  api = await startApi(stores, { MAIL_URL: server.url, ...SENDER }, program);
  await until(() => Promise.resolve(server.received.length === 1), api);
  const paid = await api.call("POST", `/api/orders/${id}/pay`, { token, body: {}, key: crypto.randomUUID() });
  expect(paid.status).toBe(200);
  await until(() => Promise.resolve(server.received.length === 2), api);
  expect(subjects()).toEqual(["held for you", "your receipt"]);
  expect(server.received.map(({ to }) => to)).toEqual([["shopper@example.com"], ["shopper@example.com"]]);
  await until(async () => (await outbox())?.state === "sent", api);
}, 90_000);

test("what no mail server takes for good stands among the issues, and goes out when staff try it again", async () => {
  const before = server.received.length;
  server.refuse = (at) => (at === "recipient" ? { code: 550, words: "no such mailbox" } : undefined);
  const { id } = await order();
  const reference = `order:${id}:placed`;
  const issue = (state: string) => stores.db.collection("order_issues").findOne({ reference, state });
  await until(async () => (await issue("open")) !== null, api);
  expect((await issue("open"))?.detail).toContain("no such mailbox");
  expect(server.received).toHaveLength(before);
  server.refuse = () => undefined;
  const admin = await tokenOf(api.call, "admin");
  const retried = await api.call("POST", "/api/trpc/mail.retry", {
    token: admin,
    body: { json: { key: reference } },
  });
  expect(retried.status).toBe(200);
  await until(() => Promise.resolve(server.received.length === before + 1), api);
  await until(async () => (await issue("closed")) !== null, api);
}, 90_000);
