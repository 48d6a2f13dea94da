import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { Wire } from "../../packages/adapters/test/harness/fault-injecting-wire.ts";
import type { Restartable, StressStores } from "./stress-stores.ts";

/** A process that faults happen to, and its wire to Redis. */
export type Faulty = { readonly child: { kill(signal: NodeJS.Signals): unknown }; readonly wire: Wire };

/** The API processes of a run, as far as faults need them. */
export interface FaultyApis {
  /** The wires of all of them to Redis. */
  wires(): readonly Wire[];
  /** A random one that works; undefined while there is none. */
  any(random: () => number): Faulty | undefined;
  /** Kills one without warning and starts another in its place. */
  replace(api: Faulty): Promise<void>;
}

export type FaultContext = {
  readonly stores: StressStores;
  readonly apis: FaultyApis;
  readonly random: () => number;
  /** How many reads were made so far. */
  readonly reads: () => number;
  /** Whether a fault is enabled in this run. */
  readonly allows: (fault: string) => boolean;
};

const MIN_READS_BETWEEN_FAULTS = 10_000;
const MAX_CALM_MS = 15_000;

/** Something that goes wrong for a while. Its promise is fulfilled when it is over. */
export type Fault = {
  readonly name: string;
  readonly weight: number;
  readonly happen: (scene: FaultContext) => Promise<unknown>;
};

const onWire =
  (fault: Wire["fault"], longestMs: number) =>
  async ({ apis, random }: FaultContext): Promise<void> => {
    const wire = apis.any(random)?.wire;
    if (wire === undefined) return;
    wire.fault = fault;
    await sleep(50 + random() * longestMs);
    wire.fault = "none";
  };

const MIN_REPLICAS = ["CONFIG", "SET", "min-replicas-to-write"];
const REPLICATION_TIMEOUT_MS = 5_000;

/** Sends a command to a Redis, and ignores when it fails. */
async function tell({ port }: Restartable, [name = "", ...args]: readonly string[]): Promise<unknown> {
  const redis = new Redis({ port, maxRetriesPerRequest: 1 });
  redis.on("error", () => {});
  return redis
    .call(name, ...args)
    .catch(() => undefined)
    .finally(() => redis.disconnect());
}

/** Replicates the main Redis to the spare one, then detaches it, so that it lacks all later writes. */
async function copyTo({ redis, spare }: StressStores): Promise<void> {
  await tell(spare, ["REPLICAOF", "127.0.0.1", `${redis.port}`]);
  const giveUpAt = performance.now() + REPLICATION_TIMEOUT_MS;
  const isCopied = async () =>
    String(await tell(spare, ["INFO", "replication"])).includes("master_link_status:up");
  while (!(await isCopied()) && performance.now() < giveUpAt) await sleep(50);
  await tell(spare, ["REPLICAOF", "NO", "ONE"]);
}

/** Promotes the spare Redis. The processes change to it one after another; the old master keeps running. */
async function failOver({ stores, apis, random }: FaultContext): Promise<void> {
  await copyTo(stores);
  await sleep(random() * 500);
  stores.swap();
  for (const wire of apis.wires()) {
    await sleep(random() * 400);
    wire.target = stores.redis.port;
  }
}

/** The faults with their weights. Those that empty or replace Redis switch the cache off for seconds, so they are rare. */
const FAULTS: readonly Fault[] = [
  {
    name: "an API process is killed",
    weight: 3,
    async happen({ apis, random }) {
      const member = apis.any(random);
      if (member) await apis.replace(member);
    },
  },
  {
    name: "an API process sleeps past its deadline",
    weight: 2,
    async happen({ apis, random }) {
      const child = apis.any(random)?.child;
      child?.kill("SIGSTOP");
      await sleep(400 + random() * 2_500);
      child?.kill("SIGCONT");
    },
  },
  {
    name: "Redis sleeps",
    weight: 8,
    async happen({ stores, random }) {
      stores.redis.signal("SIGSTOP");
      await sleep(40 + random() * 260);
      stores.redis.signal("SIGCONT");
    },
  },
  { name: "a wire is cut", weight: 2, happen: onWire("cut", 1_500) },
  { name: "a wire is slow", weight: 2, happen: onWire("delay", 800) },
  { name: "a wire passes no commands", weight: 1, happen: onWire("deaf", 600) },
  { name: "a wire passes no answers", weight: 2, happen: onWire("mute", 600) },
  {
    name: "Redis is emptied",
    weight: 1,
    happen: ({ stores }) => tell(stores.redis, ["FLUSHALL"]),
  },
  {
    name: "Redis takes no writes",
    weight: 1,
    async happen({ stores, random }) {
      // Demoted, or with too few replicas: both answer, and keep their connections.
      const demoted = random() < 0.5;
      await tell(stores.redis, demoted ? ["REPLICAOF", "127.0.0.1", "1"] : [...MIN_REPLICAS, "1"]);
      await sleep(300 + random() * 4_000);
      await tell(stores.redis, demoted ? ["REPLICAOF", "NO", "ONE"] : [...MIN_REPLICAS, "0"]);
    },
  },
  { name: "Redis fails over to a replica that lacks the last writes", weight: 1, happen: failOver },
  {
    name: "a wire leads to another Redis",
    weight: 1,
    async happen({ stores, apis, random }) {
      const wire = apis.any(random)?.wire;
      if (wire === undefined) return;
      // The other Redis is empty, or has a copy of older data.
      if (random() < 0.5) await copyTo(stores);
      else await tell(stores.spare, ["FLUSHALL"]);
      wire.target = stores.spare.port;
      await sleep(300 + random() * 4_000);
      wire.target = stores.redis.port;
    },
  },
  { name: "Redis is restarted", weight: 1, happen: ({ stores }) => stores.redis.restart() },
  {
    name: "the database is killed and restarted",
    weight: 1,
    async happen({ stores }) {
      await stores.mongo.restart();
      await stores.settle();
    },
  },
];

/** Waits some seconds without faults; on a slow machine longer, until enough reads were made. */
async function waitForCalm({ random, reads }: FaultContext, isOver: () => boolean): Promise<void> {
  await sleep(1_000 + random() * 3_000);
  const enough = reads() + MIN_READS_BETWEEN_FAULTS;
  for (let waitedMs = 0; waitedMs < MAX_CALM_MS && reads() < enough && !isOver(); waitedMs += 100)
    await sleep(100);
}

/** Injects one fault after another until `isOver`, `more` among them. Returns how often each fault happened. */
export async function injectFaults(
  scene: FaultContext,
  isOver: () => boolean,
  more: readonly Fault[] = [],
): Promise<Record<string, number>> {
  const faults = [...FAULTS, ...more];
  const happened: Record<string, number> = Object.fromEntries(faults.map(({ name }) => [name, 0]));
  const bag = faults
    .filter(({ name }) => scene.allows(name))
    .flatMap((fault) => Array.from({ length: fault.weight }, () => fault));
  while (!isOver()) {
    await waitForCalm(scene, isOver);
    const fault = bag[Math.floor(scene.random() * bag.length)];
    if (fault === undefined || isOver()) continue;
    await fault.happen(scene);
    happened[fault.name] = (happened[fault.name] ?? 0) + 1;
  }
  return happened;
}
