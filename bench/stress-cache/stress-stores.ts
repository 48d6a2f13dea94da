import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MongoClient } from "mongodb";
import { freePort } from "../../apps/api/test/processes/child-process.ts";
import { putCategories } from "../../packages/adapters/src/catalog/index.ts";
import { addProducts } from "../../packages/adapters/src/inventory/index.ts";
import { connectMongo, migrate } from "../../packages/adapters/src/mongo/index.ts";
import { NO_FENCE } from "../../packages/adapters/test/harness/no-fence.ts";
import { buildProduct } from "../../packages/testing/src/builders/index.ts";
import type { WorkerSetup } from "./worker.ts";

const PRODUCTS_PER_TRANSACTION = 50;
const ROOT = path.resolve(import.meta.dirname, "../..");

/** A server process that can be signalled, killed, and started again on the same port. */
export class Restartable {
  readonly #start: () => ChildProcess;
  readonly port: number;
  #child: ChildProcess;

  constructor(port: number, start: () => ChildProcess) {
    this.port = port;
    this.#start = start;
    this.#child = start();
    // So that a run that fails leaves no servers behind.
    process.once("exit", () => this.#child.kill("SIGKILL"));
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async kill(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }

  async restart(): Promise<void> {
    await this.kill();
    this.#child = this.#start();
    await this.ready();
  }

  async ready(): Promise<void> {
    const giveUpAt = performance.now() + 60_000;
    while (!(await listens(this.port))) {
      if (performance.now() > giveUpAt) throw new Error(`nothing listens on ${this.port}`);
      await sleep(20);
    }
  }
}

export type StressStores = {
  readonly mongo: Restartable;
  /** The Redis that wires lead to except during faults. */
  readonly redis: Restartable;
  /** Another Redis, which can become its replica and take its place. */
  readonly spare: Restartable;
  /** Makes the spare Redis the main one and the other way round. */
  swap(): void;
  readonly databaseUrl: string;
  /**
   * Gives the database the limit of transactions that the run asks for: after the catalog is there, which takes longer,
   * and again after a restart.
   */
  settle(): Promise<void>;
  close(): Promise<void>;
};

export async function openStores(transactionLimitS: number): Promise<StressStores> {
  const folder = mkdtempSync(path.join(tmpdir(), "scarlet-stress-"));
  const [mongoPort, onePort, otherPort] = [await freePort(), await freePort(), await freePort()];
  const quiet = { cwd: ROOT, stdio: "ignore" } as const;
  const server = [
    "packages/embedded-mongo/src/main.ts",
    "--port",
    `${mongoPort}`,
    "--data",
    `${folder}/mongo`,
  ];
  const mongo = new Restartable(mongoPort, () => spawn(process.execPath, server, quiet));
  const options = `--bind 127.0.0.1 --dir ${folder} --appendonly no --maxmemory-policy volatile-lfu --repl-diskless-sync-delay 0`;
  const openRedis = (port: number): Restartable =>
    new Restartable(port, () =>
      spawn("redis-server", ["--port", `${port}`, ...options.split(" "), "--save", ""], quiet),
    );
  let [redis, spare] = [openRedis(onePort), openRedis(otherPort)];
  await Promise.all([mongo, redis, spare].map((each) => each.ready()));
  const databaseUrl = `mongodb://127.0.0.1:${mongoPort}/scarlet?replicaSet=rs0`;
  const settle = async () => {
    const client = await new MongoClient(databaseUrl).connect();
    const command = { setParameter: 1, transactionLifetimeLimitSeconds: transactionLimitS };
    await client.db("admin").command(command);
    await client.close();
  };
  return {
    mongo,
    get redis() {
      return redis;
    },
    get spare() {
      return spare;
    },
    swap() {
      [redis, spare] = [spare, redis];
    },
    databaseUrl,
    settle,
    async close() {
      await Promise.all([mongo, redis, spare].map((each) => each.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Creates products with two SKUs each, so that writers of one product can write different rows. */
export async function openCatalog(databaseUrl: string, many: number): Promise<WorkerSetup["products"]> {
  await migrate({ url: databaseUrl });
  const mongo = await connectMongo({ url: databaseUrl });
  await putCategories(mongo, [{ slug: "ceramics", name: "Ceramics", line: "Mugs." }]);
  const products = Array.from({ length: many }, (_, index) =>
    buildProduct(`stress-${index}`, [`STRESS-${index}-A`, `STRESS-${index}-B`]),
  );
  const onHand = Object.fromEntries(products.flatMap(({ skus }) => skus.map(({ sku }) => [sku, 1_000])));
  for (let at = 0; at < products.length; at += PRODUCTS_PER_TRANSACTION)
    await addProducts(
      { mongo, fence: NO_FENCE },
      products.slice(at, at + PRODUCTS_PER_TRANSACTION).map((product) => ({ product, onHand })),
    );
  await mongo.close();
  return products.map(({ id, skus }) => ({ id, skus: skus.map(({ sku }) => sku) }));
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}
