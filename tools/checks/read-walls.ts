import { globSync } from "node:fs";
import path from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";

export type Walls = {
  /** How many of our files were read. */
  readonly read: number;
  /** Source files that lie there and were not read: with any, nothing is proven. */
  readonly unread: readonly string[];
  /** Imports that break a wall, each as one sentence. */
  readonly breaches: readonly string[];
};

const SOURCES = ["packages", "apps"];

/** Reads every import of packages and apps under `root` and holds it against floors.config.json. */
export async function readWalls(root: string): Promise<Walls> {
  const options = await extractOptions(path.join(root, ".dependency-cruiser.cjs"));
  const { output } = await cruise(SOURCES, { ...options, baseDir: root });
  if (typeof output === "string")
    throw new Error("dependency-cruiser answered with text where data was expected");
  const read = new Set(output.modules.map((module) => module.source));
  const unread = sourcesOf(root).filter((file) => !read.has(file));
  return { read: read.size, unread, breaches: breachesOf(output) };
}

function breachesOf(result: ICruiseResult): readonly string[] {
  return result.summary.violations.map(
    ({ from, to, rule, comment }) => `${from} → ${to}  (${rule.name}${comment ? `: ${comment}` : ""})`,
  );
}

/** Found without the tool that is being checked: it reads nothing and says all is well when its parser is missing. */
function sourcesOf(root: string): readonly string[] {
  return globSync("{packages,apps}/*/{src,test}/**/*.{ts,tsx}", { cwd: root })
    .filter((file) => !file.endsWith(".d.ts"))
    .sort();
}
