import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectRedis } from "../src/redis/index.ts";
import { openTestRedis, SILENT, type TestRedis } from "./harness/redis-server.ts";

// A Redis, and a Sentinel of the test's own that tells where it is when it is let.

let redis: TestRedis;
let sentinel: Server;
let sentinelPort: number;
/** Awaited before the Sentinel says who the master is. */
let tells: () => Promise<void> = () => Promise.resolve();
let asked = Promise.withResolvers<void>();

beforeAll(async () => {
  redis = await openTestRedis();
  sentinel = createServer((socket) => socket.on("data", (text) => void answer(socket, String(text))));
  await once(sentinel.listen(0, "127.0.0.1"), "listening");
  const address = sentinel.address();
  sentinelPort = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(async () => {
  await redis.close();
  sentinel.close();
});

/** One answer for each command that came: ioredis sends one after another here, or all of its greeting at once. */
async function answer(socket: Socket, text: string): Promise<void> {
  for (const command of text.split(/(?=^\*\d+\r\n)/m)) {
    if (/get-master-addr-by-name/i.test(command)) {
      asked.resolve();
      await tells();
      socket.write(`*2\r\n$9\r\n127.0.0.1\r\n$${String(redis.port).length}\r\n${redis.port}\r\n`);
    } else if (/sentinels/i.test(command)) socket.write("*0\r\n");
    else if (/hello/i.test(command)) socket.write("%1\r\n$5\r\nproto\r\n:3\r\n");
    else socket.write("+OK\r\n");
  }
}

test("a connection that was given up while it was being made is made again", async () => {
  const go = Promise.withResolvers<void>();
  const link = await connectRedis({
    url: `redis+sentinel://127.0.0.1:${sentinelPort}/shop`,
    log: SILENT,
    answerWithinMs: 5_000,
  });
  expect(link.isUsable()).toBe(true);
  asked = Promise.withResolvers();
  tells = () => go.promise;
  link.client.disconnect(true);
  await asked.promise;
  // As ioredis does itself when it hears of another master at this moment.
  link.client.disconnect(true);
  const ended = new Promise((resolve) => link.client.once("end", resolve));
  go.resolve();
  await ended;
  await expect.poll(() => link.isUsable(), { timeout: 10_000 }).toBe(true);
  expect(await link.client.set("name", "value")).toBe("OK");
  await link.close();
});

test("a connection that was closed stays closed", async () => {
  const { client, close } = await redis.connect();
  await close();
  await once(client, "end");
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(client.status).toBe("end");
});
