import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Wire } from "../harness/fault-injecting-wire.ts";
import { openTestRedis, type TestRedis } from "../harness/redis-server.ts";
import { openTwoProcesses, type TwoProcesses } from "./two-processes.ts";

// Two processes of one shop; the wire of the second one comes to lead to another Redis, as a name that means another
// host does, or a setting that was changed in the half of a deploy.

let meant: TestRedis;
let other: TestRedis;
let wire: Wire;
let shop: TwoProcesses;
beforeAll(async () => {
  [meant, other] = await Promise.all([openTestRedis(), openTestRedis()]);
  wire = await Wire.open(meant.port);
  shop = await openTwoProcesses([meant.link, await meant.connect(undefined, wire.port)]);
}, 120_000);
afterAll(async () => {
  await shop.close();
  wire.close();
  await Promise.all([meant.close(), other.close()]);
});
beforeEach(() => shop.open(meant.link.runId), 30_000);
afterEach(async () => {
  wire.target = meant.port;
  await other.link.client.call("REPLICAOF", "NO", "ONE");
  await other.link.client.flushall();
});

/** Leads the second process to the other Redis, and resolves when it is connected there. */
async function moveSecond(): Promise<void> {
  wire.target = other.port;
  const { client } = shop.second.link;
  while (client.status !== "ready" || !(await saysPort(other.port))) await sleep(5);
}

async function saysPort(port: number): Promise<boolean> {
  const info = await shop.second.link.client.info("server").catch(() => "");
  return info.includes(`tcp_port:${port}`);
}

/** Makes the other Redis a copy of the meant one, and cuts it off from what comes later. */
async function copyMeant(): Promise<void> {
  await other.link.client.call("REPLICAOF", "127.0.0.1", meant.port);
  while (!(await other.link.client.info("replication")).includes("master_link_status:up")) await sleep(20);
  while ((await other.link.client.dbsize()) !== (await meant.link.client.dbsize())) await sleep(20);
}

const promote = (): Promise<unknown> => other.link.client.call("REPLICAOF", "NO", "ONE");

describe.each([
  ["empty", (): Promise<unknown> => Promise.resolve()],
  ["a promoted replica", copyMeant],
] as const)("a process that is led to another Redis, %s", (kind, prepare) => {
  test("commits nothing that a reader of the meant one is not told", async () => {
    const product = await shop.openOne(`written-${kind.replaceAll(" ", "-")}`);
    const told = [await shop.first.read(product), await shop.first.read(product)];
    expect(new Set(told).size).toBe(1);
    await prepare();
    await promote();
    await moveSecond();
    for (let write = 0; write < 2; write += 1) {
      const written = await shop.second.write(product, -1).catch(() => 0);
      // Refused is well, and so is written with everybody told.
      expect(await shop.first.read(product)).toBeGreaterThanOrEqual(written);
    }
  }, 30_000);

  test("tells no figure of before the commits that the other one does not know of", async () => {
    const product = await shop.openOne(`read-${kind.replaceAll(" ", "-")}`);
    await Promise.all([shop.first.read(product), shop.second.read(product)]);
    await prepare();
    await promote();
    const written = await shop.first.write(product, -1);
    await moveSecond();
    for (let read = 0; read < 20; read += 1)
      expect(await shop.second.read(product)).toBeGreaterThanOrEqual(written);
  }, 30_000);
});
