import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  type Child,
  freePort,
  ROOT,
  startChild,
  until,
} from "../../apps/api/test/processes/child-process.ts";
import { nextCommand, nextEnvironment } from "../../tools/start/build.ts";

/** How long Next sends a page before it makes it anew, as shops on Next do. */
const REVALIDATE_S = 60;

/** A page of Next that sends the bytes of one of ours, and keeps them for a minute whatever happens meanwhile. */
const ROUTE = `
export const revalidate = ${REVALIDATE_S};
export const dynamic = "force-static";
export const generateStaticParams = () => [];
export async function GET(_, { params }) {
  const { path } = await params;
  const answer = await fetch(process.env.PAGES_URL + "/" + path.join("/"));
  return new Response(await answer.text(), { headers: { "content-type": "text/html; charset=utf-8" } });
}
`;
const CONFIG = `
export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(ROOT)} } };
`;
const SERVER = `
import http from "node:http";
import next from "next";
const port = Number(process.env.PORT);
const web = next({ dev: false, dir: import.meta.dirname, hostname: "127.0.0.1", port });
await web.prepare();
http.createServer(web.getRequestHandler()).listen(port, "127.0.0.1");
`;

export type NextStatic = { readonly child: Child; readonly port: number; readonly remove: () => void };

/**
 * Builds and starts an app of the repository's own Next whose pages are kept static, with the bytes of the pages at
 * `pagesUrl`. `remove` deletes it once it has stopped.
 */
export async function startNextStatic(pagesUrl: string): Promise<NextStatic> {
  mkdirSync(path.join(ROOT, ".turbo"), { recursive: true });
  // Within the repository, where Next is found.
  const dir = mkdtempSync(path.join(ROOT, ".turbo/next-static-"));
  const files = { "app/[...path]/route.js": ROUTE, "next.config.mjs": CONFIG, "server.mjs": SERVER };
  mkdirSync(path.join(dir, "app/[...path]"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(dir, name), text);
  writeFileSync(path.join(dir, "package.json"), JSON.stringify({ type: "module" }));
  const { status, stdout, stderr } = spawnSync(process.execPath, [nextCommand(ROOT, "storefront"), "build"], {
    cwd: dir,
    env: nextEnvironment(),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the static app could not be built: ${stdout}${stderr}`);
  const port = await freePort();
  const child = startChild(process.execPath, [path.join(dir, "server.mjs")], {
    NODE_ENV: "production",
    PORT: String(port),
    PAGES_URL: pagesUrl,
  });
  await until(async () => (await fetch(`http://127.0.0.1:${port}/products`)).status === 200, child);
  return { child, port, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
