import { setTimeout as sleep } from "node:timers/promises";
import { type Child, freePort, startChild, until } from "../../apps/api/test/processes/child-process.ts";
import { SETTINGS } from "../../apps/api/test/processes/database-and-redis.ts";
import { PROXY_SECRET } from "../../apps/api/test/processes/page-fingerprints.ts";
import { Wire } from "../../packages/adapters/test/harness/fault-injecting-wire.ts";
import { startStorefront } from "../load/storefront.ts";
import type { Faulty, FaultyApis } from "../stress-cache/faults.ts";

/** A server on a port of its own, which can be killed and started again, and the wire to what it reads. */
export class Server implements Faulty {
  readonly port: number;
  readonly wire: Wire;
  readonly #start: () => Child;
  readonly #isReady: () => Promise<boolean>;
  #child: Child;
  isUp = false;

  constructor(port: number, wire: Wire, start: () => Child, isReady: () => Promise<boolean>) {
    [this.port, this.wire, this.#start, this.#isReady] = [port, wire, start, isReady];
    this.#child = start();
  }

  /** What signals are sent to. */
  get child(): { kill(signal: NodeJS.Signals): void } {
    const { pid } = this.#child;
    return { kill: (signal) => void (this.#child.isRunning() && process.kill(pid, signal)) };
  }

  /** Resolves when it answers. Raises with what it wrote when it ended. */
  async ready(): Promise<void> {
    await until(this.#isReady, this.#child);
    this.isUp = true;
  }

  /** Kills it without warning and starts another on the same port. */
  async replace(): Promise<void> {
    this.isUp = false;
    await this.#end();
    this.#child = this.#start();
    await this.ready();
  }

  async stop(): Promise<void> {
    this.isUp = false;
    await this.#end();
    this.wire.close();
  }

  async #end(): Promise<void> {
    this.child.kill("SIGCONT");
    await this.#child.kill();
  }
}

/** Some servers of one kind, as faults need them. */
export class Servers implements FaultyApis {
  readonly all: readonly Server[];

  constructor(all: readonly Server[]) {
    this.all = all;
  }

  wires(): readonly Wire[] {
    return this.all.map(({ wire }) => wire);
  }

  any(random: () => number): Server | undefined {
    const up = this.all.filter(({ isUp }) => isUp);
    return up[Math.floor(random() * up.length)];
  }

  async replace(server: Faulty): Promise<void> {
    await this.all.find((each) => each === server)?.replace();
  }

  async ready(): Promise<void> {
    await Promise.all(this.all.map((each) => each.ready()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((each) => each.stop()));
  }
}

const answers = async (url: string): Promise<boolean> => (await fetch(url)).ok;

/** An API with the times of a stress run, over a wire to Redis. */
export async function openApi(databaseUrl: string, redisPort: number): Promise<Server> {
  const [port, operatorPort, wire] = [await freePort(), await freePort(), await Wire.open(redisPort)];
  const start = () =>
    startChild(process.execPath, ["bench/stress-pages/api.ts"], {
      ...SETTINGS,
      LOG_LEVEL: "fatal",
      PROXY_SECRET,
      DATABASE_URL: databaseUrl,
      REDIS_URL: `redis://127.0.0.1:${wire.port}`,
      API_PORT: String(port),
      OPERATOR_PORT: String(operatorPort),
      HOLD_SECONDS: String(60 * 60),
    });
  return new Server(port, wire, start, () => answers(`http://127.0.0.1:${operatorPort}/readyz`));
}

/** A storefront over a wire to its API; `through` stands between the two. */
export async function openStorefront(
  apiPort: number,
  through: (port: number) => Promise<number> = async (port) => port,
): Promise<Server> {
  const [port, wire] = [await freePort(), await Wire.open(apiPort)];
  const url = `http://127.0.0.1:${port}`;
  const apiUrl = `http://127.0.0.1:${await through(wire.port)}`;
  return new Server(
    port,
    wire,
    () => startStorefront({ apiUrl, port }),
    () => answers(url),
  );
}

/** Waits until a look succeeds, however often it fails: everything may be away for a while. */
export async function patiently<T>(
  attempt: () => Promise<T | undefined>,
  isOver: () => boolean,
): Promise<T | undefined> {
  while (!isOver()) {
    const answer = await attempt().catch(() => undefined);
    if (answer !== undefined) return answer;
    await sleep(50);
  }
  return undefined;
}
