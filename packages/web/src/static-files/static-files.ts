import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { encodingFor } from "../page-cache/kept-page.ts";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const TYPES: Readonly<Record<string, string>> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
};
/** Their names change with their bytes. */
const FOREVER = "public, max-age=31536000, immutable";
const COMPRESSED = ".br";

type StaticFile = { readonly bytes: Buffer; readonly type: string };

/**
 * Sends the scripts and style sheets of a build from memory, compressed as far as they go when it was built
 * (`compress-static.mjs`): a seventh less than what Next compresses anew for each visitor. Whoever does not take brotli,
 * and all else, is left to `others`. `dir`: the folder of the app.
 */
export function withStaticFiles(dir: string, others: Handle): Handle {
  const files = filesIn(path.join(dir, ".next/static"));
  return async (request, response) => {
    const file = request.method === "GET" ? files.get(request.url?.split("?", 1)[0] ?? "") : undefined;
    if (file === undefined || encodingFor(request.headers["accept-encoding"]) !== "br")
      return others(request, response);
    response
      .writeHead(200, {
        "content-type": file.type,
        "content-encoding": "br",
        "content-length": file.bytes.length,
        "cache-control": FOREVER,
        vary: "Accept-Encoding",
      })
      .end(file.bytes);
  };
}

/** By their addresses. Empty where the build compressed nothing. */
function filesIn(root: string): ReadonlyMap<string, StaticFile> {
  if (!existsSync(root)) return new Map();
  const names = readdirSync(root, { recursive: true, encoding: "utf8" });
  return new Map(
    names.flatMap((name) => {
      const plain = name.slice(0, -COMPRESSED.length);
      const type = TYPES[path.extname(plain)];
      if (!name.endsWith(COMPRESSED) || type === undefined) return [];
      const address = `/_next/static/${plain.split(path.sep).map(encodeURIComponent).join("/")}`;
      return [[address, { bytes: readFileSync(path.join(root, name)), type }] as const];
    }),
  );
}
