import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ERRORS_DOC, errorsDocument, refusalsIn } from "./error-docs.ts";
import { ROOT } from "./source-files.ts";

test("docs/errors.md lists exactly what the sources raise: write it anew with `npm run errors`", () => {
  expect(readFileSync(path.join(ROOT, ERRORS_DOC), "utf8")).toBe(errorsDocument());
});

test("a refusal is read with its status and its sentence, what is filled in shown as a gap", () => {
  const text = 'return new DomainError("a.b", "not_found", `There is no "$'.concat('{sku}".`);');
  expect(refusalsIn("x.ts", text)).toEqual([
    { code: "a.b", status: 404, sentence: 'There is no "…".', file: "x.ts" },
  ]);
});

test("a refusal whose code is not written out cannot be listed, so it is not allowed", () => {
  expect(() => refusalsIn("x.ts", "throw new DomainError(code, kind, text);")).toThrow(
    "x.ts raises a DomainError",
  );
  expect(() => refusalsIn("x.ts", 'throw new DomainError("a.b", "odd", "Text.");')).toThrow(
    'unknown kind "odd"',
  );
});
