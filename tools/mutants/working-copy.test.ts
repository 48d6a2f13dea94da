import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeWorkingCopy, type WorkingCopy } from "./working-copy.ts";

/** What a process says that imports a package of the repository, which imports one of others. */
const FILES: Readonly<Record<string, string>> = {
  "package.json": "{}",
  ".gitignore": "node_modules/\nkept-back\n",
  "apps/api/package.json": '{ "type": "module" }',
  "apps/api/main.ts": 'import { said } from "@ours/domain";\nconsole.log(said);\n',
  "packages/domain/package.json": '{ "name": "@ours/domain", "type": "module", "exports": "./index.ts" }',
  "packages/domain/index.ts": 'import { word } from "theirs";\nexport const said = "guarded " + word;\n',
  "node_modules/theirs/package.json": '{ "name": "theirs", "type": "module", "exports": "./index.js" }',
  "node_modules/theirs/index.js": 'export const word = "by others";\n',
  "node_modules/.vite/results.json": "{}",
  "apps/api/node_modules/theirs-too/index.js": "",
};
const GUARD = { file: "packages/domain/index.ts", find: "guarded", replace: "$& free" };

let original: string;
let copy: WorkingCopy;

beforeEach(() => {
  original = mkdtempSync(path.join(tmpdir(), "scarlet-original-"));
  for (const [file, text] of Object.entries(FILES)) write(file, text);
  mkdirSync(path.join(original, "node_modules/@ours"));
  symlinkSync("../../packages/domain", path.join(original, "node_modules/@ours/domain"));
  for (const args of [
    ["init", "-q"],
    ["add", "."],
  ])
    execFileSync("git", args, { cwd: original });
});

afterEach(() => {
  copy.remove();
  expect(existsSync(copy.folder)).toBe(false);
  rmSync(original, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.join(original, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(original, file), text);
}

const inCopy = (file: string) => path.join(copy.folder, file);
const say = async () =>
  execFileSync(process.execPath, ["apps/api/main.ts"], { cwd: copy.folder, encoding: "utf8" }).trim();

test("a process in the copy runs the change, in packages that it imports too, and only while it stands", async () => {
  copy = makeWorkingCopy(original);
  expect(await copy.during(GUARD, say)).toBe("$& free by others");
  expect(await say()).toBe("guarded by others");
  expect(readFileSync(path.join(original, GUARD.file), "utf8")).toBe(FILES[GUARD.file]);
});

test("the change is taken back when what ran fails", async () => {
  copy = makeWorkingCopy(original);
  await expect(copy.during(GUARD, () => Promise.reject(new Error("as planned")))).rejects.toThrow(
    "as planned",
  );
  expect(await say()).toBe("guarded by others");
});

test("words that are not in the file exactly once are an error", async () => {
  copy = makeWorkingCopy(original);
  await expect(copy.during({ ...GUARD, find: "unheard of" }, say)).rejects.toThrow("exactly once");
  await expect(copy.during({ ...GUARD, find: "d" }, say)).rejects.toThrow("exactly once");
});

test("the copy has what is not committed, and neither what was deleted nor what Git ignores nor caches", () => {
  write("apps/api/new.ts", "new");
  write("apps/api/kept-back", "");
  rmSync(path.join(original, "apps/api/main.ts"));
  copy = makeWorkingCopy(original);
  expect(readFileSync(inCopy("apps/api/new.ts"), "utf8")).toBe("new");
  for (const absent of ["apps/api/main.ts", "apps/api/kept-back", "node_modules/.vite"])
    expect(existsSync(inCopy(absent)), absent).toBe(false);
  expect(existsSync(inCopy("apps/api/node_modules/theirs-too/index.js"))).toBe(true);
});
