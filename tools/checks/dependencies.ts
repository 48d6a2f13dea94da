import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { filesOf, ROOT } from "./source-files.ts";

const versionsSchema = z.record(z.string(), z.string()).default({});
const manifestSchema = z.object({
  dependencies: versionsSchema,
  devDependencies: versionsSchema,
  optionalDependencies: versionsSchema,
});

/** One package that a manifest names. */
export type Dependency = { readonly manifest: string; readonly name: string; readonly version: string };

/** What every package.json of the repository takes from outside. */
export function dependencies(): readonly Dependency[] {
  return ["package.json", ...filesOf(["apps/*/package.json", "packages/*/package.json"])].flatMap(
    (manifest) => {
      const parsed = manifestSchema.parse(JSON.parse(readFileSync(path.join(ROOT, manifest), "utf8")));
      return Object.values(parsed)
        .flatMap((versions) => Object.entries(versions))
        .filter(([name]) => !name.startsWith("@scarlet/"))
        .map(([name, version]) => ({ manifest, name, version }));
    },
  );
}

/** A row of `docs/dependencies.md`. The reason is empty where the version here is the newest. */
export type Listed = {
  readonly name: string;
  readonly here: string;
  readonly newest: string;
  readonly why: string;
};

/** The rows of the tables in the list. */
export function listed(text: string): readonly Listed[] {
  return [...text.matchAll(/^\| `([^`]+)` \| (\S+) \|(?: (\S+) \| (.+) \|)?$/gm)].map(
    ([, name = "", here = "", newest = here, why = ""]) => ({ name, here, newest, why: why.trim() }),
  );
}
