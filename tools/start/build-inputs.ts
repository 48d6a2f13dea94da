import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

/** What no build reads: its own output, what is made anew each time, and tests. */
const LEFT_OUT =
  /(^|\/)(node_modules|\.next|\.turbo|test)(\/|$)|next-env\.d\.ts$|\.tsbuildinfo$|\.test\.tsx?$/;

/** One text that changes when, and only when, something that an app is built from changes. */
export function fingerprintOf(root: string, app: string): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of inputsOf(root, app))
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

/** The files of an app and of the packages it depends on, and what decides their versions; in a stable order. */
export function inputsOf(root: string, app: string): readonly string[] {
  const folders = withDependencies(root, `apps/${app}`);
  const files = folders.flatMap((folder) =>
    globSync("**/*", {
      cwd: path.join(root, folder),
      withFileTypes: true,
      exclude: (entry) => LEFT_OUT.test(entry.name),
    })
      .filter((entry) => entry.isFile() && !LEFT_OUT.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  );
  return [...new Set(files), "package-lock.json", "tsconfig.base.json"].sort();
}

function withDependencies(
  root: string,
  folder: string,
  known: ReadonlySet<string> = new Set(),
): readonly string[] {
  if (known.has(folder)) return [...known];
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8")),
  );
  const ours = Object.keys(manifest.dependencies).filter((name) => name.startsWith("@scarlet/"));
  return ours.reduce<readonly string[]>(
    (found, name) => withDependencies(root, name.replace("@scarlet/", "packages/"), new Set(found)),
    [...known, folder],
  );
}
