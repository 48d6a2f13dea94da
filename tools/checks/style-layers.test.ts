import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { filesOf, ROOT } from "./source-files.ts";

/** Where style sheets lie, and the file that puts their layers in order. */
const SHEETS = [
  {
    of: ["packages/ui/src/**/*.css", "apps/storefront/src/**/*.css"],
    order: "packages/ui/src/styles/layers.css",
  },
  { of: ["apps/admin/src/**/*.css"], order: "apps/admin/src/styles/layers.css" },
] as const;

/** The layers that a style sheet fills: by a block, or by an import. */
function layersIn(css: string): string[] {
  return [...css.matchAll(/@layer ([\w.]+) \{|layer\(([\w.]+)\)/g)].map(
    ([, block, imported]) => block ?? imported ?? "",
  );
}

test("a layer that a style sheet fills has its place in the order; one without would come last and win", () => {
  for (const { of, order } of SHEETS) {
    const statement = /@layer ([^;{]+);/.exec(readFileSync(path.join(ROOT, order), "utf8"))?.[1] ?? "";
    const known = new Set(statement.split(",").map((name) => name.trim()));
    const files = filesOf(of);
    const unknown = files.flatMap((file) =>
      layersIn(readFileSync(path.join(ROOT, file), "utf8"))
        .filter((layer) => !known.has(layer))
        .map((layer) => `${file} fills ${layer}`),
    );
    expect(files.length).toBeGreaterThan(40);
    expect(unknown).toEqual([]);
  }
});

test("a layer without a place is found", () => {
  expect(layersIn("@layer admin.pagination {\n  a {\n  }\n}")).toEqual(["admin.pagination"]);
  expect(layersIn('@import "./reset.css" layer(base);')).toEqual(["base"]);
});
