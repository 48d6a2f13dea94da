import type { Intent } from "@scarlet/domain/kernel";
import { user } from "@scarlet/testing/builders";
import { createMemoryDatabase, createMemoryIdempotencyStore } from "@scarlet/testing/memory";
import { beforeEach, expect, test, vi } from "vitest";
import { answerOnce, type IdempotentRequest } from "./index.ts";

const db = createMemoryDatabase();
const idempotency = createMemoryIdempotencyStore(db);
const marta = { actor: user("marta"), idempotency };

/** Stores its answer with the intent, as the lane does in the transaction of the effect. */
const write = vi.fn(async (intent: Intent) => {
  const answer = `done ${write.mock.calls.length}`;
  db.remembered.set(intent.id, { ...intent, result: answer });
  return answer;
});

const request = (change: Partial<IdempotentRequest<string>> = {}): IdempotentRequest<string> => ({
  route: "orders.place",
  key: "k1",
  input: { sku: "MUG-1", quantity: 2 },
  revive: String,
  ...change,
});

beforeEach(() => {
  db.remembered.clear();
  write.mockClear();
});

test("the same request twice is written once and answered the same", async () => {
  expect(await answerOnce(marta, request(), write)).toBe("done 1");
  const sameFields = request({ input: { quantity: 2, sku: "MUG-1" } });
  expect(await answerOnce(marta, sameFields, write)).toBe("done 1");
  expect(write).toHaveBeenCalledTimes(1);
});

test("another key, route or actor is another intent", async () => {
  await answerOnce(marta, request(), write);
  expect(await answerOnce(marta, request({ key: "k2" }), write)).toBe("done 2");
  expect(await answerOnce(marta, request({ route: "orders.pay" }), write)).toBe("done 3");
  expect(await answerOnce({ ...marta, actor: user("joris") }, request(), write)).toBe("done 4");
});

test("a key that comes again with another input is refused, and nothing is written", async () => {
  await answerOnce(marta, request(), write);
  const other = request({ input: { sku: "MUG-1", quantity: 3 } });
  await expect(answerOnce(marta, other, write)).rejects.toMatchObject({ code: "idempotency.key_reused" });
  expect(write).toHaveBeenCalledTimes(1);
});

test("without a key nothing is written", async () => {
  const keyless = answerOnce(marta, request({ key: undefined }), write);
  await expect(keyless).rejects.toMatchObject({ code: "idempotency.key_required" });
  expect(write).not.toHaveBeenCalled();
});

test("what failed is not remembered: the next request with the key is written", async () => {
  write.mockRejectedValueOnce(new Error("killed"));
  await expect(answerOnce(marta, request(), write)).rejects.toThrow("killed");
  expect(await answerOnce(marta, request(), write)).toBe("done 2");
});

test("a verb may answer a repeat in its own way, from the revived answer", async () => {
  const own = request({
    revive: (stored) => `revived ${String(stored)}`,
    onRepeat: async (answer) => `${answer}, as it is now`,
  });
  expect(await answerOnce(marta, own, write)).toBe("done 1");
  expect(await answerOnce(marta, own, write)).toBe("revived done 1, as it is now");
});
