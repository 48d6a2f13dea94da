import { expect, test } from "vitest";
import { check } from "../check.ts";
import { nameOf, VARIANTS } from "../variants.ts";

const small = VARIANTS.filter((variant) => variant.small).map((variant) => ({
  ...variant,
  name: nameOf(variant),
}));

test.each(small)(
  "the cache's model: $name is $expect",
  async (variant) => {
    const { found, states } = await check(variant);
    expect(found).toBe(variant.expect);
    expect(states).toBeGreaterThan(100);
  },
  120_000,
);
