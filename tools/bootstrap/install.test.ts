import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installPackages, isInstalled } from "./install.mjs";

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "scarlet-install-"));
  write("package.json", { name: "empty", version: "1.0.0" });
  write("package-lock.json", { name: "empty", lockfileVersion: 3, packages: wanted("2.0.0") });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, content: unknown): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), JSON.stringify(content));
}

function wanted(version: string): Record<string, unknown> {
  return {
    "": { name: "empty" },
    "node_modules/needed": { version },
    "node_modules/other-platform": { version: "1.0.0", optional: true },
    "node_modules/@scarlet/domain": { resolved: "packages/domain", link: true },
  };
}

function record(version: string): void {
  const link = { resolved: "packages/domain", link: true };
  const packages = { "node_modules/needed": { version }, "node_modules/@scarlet/domain": link };
  write("node_modules/.package-lock.json", { packages });
}

test("an install that npm finished, at the lockfile's versions, is complete; packages for other platforms may lack", () => {
  record("2.0.0");
  expect(isInstalled(root)).toBe(true);
});

test("another version, or no record of a finished install, is not", () => {
  expect(isInstalled(root)).toBe(false);
  record("1.9.0");
  expect(isInstalled(root)).toBe(false);
});

test("a node_modules that is a link is never installed into: npm would empty the folder it leads to", async () => {
  const elsewhere = path.join(root, "elsewhere");
  mkdirSync(elsewhere);
  writeFileSync(path.join(elsewhere, "kept"), "");
  symlinkSync(elsewhere, path.join(root, "node_modules"));
  await expect(installPackages(root)).rejects.toThrow(/node_modules is a link to .*elsewhere/);
  expect(existsSync(path.join(elsewhere, "kept"))).toBe(true);
});
