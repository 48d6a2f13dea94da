import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Variant } from "./variants.ts";

const run = promisify(execFile);
const MODELS = path.resolve(import.meta.dirname, "../../docs/model");
/** How deep a search may go. Room for a path and a hash table is touched before it is used: a small search needs little of it. */
const PAN_OPTIONS = { small: ["-m20000", "-w20"], large: ["-m400000"] } as const;

export type Found = { readonly found: Variant["expect"]; readonly states: number };

/** Searches a variant's states, all of them, with Spin. Raises when the search was not exhaustive. */
export async function check({ model, flags, small }: Variant, memoryMb = 4_000): Promise<Found> {
  const cwd = mkdtempSync(path.join(tmpdir(), "scarlet-model-"));
  try {
    const switches = flags.map((flag) => `-D${flag}`);
    await run("spin", ["-a", ...switches, path.join(MODELS, `${model}.pml`)], { cwd });
    // A small search takes less time than to compile it well.
    const options = [small ? "-O0" : "-O2", "-w", "-DSAFETY", "-DCOLLAPSE", `-DMEMLIM=${memoryMb}`];
    await run("gcc", [...options, "-o", "pan", "pan.c"], { cwd });
    const { stdout } = await run("./pan", ["-E", ...(small ? PAN_OPTIONS.small : PAN_OPTIONS.large)], {
      cwd,
      maxBuffer: 16 * 1024 * 1024,
    });
    const errors = /errors:\s+(\d+)/.exec(stdout)?.[1];
    const states = Number(/([\d.e+]+) states, stored/.exec(stdout)?.[1] ?? 0);
    // A search that ran out of memory or depth ends in "errors: 0" as well.
    const isWhole = !/Search not completed|max search depth too small/.test(stdout);
    if (errors === undefined || (errors === "0" && !isWhole))
      throw new Error(`the search did not end: ${stdout.slice(0, 500)}`);
    return { found: errors === "0" ? "holds" : "violated", states };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
