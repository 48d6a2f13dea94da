import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ROOT, sources } from "./source-files.ts";
import { isWordless, strayWords, WORDLESS } from "./stray-words.ts";

test("what people read stands in the src/copy/ of an app", () => {
  for (const place of WORDLESS) {
    const files = sources().filter((file) => file.startsWith(`${place}/`) && isWordless(file));
    const found = files.flatMap((file) =>
      strayWords(file, readFileSync(path.join(ROOT, file), "utf8")).map((what) => `${file} ${what}`),
    );
    expect(files.length).toBeGreaterThan(40);
    expect(found).toEqual([]);
  }
});

const FILE = "apps/storefront/src/cart/planted.tsx";

test.each([
  ['export const metadata = { title: "Cart" };', "Cart"],
  ['const said = { title: "Nothing was held." };', "Nothing was held."],
  [`const said = \`Paying \${amount}\`;`, "Paying "],
  [`const said = \`\${left} left\`;`, " left"],
  ['export const A = () => <nav aria-label="Your account" />;', "Your account"],
  ['export const A = () => <Notice title={gone ? "Gone" : words.short} />;', "Gone"],
  ['const crumbs = ["Home", "/"];', "Home"],
  ['export const A = () => <b>{isOne ? words.one : "many"}</b>;', "many"],
  ['export const A = () => <>{isFree && "free"}</>;', "free"],
])("%s is caught", (text, words) => {
  expect(strayWords(FILE, `import { a } from "./b.ts";\n${text}`)).toEqual([
    `says ${JSON.stringify(words)} at line 2; words belong in src/copy/`,
  ]);
});

test.each([
  '"use client";',
  'import { a } from "Two Words";',
  'export { a } from "Two Words";',
  'const kind = "buy" as "Buy it";',
  'const A = () => <div className="card figure" style={{ margin: "1px solid red" }} />;',
  'const A = () => <A kind={isOne ? "ok" : "warn"}>{kind === "ok" && total === 0 ? "" : <B />}</A>;',
  'const data = { "@type": "Offer", availability: "InStock" };',
  'const zone = "Europe/Brussels"; const method = "PATCH";',
  `const href = \`/products/\${slug}?sku=\${sku}\`;`,
  'if (bad) throw new Error("There is no such SKU.");',
  'const found = target?.closest("input, textarea");',
  'const isNarrow = matchMedia("(max-width: 640px), print").matches;',
  'if (event.key === "Escape" || event.key !== "Enter") close();',
  `document.cookie = \`\${name}=1; path=/; samesite=lax\`;`,
  "const xml = `<loc>one and two</loc>`;",
])("%s says nothing to people", (text) => {
  expect(strayWords(FILE, text)).toEqual([]);
});

test("src/copy/ has words, and tests repeat them", () => {
  expect(isWordless("apps/storefront/src/cart/cart-page.tsx")).toBe(true);
  expect(isWordless("apps/admin/src/cache/cache.tsx")).toBe(true);
  expect(isWordless("apps/storefront/src/copy/cart.ts")).toBe(false);
  expect(isWordless("apps/storefront/src/cart/rules.test.ts")).toBe(false);
  expect(isWordless("apps/api/src/main.ts")).toBe(false);
});
