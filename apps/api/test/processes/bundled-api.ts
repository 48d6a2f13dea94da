import { cp } from "node:fs/promises";
import path from "node:path";
import { build } from "vite";
import { type Child, ROOT, startChild } from "./child-process.ts";
import { oncePerRun } from "./once-per-run.ts";

/** What is given to Node to run an API. */
export type Program = { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };

export const FROM_SOURCE: Program = { args: ["apps/api/src/main.ts"], env: {} };

/** Schemas that are asked a few times are not worth a program of their own. */
const FLAGS = ["--disallow-code-generation-from-strings"];

/**
 * The API with everything it imports in one file, compiled already. The code is the same; starting it costs a third,
 * since most of a start is spent on finding and compiling a thousand modules, and some files start a process for
 * every kill.
 */
export async function bundledApi(): Promise<Program> {
  const folder = await oncePerRun("bundled-api", async (into) => {
    await bundle(into);
    await compile(programIn(into));
  });
  return programIn(folder);
}

function programIn(folder: string): Program {
  return {
    args: [...FLAGS, path.join(folder, "out/main.cjs")],
    env: { NODE_COMPILE_CACHE: path.join(folder, "compiled") },
  };
}

async function bundle(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: path.join(ROOT, "apps/api/src/main.ts"),
      target: "node24",
      outDir: path.join(folder, "out"),
      // Every process reads all of it.
      minify: "oxc",
      rolldownOptions: {
        // As a module it would ask Node for all that its built-in modules export, used or not.
        output: { entryFileNames: "main.cjs", format: "cjs", codeSplitting: false },
      },
    },
  });
  // Where the process looks for its version.
  await cp(path.join(ROOT, "apps/api/package.json"), path.join(folder, "package.json"));
}

/** Node keeps what it compiled when a process ends in order: this one does, as it is not told of a database. */
async function compile({ args, env }: Program): Promise<void> {
  const child: Child = startChild(process.execPath, args, env);
  await child.exited;
  if (!child.output().startsWith("DATABASE_URL is missing")) throw new Error(`it said: ${child.output()}`);
}
