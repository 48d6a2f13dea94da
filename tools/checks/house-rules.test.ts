import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { untidy } from "./house-rules.ts";
import { ROOT, sources } from "./source-files.ts";

test("every file keeps the house rules", () => {
  const files = sources();
  const found = files.flatMap((file) =>
    untidy(file, readFileSync(path.join(ROOT, file), "utf8")).map((what) => `${file} ${what}`),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
});

const longFunction = (lines: number) =>
  `/** Counts. */\nexport function long() {\n${"  step();\n".repeat(lines - 2)}}\n`;

test.each([
  ["packages/domain/src/utils/money.ts", "", "lies in a folder for odds and ends"],
  ["packages/domain/src/cart/addLine.ts", "", "is not named in kebab-case"],
  ["packages/domain/src/cart/rules.ts", "x\n".repeat(301), "has 301 lines; 300 at most"],
  [
    "packages/domain/src/cart/rules.ts",
    "const url = process.env.URL;",
    "reads process.env; only env.ts and config files do",
  ],
  [
    "packages/domain/src/cart/index.ts",
    'export * from "./rules.ts";',
    "exports everything of another file; name what leaves it",
  ],
  ["packages/domain/src/cart/rules.ts", ["// TO", "DO: later"].join(""), "leaves something to be done later"],
  [
    "packages/adapters/src/inventory/quick-sale.ts",
    "export const sell = (mongo: Mongo) => mongo.prisma.orm.stock.where({ sku }).update({ onHand: 0 });",
    "writes stock or products; only what commits behind the write fence does",
  ],
  [
    "packages/adapters/src/inventory/quick-raise.ts",
    'export const raise = (db: Db) => db.collection<Row>("product_stock").updateOne({ _id }, { $inc: { version: 1 } });',
    "writes stock or products; only what commits behind the write fence does",
  ],
  [
    "packages/adapters/src/orders/quick-return.ts",
    'export const back = (mongo: Mongo) => mongo.writesAtOnce.write([{ to: "stock", where: { sku }, update }]);',
    "writes stock or products; only what commits behind the write fence does",
  ],
  [
    "packages/adapters/src/catalog/set-price.ts",
    "const { products } = mongo.prisma.orm;\nexport const price = () => products.where({ slug }).update({ priceMinor: 1 });",
    "writes stock or products; only what commits behind the write fence does",
  ],
  [
    "packages/adapters/src/orders/peek.ts",
    "const { orders, stock } = mongo.prisma.orm;\nexport const row = () => stock.where({ sku }).first();",
    "reaches for the collections of stock; only their room does",
  ],
  [
    "packages/adapters/src/inventory/quick-sale.ts",
    "export const sell = () => writePlan(mongo, { plan, state, fence: { set: Promise.resolve({} as FenceMark) } });",
    "forges the proof that a write is fenced; only the write fence hands it out",
  ],
  ["packages/domain/src/cart/rules.ts", longFunction(71), "has a function of 71 lines at line 2; 70 at most"],
])("%s is caught: %#", (file, text, what) => {
  expect(untidy(file, text)).toEqual([what]);
});

test("what keeps the rules is left alone, also words in comments and an app's own env.ts", () => {
  expect(
    untidy("packages/domain/src/cart/rules.ts", `// process.env is read elsewhere.\n${longFunction(70)}`),
  ).toEqual([]);
  expect(untidy("apps/api/src/env.ts", "export const url = process.env.URL;")).toEqual([]);
  expect(untidy("apps/admin/src/app/orders/[id]/page.tsx", "export const a = <p>é</p>;")).toEqual([]);
});
