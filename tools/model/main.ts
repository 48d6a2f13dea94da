import { check } from "./check.ts";
import { nameOf, VARIANTS } from "./variants.ts";

/* Checks the cache's model: the small variants, or with --all also those that take minutes and gigabytes. */
const all = process.argv.includes("--all");
let wrong = 0;
for (const variant of VARIANTS.filter(({ small }) => all || small)) {
  const begun = performance.now();
  const { found, states } = await check(variant, all ? 12_000 : 4_000);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  if (found !== variant.expect) wrong += 1;
  const mark = found === variant.expect ? "as expected" : `WRONG, ${variant.expect} was expected`;
  console.log(`${nameOf(variant)}: ${found}, ${mark} (${states} states, ${seconds} s)`);
}
process.exit(wrong === 0 ? 0 : 1);
