import { TEST_CARDS } from "@scarlet/domain/payments";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createTestGateway } from "../src/payments/index.ts";
import { openTestDatabase, type TestDatabase } from "./harness/database.ts";

const SECRET = "of this test";
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.clear());

function open() {
  const waits: { readonly ms: number; readonly end: () => void }[] = [];
  const delivered: { readonly body: string; readonly signature: string }[] = [];
  const gateway = createTestGateway({
    mongo: database.mongo,
    secret: SECRET,
    deliver: async (body, signature) => void delivered.push({ body, signature }),
    pause: (ms) => new Promise<void>((end) => waits.push({ ms, end })),
  });
  const charge = (number: string, key = "k1") =>
    gateway.charge({
      key,
      orderId: "0".repeat(24),
      amountMinor: 2890,
      currency: "EUR",
      card: { number },
      paymentMethod: null,
    });
  return { gateway, charge, waits, delivered };
}

const NOTICE = { kind: "captured", orderId: "0".repeat(24), key: "k1", amountMinor: 2890 };

test("the slow card is approved once its time is over", async () => {
  const { charge, waits, gateway } = open();
  const slow = charge(TEST_CARDS.slow);
  await vi.waitFor(() => expect(waits).toHaveLength(1));
  expect(await gateway.find("k1")).toBeNull();
  waits[0]?.end();
  expect(await slow).toMatchObject({ status: "captured", cardLast4: "5126" });
});

test("one card's webhook comes twice, signed", async () => {
  const { charge, delivered, gateway } = open();
  expect(await charge(TEST_CARDS.webhookTwice)).toMatchObject({ status: "captured" });
  await vi.waitFor(() => expect(delivered).toHaveLength(2));
  for (const message of delivered) expect(await gateway.readWebhook(message)).toEqual(NOTICE);
});

test("one card's answer gets lost and its webhook comes late; a retry learns that it was captured", async () => {
  const { charge, delivered, waits, gateway } = open();
  await expect(charge(TEST_CARDS.webhookLate)).rejects.toMatchObject({ code: "payments.unavailable" });
  expect(delivered).toEqual([]);
  expect(await charge(TEST_CARDS.webhookLate)).toMatchObject({ status: "captured" });
  waits[0]?.end();
  await vi.waitFor(() => expect(delivered).toHaveLength(1));
  expect(await Promise.all(delivered.map((message) => gateway.readWebhook(message)))).toEqual([NOTICE]);
});

test("an ordinary card sends none", async () => {
  const { charge, delivered } = open();
  await charge(TEST_CARDS.approved);
  expect(delivered).toEqual([]);
});

test("a message that is changed, unsigned, old, of another secret or no notice is refused", async () => {
  const { charge, delivered, gateway } = open();
  await charge(TEST_CARDS.webhookTwice);
  await vi.waitFor(() => expect(delivered).toHaveLength(2));
  const [{ body, signature } = { body: "", signature: "" }] = delivered;
  const other = createTestGateway({ mongo: database.mongo, secret: "another", deliver: async () => {} });
  const refused = (read: () => Promise<unknown>) =>
    expect(read()).rejects.toEqual(expect.objectContaining({ code: "payments.bad_signature" }));
  await refused(() => gateway.readWebhook({ body: body.replace("2890", "1"), signature }));
  await refused(() => other.readWebhook({ body, signature }));
  for (const forged of [
    null,
    "",
    "t=1",
    signature.replace("t=", "t=1"),
    `${signature}0`,
    signature.slice(0, -2),
  ])
    await refused(() => gateway.readWebhook({ body, signature: forged }));
  const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 301_000);
  await refused(() => gateway.readWebhook({ body, signature }));
  clock.mockRestore();
  expect(await gateway.readWebhook({ body, signature })).toEqual(NOTICE);
});
