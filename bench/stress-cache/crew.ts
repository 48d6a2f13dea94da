import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Wire } from "../../packages/adapters/test/wire.ts";
import type { Logged, Orders } from "./worker.ts";

export type Member = {
  child: ChildProcess;
  /** Whether it has answered anything yet; killing those that only start would show nothing. */
  isUp: boolean;
  readonly wire: Wire;
  readonly part: Part;
};

/** What a process of the run does above all. */
export type Part = Pick<Orders, "readers" | "writers" | "niceness">;

/** The API processes of a run, each with a wire of its own to Redis. */
export class Crew {
  readonly #members: Member[] = [];
  readonly #orders: Omit<Orders, "redisPort" | keyof Part>;
  readonly #onLog: (logged: Logged) => void;
  #isEnding = false;

  constructor(orders: Omit<Orders, "redisPort" | keyof Part>, onLog: (logged: Logged) => void) {
    this.#orders = orders;
    this.#onLog = onLog;
  }

  async hire(redisPort: number, part: Part): Promise<void> {
    const wire = await Wire.open(redisPort);
    this.#members.push({ child: this.#start(wire, part), isUp: false, wire, part });
  }

  /** Resolves when all have answered something. */
  async up(): Promise<void> {
    while (!this.#members.every(({ isUp }) => isUp)) await sleep(50);
  }

  /** The wires of all, each to wherever it leads at present. */
  wires(): readonly Wire[] {
    return this.#members.map(({ wire }) => wire);
  }

  /** One that has answered already, while there is one. */
  any(random: () => number): Member | undefined {
    const up = this.#members.filter(({ isUp }) => isUp);
    return up[Math.floor(random() * up.length)];
  }

  /** Kills a process as a power cut would, and starts another in its place. */
  async replace(member: Member): Promise<void> {
    const { child } = member;
    child.kill("SIGCONT");
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    member.isUp = false;
    if (!this.#isEnding) member.child = this.#start(member.wire, member.part);
  }

  async dismiss(): Promise<void> {
    this.#isEnding = true;
    await Promise.all(this.#members.map((member) => this.replace(member)));
    for (const { wire } of this.#members) wire.close();
  }

  #start(wire: Wire, part: Part): ChildProcess {
    const child = fork(path.join(import.meta.dirname, "worker.ts"), { serialization: "advanced" });
    child.on("message", (logged: Logged) => {
      const member = this.#members.find((each) => each.child === child);
      if (member) member.isUp = true;
      this.#onLog(logged);
    });
    // One that ends by itself is started again: the run goes on as a supervised shop does.
    child.on("exit", () => {
      const member = this.#members.find((each) => each.child === child);
      if (member && !this.#isEnding && child.exitCode !== null) member.child = this.#start(wire, part);
    });
    child.send({ ...this.#orders, ...part, redisPort: wire.port } satisfies Orders);
    return child;
  }
}
