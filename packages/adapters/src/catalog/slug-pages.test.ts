import { expect, test, vi } from "vitest";
import { createSlugPages } from "./slug-pages.ts";

function open() {
  let generation = 1;
  const load = vi.fn(async () => ["foundry-mug"]);
  const slugs = createSlugPages({ now: async () => ({ generation, outcome: "hit" }) });
  return { load, slugs, change: () => (generation += 1) };
}

test("a page is read once for each generation of lists, however many ask at once", async () => {
  const { load, slugs, change } = open();
  await Promise.all(Array.from({ length: 50 }, () => slugs(1, load)));
  expect(await slugs(1, load)).toEqual(["foundry-mug"]);
  expect(load).toHaveBeenCalledTimes(1);
  change();
  await slugs(1, load);
  await slugs(2, load);
  expect(load).toHaveBeenCalledTimes(3);
});

test("pages that do not exist do not fill the memory", async () => {
  const { load, slugs } = open();
  for (let page = 1; page <= 100; page++) await slugs(page, load);
  load.mockClear();
  for (let page = 81; page <= 100; page++) await slugs(page, load);
  expect(load).not.toHaveBeenCalled();
  await slugs(1, load);
  expect(load).toHaveBeenCalledTimes(1);
});
