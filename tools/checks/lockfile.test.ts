import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type Lock, missingFromLock } from "./lockfile.ts";
import { ROOT } from "./source-files.ts";

test("every optional package that a lock entry names is in the lock: `npm ci` fails on other platforms otherwise", () => {
  const lock: Lock = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8"));
  expect(Object.keys(lock.packages).length).toBeGreaterThan(200);
  expect(missingFromLock(lock)).toEqual([]);
});

test("no lock entry says from where it was fetched here", () => {
  const hosts = [
    ...readFileSync(path.join(ROOT, "package-lock.json"), "utf8").matchAll(
      /"resolved": "(https?:\/\/[^/"]+)/g,
    ),
  ];
  expect(
    [...new Set(hosts.map((match) => match[1]))].filter((host) => host !== "https://registry.npmjs.org"),
  ).toEqual([]);
});

test("a dropped binary is caught, also where a nested copy would do", () => {
  const entry = { optionalDependencies: { "tool-mac": "1", "tool-linux": "1" } };
  const packages = { "node_modules/tool": entry, "node_modules/tool/node_modules/tool-linux": {} };
  expect(missingFromLock({ packages })).toEqual(["node_modules/tool needs tool-mac"]);
});
