import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { Wire } from "../../packages/adapters/test/wire.ts";
import type { Crew } from "./crew.ts";
import type { Restartable, StressStores } from "./stores.ts";

export type Scene = {
  readonly stores: StressStores;
  readonly crew: Crew;
  readonly random: () => number;
  /** How many reads were made until now. */
  readonly reads: () => number;
  /** Whether this may go wrong in this run. */
  readonly allows: (fault: string) => boolean;
};

const READS_BETWEEN = 10_000;
const LONGEST_CALM_MS = 15_000;

type Fault = {
  readonly name: string;
  readonly weight: number;
  readonly happen: (scene: Scene) => Promise<unknown>;
};

const onWire =
  (fault: Wire["fault"], longestMs: number) =>
  async ({ crew, random }: Scene): Promise<void> => {
    const wire = crew.any(random)?.wire;
    if (wire === undefined) return;
    wire.fault = fault;
    await sleep(50 + random() * longestMs);
    wire.fault = "none";
  };

const MIN_REPLICAS = ["CONFIG", "SET", "min-replicas-to-write"];
const COPIED_WITHIN_MS = 5_000;

/** Runs a command, unless the Redis does not take it just now. */
async function tell({ port }: Restartable, [name = "", ...args]: readonly string[]): Promise<unknown> {
  const redis = new Redis({ port, maxRetriesPerRequest: 1 });
  redis.on("error", () => {});
  return redis
    .call(name, ...args)
    .catch(() => undefined)
    .finally(() => redis.disconnect());
}

/** Makes the spare Redis a copy of the other, and parts them, so that it lacks what comes later. */
async function copyTo({ redis, spare }: StressStores): Promise<void> {
  await tell(spare, ["REPLICAOF", "127.0.0.1", `${redis.port}`]);
  const giveUpAt = performance.now() + COPIED_WITHIN_MS;
  const isCopied = async () =>
    String(await tell(spare, ["INFO", "replication"])).includes("master_link_status:up");
  while (!(await isCopied()) && performance.now() < giveUpAt) await sleep(50);
  await tell(spare, ["REPLICAOF", "NO", "ONE"]);
}

/** Promotes the spare; the processes come to it one after the other, and the old master stays where it is. */
async function failOver({ stores, crew, random }: Scene): Promise<void> {
  await copyTo(stores);
  await sleep(random() * 500);
  stores.swap();
  for (const wire of crew.wires()) {
    await sleep(random() * 400);
    wire.target = stores.redis.port;
  }
}

/** What goes wrong, and how often. Those that empty Redis or replace it put the cache out of use for seconds, so they are rare. */
const FAULTS: readonly Fault[] = [
  {
    name: "an API process is killed",
    weight: 3,
    async happen({ crew, random }) {
      const member = crew.any(random);
      if (member) await crew.replace(member);
    },
  },
  {
    name: "an API process sleeps past its deadline",
    weight: 2,
    async happen({ crew, random }) {
      const child = crew.any(random)?.child;
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
    async happen({ stores, crew, random }) {
      const wire = crew.any(random)?.wire;
      if (wire === undefined) return;
      // Empty, or a copy of what the meant one held at some time.
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

/** A while without trouble: seconds on a quick machine, and until much was read again on a slow one. */
async function calm({ random, reads }: Scene, isOver: () => boolean): Promise<void> {
  await sleep(1_000 + random() * 3_000);
  const enough = reads() + READS_BETWEEN;
  for (let waitedMs = 0; waitedMs < LONGEST_CALM_MS && reads() < enough && !isOver(); waitedMs += 100)
    await sleep(100);
}

/** Lets one thing after another go wrong until `isOver`. Returns how often each did. */
export async function makeTrouble(scene: Scene, isOver: () => boolean): Promise<Record<string, number>> {
  const happened: Record<string, number> = Object.fromEntries(FAULTS.map(({ name }) => [name, 0]));
  const bag = FAULTS.filter(({ name }) => scene.allows(name)).flatMap((fault) =>
    Array.from({ length: fault.weight }, () => fault),
  );
  while (!isOver()) {
    await calm(scene, isOver);
    const fault = bag[Math.floor(scene.random() * bag.length)];
    if (fault === undefined || isOver()) continue;
    await fault.happen(scene);
    happened[fault.name] = (happened[fault.name] ?? 0) + 1;
  }
  return happened;
}
