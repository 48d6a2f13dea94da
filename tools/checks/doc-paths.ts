import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ROOT } from "./source-files.ts";

const LINK = /\]\(([^)#\s]+)[^)]*\)/g;
const CODE = /`([^`\n]+)`/g;
const TOP = /^(apps|packages|prisma|tools|docs|docker|e2e|bench)\//;
const SCRIPT = /^npm run ([\w:-]+)/;

const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"))).scripts;

/** What a document names and the repository does not have. */
export function deadPaths(file: string, text: string): readonly string[] {
  const links = [...text.matchAll(LINK)]
    .map((match) => match[1] ?? "")
    .filter((link) => !/^[a-z]+:/.test(link));
  const codes = [...text.matchAll(CODE)].map((match) => match[1] ?? "");
  return [
    ...links.filter((link) => !existsSync(path.resolve(ROOT, path.dirname(file), link))),
    ...codes.filter((code) => TOP.test(code) && !/\s/.test(code) && !isThere(code)),
    ...codes.filter((code) => isUnknownScript(code)),
  ];
}

/** `<room>` and `{a,b}` stand for names; a path that names a symbol after a colon means the file before it. */
function isThere(code: string): boolean {
  const pattern = code.replace(/:.*$/, "").replaceAll(/<[^>]+>|…/g, "*");
  return /[*{[]/.test(pattern)
    ? globSync(pattern, { cwd: ROOT }).length > 0 || existsSync(path.join(ROOT, pattern))
    : existsSync(path.join(ROOT, pattern));
}

function isUnknownScript(code: string): boolean {
  const name = SCRIPT.exec(code)?.[1];
  return name !== undefined && !(name in scripts);
}
