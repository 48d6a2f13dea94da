import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { deadPaths } from "./doc-paths.ts";
import { filesOf, ROOT } from "./source-files.ts";

const docs = filesOf(["*.md", "docs/**/*.md", "{apps,packages,bench,e2e}/**/*.md"]);

test("the documents are found", () => {
  expect(docs).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md", "docs/floor-plan.md"]));
});

test.each(docs)("%s names only files, folders and scripts that are there", (file) => {
  expect(deadPaths(file, readFileSync(path.join(ROOT, file), "utf8"))).toEqual([]);
});

test("a dead link, a dead path and an unknown script are caught; a pattern and a web address are left alone", () => {
  const text =
    "[a](docs/none.md) `packages/none/src/x.ts` `docker/none.yml` `npm run nothing` [b](https://example.com) `packages/<floor>/src`";
  expect(deadPaths("README.md", text)).toEqual([
    "docs/none.md",
    "packages/none/src/x.ts",
    "docker/none.yml",
    "npm run nothing",
  ]);
});

test("a path in a pattern of words is looked up as a pattern", () => {
  expect(existsSync(path.join(ROOT, "packages/domain"))).toBe(true);
  expect(deadPaths("README.md", "`packages/*/package.json` `packages/domain/src/<room>/errors.ts`")).toEqual(
    [],
  );
  expect(deadPaths("README.md", "`packages/*/nothing.json`")).toEqual(["packages/*/nothing.json"]);
});
