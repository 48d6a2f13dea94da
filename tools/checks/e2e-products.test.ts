import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import catalog from "../../prisma/seed/catalog.json" with { type: "json" };
import { filesOf, ROOT } from "./source-files.ts";

/** The slugs that more than one of the texts names, with their files. */
function shared(texts: ReadonlyMap<string, string>, slugs: readonly string[]): readonly string[] {
  return slugs.flatMap((slug) => {
    const files = [...texts].filter(([, text]) => text.includes(`"${slug}"`)).map(([file]) => file);
    return files.length > 1 ? [`${slug}: ${files.join(", ")}`] : [];
  });
}

test("spec files run side by side, so no two of them change the stock of one product", () => {
  const files = filesOf(["e2e/**/*.spec.ts"]);
  const texts = new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), "utf8")]));
  const slugs = catalog.products.map(({ slug }) => slug);
  expect(files.length).toBeGreaterThan(8);
  expect(slugs.length).toBeGreaterThan(30);
  expect(shared(texts, slugs)).toEqual([]);
});

test("a product that two files name is found", () => {
  const texts = new Map([
    ["one", 'stockFirstSkuOnly("foundry-mug", 1)'],
    ["two", 'stockFirstSkuOnly("foundry-mug", 2); stockFirstSkuOnly("pebble-cup", 1)'],
  ]);
  expect(shared(texts, ["foundry-mug", "pebble-cup"])).toEqual(["foundry-mug: one, two"]);
});
