import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "vite";
import { ROOT } from "../processes/child.ts";

export type OneFile = { readonly program: string; remove(): Promise<void> };

/**
 * The API with everything it imports in one file. The code is the same; starting it costs half, since most of a start
 * is spent on finding a thousand modules, and this suite starts a new process for every kill.
 */
export async function bundleApi(): Promise<OneFile> {
  const folder = await mkdtemp(path.join(tmpdir(), "scarlet-one-file-"));
  const outDir = path.join(folder, "out");
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: path.join(ROOT, "apps/api/src/main.ts"),
      target: "node24",
      outDir,
      minify: false,
      rolldownOptions: { output: { entryFileNames: "main.js" } },
    },
  });
  // Where the process looks for its version.
  await mkdir(folder, { recursive: true });
  await cp(path.join(ROOT, "apps/api/package.json"), path.join(folder, "package.json"));
  return { program: path.join(outDir, "main.js"), remove: () => rm(folder, { recursive: true }) };
}
