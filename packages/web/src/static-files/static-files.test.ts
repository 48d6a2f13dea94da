import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import inject from "light-my-request";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withStaticFiles } from "./static-files.ts";

const SCRIPT = "/_next/static/chunks/a1.js";
const TEXT = "console.log('hello');".repeat(50);
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "static-files-"));
  mkdirSync(path.join(dir, ".next/static/chunks"), { recursive: true });
  writeFileSync(path.join(dir, ".next/static/chunks/a1.js"), TEXT);
  writeFileSync(path.join(dir, ".next/static/chunks/b2.css"), "body{}");
  writeFileSync(path.join(dir, ".next/static/font.woff2"), "font");
  writeFileSync(path.join(dir, ".next/BUILD_ID"), "secret");
  execFileSync(process.execPath, [path.join(import.meta.dirname, "compress-static.mjs")], { cwd: dir });
});
afterAll(() => rmSync(dir, { recursive: true }));

/** What is answered; "others" where it was left to them. */
async function ask(url: string, headers: Record<string, string>, method: "GET" | "HEAD" = "GET") {
  const handle = withStaticFiles(dir, async (_, response) => void response.end("others"));
  const answer = await inject((request, response) => void handle(request, response), {
    url,
    headers,
    method,
  });
  return { headers: answer.headers, body: answer.rawPayload };
}

test("a script of the build is sent compressed, and may be kept for ever", async () => {
  const { headers, body } = await ask(`${SCRIPT}?dpl=1`, { "accept-encoding": "gzip, br" });
  expect(headers).toMatchObject({
    "content-type": "application/javascript; charset=UTF-8",
    "content-encoding": "br",
    "content-length": String(body.length),
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  expect(brotliDecompressSync(body).toString()).toBe(TEXT);
  const css = await ask("/_next/static/chunks/b2.css", { "accept-encoding": "br" });
  expect([css.headers["content-type"], brotliDecompressSync(css.body).toString()]).toEqual([
    "text/css; charset=UTF-8",
    "body{}",
  ]);
});

test.each([
  ["who takes no brotli", SCRIPT, "gzip"],
  ["who refuses it", SCRIPT, "br;q=0, gzip"],
  ["a font", "/_next/static/font.woff2", "br"],
  ["what the build did not make", "/_next/static/chunks/none.js", "br"],
  ["the compressed file by its own name", `${SCRIPT}.br`, "br"],
  ["a way out of the folder", "/_next/static/../BUILD_ID", "br"],
  ["another way out", "/_next/static/chunks/..%2f..%2fBUILD_ID", "br"],
])("%s is left to the others", async (_, url, encoding) => {
  expect((await ask(url, { "accept-encoding": encoding })).body.toString()).toBe("others");
});

test("so is a HEAD", async () => {
  expect(
    (await ask(SCRIPT, { "accept-encoding": "br" }, "HEAD")).headers["content-encoding"],
  ).toBeUndefined();
});

test("a build without compressed files is served by the others alone", async () => {
  const handle = withStaticFiles(
    path.join(dir, "nowhere"),
    async (_, response) => void response.end("others"),
  );
  const answer = await inject((request, response) => void handle(request, response), {
    url: SCRIPT,
    headers: { "accept-encoding": "br" },
  });
  expect(answer.payload).toBe("others");
});
