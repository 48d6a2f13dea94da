import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { badForm } from "./doc-form.ts";
import { filesOf, ROOT } from "./source-files.ts";

const docs = filesOf(["README.md", "CONTRIBUTING.md", "docs/**/*.md"]);

test.each(docs)("%s is wrapped, and a decision says its status and date", (file) => {
  expect(badForm(file, readFileSync(path.join(ROOT, file), "utf8"))).toEqual([]);
});

test("long prose is caught; a table, code and a picture may be as long as they are", () => {
  const long = "word ".repeat(30);
  expect(badForm("README.md", `Short.\n${long}`)).toEqual(["has a line of more than 120 characters: 2"]);
  expect(badForm("README.md", `- ${long}`)).toEqual(["has a line of more than 120 characters: 1"]);
  expect(badForm("README.md", `| ${long}|\n\`\`\`\n${long}\n\`\`\`\n    ${long}\n![${long}](a.png)`)).toEqual(
    [],
  );
});

test.each([
  "# 0099. A choice\n\nText.\n",
  "# 0099. A choice\n\n- Status: accepted\n\n## Context\n",
  "# 0099. A choice\n\n- Status: accepted\n- Date: today\n\n## Context\n",
])("a decision without its status, date or heading is caught: %#", (text) => {
  expect(badForm("docs/adr/0099-a-choice.md", text)).toHaveLength(1);
});

test("a decision that names its successor is well formed", () => {
  const text =
    "# 0099. A choice\n\n- Status: superseded by\n  [0100](0100-b.md)\n- Date: 2026-11-30\n\n## Context\n";
  expect(badForm("docs/adr/0099-a-choice.md", text)).toEqual([]);
});
