import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { Delivery, Mail } from "@scarlet/domain/mail";
import { staff } from "@scarlet/testing/builders";
import { createMemoryMailQueue, createMemoryOutbox } from "@scarlet/testing/memory";
import { beforeEach, expect, test } from "vitest";
import { openShop, type Shop } from "../../test/memory-shop.ts";
import { createMailIssues, retryIssue } from "../orders/index.ts";
import { deliverMails, retryMail } from "./index.ts";

const about = { orderId: "a".repeat(24), orderNumber: "SC-1" };
const mail = (key: string, more: Partial<Mail> = {}): Mail => ({
  key,
  to: "marta@example.com",
  subject: "Hello",
  text: "Hello.\n",
  html: "<p>Hello.</p>",
  ...more,
});
const BUSY: Delivery = { outcome: "unreachable", reason: "451 come back later" };
const GONE: Delivery = { outcome: "refused", reason: "550 no such mailbox" };

let shop: Shop;
let outbox: ReturnType<typeof createMemoryOutbox>;
let delivered: string[];
/** What the mail server answers. */
let answer: (mail: Mail) => Delivery;

beforeEach(() => {
  shop = openShop();
  outbox = createMemoryOutbox(shop.db, { delivers: true });
  delivered = [];
  answer = () => ({ outcome: "accepted" });
});

const support = () => ({ ...shop.as(staff("support")), outbox });

function deliver(): Promise<number> {
  const { issues, log } = shop.as(SYSTEM_ACTOR);
  const transport = {
    deliver: async (each: Mail) => {
      delivered.push(each.key);
      return answer(each);
    },
    close: () => undefined,
  };
  return deliverMails({
    queue: createMemoryMailQueue(shop.db),
    transport,
    issues: createMailIssues(issues),
    log,
  });
}

const stateOf = (key: string) => shop.db.mails.get(key);
const issues = async (state: "open" | "closed" = "open") =>
  (await shop.as(SYSTEM_ACTOR).issues.list({ state, limit: 10 })).items;

test("what waits is handed over once", async () => {
  await outbox.send([mail("a"), mail("b")]);
  expect(await deliver()).toBe(2);
  expect(await deliver()).toBe(0);
  expect(delivered).toEqual(["a", "b"]);
  expect(stateOf("a")).toMatchObject({ state: "sent", tries: 1, sentAt: shop.db.clock.read() });
});

test("a mail that cannot be taken now waits longer each time, keeps no other waiting, and fails after twelve tries", async () => {
  answer = ({ key }) => (key === "a" ? BUSY : { outcome: "accepted" });
  await outbox.send([mail("a", { about }), mail("b")]);
  expect(await deliver()).toBe(1);
  const waits: number[] = [];
  for (let tries = 1; tries < 12; tries += 1) {
    const { sendAfter } = stateOf("a") ?? {};
    waits.push(Number(sendAfter) - shop.db.clock.read().getTime());
    expect(await issues()).toEqual([]);
    shop.db.clock.advance((waits.at(-1) ?? 0) - 1);
    await deliver();
    expect(delivered.filter((key) => key === "a")).toHaveLength(tries);
    shop.db.clock.advance(1);
    await deliver();
  }
  expect(waits).toEqual(
    [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600, 3_600].map((s) => s * 1_000),
  );
  expect(stateOf("a")).toMatchObject({ state: "failed", tries: 12, lastError: "451 come back later" });
  expect(await issues()).toMatchObject([
    { kind: "mail_stuck", ...about, reference: "a", detail: "451 come back later" },
  ]);
  shop.db.clock.advance(86_400_000);
  await deliver();
  expect(delivered.filter((key) => key === "a")).toHaveLength(12);
});

test("what the server refuses for good fails at once; without an order behind it, it stands in the outbox alone", async () => {
  answer = () => GONE;
  await outbox.send([mail("a", { about }), mail("b")]);
  await deliver();
  expect(delivered).toEqual(["a", "b"]);
  expect([stateOf("a"), stateOf("b")]).toMatchObject([{ state: "failed" }, { state: "failed" }]);
  expect((await issues()).map(({ reference }) => reference)).toEqual(["a"]);
});

test("staff let a failed mail wait again from the outbox; its issue stays until it is sent", async () => {
  answer = () => GONE;
  await outbox.send([mail("a", { about })]);
  await deliver();
  await retryMail(support(), { key: "a" });
  await expect(retryMail(support(), { key: "a" })).rejects.toMatchObject({ code: "mail.not_failed" });
  await deliver();
  expect(delivered).toEqual(["a", "a"]);
  expect(await issues()).toHaveLength(1);
  await retryMail(support(), { key: "a" });
  answer = () => ({ outcome: "accepted" });
  await deliver();
  expect(await issues()).toEqual([]);
  expect(await issues("closed")).toHaveLength(1);
});

test("staff let a failed mail wait again from its issue", async () => {
  answer = () => GONE;
  await outbox.send([mail("a", { about })]);
  await deliver();
  const [issue] = await issues();
  await retryIssue(support(), { id: issue?.id ?? "" });
  answer = () => ({ outcome: "accepted" });
  await deliver();
  expect(stateOf("a")).toMatchObject({ state: "sent", lastError: null });
  expect(await issues()).toEqual([]);
  expect(await issues("closed")).toHaveLength(1);
});

test("who may not read mail may not have it tried again", async () => {
  await expect(retryMail({ ...shop.as(staff("inventory")), outbox }, { key: "a" })).rejects.toMatchObject({
    code: "accounts.forbidden",
  });
});

test("a process that dies with a mail in its hands leaves it to the next one after a quarter of an hour", async () => {
  answer = () => {
    throw new Error("killed");
  };
  await outbox.send([mail("a")]);
  await expect(deliver()).rejects.toThrow("killed");
  answer = () => ({ outcome: "accepted" });
  expect(await deliver()).toBe(0);
  shop.db.clock.advance(900_000);
  expect(await deliver()).toBe(1);
});
