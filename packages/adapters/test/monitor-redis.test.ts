import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { monitorRedis } from "../src/redis/index.ts";
import { openTestRedis, type TestRedis } from "./harness/redis-server.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await openTestRedis();
});
afterAll(() => redis.close());

/** Another client that writes without waiting for answers, so that commands follow the monitor's OK in its packet. */
function keepWriting(): () => void {
  const socket = connect(redis.port, "127.0.0.1");
  const commands = "SET busy 1\r\n".repeat(200);
  const write = (): void => void (socket.destroyed || socket.write(commands, () => setImmediate(write)));
  socket.on("error", () => socket.destroy());
  socket.resume();
  write();
  return () => socket.destroy();
}

test("hears the commands of a busy Redis from the first on, each time it is asked to", async () => {
  const stop = keepWriting();
  try {
    for (let round = 0; round < 20; round += 1) {
      const heard: string[] = [];
      const monitor = await monitorRedis(redis.link.client, (_timeS, args) => heard.push(args.join(" ")));
      await redis.link.client.set("asked", round);
      await expect.poll(() => heard).toContain(`set asked ${round}`);
      expect(heard.find((command) => command.startsWith("SET"))).toBe("SET busy 1");
      monitor.close();
      await monitor.ended;
    }
  } finally {
    stop();
  }
});

test("says so where Redis refuses, and ends", async () => {
  await redis.link.client.call(
    "ACL",
    "SETUSER",
    "reader",
    "on",
    "nopass",
    "~*",
    "+@read",
    "+info",
    "-monitor",
  );
  const reader = redis.link.client.duplicate({ username: "reader", password: "any", lazyConnect: true });
  await expect(monitorRedis(reader, () => undefined)).rejects.toThrow("NOPERM");
  reader.disconnect();
});
