import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { filesOf, ROOT } from "./source-files.ts";

const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const parsers = [...filesOf(["apps/*/src/env.ts"]), "tools/start/settings.ts"];
const documented = new Set(
  [...read(".env.example").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]),
);

/** The names on the left of a zod object: a setting is an upper-case key. SCARLET_… is said between our own processes, not by people. */
function parsedBy(file: string): readonly string[] {
  const names = [...read(file).matchAll(/^\s+([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1] ?? "");
  return [...new Set(names)].filter((name) => !name.startsWith("SCARLET_"));
}

/** Read by docker compose alone. */
const byCompose = [...read("docker-compose.yml").matchAll(/\$\{([A-Z][A-Z0-9_]+)/g)].map(
  (match) => match[1] ?? "",
);

test("settings are parsed somewhere and documented somewhere", () => {
  expect(parsers.length).toBeGreaterThanOrEqual(3);
  expect(documented.size).toBeGreaterThan(15);
});

test.each(parsers)("%s parses nothing that .env.example does not document", (file) => {
  expect(parsedBy(file)).toContain("API_URL");
  expect(parsedBy(file).filter((name) => !documented.has(name))).toEqual([]);
});

test("docker-compose.yml takes nothing that .env.example does not document", () => {
  expect(byCompose.filter((name) => !documented.has(name))).toEqual([]);
});

test(".env.example documents nothing that nobody reads", () => {
  const parsed = new Set([...parsers.flatMap(parsedBy), ...byCompose]);
  expect([...documented].filter((name) => name !== undefined && !parsed.has(name))).toEqual([]);
});
