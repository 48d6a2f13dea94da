import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ensureBrowser } from "./install-tools.ts";
import type { Outcome, Step, Workshop } from "./step.ts";
import { openTestShop, type TestShop } from "./test-shop.ts";

const reportSchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
});

/**
 * The whole shop, as people and callers use it. That it leaves nothing running is a check of its own. The shop is built
 * and opened beside other steps; the browsers begin when `quiet` is fulfilled, because their tests have limits of time
 * that a machine with four busy workers would not keep.
 */
export function endToEnd(quiet: Promise<void>): Step {
  return {
    name: "End to end",
    run: async (workshop) => {
      await ensureBrowser(workshop);
      const shop = await openTestShop(workshop);
      await quiet;
      const tested = await browse(workshop, shop).catch((error: unknown) => {
        console.log(error);
        return { passed: 0, failed: 1 };
      });
      const left = await shop.stop();
      if (left.length > 0) console.log(`The shop left running: ${left.join(", ")}`);
      return add(tested, { passed: Number(left.length === 0), failed: Number(left.length > 0) });
    },
  };
}

async function browse(workshop: Workshop, { runtime, logFolder }: TestShop): Promise<Outcome> {
  const { storefrontUrl, adminUrl, apiUrls, databaseUrl } = runtime;
  const [first = "", second = ""] = apiUrls;
  const file = path.join(workshop.folder, "e2e.json");
  const { ok } = await workshop.run({
    name: "End to end",
    args: ["node_modules/@playwright/test/cli.js", "test"],
    env: {
      STOREFRONT_URL: storefrontUrl,
      ADMIN_URL: adminUrl,
      API_URL: first,
      API_URL_2: second,
      DATABASE_URL: databaseUrl,
      LOG_DIR: logFolder,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    },
  });
  return existsSync(file) ? outcomeOf(JSON.parse(readFileSync(file, "utf8")), ok) : { passed: 0, failed: 1 };
}

function add(one: Outcome, other: Outcome): Outcome {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

/** A test that passed only at a second try, and one that was skipped, have not proven anything. */
export function outcomeOf(json: unknown, ok: boolean): Outcome {
  const { stats, errors } = reportSchema.parse(json);
  const failed = stats.unexpected + stats.flaky + stats.skipped + errors.length;
  return { passed: stats.expected, failed: failed === 0 && !ok ? 1 : failed };
}
