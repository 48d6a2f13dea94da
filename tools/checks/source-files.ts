import { globSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");

/** What others wrote or machines make: our house rules do not hold there. */
const NOT_OURS =
  /(^|\/)(node_modules|generated|\.next|\.turbo|\.data|dist|coverage|test-results|playwright-report)(\/|$)|^prisma\/migrations\//;

/** Files that match, from the repository's root, in a stable order. */
export function filesOf(patterns: readonly string[], root: string = ROOT): readonly string[] {
  return globSync([...patterns], {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => NOT_OURS.test(entry.name),
  })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !NOT_OURS.test(file) && !file.endsWith("next-env.d.ts"))
    .sort();
}

/** Every TypeScript source of ours. */
export function sources(root: string = ROOT): readonly string[] {
  return filesOf(["{apps,packages,tools,e2e,bench,prisma}/**/*.{ts,tsx,mjs}", "*.config.ts"], root);
}
