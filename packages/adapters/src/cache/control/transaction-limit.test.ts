import { type MongoClient, MongoNetworkError, MongoServerError } from "mongodb";
import { expect, test } from "vitest";
import { readTransactionLimit } from "./transaction-limit.ts";

function clientThat(answer: () => object): MongoClient {
  return { db: () => ({ command: async () => answer() }) } as unknown as MongoClient;
}
const hides = (code: number) =>
  clientThat(() => {
    throw new MongoServerError({ message: "not for you", code });
  });
const says = (transactionLifetimeLimitSeconds: unknown) =>
  clientThat(() => ({ transactionLifetimeLimitSeconds }));

test.each([
  [5, 7_500],
  [1, 2_000],
  [60, 90_000],
  [600, 660_000],
])("a limit of %d s is one of %d ms, with the time until the reaper comes by", async (seconds, ms) => {
  expect(await readTransactionLimit(says(seconds), undefined)).toEqual({ transactionMs: ms, isBound: true });
});

test("what the server says goes before what is said of it", async () => {
  expect(await readTransactionLimit(says(120), 5)).toEqual({ transactionMs: 180_000, isBound: true });
});

test.each([13, 59, 8000])(
  "a server that hides its limit (%d) bounds nothing, unless it is stated",
  async (code) => {
    expect(await readTransactionLimit(hides(code), undefined)).toMatchObject({ isBound: false });
    expect(await readTransactionLimit(hides(code), 60)).toEqual({ transactionMs: 90_000, isBound: true });
  },
);

test("nor does one whose answer makes no sense", async () => {
  expect(await readTransactionLimit(says("long"), undefined)).toMatchObject({ isBound: false });
});

test("one that does not answer, or is no primary any more, hides nothing", async () => {
  const away = clientThat(() => {
    throw new MongoNetworkError("away");
  });
  await expect(readTransactionLimit(away, undefined)).rejects.toThrow("away");
  await expect(readTransactionLimit(hides(10_107), undefined)).rejects.toThrow("not for you");
});
