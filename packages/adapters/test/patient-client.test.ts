import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestRedis, type TestRedis } from "./harness/redis-server.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await openTestRedis();
});
afterAll(() => redis.close());

function holdUp(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test("a process that was held up hears the answers that lay in its socket", async () => {
  const { client } = await redis.connect(250);
  await client.set("name", "value");
  const asked = [client.get("name"), client.multi().get("name").exec(), client.pipeline().get("name").exec()];
  // Into the socket first, then longer without hearing than an answer may take.
  setImmediate(() => holdUp(600));
  expect(await Promise.all(asked)).toEqual(["value", [[null, "value"]], [[null, "value"]]]);
});

test("a Redis that does not answer is given up in time", async () => {
  const { client } = await redis.connect(250);
  redis.freeze();
  const begun = performance.now();
  await expect(client.get("name")).rejects.toThrow("Command timed out");
  redis.thaw();
  expect(performance.now() - begun).toBeGreaterThanOrEqual(240);
});
