import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { freePort } from "../../apps/api/test/processes/child-process.ts";
import { unboundMachine } from "../load/cores.ts";
import { cpuMs } from "../load/cpu-time.ts";
import { type CommandRates, countCommands } from "./count-commands.ts";
import { memoryOf, type Named, treeOf } from "./process-tree.ts";

/*
 * What a shop costs that nobody visits: processor time and memory of every process of `npm start`, and the commands that
 * an API sends to its database. The shop is started twice: from the second start on Node has kept what it compiled.
 *   npm run bench:rest -- --out bench/results/rest.json
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    /** Seconds until everything is still: caches are warm, and what the start left over is given back. */
    still: { type: "string", default: "45" },
    out: { type: "string" },
  },
});
const [seconds, stillS] = [Number(values.seconds), Number(values.still)];
const OPEN = "Ctrl-C stops everything";

type Row = {
  readonly name: string;
  readonly cpuMsPerSecond: number;
  readonly rssMiB: number;
  readonly pssMiB: number;
};
type Shop = { readonly pid: number; stop(): Promise<void> };

const folder = mkdtempSync(path.join(tmpdir(), "scarlet-rest-"));
try {
  const first = await openShop();
  await first.stop();
  const shop = await openShop();
  const rows = await measure(shop).finally(() => shop.stop());
  report(rows, await countCommands(stillS, seconds));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function openShop(): Promise<Shop> {
  const ports: Record<string, string> = {};
  for (const name of ["STOREFRONT_PORT", "ADMIN_PORT", "API_PORT", "OPERATOR_PORT"])
    ports[name] = String(await freePort());
  const env = { ...process.env, ...ports, DATA_DIR: folder };
  const child = spawn("npm", ["start"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const pid = child.pid ?? 0;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let said = "";
  await new Promise<void>((resolve, reject) => {
    void ended.then(() => reject(new Error(`the shop did not open: ${said}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(OPEN)) resolve();
    });
  });
  const supervisor = treeOf(pid).find(({ name }) => name === "supervisor");
  return {
    pid,
    async stop() {
      process.kill(supervisor?.pid ?? pid, "SIGTERM");
      await ended;
    },
  };
}

async function measure({ pid }: Shop): Promise<Row[]> {
  await sleep(stillS * 1_000);
  const processes = treeOf(pid);
  const before = processes.map((each) => cpuMs([each.pid]));
  await sleep(seconds * 1_000);
  const each = processes.map((one, index) => rowOf(one, before[index] ?? 0));
  return [...Map.groupBy(each, ({ name }) => name).values()]
    .map((same) => same.reduce(sum))
    .toSorted((a, b) => b.rssMiB - a.rssMiB);
}

function rowOf({ pid, name }: Named, cpuBefore: number): Row {
  return { name, cpuMsPerSecond: (cpuMs([pid]) - cpuBefore) / seconds, ...memoryOf(pid) };
}

function sum(a: Row, b: Row): Row {
  return {
    name: a.name,
    cpuMsPerSecond: a.cpuMsPerSecond + b.cpuMsPerSecond,
    rssMiB: a.rssMiB + b.rssMiB,
    pssMiB: a.pssMiB + b.pssMiB,
  };
}

function report(rows: readonly Row[], commands: CommandRates): void {
  const told = { at: new Date().toISOString(), machine: unboundMachine(), ...values };
  const total = { ...rows.reduce(sum), name: "all" };
  const perSecond = commands.reduce((all, each) => all + each.perSecond, 0);
  console.log(`${told.machine}, ${seconds} s\nprocess        CPU ms/s   RSS MiB   PSS MiB`);
  for (const { name, cpuMsPerSecond, rssMiB, pssMiB } of [...rows, total])
    console.log(
      `${name.padEnd(12)} ${cpuMsPerSecond.toFixed(1).padStart(10)} ${rssMiB.toFixed(0).padStart(9)} ${pssMiB.toFixed(0).padStart(9)}`,
    );
  console.log(`\n${perSecond.toFixed(2)} commands a second to the database, by name and collection`);
  for (const each of commands) console.log(`${each.perSecond.toFixed(2).padStart(6)}  ${each.command}`);
  if (values.out === undefined) return;
  mkdirSync(path.dirname(values.out), { recursive: true });
  writeFileSync(
    values.out,
    `${JSON.stringify({ ...told, processes: rows, total, commands, commandsPerSecond: perSecond }, null, 2)}\n`,
  );
}
