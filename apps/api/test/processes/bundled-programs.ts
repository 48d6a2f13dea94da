import { cp } from "node:fs/promises";
import path from "node:path";
import { oncePerRun } from "@scarlet/testing/run";
import { build } from "vite";
import { type Child, ROOT, startChild } from "./child-process.ts";

/** What is given to Node to run an API. */
export type Program = { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };

export const FROM_SOURCE: Program = { args: ["apps/api/src/main.ts"], env: {} };

/** Schemas that are asked a few times are not worth a program of their own. */
const FLAGS = ["--disallow-code-generation-from-strings"];

/** What there is in that file: `programs.ts` has the list. */
type Name = "api" | "several-apis";

/**
 * A program of the API with everything it imports in one file, compiled already. The code is the same; starting it costs
 * a third, since most of a start is spent on finding and compiling a thousand modules, and a run starts a hundred.
 */
export async function bundledProgram(name: Name): Promise<Program> {
  const folder = await oncePerRun("bundled-programs", async (into) => {
    await bundle(into);
    await compile(programIn(into, "api"));
  });
  return programIn(folder, name);
}

/** The API itself. */
export function bundledApi(): Promise<Program> {
  return bundledProgram("api");
}

function programIn(folder: string, name: Name): Program {
  return {
    args: [...FLAGS, path.join(folder, "out/programs.cjs"), name],
    env: { NODE_COMPILE_CACHE: path.join(folder, "compiled") },
  };
}

async function bundle(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: path.join(ROOT, "apps/api/test/processes/programs.ts"),
      target: "node24",
      outDir: path.join(folder, "out"),
      // Every process reads all of it.
      minify: "oxc",
      rolldownOptions: {
        // As a module it would ask Node for all that its built-in modules export, used or not.
        output: { entryFileNames: "programs.cjs", format: "cjs", codeSplitting: false },
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
