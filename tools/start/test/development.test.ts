import { mkdtempSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { preparedFolder } from "../../../apps/api/test/processes/database-and-redis.ts";
import { Workshop } from "../../test/step.ts";
import { openTestShop, type TestShop } from "../../test/test-shop.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const WAIT = { timeout: 60_000, interval: 100 };

let folder: string;
let workshop: Workshop;
let shop: TestShop;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "scarlet-development-"));
  workshop = new Workshop(ROOT, folder);
  shop = await openTestShop(workshop, {
    development: true,
    instances: 1,
    prepared: await preparedFolder(),
  });
}, 180_000);
afterAll(async () => {
  await workshop.close();
  rmSync(folder, { recursive: true, force: true });
});

/** When the API process that answers was started; undefined while none does. */
async function apiStartedAt(): Promise<string | undefined> {
  try {
    const metrics = await (await fetch(`${shop.operatorUrl}/metrics`)).text();
    return /^process_start_time_seconds\S* (\S+)$/m.exec(metrics)?.[1];
  } catch {
    return undefined;
  }
}

test("npm run dev: pages come through the door, several writes of a file restart the API once, the end leaves nothing", {
  timeout: 180_000,
}, async () => {
  const page = await fetch(shop.runtime.storefrontUrl);
  expect(page.status).toBe(200);
  expect(page.headers.get("x-frame-options")).toBe("DENY");
  expect(page.headers.get("content-security-policy")).toMatch(/script-src [^;]*'nonce-[^;]*'unsafe-eval'/);

  const before = await apiStartedAt();
  expect(before).toBeDefined();
  // An editor that writes a file several times, and one more file with it.
  for (const file of ["packages/domain/src/cart/index.ts", "packages/services/src/cart/index.ts"])
    for (let write = 0; write < 3; write++) utimesSync(path.join(ROOT, file), new Date(), new Date());
  await expect.poll(async () => [undefined, before].includes(await apiStartedAt()), WAIT).toBe(false);

  const said = readFileSync(path.join(shop.logFolder, "api.log"), "utf8");
  // Six writes of two files: on a busy machine Node hears of the two apart.
  expect([1, 2]).toContain(said.match(/^Restarting /gm)?.length);
  await expect.poll(async () => (await apiStartedAt()) !== undefined, WAIT).toBe(true);

  const { storefrontUrl, adminUrl, apiUrls } = shop.runtime;
  expect(await shop.stop()).toEqual([]);
  for (const url of [storefrontUrl, adminUrl, ...apiUrls, shop.operatorUrl])
    await expect(fetch(url), url).rejects.toThrow("fetch failed");
});
