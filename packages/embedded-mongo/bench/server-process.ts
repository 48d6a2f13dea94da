import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const TICK_MS = 10;

/** The server under measurement, in a process of its own. */
export interface MeasuredServer {
  readonly url: string;
  /** From the start of the process to its ready line. */
  readonly readyMs: number;
  /** Processor time used so far. */
  cpuMs(): Promise<number>;
  /** Memory held now, and the most it ever was. */
  memory(): Promise<{ residentMb: number; peakMb: number }>;
  stop(): Promise<void>;
}

async function readyUrl(child: ChildProcess): Promise<string> {
  for await (const data of child.stdout ?? []) {
    const found = /ready on (\S+)/.exec(String(data))?.[1];
    if (found !== undefined) return found;
  }
  throw new Error("the server ended before it was ready");
}

/** Starts a server on an empty data folder, or on one that is kept. */
export async function startServerProcess(folder?: string): Promise<MeasuredServer> {
  const data = folder ?? (await mkdtemp(path.join(tmpdir(), "scarlet-bench-")));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [MAIN, "--port", "0", "--data", data], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await readyUrl(child);
  const readyMs = performance.now() - startedAt;
  const proc = (name: string): Promise<string> => readFile(`/proc/${child.pid}/${name}`, "utf8");
  const megabytes = (status: string, field: string): number =>
    Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
  return {
    url,
    readyMs,
    async cpuMs() {
      const fields = (await proc("stat")).split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    },
    async memory() {
      const status = await proc("status");
      return { residentMb: megabytes(status, "VmRSS"), peakMb: megabytes(status, "VmHWM") };
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      if (folder === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}
