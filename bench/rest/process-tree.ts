import { readdirSync, readFileSync } from "node:fs";

/** A process, and what it is called in a table. */
export type Named = { readonly pid: number; readonly name: string };

/** By what stands on the command line, the first that fits. */
const NAMES: readonly (readonly [words: string, name: string])[] = [
  ["apps/api/src/main.ts", "API"],
  ["apps/storefront/src/main.ts", "storefront"],
  ["apps/admin/src/main.ts", "admin"],
  ["packages/embedded-mongo", "database"],
  ["redis-server", "Redis"],
  ["tools/start/main.ts", "supervisor"],
  ["tools/start/start.mjs", "npm start"],
  ["npm start", "npm"],
];

/** A process and all that it started, down to the last. Linux only. */
export function treeOf(root: number): Named[] {
  const parents = new Map(
    readdirSync("/proc")
      .filter(isNumber)
      .map((pid) => [Number(pid), parentOf(pid)]),
  );
  const found = new Set([root]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found].map((pid) => ({ pid, name: nameOf(pid) }));
}

/** What a process takes of the machine's memory, in MiB: `rss` with what it shares with others, `pss` with its share of that. */
export function memoryOf(pid: number): { readonly rssMiB: number; readonly pssMiB: number } {
  const told = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const kib = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(told)?.[1]);
  return { rssMiB: kib("Rss") / 1_024, pssMiB: kib("Pss") / 1_024 };
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

/** 0 when it is gone. */
function parentOf(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
  } catch {
    return 0;
  }
}

function nameOf(pid: number): string {
  const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  return line.startsWith("sh -c cat") || line.startsWith("cat ")
    ? "watchdogs"
    : (NAMES.find(([words]) => line.includes(words))?.[1] ?? line.slice(0, 40));
}
