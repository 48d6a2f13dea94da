import { parseArgs } from "node:util";
import { check } from "./check.ts";
import { nameOf, VARIANTS } from "./variants.ts";

/*
 * Checks the cache's model: `npm run model [-- [--all] [words of a name]]`. The small variants, or with --all also those
 * that take minutes and gigabytes.
 */
const { values, positionals } = parseArgs({ options: { all: { type: "boolean" } }, allowPositionals: true });
const all = values.all === true;
const chosen = VARIANTS.filter(
  (variant) => (all || variant.small) && nameOf(variant).includes(positionals.join(" ")),
);
if (chosen.length === 0) throw new Error("no variant has these words in its name");
let wrong = 0;
for (const variant of chosen) {
  const begun = performance.now();
  const { found, states } = await check(variant, all ? 12_000 : 4_000);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  if (found !== variant.expect) wrong += 1;
  const mark = found === variant.expect ? "as expected" : `WRONG, ${variant.expect} was expected`;
  console.log(`${nameOf(variant)}: ${found}, ${mark} (${states} states, ${seconds} s)`);
}
process.exit(wrong === 0 ? 0 : 1);
